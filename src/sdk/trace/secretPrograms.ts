import { ownValue } from '../util/ownValue';
/** Which argument of a program is a secret. */
interface Habit {
  /** The secret is the next argument. */
  readonly next?: readonly string[];
  /** The secret follows in the same argument. */
  readonly attached?: readonly string[];
  /** The next argument is `user<sign>secret`. */
  readonly pair?: Readonly<Record<string, string>>;
  /** Arguments that begin with one of these words hold it at the end. */
  readonly prefixed?: readonly string[];
  /** Only below this verb. */
  readonly verb?: string;
  /** Its last argument. */
  readonly isLast?: boolean;
}

const database: Habit = { attached: ['-p', '--password='], next: ['--password'] };
const mongo: Habit = { next: ['-p', '--password'] };
const habits: Readonly<Record<string, Habit>> = {
  mysql: database,
  mysqldump: database,
  mysqladmin: database,
  mysqlimport: database,
  mysqlsh: database,
  mariadb: database,
  'mariadb-dump': database,
  'mariadb-admin': database,
  sshpass: { attached: ['-p'], next: ['-p'] },
  '7z': { attached: ['-p'] },
  '7za': { attached: ['-p'] },
  '7zz': { attached: ['-p'] },
  rar: { attached: ['-hp', '-p'] },
  unrar: { attached: ['-p'] },
  zip: { attached: ['-P'], next: ['-P', '--password'] },
  unzip: { attached: ['-P'], next: ['-P'] },
  'redis-cli': { attached: [], next: ['-a', '--pass'] },
  mongo,
  mongosh: mongo,
  mongodump: mongo,
  mongorestore: mongo,
  mongoexport: mongo,
  mongoimport: mongo,
  curl: { pair: { '-u': ':', '--user': ':', '-U': ':', '--proxy-user': ':' }, attached: [] },
  http: { pair: { '-a': ':', '--auth': ':' } },
  https: { pair: { '-a': ':', '--auth': ':' } },
  lftp: { pair: { '-u': ',' } },
  smbclient: { pair: { '-U': '%' } },
  docker: { verb: 'login', next: ['-p', '--password'], attached: ['-p'] },
  podman: { verb: 'login', next: ['-p', '--password'], attached: ['-p'] },
  helm: { next: ['--password'] },
  az: { next: ['-p', '--password', '--admin-password', '--account-key', '--client-secret'] },
  ldapsearch: { next: ['-w'] },
  ldapmodify: { next: ['-w'] },
  sqlcmd: { next: ['-P'], attached: ['-P'] },
  bcp: { next: ['-P'], attached: ['-P'] },
  plink: { next: ['-pw'] },
  pscp: { next: ['-pw'] },
  openssl: { next: ['-k', '-K'], prefixed: ['pass:'] },
  keytool: { next: ['-storepass', '-keypass'] },
  xfreerdp: { prefixed: ['/p:'] },
  cmdkey: { prefixed: ['/pass:'] },
  schtasks: { next: ['/rp'] },
  vault: { verb: 'login', isLast: true },
  htpasswd: { isLast: true },
  net: { verb: 'use', isLast: true },
  wpa_passphrase: { isLast: true },
};

interface Word {
  readonly text: string;
  readonly isWord: boolean;
}

/** Spaces, ends of a command, or a word with its quotes; each character belongs to one of them. */
const pieces = /(\s+)|([|;&()]+)|((?:"[^"\n]*"?|'[^'\n]*'?|[^\s|;&()"'])+)/g;
const deepest = 2;

/** The text without what common programs take as a password among their arguments. */
export function withoutProgramSecrets(text: string, blank: string, depth = 0): string {
  const out: string[] = [];
  let command: Word[] = [];
  const flush = (): void => {
    out.push(cleaned(command, blank, depth).join(''));
    command = [];
  };
  for (const [all, space, end] of text.matchAll(pieces)) {
    if (end !== undefined || (space?.includes('\n') ?? false)) {
      flush();
      out.push(all);
    } else command.push({ text: all, isWord: space === undefined });
  }
  flush();
  return out.join('');
}

function cleaned(command: readonly Word[], blank: string, depth: number): readonly string[] {
  const words = command.map(({ text, isWord }) => (isWord ? inner(text, blank, depth) : text));
  const at = command.flatMap(({ isWord }, index) => (isWord ? [index] : []));
  // One program may run another: each takes the words up to the next.
  const starts = at.flatMap((index, place) => (habitOf(words[index] ?? '') ? [place] : []));
  for (const [turn, start] of starts.entries())
    hideArguments(words, at.slice(start, starts[turn + 1] ?? at.length), blank);
  return words;
}

function hideArguments(words: string[], [program = -1, ...rest]: readonly number[], blank: string): void {
  const habit = habitOf(words[program] ?? '');
  if (!habit) return;
  const verb = rest.map((index) => words[index] ?? '').find((word) => !word.startsWith('-'));
  if (habit.verb !== undefined && habit.verb !== verb) return;
  for (const [place, index] of rest.entries()) {
    const before = words[rest[place - 1] ?? -1] ?? '';
    words[index] = argument(habit, before, words[index] ?? '', blank);
  }
  if (habit.isLast) hideLast(words, rest, blank);
}

/** What stands last and is neither an option, an address nor a share. */
function hideLast(words: string[], rest: readonly number[], blank: string): void {
  const candidates = rest
    .slice(1)
    .filter((index) => !/^(?:[-/\\*]|[A-Za-z]:$)/.test(bareOf(words[index] ?? '')));
  const last = candidates.at(-1);
  if (last !== undefined && !isNothing(words[last] ?? '', blank)) words[last] = blank;
}

function argument(habit: Habit, before: string, word: string, blank: string): string {
  const bare = bareOf(word);
  if (isNothing(word, blank)) return word;
  if (habit.next?.includes(before) && !bare.startsWith('-')) return blank;
  const sign = Object.entries(habit.pair ?? {}).find(([name]) => name === before)?.[1];
  const cut = sign === undefined ? -1 : bare.indexOf(sign);
  const told = quoteOf(word) === "'" ? `'${bare.slice(cut + 1)}` : bare.slice(cut + 1);
  if (sign !== undefined && cut >= 0 && isNothing(told, blank)) return word;
  if (sign !== undefined && cut >= 0)
    return `${quoteOf(word)}${bare.slice(0, cut + 1)}${blank}${quoteOf(word)}`;
  const start = [...(habit.attached ?? []), ...(habit.prefixed ?? [])].find(
    (prefix) =>
      word.startsWith(prefix) && word.length > prefix.length && !isNothing(word.slice(prefix.length), blank),
  );
  return start === undefined ? word : `${start}${blank}`;
}

/** A quoted text may be a command of its own. */
function inner(word: string, blank: string, depth: number): string {
  const quote = quoteOf(word);
  if (quote === '' || depth >= deepest || !/\s/.test(word)) return word;
  const end = word.length > 1 && word.endsWith(quote) ? quote : '';
  const content = word.slice(1, word.length - end.length);
  return `${quote}${withoutProgramSecrets(content, blank, depth + 1)}${end}`;
}

function habitOf(word: string): Habit | undefined {
  const name =
    bareOf(word)
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.exe$/i, '') ?? '';
  return ownValue(habits, name);
}

function isNothing(word: string, blank: string): boolean {
  const bare = bareOf(word);
  return bare === '' || bare.includes(blank) || (!word.startsWith("'") && /^(?:\$|%\w+%$)/.test(bare));
}

function quoteOf(word: string): string {
  return /^["']/.exec(word)?.[0] ?? '';
}

function bareOf(word: string): string {
  return word.replace(/^["']/, '').replace(/["']$/, '');
}
