import type { ConversationParts } from './eventDispatch';
import type { TurnHead, TurnLog } from './turns/turnLog';

export interface TurnPlace {
  readonly head: TurnHead;
  /** How many turns came after it. */
  readonly laterTurns: number;
  /** The message that the next turn begins with. */
  readonly nextEventId: string | undefined;
}

/** Where a turn stands, for what begins or ends at it. */
export function placeOf(turnId: string, log: TurnLog): TurnPlace | undefined {
  const head = log.head(turnId);
  const later = log.from(turnId).slice(1);
  const nextEventId = log.head(later[0] ?? '')?.eventId;
  return head && { head, laterTurns: later.length, nextEventId };
}

/** The session forgot the message with this event and all that came after; so does the transcript. */
export function rewindTo(eventId: string | undefined, parts: ConversationParts): void {
  const { log, text, tools, turns, requests } = parts;
  const first = eventId === undefined ? undefined : log.withEvent(eventId);
  if (first === undefined) {
    return;
  }
  requests.clear();
  [text, tools, turns].forEach((part) => part.clear());
  log.rewindTo(first);
}
