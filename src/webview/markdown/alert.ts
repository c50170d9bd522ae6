import type { Token } from 'marked';
import { key } from '../base/l10n';

/** A box that GitHub makes of a quotation. */
export interface Alert {
  readonly kind: string;
  readonly icon: string;
  readonly title: string;
  readonly tokens: readonly Token[];
}

/** The five kinds, by the word in their mark. */
const kinds = new Map([
  ['NOTE', { kind: 'note', icon: 'info', title: key('Note') }],
  ['TIP', { kind: 'tip', icon: 'lightbulb', title: key('Tip') }],
  ['IMPORTANT', { kind: 'important', icon: 'report', title: key('Important') }],
  ['WARNING', { kind: 'warning', icon: 'warning', title: key('Warning') }],
  ['CAUTION', { kind: 'caution', icon: 'error', title: key('Caution') }],
]);

const mark = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/i;

/** The box that a quotation begins; undefined if it is one. */
export function readAlert([first, ...rest]: readonly Token[]): Alert | undefined {
  const word = first?.type === 'paragraph' ? mark.exec(first.raw)?.[1] : undefined;
  const kind = word === undefined ? undefined : kinds.get(word.toUpperCase());
  return first && kind && { ...kind, tokens: [...withoutMark(first), ...rest] };
}

function withoutMark(paragraph: Token): readonly Token[] {
  const [head, ...tail] = 'tokens' in paragraph ? (paragraph.tokens ?? []) : [];
  if (!head) return [];
  const raw = head.raw.replace(mark, '');
  const left = raw === '' ? tail : [{ ...head, raw, text: raw }, ...tail];
  // What stood on a line of its own leaves its line break behind.
  const tokens = left[0]?.type === 'br' ? left.slice(1) : left;
  return tokens.length === 0 ? [] : [{ ...paragraph, tokens }];
}
