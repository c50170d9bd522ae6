import { tell } from '../util/emitter';
import type { SessionEvent } from '../schema/events';
import type { Logger } from '../util/logger';

type Listener = (event: SessionEvent) => unknown;

interface Entry {
  readonly call: Listener;
  readonly types: ReadonlySet<string> | undefined;
}

/**
 * The listeners of a session's events, for all types or some. It knows which types anybody
 * wants. One listener that throws or rejects is logged; the others still run.
 */
export class EventHub {
  private entries: readonly Entry[] = [];

  constructor(private readonly logger: Logger) {}

  /** Returns the undo. */
  add(listener: Listener, types?: Iterable<string>): () => void {
    const entry: Entry = { call: listener, types: types && new Set(types) };
    this.entries = [...this.entries, entry];
    return () => {
      this.entries = this.entries.filter((other) => other !== entry);
    };
  }

  wants(type: string): boolean {
    for (const { types } of this.entries) if (!types || types.has(type)) return true;
    return false;
  }

  emit(event: SessionEvent): void {
    for (const { call, types } of this.entries) {
      if (!types || types.has(event.type)) tell(call, event, this.logger, event.type);
    }
  }
}
