import type { Answer, Item, ToView, Turn } from '../../../protocol/toView';

export type TurnHead = Omit<Turn, 'items'>;
export type TurnPatch = Partial<Omit<Turn, 'id' | 'items'>>;
export type Tell = (fact: ToView) => void;

interface Entry {
  head: TurnHead;
  readonly items: Map<string, Item>;
}

/** The turns of one session. Whatever changes here is told as a fact, so page and log agree. */
export class TurnLog {
  private order: Entry[] = [];
  private readonly entries = new Map<string, Entry>();
  private wasRewound = false;

  constructor(private readonly tell: Tell) {}

  /** Also while a rewind has taken the only turn and its new form is not there yet. */
  get isUsed(): boolean {
    return this.order.length > 0 || this.wasRewound;
  }

  get first(): TurnHead | undefined {
    return this.order[0]?.head;
  }

  get last(): TurnHead | undefined {
    return this.order.at(-1)?.head;
  }

  head(turnId: string): TurnHead | undefined {
    return this.entries.get(turnId)?.head;
  }

  item(turnId: string, itemId: string): Item | undefined {
    return this.entries.get(turnId)?.items.get(itemId);
  }

  /** The last words among the items of that thread. */
  lastAnswer(turnId: string, parentId: string): Answer | undefined {
    const items = [...(this.entries.get(turnId)?.items.values() ?? [])];
    const last = items.findLast((item) => item.kind === 'answer' && item.parentId === parentId);
    return last?.kind === 'answer' ? last : undefined;
  }

  /** Whether the agent showed nothing but what it thought. */
  saysNothing(turnId: string): boolean {
    const items = [...(this.entries.get(turnId)?.items.values() ?? [])];
    return items.every(({ kind }) => kind === 'reasoning');
  }

  add(turn: Turn): void {
    const { items, ...head } = turn;
    const entry = { head, items: new Map(items.map((item) => [item.id, item])) };
    this.entries.set(turn.id, entry);
    this.order.push(entry);
    this.tell({ type: 'turn/added', turn });
  }

  /** Adds turns at the beginning without a word: the page gets them when it asks for older ones. */
  prepend(turns: readonly Turn[]): void {
    const entries = turns
      .filter((turn) => !this.entries.has(turn.id))
      .map(({ items, ...head }) => ({ head, items: new Map(items.map((item) => [item.id, item])) }));
    entries.forEach((entry) => this.entries.set(entry.head.id, entry));
    this.order = [...entries, ...this.order];
  }

  patch(turnId: string, patch: TurnPatch): void {
    const entry = this.entries.get(turnId);
    if (entry === undefined || isPartOf(patch, entry.head)) {
      return;
    }
    entry.head = { ...entry.head, ...patch };
    this.tell({ type: 'turn/changed', turnId, patch });
  }

  remove(turnId: string): Turn | undefined {
    const entry = this.entries.get(turnId);
    if (entry === undefined) {
      return undefined;
    }
    this.entries.delete(turnId);
    this.order = this.order.filter((other) => other !== entry);
    this.tell({ type: 'turn/removed', turnId });
    return turnOf(entry);
  }

  /** The turn of a message that the CLI knows by this event. */
  withEvent(eventId: string): string | undefined {
    return this.order.find((entry) => entry.head.eventId === eventId)?.head.id;
  }

  /** The turn and all after it, oldest first. */
  from(turnId: string): readonly string[] {
    const start = this.order.findIndex((entry) => entry.head.id === turnId);
    return start < 0 ? [] : this.order.slice(start).map((entry) => entry.head.id);
  }

  /** Takes out the turn and all after it. */
  rewindTo(turnId: string): void {
    this.from(turnId).forEach((one) => this.remove(one));
    this.wasRewound = true;
  }

  clear(): void {
    this.wasRewound = false;
    this.entries.clear();
    this.order = [];
  }

  /** Adds the item at the end, or replaces the one with its id where it stands. */
  put(turnId: string, item: Item): void {
    const items = this.entries.get(turnId)?.items;
    const old = items?.get(item.id);
    if (items === undefined || (old !== undefined && isPartOf(item, old) && isPartOf(old, item))) {
      return;
    }
    items.set(item.id, item);
    this.tell({ type: old === undefined ? 'item/added' : 'item/changed', turnId, item });
  }

  /** Puts an item before another one, which is taken out and added again: facts only know the end. */
  putBefore(turnId: string, item: Item, laterId: string): void {
    const later = this.item(turnId, laterId);
    if (later === undefined) {
      this.put(turnId, item);
      return;
    }
    this.removeItem(turnId, laterId);
    this.put(turnId, item);
    this.put(turnId, later);
  }

  /** Appends to the text of an answer or a reasoning. */
  append(turnId: string, itemId: string, text: string): void {
    const items = this.entries.get(turnId)?.items;
    const item = items?.get(itemId);
    if (items === undefined || (item?.kind !== 'answer' && item?.kind !== 'reasoning')) {
      return;
    }
    items.set(itemId, { ...item, text: item.text + text });
    this.tell({ type: 'item/delta', turnId, itemId, text });
  }

  removeItem(turnId: string, itemId: string): void {
    if (this.entries.get(turnId)?.items.delete(itemId)) {
      this.tell({ type: 'item/removed', turnId, itemId });
    }
  }

  get length(): number {
    return this.order.length;
  }

  indexOf(turnId: string): number {
    return this.order.findIndex((entry) => entry.head.id === turnId);
  }

  slice(start: number, end?: number): Turn[] {
    return this.order.slice(start, end).map(turnOf);
  }

  /** The newest turns, oldest first. */
  newest(limit: number): { turns: Turn[]; hasOlder: boolean } {
    return lastOf(this.order, limit);
  }
}

function turnOf(entry: Entry): Turn {
  return { ...entry.head, items: [...entry.items.values()] };
}

function lastOf(entries: readonly Entry[], limit: number): { turns: Turn[]; hasOlder: boolean } {
  const start = Math.max(entries.length - limit, 0);
  return { turns: entries.slice(start).map(turnOf), hasOlder: start > 0 };
}

function isPartOf(part: object, whole: object): boolean {
  const values = new Map<string, unknown>(Object.entries(whole));
  return Object.entries(part).every(([key, value]) => values.get(key) === value);
}
