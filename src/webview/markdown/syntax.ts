import { type Lexer, type MarkedOptions, Tokenizer, type TokenizerThis, type Tokens } from 'marked';
import { mathExtensions } from './mathSyntax';
import { type Details, detailsType, footnoteMarkType, footnoteType } from './tokenTypes';

type Extensions = NonNullable<MarkedOptions['extensions']>;

const footnote = /^\[\^([^\]\s]{1,60})\]:[ \t]+([^\n]+(?:\n(?: {2,}|\t)[^\n]+)*)(?:\n+|$)/;
const footnoteMark = /^\[\^([^\]\s]{1,60})\](?!:)/;
/** A file whose name has blanks is no link in plain markdown. */
const spacedLink =
  /^\[([^\]\n]{1,300})\]\(((?!https?:)[^()<>\n"]{1,300}\.[a-z]\w{0,9}(?:[:#][\w-]{1,20})?)\)/i;
/** A backslash in it escapes nothing. */
const windowsPath = /^[a-z]:\\[\w@.+\-\\[\]()~]+/i;
const detailsOpening = /^ {0,3}<details(\s+open)?\s*>[ \t]*\n?/i;
const summaryForm = /^\s*<summary>([\s\S]{0,2000}?)<\/summary>[ \t]*\n?/i;

/** So many more in one are a text that wants to hold up the page. */
const mostInside = 50;

/** How the text of an answer is read. `isUsed` tells whether anything refers to a label that a line defines. */
export function markdownOptions(isUsed: (label: string) => boolean): MarkedOptions {
  return { gfm: true, extensions: extensions(), tokenizer: new AnswerTokenizer(isUsed) };
}

/** `[INFO]: started` is a line of a log and no definition, as long as nothing refers to it. */
class AnswerTokenizer extends Tokenizer {
  constructor(private readonly isUsed: (label: string) => boolean) {
    super();
  }

  override def(source: string): Tokens.Def | undefined {
    const token = super.def(source);
    return token && this.isUsed(token.tag) ? token : undefined;
  }
}

function extensions(): Extensions {
  const math = mathExtensions();
  return {
    ...math,
    block: [readDetails, readFootnote, ...(math.block ?? [])],
    startBlock: [blockStart, ...(math.startBlock ?? [])],
    inline: [readFootnoteMark, readSpacedLink, readWindowsPath, ...(math.inline ?? [])],
    // At a bracket the text ends by itself.
    startInline: [windowsPathStart, ...(math.startInline ?? [])],
  };
}

/** Looks no further than the paragraph, which is all that can be interrupted. */
function blockStart(source: string): number | undefined {
  const end = source.indexOf('\n\n');
  const at = (end < 0 ? source : source.slice(0, end)).search(/\n {0,3}(?:<details|\[\^)/i);
  return at < 0 ? undefined : at + 1;
}

function windowsPathStart(source: string): number | undefined {
  const at = source.search(/(?<!\w)[a-z]:\\/i);
  return at < 0 ? undefined : at;
}

function readFootnote(this: TokenizerThis, source: string): Tokens.Generic | undefined {
  const [raw, label, text] = footnote.exec(source) ?? [];
  if (raw === undefined || text === undefined) return undefined;
  return { type: footnoteType, raw, label, tokens: this.lexer.inlineTokens(text.replace(/\n\s+/g, ' ')) };
}

function readFootnoteMark(source: string): Tokens.Generic | undefined {
  const [raw, label] = footnoteMark.exec(source) ?? [];
  return raw === undefined ? undefined : { type: footnoteMarkType, raw, label };
}

function readSpacedLink(this: TokenizerThis, source: string): Tokens.Generic | undefined {
  const [raw, text = '', href = ''] = spacedLink.exec(source) ?? [];
  if (raw === undefined || !/\s/.test(href.trim())) return undefined;
  return { type: 'link', raw, href, text, tokens: this.lexer.inlineTokens(text) };
}

function readWindowsPath(source: string): Tokens.Generic | undefined {
  const [raw] = windowsPath.exec(source) ?? [];
  return raw === undefined ? undefined : { type: 'text', raw, text: raw };
}

/** One whose end has not come yet reaches to the end of the text. */
function readDetails(this: TokenizerThis, source: string): Details | undefined {
  const opening = detailsOpening.exec(source);
  if (!opening) return undefined;
  const bodyAt = opening[0].length;
  const [body, length] = upToEnd(source.slice(bodyAt));
  if ((body.match(/<details/gi)?.length ?? 0) > mostInside) return undefined;
  const summary = summaryForm.exec(body);
  const text = body.slice(summary?.[0].length ?? 0);
  return {
    type: detailsType,
    raw: source.slice(0, bodyAt + length),
    isOpen: opening[1] !== undefined,
    summary: inline(this.lexer, (summary?.[1] ?? '').trim()),
    tokens: this.lexer.blockTokens(text.replace(/^\n+/, ''), []),
  };
}

function inline(lexer: Lexer, text: string): Tokens.Generic[] {
  return lexer.inlineTokens(text);
}

/** What is inside, and how much the whole takes; one may stand in another. */
function upToEnd(source: string): readonly [string, number] {
  let depth = 1;
  for (const mark of source.matchAll(/<(\/?)details\b[^>]{0,100}>[ \t]*\n?/gi)) {
    depth += mark[1] === '' ? 1 : -1;
    if (depth === 0) return [source.slice(0, mark.index), mark.index + mark[0].length];
  }
  return [source, source.length];
}
