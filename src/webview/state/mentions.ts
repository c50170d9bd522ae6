import type { ContextTrigger } from '../../protocol/toView';

/** The word at the cursor that asks for a list. */
export interface Token {
  readonly trigger: ContextTrigger;
  /** What stands between the sign and the cursor. */
  readonly query: string;
  /** Where the sign stands, and where the word that it begins ends. */
  readonly start: number;
  readonly end: number;
}

/** As the keyboards of East Asia write the signs. */
const fullWidth: ReadonlyMap<string, ContextTrigger> = new Map([
  ['＠', '@'],
  ['＃', '#'],
  ['／', '/'],
]);

/**
 * Signs count at the beginning of a word: an address of mail or `C#` asks for nothing. Scripts that put no spaces
 * between words begin one anywhere.
 */
const before =
  /(?:^|[\s([{"'`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー\u3001-\u3011\u3014-\u301f\uff01\uff08-\uff0e\uff1a-\uff1f])$/u;

/** Finds the word that the cursor stands in, if it begins with `@`, `#`, or as the first word with `/`. */
export function tokenAt(text: string, cursor: number): Token | undefined {
  const start = text.slice(0, cursor).search(/\S+$/);
  if (start < 0) return undefined;
  const word = text.slice(start, cursor);
  const at = Math.max(...['@', '#', '＠', '＃'].map((sign) => word.lastIndexOf(sign)));
  const isCommand = start === 0 && /^[/／]/.test(word);
  // The address of a page may hold any of the signs.
  const page = word.search(/[@＠]https?:/i);
  const sign = page >= 0 ? page : isCommand ? 0 : at;
  if (sign < 0 || !before.test(text.slice(0, start + sign))) return undefined;
  const trigger = fullWidth.get(word.charAt(sign)) ?? word.charAt(sign);
  const query = word.slice(sign + 1);
  if (!isTrigger(trigger) || (trigger === '/' && query.includes('/'))) return undefined;
  // A heading of Markdown or a number of an issue is no tool.
  if (trigger === '#' && /^(?:#|\d)/.test(query)) return undefined;
  const rest = /^\S*/.exec(text.slice(cursor))?.[0] ?? '';
  return { trigger, query, start: start + sign, end: cursor + rest.length };
}

function isTrigger(sign: string): sign is ContextTrigger {
  return sign === '@' || sign === '#' || sign === '/';
}

/** The address of a page that is being typed after `@`. */
export function addressIn(query: string): string | undefined {
  return /^https?:\/\/[^\s.]+\.?\S/i.test(query) ? query : undefined;
}
