import { Lexer, type Token, type TokensList } from 'marked';
import { mathExtensions } from './mathSyntax';

/** A top-level piece of an answer. The same object comes back while its content stays the same. */
export type Block =
  | { readonly kind: 'token'; readonly raw: string; readonly token: Token }
  /** A code fence whose end has not come yet. */
  | { readonly kind: 'open-code'; readonly info: string; readonly code: string };

interface Fence {
  readonly close: RegExp;
  readonly info: string;
  readonly bodyAt: number;
}

type Links = TokensList['links'];

/**
 * Splits growing markdown into blocks. What is followed by a further block cannot change any
 * more, so it is frozen and only the open tail is lexed again. When the text is complete it is
 * lexed once as a whole, which also resolves links that were defined further down.
 */
export class MarkdownBlocks {
  private text = '';
  private frozen: Block[] = [];
  private frozenLength = 0;
  private fence: Fence | undefined;
  private links: Links = {};
  private readonly options = { gfm: true, extensions: mathExtensions() };

  update(source: string, isOpen: boolean): readonly Block[] {
    const text = source.includes('\r') ? source.replaceAll('\r\n', '\n') : source;
    if (!text.startsWith(this.text)) this.restart();
    this.text = text;
    return isOpen ? this.grow() : this.finish();
  }

  private restart(): void {
    this.frozen = [];
    this.frozenLength = 0;
    this.fence = undefined;
    this.links = {};
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
    const rest = open.map((token): Block => (this.fence ? openCode(this.fence, token.raw) : asBlock(token)));
    return [...this.frozen, ...rest];
  }

  private finish(): readonly Block[] {
    const before = this.frozen;
    const hadLinks = Object.keys(this.links).length;
    this.restart();
    const tokens = this.lex(this.text).filter(isVisible);
    const canReuse = Object.keys(this.links).length === hadLinks;
    this.frozen = tokens.map((token, index) => {
      const old = before[index];
      return canReuse && old?.kind === 'token' && old.raw === token.raw ? old : asBlock(token);
    });
    this.frozenLength = this.text.length;
    return this.frozen;
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
      if (isVisible(token)) this.frozen.push(asBlock(token));
    }
    return last < 0 ? [] : tokens.slice(last, last + 1).filter(isVisible);
  }
}

function isVisible(token: Token): boolean {
  return token.type !== 'space' && token.type !== 'def';
}

function asBlock(token: Token): Block {
  return { kind: 'token', raw: token.raw, token };
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

/** Levels for the headings of an answer: below the prompt's `h2`, never skipping one. */
export function headingLevels(blocks: readonly Block[]): readonly number[] {
  let base: number | undefined;
  let previous = 2;
  return blocks.map((block) => {
    if (block.kind !== 'token' || block.token.type !== 'heading') return 0;
    const depth = Number(block.token['depth']);
    base = Math.min(base ?? depth, depth);
    previous = Math.min(3 + depth - base, previous + 1, 6);
    return previous;
  });
}
