import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Answer, Item, Turn } from '../../protocol/toView';

export type TurnInfo = Omit<Turn, 'items'>;

/** One item; a delta touches only its `item` signal. */
export interface ItemModel {
  readonly id: string;
  readonly item: Signal<Item>;
  /** What the arrangement of a turn depends on; stays equal while text streams in. */
  readonly shape: ReadonlySignal<string>;
}

export interface TurnModel {
  readonly id: string;
  readonly info: Signal<TurnInfo>;
  readonly items: Signal<readonly ItemModel[]>;
}

export function createItem(item: Item): ItemModel {
  const value = signal(item);
  return { id: item.id, item: value, shape: computed(() => shapeOf(value.value)) };
}

export function createTurn(turn: Turn): TurnModel {
  const { items, ...info } = turn;
  return { id: turn.id, info: signal(info), items: signal(items.map(createItem)) };
}

export function isOver(info: TurnInfo): boolean {
  return info.state !== 'sending' && info.state !== 'running';
}

/** Not the words of a subagent. */
export function isMainAnswer(item: Item): item is Answer {
  return item.kind === 'answer' && item.parentId === undefined;
}

function shapeOf(item: Item): string {
  if (item.kind === 'tool')
    return ['tool', item.tool, item.state, item.parentId ?? '', item.subject, item.exitCode ?? ''].join('|');
  // An empty answer takes no place yet.
  if (item.kind === 'answer') return /\S/.test(item.text) ? 'answer' : 'answer-empty';
  if (item.kind === 'reasoning') return item.isStreaming ? 'reasoning-streaming' : 'reasoning';
  return item.kind;
}

/** How long a turn that is over took, without the time that it waited for the person. */
export function workedMs({ startedAt, endedAt = startedAt, waitedMs = 0 }: TurnInfo): number {
  return Math.max(endedAt - startedAt - waitedMs, 0);
}
