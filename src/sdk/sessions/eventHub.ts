import { tell } from '../util/emitter';
import type { SessionEvent } from '../schema/events';
import type { Logger } from '../util/logger';

type Listener = (event: SessionEvent) => unknown;

interface Entry {
  readonly call: Listener;
  readonly types: ReadonlySet<string> | undefined;
  /** Came after what is held, and hears it first. */
  isLate: boolean;
}

/**
 * The listeners of a session's events, for all types or some. It knows which types anybody
 * wants. One listener that throws or rejects is logged; the others still run.
 */
export class EventHub {
  private entries: readonly Entry[] = [];
  private held: SessionEvent[] | undefined;

  constructor(private readonly logger: Logger) {}

  /** Returns the undo. */
  add(listener: Listener, types?: Iterable<string>): () => void {
    const isLate = this.held !== undefined;
    const entry: Entry = { call: listener, types: types && new Set(types), isLate };
    this.entries = [...this.entries, entry];
    return () => {
      this.entries = this.entries.filter((other) => other !== entry);
    };
  }

  /** Keeps what comes for listeners that are still to be added. */
  hold(): void {
    this.held ??= [];
  }

  /** Who was added meanwhile hears what has come, in its order; nothing is kept any more. */
  release(): void {
    const late = this.entries.filter(({ isLate }) => isLate);
    for (const event of this.held?.splice(0) ?? []) for (const entry of late) this.tell(entry, event);
    this.held = undefined;
    for (const entry of late) entry.isLate = false;
  }

  wants(type: string): boolean {
    if (this.held) return true;
    for (const { types } of this.entries) if (!types || types.has(type)) return true;
    return false;
  }

  emit(event: SessionEvent): void {
    this.held?.push(event);
    for (const entry of this.entries) if (!entry.isLate) this.tell(entry, event);
  }

  private tell({ call, types }: Entry, event: SessionEvent): void {
    if (!types || types.has(event.type)) tell(call, event, this.logger, event.type);
  }
}
