const start = '{"jsonrpc":"2.0","method":"session.event","params":{"sessionId":"';
const between = '","event":';
const middle = `${between}{"type":"`;
const plain = /^[\w.-]+$/;
/** A turn streams few types at a time. */
const remembered = 4;

export interface EventHead {
  readonly sessionId: string;
  readonly type: string;
  /** Where the event itself begins in its message. */
  readonly eventAt: number;
}

/** Tells what an event is from the first bytes of its message as the CLI writes it. */
export class EventPeek {
  /** The beginnings seen last, newest first: one comparison tells what has the same. */
  private recent: readonly { readonly text: string; readonly head: EventHead }[] = [];

  /** Undefined if in doubt. The text has one character per byte. */
  peek(text: string, at: number): EventHead | undefined {
    // Much faster than startsWith, which compares one character at a time.
    for (const seen of this.recent) if (text.slice(at, at + seen.text.length) === seen.text) return seen.head;
    return this.read(text, at);
  }

  private read(text: string, at: number): EventHead | undefined {
    if (!text.startsWith(start, at)) return undefined;
    const idStart = at + start.length;
    const idEnd = text.indexOf('"', idStart);
    if (idEnd === -1 || !text.startsWith(middle, idEnd)) return undefined;
    const typeStart = idEnd + middle.length;
    const typeEnd = text.indexOf('"', typeStart);
    const sessionId = copyOf(text.slice(idStart, idEnd));
    const type = copyOf(text.slice(typeStart, typeEnd));
    // An escaped or cut character would make another name of it.
    if (!plain.test(sessionId) || !plain.test(type)) return undefined;
    const head = { sessionId, type, eventAt: idEnd + between.length - at };
    const seen = { text: `${start}${sessionId}${middle}${type}"`, head };
    this.recent = [seen, ...this.recent.slice(0, remembered - 1)];
    return head;
  }
}

/** Without the large text that a part of it would keep alive. */
function copyOf(part: string): string {
  return Buffer.from(part, 'latin1').toString('latin1');
}
