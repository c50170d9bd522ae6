import type { Duplex, Readable, Writable } from 'node:stream';
import {
  createMessageConnection,
  ErrorCodes,
  type Message,
  type MessageConnection,
  ParameterStructures,
  ResponseError,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { CopilotError } from './errors';
import { Emitter } from './emitter';
import { type EventHead, peekEvent } from './eventPeek';
import { FrameReader } from './frameReader';
import { defaultHeartbeat, Heartbeat, type HeartbeatLimits } from './heartbeat';
import { isTracing, type Logger } from './logger';

export type Params = Readonly<Record<string, unknown>>;

/** Sees every message; bodies may hold secrets and file contents. */
export type MessageTap = (direction: 'in' | 'out', message: unknown) => void;

export interface RequestOptions {
  readonly timeoutMs?: number;
  /** Stops the wait, not the work of the CLI. */
  readonly signal?: AbortSignal;
}

export interface ConnectionOptions {
  readonly logger: Logger;
  readonly timeoutMs: number;
  /** Looked up for each message: it may come and go. */
  readonly tap?: MessageTap;
  /** Takes notifications of these methods in the order of their bytes, without the queue of the package. */
  readonly direct?: Readonly<Record<string, (params: unknown) => void>>;
  /** Whether anybody listens to such an event; one that nobody wants is not even parsed. */
  readonly wants?: (event: EventHead) => boolean;
}

const methodNotFound = -32601;
const ownCodes: readonly number[] = [ErrorCodes.MessageWriteError, ErrorCodes.PendingResponseRejected];
const endKnownMs = 500;
/** They may hold the CLI up for as long as the session is large. */
const loadingMethods = new Set(['session.create', 'session.resume', 'session.getMessages']);

/** JSON-RPC on two streams. Every request settles: by its reply, its limit, its signal, or the end. */
export class Connection {
  private readonly rpc: MessageConnection;
  private readonly closed: Emitter<CopilotError>;
  private readonly reader: FrameReader;
  private closedBy: CopilotError | undefined;
  private heartbeat: Heartbeat | undefined;
  /** Requests without a reply yet, by method. */
  private readonly waiting: string[] = [];

  constructor(
    streams: { readonly readable: Readable; readonly writable: Writable | Duplex },
    private readonly options: ConnectionOptions,
  ) {
    const { logger } = options;
    this.closed = new Emitter(logger);
    this.reader = new FrameReader(streams.readable, {
      skip: options.wants && ((head) => this.isUnwanted(head)),
      intercept: (message) => this.intercept(message),
    });
    const writer = new StreamMessageWriter(streams.writable);
    const write = writer.write.bind(writer);
    writer.write = (message) => {
      if (isTracing(logger)) logger.trace(`→ ${nameOf(message)}`);
      options.tap?.('out', message);
      return write(message);
    };
    this.rpc = createMessageConnection(this.reader, writer, {
      error: (message) => logger.error(message),
      warn: (message) => logger.warn(message),
      info: (message) => logger.info(message),
      log: (message) => logger.debug(message),
    });
    this.rpc.onError(([error]) => logger.warn(`Copilot CLI: ${error.message}`));
    this.rpc.listen();
  }

  async request(method: string, params: Params = {}, options: RequestOptions = {}): Promise<unknown> {
    if (this.closedBy) throw during(method, this.closedBy);
    if (options.signal?.aborted) throw aborted(method);
    const timeoutMs = options.timeoutMs ?? this.options.timeoutMs;
    let stopWaiting = (): void => undefined;
    const otherEnd = new Promise<never>((_resolve, reject) => {
      const onAbort = (): void => reject(aborted(method));
      const timer = setTimeout(() => reject(timedOut(method, timeoutMs)), timeoutMs);
      options.signal?.addEventListener('abort', onAbort);
      stopWaiting = () => {
        clearTimeout(timer);
        options.signal?.removeEventListener('abort', onAbort);
      };
    });
    this.waiting.push(method);
    this.heartbeat?.watch();
    try {
      return await Promise.race([this.send(method, params), otherEnd]);
    } finally {
      stopWaiting();
      this.waiting.splice(this.waiting.indexOf(method), 1);
    }
  }

  /**
   * From now on a CLI that is frozen ends the connection, as long as somebody waits for it: for a reply,
   * or, as `isBusy` tells, for the end of a turn.
   */
  keepAlive(isBusy: () => boolean, limits: Partial<HeartbeatLimits> = {}): void {
    const isAwaited = (): boolean => isBusy() || this.waiting.length > 0;
    this.heartbeat = new Heartbeat(
      {
        isAwaited,
        isLoading: () => this.waiting.some((method) => loadingMethods.has(method)),
        heardAt: () => this.reader.heardAt,
        ping: () => this.send('ping', {}),
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
    this.rpc.onRequest(method, handler);
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
    // Until it is disposed of, the package lets waiting requests wait for ever.
    this.rpc.dispose();
    this.closed.emit(error);
  }

  private async send(method: string, params: Params): Promise<unknown> {
    try {
      return await this.rpc.sendRequest(method, ParameterStructures.byName, params);
    } catch (error) {
      // A pipe breaks a moment before the end of the process is known, which says more.
      if (!isReply(error)) {
        checkWritable(method, params);
        await this.closedWithin(endKnownMs);
      }
      throw this.closedBy ? during(method, this.closedBy) : refused(method, error);
    }
  }

  private async closedWithin(ms: number): Promise<void> {
    if (this.closedBy) return;
    await new Promise<void>((resolve) => {
      const undo = this.closed.add(() => finish());
      const timer = setTimeout(() => finish(), ms);
      const finish = (): void => {
        clearTimeout(timer);
        undo();
        resolve();
      };
    });
  }

  private isUnwanted(head: string): boolean {
    const event = this.options.tap ? undefined : peekEvent(head);
    if (!event || this.options.wants?.(event) !== false) return false;
    const { logger } = this.options;
    if (isTracing(logger)) logger.trace(`← session.event ${event.type}`);
    return true;
  }

  private intercept(message: Message): boolean {
    if (this.closedBy) return true;
    const { logger } = this.options;
    if (isTracing(logger)) logger.trace(`← ${nameOf(message)}`);
    this.options.tap?.('in', message);
    if (!('method' in message) || 'id' in message || typeof message.method !== 'string') return false;
    const take = this.options.direct?.[message.method];
    if (!take) return false;
    try {
      take('params' in message ? message.params : undefined);
    } catch (error) {
      this.options.logger.error(`Handling ${message.method} failed`, error);
    }
    return true;
  }
}

/** What a message is, without what it carries. */
function nameOf(message: Message): string {
  const { method, id, params } = message as {
    method?: unknown;
    id?: unknown;
    params?: { event?: { type?: unknown } };
  };
  const event = method === 'session.event' ? params?.event?.type : undefined;
  return [method ?? 'reply', id === undefined ? undefined : `#${id}`, event]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** What cannot be written is the caller's mistake, not the end of the connection. */
function checkWritable(method: string, params: Params): void {
  try {
    JSON.stringify(params);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `The parameters of ${method} cannot be written as JSON: ${reason}`;
    throw new CopilotError('invalid-argument', message, { method }, { cause });
  }
}

/** Whether it came from the CLI; the package makes errors of the same class when it cannot write. */
function isReply(error: unknown): error is ResponseError<unknown> {
  return error instanceof ResponseError && !ownCodes.includes(error.code);
}

function refused(method: string, cause: unknown): CopilotError {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (!isReply(cause)) {
    return new CopilotError('not-connected', `${method} could not be sent: ${text}`, { method }, { cause });
  }
  const reason = text.replace(/^Request \S+ failed with message: /, '');
  const details = { method, rpcCode: cause.code };
  return cause.code === methodNotFound
    ? new CopilotError('not-supported', `This version of the CLI does not offer ${method}.`, details, {
        cause,
      })
    : new CopilotError('request-failed', `${method} failed: ${reason}`, details, { cause });
}

function during(method: string, end: CopilotError): CopilotError {
  return new CopilotError(
    end.code,
    `${method} got no answer: ${end.message}`,
    { ...end.details, method },
    { cause: end },
  );
}

function timedOut(method: string, timeoutMs: number): CopilotError {
  return new CopilotError('timeout', `${method} got no answer within ${timeoutMs / 1000} s.`, { method });
}

function aborted(method: string): CopilotError {
  return new CopilotError('aborted', `${method} was given up by its caller.`, { method });
}
