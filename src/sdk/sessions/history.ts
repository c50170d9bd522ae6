import type { Params } from '../wire/connection';
import type { RequestOptions } from '../util/waiting';
import { hasCode, invalid } from '../util/errors';
import { isSessionEvent, type SessionEvent } from '../schema/events';
import { readReply, replies } from '../schema/replies';
import { anything, flag, listOf, object, otherwise, text } from '../util/shape';

export interface HistoryOptions {
  /** `before` of a page: reads the one with older events. Without it the newest page is read. */
  readonly before?: string;
  /** At most this many events, 1 to 1000; a page of large events holds fewer. Default 200. */
  readonly limit?: number;
  readonly timeoutMs?: number;
  /** Stops the wait, not the work of the CLI. */
  readonly signal?: AbortSignal;
}

export interface HistoryPage {
  /** Oldest first. */
  readonly events: readonly SessionEvent[];
  /** Leads to the events before these; absent at the beginning of the session. */
  readonly before?: string;
}

/** What a history is read through. */
export interface HistorySource {
  readonly request: (method: string, params: Params, options: RequestOptions) => Promise<unknown>;
  /** Whether the session is open on this connection. */
  readonly isOpen: (sessionId: string) => boolean;
}

const method = 'sessions.readPersistedEvents';
const largestPage = 1000;
const defaultPage = 200;

const pageReply = object({
  events: listOf(anything),
  cursor: text,
  hasMore: flag,
  cursorStatus: otherwise(text, 'ok'),
});

interface WirePage extends HistoryPage {
  readonly isExpired: boolean;
}

/** Reads kept events from the end backward, without loading the session. */
export async function readHistory(
  source: HistorySource,
  sessionId: string,
  options: HistoryOptions = {},
): Promise<HistoryPage> {
  const { limit = defaultPage, before } = options;
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) {
    throw invalid(`A page holds 1 to ${largestPage} events, not ${limit}.`);
  }
  const history = new History(source, sessionId, options);
  try {
    return await history.page(limit, before);
  } catch (error) {
    // A session without a message is not on the disk yet.
    const isUnsaved = hasCode(error, 'request-failed') && source.isOpen(sessionId);
    if (!isUnsaved && !hasCode(error, 'not-supported')) throw error;
    return pageOf(await history.whole(), limit, before && readMark(before).oldest);
  }
}

/** All kept events of a session that is open, oldest first. */
export async function readMessages(
  request: (method: string) => Promise<unknown>,
): Promise<readonly SessionEvent[]> {
  const name = 'session.getMessages';
  return readReply(name, replies.messages, await request(name)).events.filter(isSessionEvent);
}

class History {
  private readonly limits: RequestOptions;

  constructor(
    private readonly source: HistorySource,
    private readonly sessionId: string,
    { timeoutMs, signal }: HistoryOptions,
  ) {
    this.limits = { timeoutMs, signal };
  }

  async page(limit: number, before?: string): Promise<HistoryPage> {
    if (before === undefined) return withoutState(await this.read(limit));
    const { oldest, cursor } = readMark(before);
    if (!cursor) return this.findAgain(limit, oldest);
    const page = await this.read(limit, cursor);
    return page.isExpired ? this.findAgain(limit, oldest) : withoutState(page);
  }

  /** All of it, the way of versions that read no pages: they must load the session for it. */
  async whole(): Promise<readonly SessionEvent[]> {
    const { sessionId } = this;
    if (this.source.isOpen(sessionId)) return this.messages();
    // Reading runs nothing: neither does anybody answer, nor do hooks of its folder run.
    const params = { sessionId, requestPermission: false, enableFileHooks: false };
    await this.source.request('session.resume', params, this.limits);
    try {
      return await this.messages();
    } finally {
      await this.source.request('session.destroy', { sessionId }, this.limits);
    }
  }

  private async messages(): Promise<readonly SessionEvent[]> {
    const { sessionId } = this;
    return readMessages((name) => this.source.request(name, { sessionId }, this.limits));
  }

  /** The CLI forgets places after minutes, and with its end: looks for the event from the end on. */
  private async findAgain(limit: number, oldest: string): Promise<HistoryPage> {
    let page = await this.read(largestPage);
    for (;;) {
      const at = page.events.findIndex(({ id }) => id === oldest);
      if (at > 0) return keepLast({ ...page, events: page.events.slice(0, at) }, limit);
      if (page.before === undefined) return { events: [] };
      page = await this.read(at === 0 ? limit : largestPage, readMark(page.before).cursor);
      if (at === 0) return withoutState(page);
    }
  }

  private async read(max: number, cursor?: string): Promise<WirePage> {
    const { sessionId } = this;
    const params = { sessionId, max, direction: 'backward', cursor };
    const reply = readReply(method, pageReply, await this.source.request(method, params, this.limits));
    const events = reply.events.filter(isSessionEvent);
    const isExpired = reply.cursorStatus !== 'ok';
    const first = events[0];
    const hasMore = reply.hasMore && !isExpired && first !== undefined;
    return { events, before: hasMore ? writeMark(first.id, reply.cursor) : undefined, isExpired };
  }
}

function withoutState({ events, before }: WirePage): HistoryPage {
  return { events, before };
}

/** A page cut to its last events; what the cut leaves out can only be found by its id. */
function keepLast(page: HistoryPage, limit: number): HistoryPage {
  const events = page.events.slice(-limit);
  const first = events[0];
  if (events.length === page.events.length || !first) return { events, before: page.before };
  return { events, before: writeMark(first.id, '') };
}

function pageOf(all: readonly SessionEvent[], limit: number, oldest: string | undefined): HistoryPage {
  const end = oldest === undefined ? all.length : all.findIndex(({ id }) => id === oldest);
  return keepLast({ events: all.slice(0, Math.max(0, end)) }, limit);
}

/** The place by the CLI's own mark, and by the event that it lies before. */
function writeMark(oldest: string, cursor: string): string {
  return `${oldest} ${cursor}`;
}

function readMark(mark: string): { readonly oldest: string; readonly cursor: string | undefined } {
  const [oldest = '', cursor = ''] = mark.split(' ');
  return { oldest, cursor: cursor || undefined };
}
