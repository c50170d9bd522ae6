import { withoutProgramSecrets } from './secretPrograms';
import { keepsNothing, looksRandom } from './secretValues';

/*
 * Every pattern here takes a length of text that grows with the text at most: what repeats is bounded, or ends at a
 * character that begins nothing else, or begins where the same run cannot have begun before.
 */

/** Keys that are known by their look. */
const knownKeys: readonly RegExp[] = [
  /(?<!\w)(?:gh[a-z]|github_pat)_[A-Za-z0-9_]{16,}/g,
  /(?<![\w-])glpat-[\w-]{16,}/g,
  /(?<![\w-])sk-[\w-]{16,}/g,
  /(?<!\w)(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}/g,
  /(?<!\w)whsec_[A-Za-z0-9+/=]{16,}/g,
  /(?<![\w-])xox[a-z]-[\w-]{10,}/g,
  /(?<![\w-])xapp-[\w-]{10,}/g,
  /(?<!\w)(?:AKIA|ASIA|AROA|ABIA)[A-Z0-9]{12,}/g,
  /(?<![\w-])AIza[\w-]{30,}/g,
  /(?<![\w-])ya29\.[\w-]{16,}/g,
  /(?<!\w)npm_[A-Za-z0-9]{30,}/g,
  /(?<!\w)hf_[A-Za-z0-9]{20,}/g,
  /(?<!\w)dop_v1_[a-f0-9]{30,}/g,
  /(?<![\w-])pypi-[\w-]{16,}/g,
  /(?<!\w)SG\.[\w-]{16,64}\.[\w-]{16,}/g,
  /(?<!\w)\d{8,10}:AA[\w-]{30,}/g,
  /(?<![\w.-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]+)?/g,
  /(?<!\w)AGE-SECRET-KEY-1[A-Z0-9]{20,}/g,
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,50}-----|$)/g,
  /---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----[\s\S]*?(?:---- END|$)/g,
];

/** Addresses that whoever knows may write to. The place stays, the rest goes. */
const openAddresses: readonly RegExp[] = [
  /(hooks\.slack\.com\/)[^\s"'<>]+/gi,
  /(discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/)[^\s"'<>]+/gi,
  /(webhook\.office\.com\/)[^\s"'<>]+/gi,
  /(outlook\.office(?:365)?\.com\/webhook\/)[^\s"'<>]+/gi,
  /(api\.telegram\.org\/(?:file\/)?bot)[^\s/"'<>]+/gi,
  /(hooks\.zapier\.com\/hooks\/)[^\s"'<>]+/gi,
  /(maker\.ifttt\.com\/trigger\/[\w-]{1,80}\/(?:json\/)?with\/key\/)[^\s"'<>]+/gi,
  /((?:[?&;]|&amp;)(?:sig|signature|x-(?:amz|goog)-(?:signature|credential|security-token)|key|code|sas)=)[^\s&"'<>;]+/gi,
];

const value = `"(?:\\\\"|[^"])*"?|'[^']*'?|[^\\s'"&;,|]+`;
const secretName =
  '(?:api[_-]?key|access[_-]?key|account[_-]?key|shared[_-]?access[_-]?(?:key|signature)|private[_-]?key|client[_-]?secret|secret|token|passw(?:or)?d|passphrase|passcode|credentials?|session[_-]?id|connection[_-]?string|(?<=[_-])pwd|(?<=[_-]|ssh)pass|(?<=;\\s{0,4})pwd)' +
  '(?:[_-]?(?:key|value|hash|text|string|data|id|base64)|s)?(?:[_-][\\w-]{0,40})?';
const named = new RegExp(`(${secretName}["']?[ \\t]{0,8}(?:=>|:=|[=:])[ \\t]{0,8})(${value})`, 'gi');
const option = new RegExp(
  `((?<![\\w-])(?:--?|/)[\\w.-]{0,40}?(?:${secretName}|pass(?:in|out)?|pw)(?:[=:]|[ \\t]{1,8}))(${value})`,
  'gi',
);
/** Names that are a key's now and then: the value decides. */
const keyLike = new RegExp(
  `((?<![A-Za-z])[\\w.-]{0,40}(?:key|auth|dsn|salt|signature|pat|license|seed)(?:["']?[ \\t]{0,8}[=:][ \\t]{0,8}|[ \\t]))(${value})`,
  'gi',
);

/** The text with every secret that can be told from its place or its look left out. */
export function redactSecrets(text: string, blank = '<redacted>'): string {
  const put = (all: string, before: string, found: string): string =>
    keepsNothing(before, found, blank) ? all : `${before}${blank}`;
  let safe = text
    // user:password@ in an address
    .replace(/(:\/\/)[^\s/?#'"<>]+@/g, `$1${blank}@`)
    .replace(
      /(\b(?:proxy-)?authorization["']?[ \t]{0,8}[=:][ \t]{0,8}["']?(?:(?:bearer|basic|token|digest|negotiate|apikey)[ \t]{1,8})?)([^\s"']+)/gi,
      put,
    )
    .replace(/(\b(?:set-)?cookie["']?[ \t]{0,8}:[ \t]{0,8}["']?)([^\r\n"']+)/gi, put)
    .replace(
      /(\b(?:bearer|basic|token)[ \t]{1,8})([\w+/=.~-]{8,})/gi,
      (all, before: string, found: string) => (looksRandom(found) ? `${before}${blank}` : all),
    );
  for (const address of openAddresses) safe = safe.replace(address, `$1${blank}`);
  for (const key of knownKeys) safe = safe.replace(key, blank);
  safe = safe
    .replace(option, put)
    .replace(named, put)
    .replace(keyLike, (all, before: string, found: string) =>
      looksRandom(found) ? put(all, before, found) : all,
    );
  return withoutProgramSecrets(safe, blank);
}
