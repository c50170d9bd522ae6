import * as z from 'zod';
import type { Surface } from './surface';
import type { HostUi } from './ui';
import type { TurnAddress } from './turnLinks';

const forkReply = z.object({ sessionId: z.string() });

/** Opens a copy of the session that ends after the turn; the original stays as it is. */
export async function forkAfter(turnId: string, surface: Surface): Promise<void> {
  const { current } = surface;
  const place = current?.conversation.place(turnId);
  const session = await current?.opened;
  if (!current || !place || !session) return;
  const { nextEventId } = place;
  const reply = await session.request('sessions.fork', nextEventId ? { toEventId: nextEventId } : {});
  const { title } = current.conversation;
  const copy = await surface.openSession(forkReply.parse(reply).sessionId);
  const isOpen = copy && copy !== current;
  if (isOpen) copy.setBanner({ code: 'forked', severity: 'info', values: { title }, actions: ['dismiss'] });
}

export async function copyTurnLink(turnId: string, surface: Surface, ui: HostUi): Promise<void> {
  const { current } = surface;
  const eventId = current?.conversation.place(turnId)?.head.eventId;
  if (current && eventId) await ui.copyTurnLink(current.sessionId, eventId);
}

/** Opens the session of a link and brings its turn into sight, reading back as far as needed. */
export async function openTurn(
  { sessionId, eventId }: TurnAddress,
  surface: Pick<Surface, 'current' | 'openSession' | 'setBanner' | 'emit'>,
): Promise<void> {
  const session = await surface.openSession(sessionId);
  if (!session || session.sessionId !== sessionId || eventId === undefined) return;
  const { conversation } = session;
  let goesOn = true;
  while (goesOn && conversation.turnWithEvent(eventId) === undefined) {
    goesOn = await session.pages.readOlder();
  }
  const turnId = conversation.turnWithEvent(eventId);
  if (turnId === undefined) {
    surface.setBanner({ code: 'turn-gone', severity: 'info', actions: ['dismiss'] });
    return;
  }
  if (surface.current === session) surface.emit({ type: 'turn/reveal', turnId });
}
