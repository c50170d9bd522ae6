import type { ViewState } from '../../protocol/toView';
import type { SessionMetadata } from '../../sdk/index';
import { titleOf } from '../base/textLimits';
import type { ConversationState } from '../transcript/turns/transcriptOptions';

export interface SessionRow {
  readonly sessionId: string;
  readonly title: string;
  readonly state: ConversationState;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly isShown: boolean;
}

/** A session that is open in this window. */
export interface OpenSessionInfo {
  readonly sessionId: string;
  readonly title: string;
  readonly state: ConversationState;
  readonly hasMessages: boolean;
}

const titleLimit = 80;

/** A session that the CLI lists, and when it was last worked with. */
export interface ListedSession extends SessionMetadata {
  readonly usedAt: number;
}

/** What the empty chat offers to go on with: the session that was last worked with. */
export function lastSessionOf(listed: readonly ListedSession[]): ViewState['lastSession'] {
  const newest = listed.reduce<ListedSession | undefined>(
    (best, one) => (!best || one.usedAt > best.usedAt ? one : best),
    undefined,
  );
  if (!newest) return undefined;
  const { sessionId, name, summary, usedAt } = newest;
  return { sessionId, title: name ?? summary ?? '', modifiedAt: usedAt };
}

/** The folder's sessions, newest first; what is open here knows its state and title best. */
export function sessionRows(
  listed: readonly ListedSession[],
  open: readonly OpenSessionInfo[],
  shownId: string | undefined,
  now: number,
): readonly SessionRow[] {
  const live = new Map(
    open.filter((session) => session.hasMessages).map((session) => [session.sessionId, session]),
  );
  const known = listed.map((session) => row(session, live.get(session.sessionId), shownId));
  const listedIds = new Set(listed.map((session) => session.sessionId));
  const unlisted = [...live.values()]
    .filter((session) => !listedIds.has(session.sessionId))
    .map(({ sessionId, title, state }) => ({
      sessionId,
      title: oneLine(title),
      state,
      modifiedAt: now,
      isShown: sessionId === shownId,
    }));
  return [...unlisted, ...known].sort((a, b) => b.modifiedAt - a.modifiedAt);
}

function row(
  session: ListedSession,
  live: OpenSessionInfo | undefined,
  shownId: string | undefined,
): SessionRow {
  const { sessionId, name, summary, usedAt } = session;
  return {
    sessionId,
    title: oneLine(live?.title || name || summary || sessionId.slice(0, 8)),
    state: live?.state ?? 'idle',
    modifiedAt: usedAt,
    isShown: sessionId === shownId,
  };
}

function oneLine(title: string): string {
  return titleOf(title.replace(/\s+/g, ' '), titleLimit);
}

export type Age =
  | { readonly unit: 'now' }
  | { readonly unit: 'minutes' | 'hours' | 'days' | 'weeks'; readonly count: number };

export function ageOf(modifiedAt: number, now: number): Age {
  const minutes = Math.floor((now - modifiedAt) / 60_000);
  if (minutes < 1) return { unit: 'now' };
  if (minutes < 60) return { unit: 'minutes', count: minutes };
  if (minutes < 60 * 24) return { unit: 'hours', count: Math.floor(minutes / 60) };
  const days = Math.floor(minutes / (60 * 24));
  return days < 14 ? { unit: 'days', count: days } : { unit: 'weeks', count: Math.floor(days / 7) };
}
