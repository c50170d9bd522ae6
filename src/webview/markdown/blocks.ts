import { Lexer, type Token, type TokensList } from 'marked';
import type { Block, BlockSplitter } from '../state/drawn';
import { markdownOptions } from './syntax';

interface Fence {
  readonly close: RegExp;
  readonly info: string;
  readonly bodyAt: number;
}

type TokenBlock = Extract<Block, { readonly kind: 'token' }>;
type Links = TokensList['links'];

/** Of the headings so far. */
interface Headings {
  highest?: number;
  previous?: number;
}

/**
 * Splits growing markdown into blocks. What is followed by a further block cannot change any
 * more, so it is frozen and only the open tail is lexed again. When the text is complete it is
 * lexed once as a whole, which also resolves links that were defined further down.
 */
export class MarkdownBlocks implements BlockSplitter {
  private text = '';
  private frozen: Block[] = [];
  private frozenLength = 0;
  private fence: Fence | undefined;
  private links = noLinks();
  private headings: Headings = {};
  /** What stands in brackets in the text, once it was looked for. */
  private labels: ReadonlySet<string> | undefined;
  private readonly options = markdownOptions((label) => this.refersTo(label));

  update(source: string, isOpen: boolean): readonly Block[] {
    const text = source.includes('\r') ? source.replaceAll('\r\n', '\n') : source;
    if (!text.startsWith(this.text)) this.restart();
    this.text = text;
    this.labels = undefined;
    return isOpen ? this.grow() : this.finish();
  }

  private restart(): void {
    this.frozen = [];
    this.frozenLength = 0;
    this.fence = undefined;
    this.links = noLinks();
    this.headings = {};
  }

  private grow(): readonly Block[] {
    const tail = this.text.slice(this.frozenLength);
    if (this.fence && !this.fence.close.test(tail.slice(this.fence.bodyAt))) {
      return [...this.frozen, openCode(this.fence, tail)];
    }
    const tokens = this.lex(tail);
    const open = this.freezeAllButLast(tokens);
    const last = open.at(-1);
    this.fence = last && openFence(last.raw);
    const rest = open.map((token): Block =>
      this.fence ? openCode(this.fence, token.raw) : asBlock(token, { ...this.headings }),
    );
    return [...this.frozen, ...rest];
  }

  private finish(): readonly Block[] {
    const before = this.frozen;
    this.restart();
    const tokens = this.lex(this.text).filter(isVisible);
    // A link may have been defined only after what refers to it.
    const hasLinks = Object.keys(this.links).length > 0;
    this.frozen = tokens.map((token, index) => {
      const old = before[index];
      const block = asBlock(token, this.headings);
      const isSame = old?.kind === 'token' && old.raw === block.raw && old.level === block.level;
      return isSame && !(hasLinks && block.raw.includes('[')) ? old : block;
    });
    this.frozenLength = this.text.length;
    return this.frozen;
  }

  /** Whether the text has the label in another place than its definition. */
  private refersTo(label: string): boolean {
    this.labels ??= new Set(
      Array.from(this.text.matchAll(/\[([^[\]\n]{1,200})\](?!:)/g), ([, name = '']) =>
        name.toLowerCase().replaceAll(/\s+/g, ' '),
      ),
    );
    return this.labels.has(label);
  }

  private lex(text: string): readonly Token[] {
    const lexer = new Lexer(this.options);
    lexer.tokens.links = this.links;
    return lexer.lex(text);
  }

  /** Freezes what has a successor and gives back what may still change. */
  private freezeAllButLast(tokens: readonly Token[]): readonly Token[] {
    const last = tokens.findLastIndex((token) => token.type !== 'space');
    for (const token of tokens.slice(0, Math.max(0, last))) {
      this.frozenLength += token.raw.length;
      if (isVisible(token)) this.frozen.push(asBlock(token, this.headings));
    }
    return last < 0 ? [] : tokens.slice(last, last + 1).filter(isVisible);
  }
}

/** What is in it from birth, as `constructor`, would be taken for a link that the answer defines. */
function noLinks(): Links {
  return Object.create(null) as Links;
}

function isVisible(token: Token): boolean {
  return token.type !== 'space' && token.type !== 'def';
}

function asBlock(token: Token, headings: Headings): TokenBlock {
  const level = token.type === 'heading' ? nextLevel(Number(token['depth']), headings) : 0;
  return { kind: 'token', raw: token.raw, token, level };
}

function openCode(fence: Fence, raw: string): Block {
  return { kind: 'open-code', info: fence.info, code: raw.slice(fence.bodyAt) };
}

function openFence(raw: string): Fence | undefined {
  const start = /^ {0,3}(`{3,}|~{3,})([^\n]*)(?:\n|$)/.exec(raw);
  const mark = start?.[1];
  if (!start || !mark) return undefined;
  const close = new RegExp(`^ {0,3}${mark[0]}{${mark.length},}[ \\t]*$`, 'm');
  const bodyAt = start[0].length;
  return close.test(raw.slice(bodyAt)) ? undefined : { close, info: (start[2] ?? '').trim(), bodyAt };
}

/** Below the prompt's `h2`, and never skipping a rank. */
function nextLevel(depth: number, headings: Headings): number {
  headings.highest = Math.min(headings.highest ?? depth, depth);
  headings.previous = Math.min(3 + depth - headings.highest, (headings.previous ?? 2) + 1, 6);
  return headings.previous;
}
