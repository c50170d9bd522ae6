import { batch, computed, signal } from '@preact/signals';
import type { ToHost } from '../../protocol/toHost';
import type { FindPlace, ToView } from '../../protocol/toView';
import type { TurnRange } from './turnRange';

type FindFact = Extract<ToView, { readonly type: `find/${string}` }>;

export function isFindFact(fact: ToView): fact is FindFact {
  return fact.type.startsWith('find/');
}

/** One hit: the n-th in an item. */
export interface Hit {
  readonly turnId: string;
  readonly itemId: string;
  readonly nth: number;
}

export type FindFlag = 'isCaseSensitive' | 'isWholeWord' | 'isRegex';

const startAfterMs = 150;

/** The search: what is looked for, what the host has found so far, and the hit that one stands on. */
export class Finder {
  readonly isOpen = signal(false);
  /** How often it was asked for: each time the field takes the focus. */
  readonly opened = signal(0);
  /** What had the focus before. */
  cameFrom: HTMLElement | undefined;
  readonly text = signal('');
  readonly flags = signal<Readonly<Record<FindFlag, boolean>>>({
    isCaseSensitive: false,
    isWholeWord: false,
    isRegex: false,
  });
  readonly failure = signal<
    { readonly reason: 'bad-regex' | 'too-slow'; readonly detail: string } | undefined
  >(undefined);
  /** What the page marks; undefined while nothing is looked for. */
  readonly pattern = signal<RegExp | undefined>(undefined);
  readonly isSearching = signal(false);
  readonly current = signal<Hit | undefined>(undefined);
  private readonly places = signal<readonly FindPlace[]>([]);
  private id = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private from: string | undefined;

  readonly total = computed(() => this.places.value.reduce((sum, place) => sum + place.count, 0));
  /** From 1; 0 while one stands on no hit. */
  readonly index = computed(() => {
    const hit = this.current.value;
    let before = 0;
    for (const place of this.places.value) {
      if (hit && place.turnId === hit.turnId && place.itemId === hit.itemId) return before + hit.nth + 1;
      before += place.count;
    }
    return 0;
  });

  /** `visibleTurn` is where the person is: the search begins there. */
  constructor(
    private readonly range: TurnRange,
    private readonly send: (wish: ToHost) => void,
    private readonly visibleTurn: () => string | undefined,
  ) {}

  open(text?: string): void {
    if (!this.isOpen.peek())
      this.cameFrom = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    this.isOpen.value = true;
    this.opened.value += 1;
    if (text) this.text.value = text;
    if (this.text.value) this.searchSoon();
  }

  close(): void {
    batch(() => {
      this.isOpen.value = false;
      this.clear();
    });
    this.send({ type: 'find/stop' });
  }

  type(text: string): void {
    this.text.value = text;
    this.searchSoon();
  }

  toggle(flag: FindFlag): void {
    this.flags.value = { ...this.flags.value, [flag]: !this.flags.value[flag] };
    this.searchSoon();
  }

  /** The next or the previous hit; after the last one comes the first. */
  move(step: -1 | 1): void {
    const { total } = this;
    if (total.value === 0) return;
    const from = this.index.value === 0 ? (step > 0 ? -1 : 0) : this.index.value - 1;
    this.current.value = this.hitAt((from + step + total.value) % total.value);
  }

  /** What was found belongs to the session that was shown. */
  restart(): void {
    if (this.isOpen.value) this.searchSoon();
  }

  apply(fact: FindFact): void {
    if (fact.type === 'find/open') return this.open();
    if (fact.id !== this.id) return;
    if (fact.type === 'find/started') this.pattern.value = new RegExp(fact.source, fact.flags);
    else if (fact.type === 'find/failed') this.fail(fact.reason, fact.detail);
    else if (fact.type === 'find/changed') this.change(fact.turnId, fact.places);
    else this.take(fact.places, fact.isDone);
  }

  private searchSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), startAfterMs);
  }

  private search(): void {
    this.clear();
    this.from = this.visibleTurn();
    this.id += 1;
    const query = { text: this.text.value, ...this.flags.value };
    if (query.text === '') return this.send({ type: 'find/stop' });
    this.isSearching.value = true;
    this.send({ type: 'find/start', id: this.id, query });
  }

  private clear(): void {
    clearTimeout(this.timer);
    this.id += 1;
    this.places.value = [];
    this.current.value = undefined;
    this.pattern.value = undefined;
    this.failure.value = undefined;
    this.isSearching.value = false;
  }

  private fail(reason: 'bad-regex' | 'too-slow', detail: string): void {
    this.isSearching.value = false;
    this.pattern.value = undefined;
    this.failure.value = { reason, detail };
  }

  private take(places: readonly FindPlace[], isDone: boolean): void {
    this.places.value = [...places, ...this.places.value];
    this.isSearching.value = !isDone;
    this.current.value ??= this.firstHit(isDone);
  }

  private change(turnId: string, places: readonly FindPlace[]): void {
    const at = this.places.value.findIndex((place) => place.turnId === turnId);
    const others = this.places.value.filter((place) => place.turnId !== turnId);
    const start = at < 0 ? others.length : at;
    this.places.value = [...others.slice(0, start), ...places, ...others.slice(start)];
    if (this.current.value && this.index.value === 0) this.current.value = undefined;
  }

  /** At or below the place where the search began, else above it; what is far away only when all is known. */
  private firstHit(isDone: boolean): Hit | undefined {
    const ids = this.range.turns.value.map((turn) => turn.id);
    const start = Math.max(ids.indexOf(this.from ?? ''), 0);
    const byTurn = new Map(this.places.value.toReversed().map((place) => [place.turnId, place]));
    for (const id of [...ids.slice(start), ...ids.slice(0, start).toReversed()]) {
      const place = byTurn.get(id);
      if (place) return { ...place, nth: 0 };
    }
    const last = isDone || !this.range.hasNewer.value ? this.places.value.at(-1) : undefined;
    return last && { ...last, nth: last.count - 1 };
  }

  private hitAt(index: number): Hit | undefined {
    let rest = index;
    for (const place of this.places.value) {
      if (rest < place.count) return { turnId: place.turnId, itemId: place.itemId, nth: rest };
      rest -= place.count;
    }
    return undefined;
  }
}
