import type { SessionConfig } from '../options/config';
import type { Connection } from '../wire/connection';
import { Emitter } from '../util/emitter';
import { CopilotError, invalid, notConnected } from '../util/errors';
import type { EventHead } from '../schema/eventPeek';
import { isSessionEvent } from '../schema/events';
import type { Link } from '../link/link';
import { stopped } from '../link/linkKeeper';
import type { Logger } from '../util/logger';
import { CopilotSession } from './session';
import { isRecord } from '../util/shape';
import { SessionCore, type SessionLimits } from './sessionCore';

/** Something that happened to a session: its type is the CLI's, such as `session.created`. */
export interface Lifecycle {
  readonly type: string;
  readonly sessionId: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Hears what happens to a session, of any client of the CLI. */
export type LifecycleListener = (event: Lifecycle) => void;

type Params = Readonly<Record<string, unknown>>;

/** The sessions of a client: what comes from the CLI goes to the one it is for. */
export class SessionRegistry {
  readonly lifecycle: Emitter<Lifecycle>;
  private readonly cores = new Map<string, SessionCore>();

  constructor(
    private readonly logger: Logger,
    private readonly limits: SessionLimits,
  ) {
    this.lifecycle = new Emitter(logger);
  }

  async open(
    sessionId: string,
    config: SessionConfig,
    how: 'create' | 'resume',
    link: Link,
  ): Promise<CopilotSession> {
    const present = this.cores.get(sessionId);
    if (present && how === 'resume') {
      await present.reconfigure(config);
      return new CopilotSession(present);
    }
    if (present) {
      throw invalid(`The session ${sessionId} is open already.`, {
        method: `session.${how}`,
      });
    }
    const core = new SessionCore(sessionId, config, how, this.logger, this.limits);
    // Before the CLI hears of it: older versions send events before the reply.
    this.cores.set(sessionId, core);
    core.closed.add(() => this.forget(core));
    try {
      await core.open(link);
    } catch (error) {
      core.close(notConnected(`The session ${sessionId} could not be opened.`));
      throw error;
    }
    // What comes from now on may be heard only by whoever the session is given to.
    setImmediate(() => core.events.release());
    return new CopilotSession(core);
  }

  /** The CLI deleted it. */
  drop(sessionId: string): void {
    this.cores.get(sessionId)?.close(notConnected(`Session not found: ${sessionId} was deleted.`));
  }

  has(sessionId: string): boolean {
    return this.cores.has(sessionId);
  }

  /** Whether the end of any turn is awaited. */
  get isBusy(): boolean {
    for (const core of this.cores.values()) if (core.isAwaited) return true;
    return false;
  }

  wants({ sessionId, type }: EventHead): boolean {
    return this.cores.get(sessionId)?.wants(type) ?? true;
  }

  takeEvent(sessionId: unknown, event: unknown, link: Link | undefined): void {
    if (link && typeof sessionId === 'string' && isSessionEvent(event))
      this.cores.get(sessionId)?.take(event, link);
  }

  /** Registers what the CLI asks and tells besides events. */
  prepare(connection: Connection, version: () => string): void {
    connection.onNotification('session.lifecycle', (params) => this.takeLifecycle(params));
    const answer = (method: string, work: (core: SessionCore, params: Params) => Promise<unknown>): void =>
      connection.onRequest(method, async (params) => {
        if (!isRecord(params))
          throw new CopilotError('invalid-message', `${method} came without parameters.`);
        return work(this.find(params.sessionId), params);
      });
    answer('userInput.request', (core, params) => core.asks.onUserInput(params));
    answer('exitPlanMode.request', (core, params) => core.asks.onExitPlanMode(params));
    answer('autoModeSwitch.request', (core, params) => core.callbacks.onAutoModeSwitch(params));
    answer('hooks.invoke', (core, params) => core.callbacks.onHook(params));
    answer('systemMessage.transform', (core, params) => core.callbacks.onTransform(params));
    answer('providerToken.getToken', (core, params) => core.callbacks.onToken(params));
    answer('permission.request', (core, params) => core.asks.onPermissionRequest(params, version()));
    answer('tool.call', (core, params) => core.asks.onToolCall(params));
  }

  lose(error: CopilotError): void {
    for (const core of this.all()) core.lose(error);
  }

  async recover(link: Link): Promise<void> {
    await Promise.all(this.all().map((core) => core.recover(link)));
  }

  giveUp(error: CopilotError): void {
    for (const core of this.all()) core.giveUp(error);
  }

  /** Takes leave of the CLI for every session; gives back what went wrong. */
  async release(timeoutMs: number): Promise<readonly CopilotError[]> {
    const releases = this.all().map(async (core) => {
      try {
        await core.release({ timeoutMs });
        return [];
      } catch (error) {
        return error instanceof CopilotError ? [error] : [];
      }
    });
    const errors = (await Promise.all(releases)).flat();
    this.close(stopped());
    return errors;
  }

  close(error: CopilotError): void {
    for (const core of this.all()) core.close(error);
  }

  private all(): readonly SessionCore[] {
    return [...this.cores.values()];
  }

  private find(sessionId: unknown): SessionCore {
    const core = typeof sessionId === 'string' ? this.cores.get(sessionId) : undefined;
    if (!core) throw invalid(`There is no session ${String(sessionId)}.`);
    return core;
  }

  private forget(core: SessionCore): void {
    if (this.cores.get(core.sessionId) === core) this.cores.delete(core.sessionId);
  }

  private takeLifecycle(params: unknown): void {
    if (!isRecord(params) || typeof params.type !== 'string' || typeof params.sessionId !== 'string') return;
    const { type, sessionId, metadata } = params;
    this.lifecycle.emit({ type, sessionId, metadata: isRecord(metadata) ? metadata : undefined });
  }
}
