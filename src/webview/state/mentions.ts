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

/** Signs count at the beginning of a word: an address of mail or `C#` asks for nothing. */
const before = /(?:^|[\s([{"'`])$/;

/** Finds the word that the cursor stands in, if it begins with `@`, `#`, or as the first word with `/`. */
export function tokenAt(text: string, cursor: number): Token | undefined {
  const start = text.slice(0, cursor).search(/\S+$/);
  if (start < 0) return undefined;
  const word = text.slice(start, cursor);
  const at = Math.max(word.lastIndexOf('@'), word.lastIndexOf('#'));
  const slash = start === 0 && word.startsWith('/') ? 0 : -1;
  // The address of a page may hold any of the signs.
  const sign = /^@https?:/i.test(word) ? 0 : slash === 0 ? 0 : at;
  if (sign < 0 || !before.test(text.slice(0, start + sign))) return undefined;
  const trigger = word.charAt(sign);
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
