const blank = '•••';

/** Names of fields, variables and options whose value is nobody's business. */
const secretName =
  '(?:api[_-]?key|apikey|access[_-]?key|secret|token|passw(?:or)?d|passwd|pwd|credential|private[_-]?key|authorization|session[_-]?id|cookie)[\\w.-]{0,40}';

/** Keys that are known by their look. */
const knownKeys = [
  /\b(?:gh[pousr]|github_pat)_[A-Za-z0-9_]{16,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}/g,
  /\bxox[abposr]-[A-Za-z0-9-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{30,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bhf_[A-Za-z0-9]{20,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]+)?/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** The text with every secret that can be told from its place or its look left out. */
export function redact(text: string): string {
  let safe = text
    // user:password@ in an address
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@'"]+@/gi, `$1${blank}@`)
    // Authorization: Bearer x, Basic x
    .replace(/\b(bearer|basic|token)\s+[A-Za-z0-9+/=._~-]{8,}/gi, `$1 ${blank}`)
    // --password x, --token=x, -u user:password
    .replace(
      new RegExp(`(--?[\\w.-]{0,40}?${secretName})(=|\\s+)(${quotedOr('[^\\s\'"]+')})`, 'gi'),
      `$1$2${blank}`,
    )
    .replace(/(\s-u\s*|--user[=\s]\s*)(['"]?)([^\s:'"]+):[^\s'"]+\2/g, `$1$2$3:${blank}$2`)
    // NAME=x, "name": "x", Name: x, ?name=x
    .replace(
      new RegExp(`(["']?${secretName}["']?\\s*[=:]\\s*)(${quotedOr('[^\\s\'"&;,]+')})`, 'gi'),
      keepIfVariable,
    );
  for (const key of knownKeys) safe = safe.replace(key, blank);
  return safe;
}

/** Whether a text can be kept as it is. */
export function isSafeToKeep(text: string): boolean {
  return redact(text) === text;
}

function quotedOr(bare: string): string {
  return `"[^"]*"?|'[^']*'?|${bare}`;
}

/** `$TOKEN` names a secret but does not tell it. */
function keepIfVariable(all: string, name: string, value: string): string {
  if (/^["']?\$[\w{]/.test(value) || value.startsWith(blank)) return all;
  const scheme = /^(?:bearer|basic|token)$/i.test(value);
  return scheme ? all : `${name}${blank}`;
}
