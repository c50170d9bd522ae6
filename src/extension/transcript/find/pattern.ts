import vm from 'node:vm';
import type { FindQuery } from '../../../protocol/toView';

/** A pattern as both host and page run it. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** A person's expression may take for ever; it gets this long for one part of the conversation. */
const limitMs = 500;

const wordCharacter = String.raw`[\p{L}\p{N}_]`;

/** Throws a `SyntaxError` for an expression that is none. */
export function compile({ text, isRegex, isWholeWord, isCaseSensitive }: FindQuery): Pattern {
  const body = isRegex ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  const source = isWholeWord ? `(?<!${wordCharacter})(?:${body})(?!${wordCharacter})` : body;
  const flags = isCaseSensitive ? 'gm' : 'gim';
  try {
    return checked({ source, flags: `${flags}u` });
  } catch (error) {
    // Some escapes that are usual elsewhere are none in Unicode mode; word borders need it.
    if (isWholeWord || !isRegex) throw error;
    return checked({ source, flags });
  }
}

function checked(pattern: Pattern): Pattern {
  new RegExp(pattern.source, pattern.flags);
  return pattern;
}

export type Count = (texts: readonly string[]) => readonly number[];

/** Counts matches in texts. What a person wrote as an expression is stopped when it takes too long: throws then. */
export function counter({ source, flags }: Pattern, isRegex: boolean): Count {
  if (!isRegex) {
    const pattern = new RegExp(source, flags);
    return (texts) => texts.map((text) => countIn(text, pattern));
  }
  const context = vm.createContext({ source, flags, texts: [] });
  const script = new vm.Script(
    `texts.map((text) => (${countIn.toString()})(text, new RegExp(source, flags)))`,
  );
  return (texts) => {
    context['texts'] = texts;
    return Array.from(script.runInContext(context, { timeout: limitMs }) as readonly number[]);
  };
}

/** Stands alone: it also runs where nothing of this file exists. */
function countIn(text: string, pattern: RegExp): number {
  let count = 0;
  for (const match of text.matchAll(pattern)) if (match[0] !== '') count += 1;
  return count;
}
