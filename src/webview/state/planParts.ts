import type { Token } from 'marked';
import { markdownReader } from './drawn';

/** A piece of a plan that one can comment: a step of a list, or any other block. */
export interface PlanPart {
  /** Markdown. */
  readonly text: string;
  readonly isStep: boolean;
}

export interface PlanParts {
  /** The plan's own heading, if it begins with one. */
  readonly title: string | undefined;
  readonly parts: readonly PlanPart[];
  readonly stepCount: number;
}

/** The plan as pieces, each of which can be commented; one piece until it can be read. */
export function planParts(text: string): PlanParts {
  const lex = markdownReader.value?.lex;
  if (!lex) return unreadPlan(text.trim());
  const tokens = lex(text.replaceAll('\r\n', '\n')).filter(
    (token) => token.type !== 'space' && token.type !== 'def',
  );
  const [first] = tokens;
  const isTitled = first?.type === 'heading' && tokens.length > 1;
  const parts = (isTitled ? tokens.slice(1) : tokens).flatMap(partsOf);
  return {
    title: isTitled ? plainWords(first.raw) : undefined,
    parts,
    stepCount: parts.filter((part) => part.isStep).length,
  };
}

function unreadPlan(text: string): PlanParts {
  return {
    title: text.startsWith('#') ? plainWords(text) : undefined,
    parts: text ? [{ text, isStep: false }] : [],
    stepCount: 0,
  };
}

function partsOf(token: Token): readonly PlanPart[] {
  if (token.type !== 'list' || !Array.isArray(token['items']))
    return [{ text: token.raw.trimEnd(), isStep: false }];
  const start = typeof token['start'] === 'number' ? token['start'] : undefined;
  return token['items'].map((item: { readonly raw: string }, index) => ({
    // Alone, each would be counted from its own number, which need not go up.
    text: (start === undefined ? item.raw : item.raw.replace(/^\s*\d+/, String(start + index))).trimEnd(),
    isStep: true,
  }));
}

const longestQuote = 80;

/** How a piece begins, without its marks. */
export function quoteOf(part: PlanPart): string {
  const words = plainWords(part.text);
  return words.length > longestQuote ? `${words.slice(0, longestQuote - 1)}…` : words;
}

function plainWords(markdown: string): string {
  const [line = ''] = markdown.trim().split('\n');
  return line
    .replace(/^(?:#{1,6}|[-*+]|\d+[.)]|>)\s+(?:\[[ xX]\]\s+)?/, '')
    .replaceAll(/[*_`]{1,3}/g, '')
    .trim();
}
