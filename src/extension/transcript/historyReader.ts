import type { HistoryPage, SessionEvent } from '../../sdk/index';

/** Reads a session's kept events from the end backward, cut where turns begin. */
export class SessionHistory {
  private before: string | undefined;
  private isAtStart = false;
  /** The end of a turn whose beginning stands on an older page. */
  private rest: readonly SessionEvent[] = [];

  constructor(private readonly read: (before?: string) => Promise<HistoryPage>) {}

  get hasMore(): boolean {
    return !this.isAtStart;
  }

  /** The next older events, with at least one whole turn unless nothing is left. */
  async next(): Promise<readonly SessionEvent[]> {
    let events = this.rest;
    while (!this.isAtStart) {
      const page = await this.read(this.before);
      events = [...page.events, ...events];
      this.before = page.before;
      this.isAtStart = page.before === undefined;
      const start = events.findIndex(beginsTurn);
      if (this.isAtStart || start < 0) continue;
      this.rest = events.slice(0, start);
      return events.slice(start);
    }
    this.rest = [];
    return events;
  }
}

/** A message that steers belongs to the turn it came into. */
function beginsTurn({ type, agentId, data }: SessionEvent): boolean {
  return type === 'user.message' && agentId === undefined && data.delivery !== 'steering';
}
