/** Which characters are drawn as they are. Whatever stands in no list here is drawn as a box with its name. */

const lookLikeSpace = String.raw`\u2800\u{13441}\u{13442}\u{16FE4}\u{1D159}\uFFFC`;

/** Letters, marks, numbers, punctuation and symbols that leave ink; the one space, the tab, the end of a line. */
const ordinary = new RegExp(
  String.raw`^[[\t\n \p{L}\p{M}\p{N}\p{P}\p{S}]--[\p{Default_Ignorable_Code_Point}\p{Me}${lookLikeSpace}]]$`,
  'v',
);

export function isOrdinary(character: string): boolean {
  return ordinary.test(character);
}

const controls =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

/** `ESC`, `CR`, `U+202E`. */
export function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return controls[code] ?? (code === 0x7f ? 'DEL' : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
}

const scripts =
  'Latin Greek Cyrillic Han Hiragana Katakana Hangul Bopomofo Arabic Hebrew Armenian Georgian Cherokee Coptic Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Khmer Ethiopic Lisu Deseret'
    .split(' ')
    .map((name) => [name, new RegExp(`\\p{scx=${name}}`, 'u')] as const);

/** The script of a letter; nothing of what is used with all of them. */
export function scriptOf(character: string): string | undefined {
  if (!/\p{L}/u.test(character) || /[\p{sc=Common}\p{sc=Inherited}]/u.test(character)) return undefined;
  return scripts.find(([, letters]) => letters.test(character))?.[0] ?? 'other';
}

/** Scripts that are written together in one word. */
const together = ['Latin Han Hiragana Katakana', 'Latin Han Hangul', 'Latin Han Bopomofo'].map((names) =>
  names.split(' '),
);

export function areWrittenTogether(found: ReadonlySet<string>): boolean {
  return found.size < 2 || together.some((names) => [...found].every((one) => names.includes(one)));
}

/** Scripts in which a joiner between two letters is spelling. */
const joining =
  /[\p{sc=Arabic}\p{sc=Syriac}\p{sc=Mongolian}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Gurmukhi}\p{sc=Gujarati}\p{sc=Oriya}\p{sc=Tamil}\p{sc=Telugu}\p{sc=Kannada}\p{sc=Malayalam}\p{sc=Sinhala}]/u;

export function areJoined(before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  return joining.test(before) && joining.test(after) && /\p{L}/u.test(after);
}

/** Reads as a sign of the shell, of a path or of an address, and is none. */
const alikeSigns =
  /^[\u2010\u2212\u02D7\u2215\u2044\u29F8\u2571\u2216\u29F5\u2236\uA789\u0589\u05C3\u201A\u02CB\u01C3\u01C0\u2223\u2758\u02C2\u02C3\u2039\u203A\u02BC\u02B9\u05F3\uA78C\u066A\u06D4\u0701\u2217\u223C\u02DC]$/u;

/** Letters of other scripts that no one tells from Latin ones. */
const alikeLetters =
  /^[АВЕЅІЈКМНОРСТУХҮаеорсухѕіјһԁԛԝӏҽɡɑıΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυιϳ\u0561\u0578\u057D\u0570\u0585ՕՍ]$/u;

/** What stands for a sign or letter of ASCII by its look, or by Unicode's own word. */
export function isAlike(character: string): boolean {
  if (character <= '\x7f') return false;
  const plain = character.normalize('NFKC');
  return (
    alikeSigns.test(character) ||
    (/^[\x21-\x7e]$/.test(plain) && !/\p{No}/u.test(character)) ||
    (/^[A-Za-z]+$/.test(plain) && /\p{L}/u.test(character))
  );
}

const eastAsian = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\u3001-\u303F]/u;
const ownSigns = /[\p{sc=Armenian}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}]/u;

/** A sign between letters with which it is written anyway. */
export function isAtHome(sign: string, ...beside: readonly (string | undefined)[]): boolean {
  const home = /[\uFF00-\uFF65]/.test(sign) ? eastAsian : ownSigns.test(sign) ? ownSigns : undefined;
  return home !== undefined && beside.some((one) => one !== undefined && home.test(one));
}

export function isAlikeLetter(character: string): boolean {
  return alikeLetters.test(character);
}

/** Read from right to left: it would pull the signs beside it along. */
export function isRightToLeft(character: string): boolean {
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u.test(character);
}
