const start = '{"jsonrpc":"2.0","method":"session.event","params":{"sessionId":"';
const middle = '","event":{"type":"';
const plain = /^[\w.-]+$/;

export interface EventHead {
  readonly sessionId: string;
  readonly type: string;
}

/** What an event is, from the first bytes of its message as the CLI writes it; undefined if in doubt. */
export function peekEvent(head: string): EventHead | undefined {
  if (!head.startsWith(start)) return undefined;
  const idEnd = head.indexOf('"', start.length);
  if (idEnd === -1 || !head.startsWith(middle, idEnd)) return undefined;
  const typeStart = idEnd + middle.length;
  const typeEnd = head.indexOf('"', typeStart);
  if (typeEnd === -1) return undefined;
  const sessionId = head.slice(start.length, idEnd);
  // An escaped or cut character makes another name of it.
  return plain.test(sessionId) ? { sessionId, type: head.slice(typeStart, typeEnd) } : undefined;
}
