import { CopilotError } from '../util/errors';
import { FrameReader } from '../wire/frameReader';
import { readTrace, type TraceFrame, type TraceMessage } from './traceFile';
import { memoryTransports, type Transport } from '../wire/transport';

export interface ReplayOptions {
  /**
   * How long the trace waits for an answer of the client, to a permission request for example, before it
   * goes on without. For everything else it waits until it comes. Default 1000.
   */
  readonly patienceMs?: number;
}

/**
 * Plays a recorded trace as if it were a CLI; goes into a client's `transport`. Requests are answered by
 * method, in the order of the recording, and what followed each of them follows again. Where the recording
 * had a second connection, the first one breaks off as the CLI's did.
 */
export function replayTransport(
  source: string | readonly string[],
  options: ReplayOptions = {},
): () => Promise<Transport> {
  const connections = readTrace(source);
  let opened = 0;
  return async () => {
    const frames = connections[opened++];
    if (!frames) throw new CopilotError('not-connected', 'The trace holds no further connection.');
    const [ours, theirs] = memoryTransports();
    new Replay(frames, theirs, opened < connections.length, options.patienceMs ?? 1000);
    return ours;
  };
}

/** What the client sends because it was asked. */
const reaction = /\.(?:handlePending|respondTo)/;
const opensSession = /^session\.(?:create|resume)$/;
/** Requests that were made at once may come in another order than then. */
const outOfOrderMs = 100;
const newest = { protocolVersion: 3, version: '1.0.102' };

class Replay {
  /** The frame that comes next. */
  private at = 0;
  /** The furthest that the client has gone. */
  private reached = -1;
  /** Up to this one nothing is waited for any more. */
  private passed = -1;
  private isPlaying = false;
  private patience: NodeJS.Timeout | undefined;
  /** Recorded requests, by their index, with the id that they have now. */
  private readonly asked = new Map<number, TraceMessage['id']>();
  /** Answers that came by before their requests did. */
  private readonly early = new Map<number, TraceMessage>();
  private readonly answered = new Set<TraceMessage['id']>();
  /** Ids of sessions in the recording, with those that they have now. */
  private readonly sessionIds = new Map<string, string>();

  constructor(
    private readonly frames: readonly TraceFrame[],
    private readonly transport: Transport,
    private readonly breaksOff: boolean,
    private readonly patienceMs: number,
  ) {
    new FrameReader(transport.readable).listen((message) => this.take(message));
    void transport.ended.then(() => clearTimeout(this.patience));
    setImmediate(() => this.play());
  }

  private take(message: TraceMessage): void {
    if (message.method === undefined) this.answered.add(message.id);
    else if (message.id !== undefined && message.id !== null) this.takeRequest(message, message.method);
    this.play();
  }

  private takeRequest(message: TraceMessage, method: string): void {
    const index = this.find(method, message.params?.sessionId);
    const recorded = this.frames[index];
    if (!recorded) {
      this.write({ id: message.id, ...withoutRecording(method, this.frames) });
      return;
    }
    const sessionId = recorded.message.params?.sessionId;
    if (sessionId && message.params?.sessionId) this.sessionIds.set(sessionId, message.params.sessionId);
    this.asked.set(index, message.id);
    this.reached = Math.max(this.reached, index);
    const answer = this.early.get(index) ?? this.missingAnswer(index, recorded.message);
    if (answer) this.write({ ...answer, id: message.id });
  }

  /** The next request of that method that was not played yet, for the same session if it has one. */
  private find(method: string, sessionId: string | undefined): number {
    const isNext = ({ kind, isOurs, message }: TraceFrame, index: number): boolean =>
      kind === 'request' && isOurs && message.method === method && !this.asked.has(index);
    const isSame = ({ message: { params } }: TraceFrame): boolean =>
      this.nowIs(params?.sessionId) === sessionId;
    const found = this.frames.findIndex((frame, index) => isNext(frame, index) && isSame(frame));
    return found === -1 && opensSession.test(method) ? this.frames.findIndex(isNext) : found;
  }

  /** Traces are cut down for tests; where the connection broke off, the answer may never have come. */
  private missingAnswer(index: number, { method = '', params }: TraceMessage): TraceMessage | undefined {
    if (this.frames.some(({ question, isOurs }) => !isOurs && question === index)) return undefined;
    if (opensSession.test(method)) return { result: { sessionId: params?.sessionId ?? '' } };
    return this.breaksOff ? undefined : { result: {} };
  }

  private nowIs(sessionId: string | undefined): string | undefined {
    return sessionId === undefined ? undefined : (this.sessionIds.get(sessionId) ?? sessionId);
  }

  private play(): void {
    if (this.isPlaying) return;
    this.isPlaying = true;
    clearTimeout(this.patience);
    for (let frame = this.frames[this.at]; frame && !this.mustWait(frame); frame = this.frames[this.at]) {
      this.at++;
      if (!frame.isOurs) this.send(frame);
    }
    this.isPlaying = false;
    const next = this.frames[this.at];
    if (!next) {
      if (this.breaksOff) void this.transport.close('fast');
    } else {
      const ms = this.patienceWith(next);
      if (ms === undefined) return;
      this.patience = setTimeout(() => {
        this.passed = this.at;
        this.play();
      }, ms);
    }
  }

  /** How long the client may leave that out; undefined: it decides itself when to go on. */
  private patienceWith({ kind, message }: TraceFrame): number | undefined {
    if (kind === 'answer' || reaction.test(message.method ?? '')) return this.patienceMs;
    return this.reached > this.at ? Math.min(outOfOrderMs, this.patienceMs) : undefined;
  }

  private mustWait({ kind, isOurs, message }: TraceFrame): boolean {
    if (!isOurs || kind === 'notification' || this.at <= this.passed) return false;
    return kind === 'request' ? !this.asked.has(this.at) : !this.answered.has(message.id);
  }

  private send({ kind, message, question }: TraceFrame): void {
    if (kind !== 'answer' || question === undefined) this.write(message);
    else if (this.asked.has(question)) this.write({ ...message, id: this.asked.get(question) });
    else this.early.set(question, message);
  }

  private write(message: TraceMessage | Readonly<Record<string, unknown>>): void {
    let body = JSON.stringify({ jsonrpc: '2.0', ...message });
    for (const [recorded, now] of this.sessionIds) body = body.replaceAll(recorded, now);
    this.transport.writable.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }
}

/** A recording may begin after the connection was made, and end before it is left. */
function withoutRecording(method: string, frames: readonly TraceFrame[]): Readonly<Record<string, unknown>> {
  if (method === 'connect') {
    const version = /"copilotVersion":"([^"]+)"/.exec(JSON.stringify(frames))?.[1];
    return { result: { ...newest, ...(version && { version }) } };
  }
  const isKnown = frames.some(({ isOurs, message }) => isOurs && message.method === method);
  return isKnown
    ? { error: { code: -32603, message: `The trace holds no further answer to ${method}.` } }
    : { error: { code: -32601, message: `Unhandled method ${method}` } };
}
