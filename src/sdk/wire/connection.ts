import type { Duplex, Readable, Writable } from 'node:stream';
import { cpuTimeOf } from './cpuTime';
import type { CopilotError } from '../util/errors';
import { Emitter } from '../util/emitter';
import { type EventHead, EventPeek } from '../schema/eventPeek';
import { FrameReader } from './frameReader';
import { FrameWriter } from './frameWriter';
import { defaultHeartbeat, Heartbeat, type HeartbeatLimits } from './heartbeat';
import { connect, type Message, type MessageConnection } from './jsonrpc';
import { isTracing, type Logger } from '../util/logger';
import { calledFrom, during, notSent, type Refusal, refused, writable } from './requestErrors';
import { isRecord } from '../util/shape';
import { isWrong, onEnough, type RequestOptions } from '../util/waiting';

export type Params = Readonly<Record<string, unknown>>;

/** Sees every message; bodies may hold secrets and file contents. */
export type MessageTap = (direction: 'in' | 'out', message: unknown) => void;

export interface ConnectionOptions {
  readonly logger: Logger;
  readonly timeoutMs: number;
  /** Looked up for each message: it may come and go. */
  readonly tap?: MessageTap;
  /** Takes events in the order of their bytes, without the queue of the package. */
  readonly onEvent?: (sessionId: unknown, event: unknown) => void;
  /** Whether anybody listens to such an event; one that nobody wants is not even parsed. */
  readonly wants?: (event: EventHead) => boolean;
}

interface Waiting {
  readonly method: string;
  readonly succeed: (result: unknown) => void;
  readonly fail: (error: CopilotError) => void;
}

const eventMethod = 'session.event';
const endKnownMs = 500;
/** They may hold the CLI up for as long as the session is large. */
const loadingMethods = new Set(['session.create', 'session.resume', 'session.getMessages']);

/** JSON-RPC on two streams. Every request settles: by its reply, its limit, its signal, or the end. */
export class Connection {
  private readonly rpc: MessageConnection;
  private readonly closed: Emitter<CopilotError>;
  private readonly reader: FrameReader;
  private readonly heads = new EventPeek();
  private closedBy: CopilotError | undefined;
  private heartbeat: Heartbeat | undefined;
  private readonly writer: FrameWriter;
  /** Requests without a reply yet, by id. */
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 0;

  constructor(
    streams: { readonly readable: Readable; readonly writable: Writable | Duplex },
    private readonly options: ConnectionOptions,
  ) {
    const { logger } = options;
    this.closed = new Emitter(logger);
    this.reader = new FrameReader(streams.readable, {
      // A tap gets whole messages.
      peek: (text, at) => (options.tap ? undefined : this.heads.peek(text, at)),
      wants: (head) => this.isWanted(head),
      onEvent: (sessionId, event) => this.takeEvent(sessionId, event),
      intercept: (message) => this.intercept(message),
    });
    this.writer = new FrameWriter(streams.writable, (message) => {
      if (isTracing(logger)) logger.trace(`→ ${nameOf(message)}`);
      // Looked up anew: it may come and go.
      options.tap?.('out', message);
    });
    this.rpc = connect(this.reader, this.writer, {
      error: (message) => logger.error(message),
      warn: (message) => logger.warn(message),
      info: (message) => logger.info(message),
      log: (message) => logger.debug(message),
    });
    this.rpc.onError(([error]) => logger.warn(`Copilot CLI: ${error.message}`));
    this.rpc.listen();
  }

  /** `onReply` is called at once, before anything that came after the reply. */
  request(
    method: string,
    params: Params = {},
    options: RequestOptions = {},
    onReply?: () => void,
  ): Promise<unknown> {
    if (this.closedBy) return Promise.reject(during(method, this.closedBy));
    const { signal, timeoutMs = this.options.timeoutMs } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        onEnough({ signal }, method, reject);
        return;
      }
      if (isWrong({ timeoutMs })) {
        onEnough({ timeoutMs }, method, reject);
        return;
      }
      const caller: { stack?: string } = {};
      Error.captureStackTrace(caller, this.request);
      const id = this.nextId++;
      const finish = (act: () => void): void => {
        if (!this.waiting.delete(id)) return;
        undo();
        act();
      };
      const fail = (error: CopilotError): void => finish(() => reject(calledFrom(error, caller.stack)));
      const undo = onEnough({ timeoutMs, signal }, method, fail, 'got no answer');
      const succeed = (result: unknown): void =>
        finish(() => {
          onReply?.();
          resolve(result);
        });
      this.waiting.set(id, { method, fail, succeed });
      this.heartbeat?.watch();
      this.send(id, method, params);
    });
  }

  /**
   * From now on a CLI that is frozen ends the connection, as long as somebody waits for it: for a reply,
   * or, as `isBusy` tells, for the end of a turn. One that uses processor time is not frozen.
   */
  keepAlive(isBusy: () => boolean, pid: number | undefined, limits: Partial<HeartbeatLimits> = {}): void {
    const isAwaited = (): boolean => isBusy() || this.waiting.size > 0;
    this.heartbeat = new Heartbeat(
      {
        isAwaited,
        isLoading: () => [...this.waiting.values()].some(({ method }) => loadingMethods.has(method)),
        heardAt: () => this.reader.heardAt,
        ping: () => this.request('ping'),
        cpuMs: () => cpuTimeOf(pid),
        onFrozen: (error) => this.close(error),
      },
      { ...defaultHeartbeat, ...limits },
    );
    if (isAwaited()) this.heartbeat.watch();
  }

  onNotification(method: string, handler: (params: unknown) => void): void {
    this.rpc.onNotification(method, handler);
  }

  onRequest(method: string, handler: (params: unknown) => Promise<unknown>): void {
    this.rpc.onRequest(method, async (params) => writable(method, await handler(params)));
  }

  /** Called once, with what ended the connection; at once if that was before. */
  onClosed(listener: (error: CopilotError) => void): void {
    if (this.closedBy) listener(this.closedBy);
    else this.closed.add(listener);
  }

  /** Rejects all that waits. The streams belong to the transport. */
  close(error: CopilotError): void {
    if (this.closedBy) return;
    this.closedBy = error;
    this.heartbeat?.stop();
    this.rpc.dispose();
    for (const { method, fail } of this.waiting.values()) fail(during(method, error));
    this.closed.emit(error);
  }

  private send(id: number, method: string, params: Params): void {
    const message = { jsonrpc: '2.0', id, method, params };
    this.writer.write(message).catch((cause: unknown) => {
      const error = notSent(method, params, cause);
      const fail = (): void => this.waiting.get(id)?.fail(error);
      // A pipe breaks a moment before the end of the process is known, which says more.
      if (error.code === 'not-connected') setTimeout(fail, endKnownMs).unref();
      else fail();
    });
  }

  private isWanted(head: EventHead): boolean {
    const { logger, wants } = this.options;
    if (isTracing(logger)) logger.trace(`← ${eventMethod} ${head.type}`);
    return wants?.(head) !== false;
  }

  private takeEvent(sessionId: unknown, event: unknown): void {
    if (this.closedBy) return;
    try {
      this.options.onEvent?.(sessionId, event);
    } catch (error) {
      this.options.logger.error('Handling an event failed', error);
    }
  }

  private intercept(message: Message): boolean {
    if (this.closedBy) return true;
    const { logger } = this.options;
    if (isTracing(logger)) logger.trace(`← ${nameOf(message)}`);
    this.options.tap?.('in', message);
    if (!('method' in message)) return this.takeReply(message);
    if ('id' in message || message.method !== eventMethod) return false;
    const params = 'params' in message && isRecord(message.params) ? message.params : {};
    this.takeEvent(params.sessionId, params.event);
    return true;
  }

  /** At once, so that a reply does not wait behind events. */
  private takeReply({ id, result, error }: Message & Partial<Record<string, unknown>>): boolean {
    const request = typeof id === 'number' ? this.waiting.get(id) : undefined;
    if (!request) this.options.logger.debug(`A reply came that nobody waits for: #${String(id)}`);
    else if (isRefusal(error)) request.fail(refused(request.method, error));
    else request.succeed(result);
    return true;
  }
}

function isRefusal(error: unknown): error is Refusal {
  return isRecord(error) && 'code' in error && 'message' in error;
}

/** What a message is, without what it carries. */
function nameOf(message: Message): string {
  const { method, id, params } = message as {
    method?: unknown;
    id?: unknown;
    params?: { event?: { type?: unknown } };
  };
  const event = method === eventMethod ? params?.event?.type : undefined;
  return [method ?? 'reply', id === undefined ? undefined : `#${id}`, event]
    .filter((part) => part !== undefined)
    .join(' ');
}
