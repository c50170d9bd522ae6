import type { MarkedOptions, TokenizerExtensionFunction } from 'marked';

/** Written as `type` into the tokens that this finds. */
export const mathType = 'math';

interface Found {
  readonly raw: string;
  readonly tex: string;
  readonly isDisplay: boolean;
}

/** The limits keep a text full of opening marks from being searched again and again. */
const displayForms = [/^\$\$([^$]{1,3000}?)\$\$/, /^\\\[([\s\S]{1,3000}?)\\\]/];
/** No blank next to the inside of a dollar, and neither letter nor digit after the last: prices and `$HOME` are not math. */
const inlineForms = [/^\$(?![\s$])((?:\\.|[^\\$`\n]){0,500}?[^\s\\$`])\$(?![\w$])/, /^\\\((.{1,500}?)\\\)/];

/** Finds a formula at the start of a line's rest. */
export function inlineMath(source: string): Found | undefined {
  return match(source, displayForms, true) ?? match(source, inlineForms, false);
}

/** Finds a formula that stands alone, at the start of a block. */
export function blockMath(source: string): Found | undefined {
  const line = /^ {0,3}(?=\$\$|\\\[)/.exec(source);
  if (!line) return undefined;
  const found = match(source.slice(line[0].length), displayForms, true);
  const end = found && /^[ \t]*(?:\n+|$)/.exec(source.slice(line[0].length + found.raw.length));
  return found && end ? { ...found, raw: line[0] + found.raw + end[0] } : undefined;
}

function match(source: string, forms: readonly RegExp[], isDisplay: boolean): Found | undefined {
  for (const form of forms) {
    const found = form.exec(source);
    const tex = found?.[1]?.trim();
    // A blank line ends every formula.
    if (found && tex && !/\n[ \t]*\n/.test(tex)) return { raw: found[0], tex, isDisplay };
  }
  return undefined;
}

/** Where a formula may begin: a dollar after a letter or digit belongs to a price. */
function inlineStart(source: string): number | undefined {
  const at = source.search(/(?<![\w$\\])\$(?!\s)|\\[([]/);
  return at < 0 ? undefined : at;
}

/** Looks no further than the paragraph, which is all that can be interrupted. */
function blockStart(source: string): number | undefined {
  const end = source.indexOf('\n\n');
  const at = (end < 0 ? source : source.slice(0, end)).search(/\n {0,3}(?:\$\$|\\\[)/);
  return at < 0 ? undefined : at + 1;
}

/** What the lexer needs to see formulas. */
export function mathExtensions(): NonNullable<MarkedOptions['extensions']> {
  const tokenizer =
    (find: (source: string) => Found | undefined): TokenizerExtensionFunction =>
    (source) => {
      const found = find(source);
      return found && { type: mathType, ...found };
    };
  return {
    renderers: {},
    childTokens: {},
    inline: [tokenizer(inlineMath)],
    startInline: [inlineStart],
    block: [tokenizer(blockMath)],
    startBlock: [blockStart],
  };
}
