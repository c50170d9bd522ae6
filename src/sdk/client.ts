import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { checkOptions } from './options/checkOptions';
import type { ClientOptions, ResumeSessionConfig, SessionConfig } from './options/config';
import type { MessageTap } from './wire/connection';
import type { RequestOptions } from './util/waiting';
import { Emitter, tell } from './util/emitter';
import { CopilotError, invalid } from './util/errors';
import type { ServerMethods, ServerRpc, SessionMethods } from './schema/generated/api';
import { type HistoryOptions, type HistoryPage, type HistorySource, readHistory } from './sessions/history';
import { takeLeave } from './sessions/leave';
import { type Link, openLink } from './link/link';
import { type ConnectionState, LinkKeeper, type StateChange, stopped } from './link/linkKeeper';
import { guarded, silentLogger } from './util/logger';
import { sessionParams } from './options/options';
import { readReply, replies } from './schema/replies';
import type {
  AuthStatus,
  CliStatus,
  ModelInfo,
  PingResult,
  SessionFilter,
  SessionMetadata,
} from './schema/results';
import type { SandboxSupport } from './schema/sandboxSupport';
import type { CopilotSession } from './sessions/session';
import { rpcProxy } from './schema/rpc';
import { type LifecycleListener, SessionRegistry } from './sessions/sessionRegistry';
import type { Shape } from './util/shape';
import { camelKeys } from './options/spelling';
import { waitFor, type WaitOptions } from './util/waiting';

const defaultRequestTimeoutMs = 60_000;

/** Runs or reaches one Copilot CLI and owns the sessions on it. */
export class CopilotClient {
  /**
   * Every method of the published schema that is not for one session, as `client.rpc.sessions.fork(params, options)`.
   * Results are as the CLI sent them, unchecked; one that this CLI lacks is rejected as `not-supported`.
   */
  readonly rpc: ServerRpc;
  private readonly logger;
  private readonly keeper: LinkKeeper;
  private readonly sessions: SessionRegistry;
  private readonly taps: Emitter<Parameters<MessageTap>>;

  private readonly options: ClientOptions;

  constructor(given: ClientOptions = {}) {
    const options = camelKeys(given);
    checkOptions(options);
    this.options = options;
    this.logger = guarded(options.logger ?? silentLogger);
    this.sessions = new SessionRegistry(this.logger, options);
    this.taps = new Emitter(this.logger);
    this.rpc = rpcProxy('', (method, params, limits) => this.request(method, params, limits));
    const { autoStart = true, autoRestart = true, restartDelaysMs } = options;
    this.keeper = new LinkKeeper(
      {
        open: (signal) => this.open(signal),
        onUp: (link, isRestart) => this.onUp(link, isRestart),
        onLost: (error) => this.sessions.lose(error),
        onGaveUp: (error) => this.sessions.giveUp(error),
        leave: (link) => takeLeave(link, this.sessions, options),
      },
      { autoStart, autoRestart, restartDelaysMs, logger: this.logger },
    );
  }

  /** Id of the CLI's process, while it runs and is ours. */
  get pid(): number | undefined {
    return this.keeper.current?.transport.pid;
  }

  /** The CLI's process, while it runs and is ours. */
  get childProcess(): ChildProcess | undefined {
    return this.keeper.current?.transport.child;
  }

  /** The port that a CLI of ours listens on; undefined on standard streams. */
  get port(): number | undefined {
    return this.keeper.current?.transport.port;
  }

  /** Version of the CLI, once connected. */
  get version(): string | undefined {
    return this.keeper.current?.version;
  }

  /** Whether the CLI that runs was started as `fastStart` wants it. */
  get startedFast(): boolean {
    return this.keeper.current?.isFast ?? false;
  }

  /** Runs or reaches the CLI. May be called again; while a restart waits, it is done at once. */
  start(options: WaitOptions = {}): Promise<void> {
    return waitFor(() => this.keeper.start(), options, 'the start');
  }

  /** Ends sessions, connection and process within 5 s; gives back what went wrong on the way. */
  async stop(): Promise<readonly CopilotError[]> {
    const errors = await this.keeper.stop();
    // Those that waited for a restart.
    this.sessions.close(stopped());
    return errors;
  }

  /** Ends connection and process now. */
  async forceStop(): Promise<void> {
    this.sessions.close(stopped());
    await this.keeper.forceStop();
  }

  getState(): ConnectionState {
    return this.keeper.getState();
  }

  /** Hears every change of state. Returns the undo. */
  onState(listener: (change: StateChange) => void): () => void {
    return this.keeper.changes.add(listener);
  }

  /** Hears of sessions made, changed and deleted, by any client of this CLI. Returns the undo. */
  onLifecycle(listener: LifecycleListener): () => void;
  /** Hears of one kind of it, such as `session.deleted`. Returns the undo. */
  onLifecycle(type: string, listener: LifecycleListener): () => void;
  onLifecycle(given: string | LifecycleListener, listener?: LifecycleListener): () => void {
    if (typeof given === 'function') return this.sessions.lifecycle.add(given);
    if (!listener) throw invalid(`Nobody is given to hear of ${given}.`);
    return this.sessions.lifecycle.add((event) => {
      if (event.type === given) listener(event);
    });
  }

  /** Asks the CLI for a sign of life. */
  ping(message?: string, options?: WaitOptions): Promise<PingResult> {
    return this.read('ping', replies.ping, { message }, options);
  }

  /** Version and protocol of the CLI. */
  getStatus(options?: WaitOptions): Promise<CliStatus> {
    return this.read('status.get', replies.status, {}, options);
  }

  /** Who is logged in to GitHub. */
  getAuthStatus(options?: WaitOptions): Promise<AuthStatus> {
    return this.read('auth.getStatus', replies.auth, {}, options);
  }

  /** The models of the GitHub login; fails without one. */
  async listModels(options?: WaitOptions): Promise<readonly ModelInfo[]> {
    const { models } = await this.read('models.list', replies.models, {}, options);
    return models.map((model) => ({ ...model, name: model.name || model.id }));
  }

  /** What this machine can confine; rejected as `not-supported` by a CLI that knows no sandbox, or not how to tell. */
  getSandboxSupport(options?: WaitOptions): Promise<SandboxSupport> {
    return this.read('sandbox.getHostSupport', replies.sandboxSupport, {}, options);
  }

  /** Begins a session; starts the CLI if need be. */
  async createSession(given: SessionConfig = {}, options?: WaitOptions): Promise<CopilotSession> {
    const config = camelKeys(given);
    return this.openSession(config.sessionId || randomUUID(), config, 'create', options);
  }

  /**
   * Goes on with a session of before. What it was made with is not kept by the CLI: give it again. One that is
   * open here is loaded anew with these options, for whoever has it already as well.
   */
  async resumeSession(
    sessionId: string,
    config: ResumeSessionConfig = {},
    options?: WaitOptions,
  ): Promise<CopilotSession> {
    if (!sessionId) throw invalid('The id of the session to resume is missing.');
    return this.openSession(sessionId, camelKeys(config), 'resume', options);
  }

  /** Sessions that got at least one message. */
  async listSessions(filter?: SessionFilter, options?: WaitOptions): Promise<readonly SessionMetadata[]> {
    return (await this.read('session.list', replies.sessionList, { filter }, options)).sessions;
  }

  /** Deletes a session from the disk. */
  async deleteSession(sessionId: string, options?: WaitOptions): Promise<void> {
    const { success, error } = await this.read('session.delete', replies.outcome, { sessionId }, options);
    if (!success) {
      const reason = error ?? 'the CLI did not say why';
      throw new CopilotError('request-failed', `session.delete failed: ${reason}`, {
        method: 'session.delete',
      });
    }
    this.sessions.drop(sessionId);
  }

  /**
   * A page of a session's kept events, the newest first and then backward, without loading the session: the time
   * does not grow with its length. To open a long one, read the newest page, then resume, and drop by their ids
   * the events that come twice.
   */
  readHistory(sessionId: string, options?: HistoryOptions): Promise<HistoryPage> {
    const request: HistorySource['request'] = (...call) => this.request(...call);
    return readHistory({ request, isOpen: (id) => this.sessions.has(id) }, sessionId, options);
  }

  /** The session that was used last. */
  async getLastSessionId(options?: WaitOptions): Promise<string | undefined> {
    return (await this.read('session.getLastId', replies.lastId, {}, options)).sessionId;
  }

  /**
   * Sees every message from now on, as `onMessage` does; what is made for it gets the options, with their secrets.
   * `trace` writes them down without. Returns the undo.
   */
  tap(make: (options: ClientOptions) => MessageTap): () => void {
    const see = make(this.options);
    return this.taps.add((message) => see(...message));
  }

  /** Calls a method of the published schema; its result is as the CLI sent it, unchecked. */
  request<M extends keyof ServerMethods>(
    method: M,
    params?: ServerMethods[M]['params'],
    options?: RequestOptions,
  ): Promise<ServerMethods[M]['result']>;
  /** Calls a method for the session that the parameters name. */
  request<M extends keyof SessionMethods>(
    method: M,
    params: SessionMethods[M]['params'] & { readonly sessionId: string },
    options?: RequestOptions,
  ): Promise<SessionMethods[M]['result']>;
  /** Calls any method of the CLI. */
  request(
    method: string,
    params?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<unknown>;
  async request(
    method: string,
    params?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<unknown> {
    const { connection } = await waitFor(() => this.keeper.ready(), options ?? {}, method);
    return connection.request(method, params, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  private async openSession(
    sessionId: string,
    config: SessionConfig,
    how: 'create' | 'resume',
    options: WaitOptions = {},
  ): Promise<CopilotSession> {
    // A mistake in the configuration is told before anything is started for it.
    sessionParams(sessionId, config);
    const wasOpen = this.sessions.has(sessionId);
    let opening: Promise<CopilotSession> | undefined;
    const open = async (): Promise<CopilotSession> =>
      this.sessions.open(sessionId, config, how, await this.keeper.ready());
    try {
      return await waitFor(() => (opening = open()), options, `session.${how}`);
    } catch (error) {
      // Nobody waits for it any more; if it comes all the same, it is not left open.
      if (!wasOpen) opening?.then((session) => session.destroy()).catch(() => undefined);
      throw error;
    }
  }

  private async read<T>(
    method: string,
    shape: Shape<T>,
    params?: Readonly<Record<string, unknown>>,
    options?: WaitOptions,
  ): Promise<T> {
    return readReply(method, shape, await this.request(method, params, options));
  }

  private open(signal: AbortSignal): Promise<Link> {
    const { options, logger } = this;
    const tap = (): MessageTap | undefined =>
      this.taps.size > 0 || options.onMessage ? this.tapAll : undefined;
    return openLink(
      {
        options,
        connection: {
          logger,
          timeoutMs: options.requestTimeoutMs ?? defaultRequestTimeoutMs,
          get tap() {
            return tap();
          },
          onEvent: (sessionId, event) => this.sessions.takeEvent(sessionId, event, this.keeper.current),
          wants: (event) => this.sessions.wants(event),
        },
        prepare: (connection) => this.sessions.prepare(connection, () => this.version ?? ''),
      },
      signal,
    ).then((link) => {
      const { heartbeat } = options;
      const { connection, transport } = link;
      if (heartbeat !== false) connection.keepAlive(() => this.sessions.isBusy, transport.pid, heartbeat);
      logger.info(
        `Copilot CLI ${link.version}, protocol ${link.protocolVersion}, pid ${transport.pid ?? '-'}`,
      );
      return link;
    });
  }

  private readonly tapAll: MessageTap = (...message) => {
    const { onMessage } = this.options;
    if (onMessage)
      tell((all: Parameters<MessageTap>) => onMessage(...all), message, this.logger, 'onMessage');
    this.taps.emit(message);
  };

  private onUp(link: Link, isRestart: boolean): void {
    if (isRestart) void this.sessions.recover(link);
  }
}
