/** A turn of a session, as a link names it. */
export interface TurnAddress {
  readonly sessionId: string;
  /** Undefined for the session as a whole. */
  readonly eventId: string | undefined;
}

const path = '/turn';

/** The parts of the link that follow the name of the extension. */
export function turnLink({ sessionId, eventId }: TurnAddress): {
  readonly path: string;
  readonly query: string;
} {
  const query = new URLSearchParams({
    session: sessionId,
    ...(eventId === undefined ? {} : { at: eventId }),
  });
  return { path, query: query.toString() };
}

export function readTurnLink(link: {
  readonly path: string;
  readonly query: string;
}): TurnAddress | undefined {
  const query = new URLSearchParams(link.query);
  const sessionId = query.get('session');
  const eventId = query.get('at') ?? undefined;
  // Ids become names of folders; a link may come from anywhere.
  const isId = (text: string) => /^\w[\w-]{0,99}$/.test(text);
  const known = [...query.keys()].every(
    (name, at, all) => /^(?:session|at)$/.test(name) && all.indexOf(name) === at,
  );
  if (link.path !== path || !known || !sessionId || !isId(sessionId)) return undefined;
  return eventId === undefined || isId(eventId) ? { sessionId, eventId } : undefined;
}
