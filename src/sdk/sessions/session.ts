import type { MessageOptions, ModelOptions } from '../options/config';
import type { Params } from '../wire/connection';
import type { RequestOptions } from '../util/waiting';
import { CopilotError, invalid, notConnected, toCopilotError } from '../util/errors';
import {
  asKnownEvent,
  isKnownType,
  type EventFor,
  type SessionEvent,
  type SessionEventAlias,
  type SessionEventType,
  wireEventType,
} from '../schema/events';
import type { SessionMethods, SessionRpc } from '../schema/generated/api';
import { messageParams } from '../options/options';
import { Pieces } from './pieces';
import { readMessages } from './history';
import { readReply, replies } from '../schema/replies';
import { rpcProxy } from '../schema/rpc';
import type { SandboxConfig } from '../options/sandbox';
import type { SessionCore } from './sessionCore';
import { type Answer, Turn } from './turn';
import { onEnough, waitFor, type WaitOptions } from '../util/waiting';

const answerMs = 60_000;

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
  /** Hears the events of a type that this library does not know, as the CLI sent them. Returns the undo. */
  on(type: string, listener: Listener): () => void;
  on(typeOrListener: string | Listener, listener?: (event: never) => void): () => void {
    if (typeof typeOrListener === 'function') return this.core.events.add(typeOrListener);
    if (!listener) throw invalid(`There is no listener for ${typeOrListener}.`);
    const type = wireEventType(typeOrListener);
    const call = listener as Listener;
    const take = (event: SessionEvent): unknown => {
      const heard = isKnownType(type) ? asKnownEvent(event) : event;
      return heard && call(heard);
    };
    return this.core.events.add(take, [type]);
  }

  /** Sends a message and gives back its id; the answer arrives as events. */
  send(message: string | MessageOptions, options: WaitOptions = {}): Promise<string> {
    return waitFor(() => this.sendNow(message), options, 'session.send');
  }

  /**
   * Sends a message and waits until all its work is done; undefined if there was no answer.
   * A stopped turn is rejected as `aborted`, a failed one as `request-failed`. After the limit
   * (default 60 s) or with the signal the wait ends, not the work.
   */
  async sendAndWait(
    message: string | MessageOptions,
    limits: number | WaitOptions = {},
  ): Promise<Answer | undefined> {
    const options = typeof limits === 'number' ? { timeoutMs: limits } : limits;
    const turn = new Turn(this.core);
    const undo = onEnough({ timeoutMs: answerMs, ...options }, 'the turn', (error) => turn.fail(error));
    try {
      return turn.isFinished ? await turn.end : await Promise.race([this.follow(turn, message), turn.end]);
    } finally {
      undo();
    }
  }

  /**
   * Sends a message and yields the text of the answer as it is written, each piece once and in order, however
   * slowly they are taken. Leaving the loop early, the signal and the limit (default: none) stop the turn.
   */
  async *stream(
    message: string | MessageOptions,
    options: WaitOptions = {},
  ): AsyncGenerator<string, void, undefined> {
    const turn = new Turn(this.core, {
      types: ['assistant.message_delta'],
      onEvent: (event) => pieces.take(event),
    });
    const pieces = new Pieces();
    let stopped: CopilotError | undefined;
    const undo = onEnough(options, 'the answer', (error) => {
      stopped = error;
      pieces.wake();
    });
    const end = stopped ? undefined : this.follow(turn, message);
    end?.catch(() => undefined).finally(() => pieces.wake());
    try {
      while (!stopped && (!turn.isFinished || pieces.hasNext)) {
        const piece = pieces.next();
        if (piece === undefined) await pieces.arrival();
        else yield piece;
      }
      if (stopped) throw stopped;
      await end;
    } finally {
      undo();
      if (end && !turn.isFinished) await this.abort();
    }
  }

  /** Stops the running turn and drops the messages that wait. */
  async abort(options?: WaitOptions): Promise<void> {
    // Without a connection nothing runs.
    this.core.aborting.emit('asked');
    if (!this.core.isDisconnected) await this.ask('session.abort', {}, options);
    this.core.aborting.emit('done');
  }

  /** The kept events of the session, oldest first. */
  async getMessages(options?: WaitOptions): Promise<readonly SessionEvent[]> {
    return readMessages((method) => this.ask(method, {}, options));
  }

  /** Another name of `getMessages`. */
  getEvents(options?: WaitOptions): Promise<readonly SessionEvent[]> {
    return this.getMessages(options);
  }

  /** Changes the model from the next message on. */
  async setModel(
    modelId: string,
    { timeoutMs, signal, ...rest }: ModelOptions & WaitOptions = {},
  ): Promise<void> {
    if (!modelId) throw invalid('A model needs an id.');
    await this.ask('session.model.switchTo', { modelId, ...rest }, { timeoutMs, signal });
    this.core.rememberModel(modelId, rest);
  }

  /** Confines the commands that start from now on, or no longer; also after a restart of the CLI. */
  async setSandbox(config: SandboxConfig, options?: WaitOptions): Promise<void> {
    const method = 'session.options.update';
    const reply = await this.ask(method, { sandboxConfig: config }, options);
    const { success } = readReply(method, replies.updated, reply);
    if (!success) throw new CopilotError('request-failed', 'The CLI did not take the sandbox.', { method });
    this.core.rememberSandbox(config);
  }

  /** Another name of `destroy`. */
  disconnect(options?: WaitOptions): Promise<void> {
    return this.destroy(options);
  }

  /** Lets the CLI forget the session; what is on disk stays and can be resumed. */
  async destroy(options?: WaitOptions): Promise<void> {
    try {
      await this.core.release(options);
    } finally {
      this.core.close(notConnected(`Session not found: ${this.sessionId} was closed here.`));
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
    return this.ask(method, params ?? {}, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.destroy();
  }

  private async sendNow(message: string | MessageOptions): Promise<string> {
    return this.core.send(messageParams(message));
  }

  /** Bounds the wait for a lost connection to come back as well. */
  private ask(method: string, params: Params, options: WaitOptions = {}): Promise<unknown> {
    return waitFor(() => this.core.request(method, params, options), options, method);
  }

  private async follow(turn: Turn, message: string | MessageOptions): Promise<Answer | undefined> {
    try {
      turn.begin(await this.sendNow(message));
    } catch (error) {
      turn.fail(toCopilotError(error));
    }
    return turn.end;
  }
}
