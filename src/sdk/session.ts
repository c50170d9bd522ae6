import type { MessageOptions } from './config';
import type { RequestOptions } from './connection';
import { CopilotError } from './errors';
import {
  asKnownEvent,
  isSessionEvent,
  type EventFor,
  type SessionEvent,
  type SessionEventAlias,
  type SessionEventType,
  wireEventType,
} from './events';
import type { SessionMethods, SessionRpc } from './generated/api';
import { messageParams } from './options';
import { readReply, replies } from './replies';
import { rpcProxy } from './rpc';
import type { SessionCore } from './sessionCore';
import { type Answer, Turn } from './turn';

type Listener = (event: SessionEvent) => void;

/** One conversation with the agent. */
export class CopilotSession {
  readonly sessionId: string;
  private proxy: SessionRpc | undefined;

  /** @internal Made by the client. */
  constructor(private readonly core: SessionCore) {
    this.sessionId = core.sessionId;
  }

  /** Folder of the session's plan and checkpoints; undefined without infinite sessions. */
  get workspacePath(): string | undefined {
    return this.core.workspacePath;
  }

  /**
   * Every method of the published schema for a session, as `session.rpc.history.compact(params, options)`.
   * Results are as the CLI sent them, unchecked; one that this CLI lacks is rejected as `not-supported`.
   */
  get rpc(): SessionRpc {
    this.proxy ??= rpcProxy('session', (method, params, options) => this.request(method, params, options));
    return this.proxy;
  }

  /** Hears every event of the session. Returns the undo. */
  on(listener: Listener): () => void;
  /** Hears the events of one type, by its wire name or the guide's. Returns the undo. */
  on<K extends SessionEventType | SessionEventAlias>(
    type: K,
    listener: (event: EventFor<K>) => void,
  ): () => void;
  on(typeOrListener: string | Listener, listener?: (event: never) => void): () => void {
    if (typeof typeOrListener === 'function') return this.core.events.add(typeOrListener);
    if (!listener) throw new CopilotError('invalid-argument', `There is no listener for ${typeOrListener}.`);
    const type = wireEventType(typeOrListener);
    const call = listener as Listener;
    return this.core.events.add((event) => {
      const known = event.type === type ? asKnownEvent(event) : undefined;
      if (known) return call(known);
    });
  }

  /** Sends a message and gives back its id; the answer arrives as events. */
  async send(message: string | MessageOptions): Promise<string> {
    return this.core.send(messageParams(message));
  }

  /**
   * Sends a message and waits until all its work is done; undefined if there was no answer.
   * A stopped turn is rejected as `aborted`, a failed one as `request-failed`. After the limit
   * the wait ends, not the work.
   */
  async sendAndWait(message: string | MessageOptions, timeoutMs = 60_000): Promise<Answer | undefined> {
    const turn = new Turn(this.core);
    const timer = setTimeout(
      () =>
        turn.fail(
          new CopilotError('timeout', `There was no end of the turn within ${timeoutMs / 1000} s.`, {
            method: 'session.send',
          }),
        ),
      timeoutMs,
    );
    try {
      return await Promise.race([this.follow(turn, message), turn.end]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends a message and yields the text of the answer as it is written. Leaving the loop early stops the turn. */
  async *stream(message: string | MessageOptions): AsyncGenerator<string, void, undefined> {
    const pieces: string[] = [];
    const streamed = new Set<string>();
    let wake = (): void => undefined;
    const turn = new Turn(this.core, {
      onEvent: (event) => {
        if (event.type === 'assistant.message_delta') {
          streamed.add(event.data.messageId);
          pieces.push(event.data.deltaContent);
        }
        if (event.type === 'assistant.message' && !streamed.has(event.data.messageId))
          pieces.push(event.data.content);
        wake();
      },
    });
    const end = this.follow(turn, message);
    end.catch(() => undefined).finally(() => wake());
    try {
      while (!turn.isFinished || pieces.length > 0) {
        const piece = pieces.shift();
        if (piece) yield piece;
        else if (piece === undefined) await new Promise<void>((resolve) => (wake = resolve));
      }
      await end;
    } finally {
      if (!turn.isFinished) await this.abort();
    }
  }

  /** Stops the running turn and drops the messages that wait. */
  async abort(): Promise<void> {
    // Without a connection nothing runs.
    if (!this.core.isDisconnected) await this.core.request('session.abort');
    this.core.aborted.emit();
  }

  /** The kept events of the session, oldest first. */
  async getMessages(): Promise<readonly SessionEvent[]> {
    const method = 'session.getMessages';
    const { events } = readReply(method, replies.messages, await this.core.request(method));
    return events.filter(isSessionEvent);
  }

  async setModel(modelId: string): Promise<void> {
    if (!modelId) throw new CopilotError('invalid-argument', 'A model needs an id.');
    await this.core.request('session.model.switchTo', { modelId });
    this.core.rememberModel(modelId);
  }

  /** Lets the CLI forget the session; what is on disk stays and can be resumed. */
  async destroy(): Promise<void> {
    try {
      await this.core.release();
    } finally {
      this.core.close(new CopilotError('not-connected', `The session ${this.sessionId} was closed.`));
    }
  }

  /** Calls a method of the published schema; its result is as the CLI sent it, unchecked. */
  request<M extends keyof SessionMethods>(
    method: M,
    params?: SessionMethods[M]['params'],
    options?: RequestOptions,
  ): Promise<SessionMethods[M]['result']>;
  /** Calls any method of the CLI that takes a session id. */
  request(
    method: string,
    params?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<unknown>;
  request(
    method: string,
    params?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<unknown> {
    return this.core.request(method, params, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.destroy();
  }

  private async follow(turn: Turn, message: string | MessageOptions): Promise<Answer | undefined> {
    try {
      turn.begin(await this.send(message));
    } catch (error) {
      turn.fail(
        error instanceof CopilotError
          ? error
          : new CopilotError('request-failed', String(error), {}, { cause: error }),
      );
    }
    return turn.end;
  }
}
