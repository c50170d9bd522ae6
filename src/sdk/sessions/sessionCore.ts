import { randomUUID } from 'node:crypto';
import { askTypes, SessionAsks } from './asks';
import { SessionCallbacks } from './callbacks';
import type { ModelOptions, SessionConfig } from '../options/config';
import type { Params } from '../wire/connection';
import type { RequestOptions } from '../util/waiting';
import { Emitter } from '../util/emitter';
import { CopilotError, hasCode, isForgotten, notConnected, toCopilotError } from '../util/errors';
import { HandlerClock, type HandlerLimits } from '../util/handlerClock';
import { EventHub } from './eventHub';
import type { SessionEvent, SessionEventData } from '../schema/events';
import type { Link } from '../link/link';
import type { Logger } from '../util/logger';
import { sessionParams } from '../options/options';
import { newOutage, type Outage } from './outage';
import { readReply, replies } from '../schema/replies';
import type { SandboxConfig } from '../options/sandbox';
import { SeenEvents } from './seenEvents';
import { TurnState } from './turnState';
import { defaultTurnQuietMs, TurnWatchdog } from './turnWatchdog';

const resumeMethod = 'session.resume';
/** A large session may take minutes; a CLI that is frozen is noticed otherwise. */
const reloadMs = 10 * 60_000;
const activityMethod = 'session.metadata.activity';
const activityLimitMs = 5000;

/** The events that a session needs itself, for its state and for what the CLI asks. */
const ownTypes: ReadonlySet<string> = new Set([
  'user.message',
  'assistant.turn_start',
  'assistant.turn_end',
  'assistant.idle',
  ...askTypes,
]);

export interface SessionLimits {
  readonly turnQuietMs?: number;
  readonly handlerLimits?: Partial<HandlerLimits>;
}

/** The working parts of a session: its events, its connection, and what happens when that is lost. */
export class SessionCore {
  readonly events: EventHub;
  readonly asks: SessionAsks;
  readonly callbacks: SessionCallbacks;
  /** Fires once, when the session is over for good. */
  readonly closed: Emitter<CopilotError>;
  /** Fires when our side asks for a stop, and when that is done. */
  readonly aborting: Emitter<'asked' | 'done'>;
  workspacePath: string | undefined;
  private link: Link | undefined;
  private outage: Outage | undefined;
  private closedBy: CopilotError | undefined;
  private opening: Promise<void> = Promise.resolve();
  private readonly seen = new SeenEvents();
  private readonly turns: TurnState;
  private lastSend: Promise<unknown> | undefined;
  private readonly watchdog: TurnWatchdog;
  /** Ids of the messages that were sent from here. */
  private readonly sentIds = new SeenEvents();
  /** Undoes the listener of the configuration. */
  private listen: (() => void) | undefined;

  constructor(
    readonly sessionId: string,
    private config: SessionConfig,
    private readonly origin: 'create' | 'resume',
    private readonly logger: Logger,
    { turnQuietMs = defaultTurnQuietMs, handlerLimits }: SessionLimits,
  ) {
    this.events = new EventHub(logger);
    this.closed = new Emitter(logger);
    this.aborting = new Emitter(logger);
    const clock = new HandlerClock(handlerLimits, (error) => this.warn(error.message));
    this.asks = new SessionAsks(sessionId, config, logger, clock);
    this.callbacks = new SessionCallbacks(sessionId, config, logger, clock);
    this.turns = new TurnState(origin === 'resume');
    if (config.onEvent) this.listen = this.events.add(config.onEvent);
    this.watchdog = new TurnWatchdog(
      {
        isOwed: () => this.isAwaited && !this.isDisconnected && !this.asks.isAsked,
        isAtWork: () => this.isAtWork(),
        looksOver: () => this.turns.looksOver,
        end: () => this.endUnannounced(),
      },
      turnQuietMs,
    );
  }

  /** Makes or resumes the session on the CLI. */
  async open(link: Link): Promise<void> {
    this.link = link;
    // Its caller can listen only when all that is waiting in this turn of the loop is done.
    this.opening = this.load(link, this.origin, undefined, () => this.events.hold());
    await this.opening;
  }

  /** Loads the session anew on the CLI, with another configuration in place of the one it has. */
  async reconfigure(config: SessionConfig): Promise<void> {
    // A mistake in it leaves what is there as it is.
    const params = sessionParams(this.sessionId, config);
    await this.opening;
    const reply = await this.request(resumeMethod, params);
    this.workspacePath = readReply(resumeMethod, replies.session, reply).workspacePath;
    this.config = config;
    this.asks.config = config;
    this.callbacks.config = config;
    this.listen?.();
    this.listen = config.onEvent && this.events.add(config.onEvent);
  }

  /** Whether the message was sent by this client. */
  hasSent(messageId: string): boolean {
    return this.sentIds.has(messageId);
  }

  async request(method: string, params: Params = {}, options?: RequestOptions): Promise<unknown> {
    if (this.outage) await this.outage.over;
    if (this.closedBy) throw this.closedBy;
    if (!this.link) throw notConnected(`The session ${this.sessionId} has no connection.`);
    return this.link.connection.request(method, { ...params, sessionId: this.sessionId }, options);
  }

  get isDisconnected(): boolean {
    return this.outage !== undefined || this.closedBy !== undefined;
  }

  /** Whether a turn runs or is due. */
  get isAwaited(): boolean {
    return this.turns.isAwaited;
  }

  /** Whether anybody needs events of that type; asked before each of them is read. */
  wants(type: string): boolean {
    this.watchdog.stir();
    return ownTypes.has(type) || this.events.wants(type);
  }

  /** An event from the CLI. */
  take(event: SessionEvent, link: Link): void {
    if (this.closedBy || !this.isNew(event)) return;
    this.watchdog.stir();
    this.turns.follow(event);
    if (this.isAwaited) this.watchdog.watch();
    this.asks.take(event, link);
    this.events.emit(event);
  }

  /** Sends a message and gives back its id. One after the other: the CLI does not keep the order of requests. */
  send(params: Params): Promise<string> {
    const work = (): Promise<string> => this.sendNow(params);
    // Without one before it, it goes out at once: a stop that follows must not overtake it.
    const sent = this.lastSend ? this.lastSend.then(work) : work();
    const settled = sent
      .catch(() => undefined)
      .then(() => {
        if (this.lastSend === settled) this.lastSend = undefined;
      });
    this.lastSend = settled;
    return sent;
  }

  private async sendNow(params: Params): Promise<string> {
    this.turns.sent();
    try {
      const reply = await this.sendOrResume(params);
      const { messageId } = readReply('session.send', replies.sent, reply);
      this.sentIds.isNew(messageId);
      return messageId;
    } catch (error) {
      this.turns.notSent();
      throw error;
    } finally {
      // Its end is owed from now on.
      this.watchdog.watch();
    }
  }

  /** A CLI may let go of a session that was idle for long; it is loaded again, and the message goes then. */
  private async sendOrResume(params: Params): Promise<unknown> {
    try {
      return await this.request('session.send', params);
    } catch (error) {
      const { link } = this;
      if (!link || !isForgotten(error)) throw error;
      this.logger.info(`The CLI had let go of the session ${this.sessionId}; it is resumed.`);
      // Never made anew: the agent would know nothing of what was said.
      await this.load(link, 'resume');
      return this.request('session.send', params);
    }
  }

  /** What a restart is to load the session with. */
  rememberModel(model: string, options: ModelOptions): void {
    this.config = { ...this.config, ...options, model };
  }

  rememberSandbox(sandbox: SandboxConfig): void {
    this.config = { ...this.config, sandbox };
  }

  /** The connection is lost. */
  lose(error: CopilotError): void {
    this.link = undefined;
    if (this.closedBy) return;
    this.asks.endAll();
    if (this.outage) return;
    this.outage = newOutage(this.isAwaited);
    this.turns.clear();
    const { exitCode, signal, stderr } = error.details;
    const code = error.code === 'not-connected' ? error.code : 'process-exited';
    this.make('session.disconnected', { message: error.message, code, exitCode, signal, stderr });
  }

  /** The CLI runs again: loads the session with its whole configuration. */
  async recover(link: Link): Promise<void> {
    const { outage } = this;
    if (!outage || this.closedBy) return;
    this.link = link;
    let historyLost: boolean;
    try {
      historyLost = await this.reload(link);
    } catch (error) {
      // If the CLI ended again, the next one gets its turn.
      if (this.link === link) this.giveUp(toCopilotError(error));
      return;
    }
    this.outage = undefined;
    outage.settle();
    this.make('session.recovered', {
      interruptedTurn: outage.interruptedTurn,
      downMs: Math.round(performance.now() - outage.since),
      historyLost,
    });
  }

  /** The session will not come back. */
  giveUp(error: CopilotError): void {
    if (this.closedBy) return;
    const message = `The session ${this.sessionId} could not be loaded again: ${error.message}`;
    const outage = this.outage;
    this.close(new CopilotError(error.code, message, error.details, { cause: error }));
    if (outage) this.make('session.recovery_failed', { message: error.message });
  }

  /** Nothing goes in or out any more. */
  close(error: CopilotError): void {
    if (this.closedBy) return;
    this.closedBy = error;
    this.link = undefined;
    this.watchdog.stop();
    this.asks.endAll();
    this.outage?.settle(error);
    this.outage = undefined;
    this.closed.emit(error);
  }

  /** Lets the CLI forget the session. */
  async release(options?: RequestOptions): Promise<void> {
    if (!this.link) return;
    const { connection } = this.link;
    const params = { sessionId: this.sessionId };
    try {
      await connection.request('session.detach', params, options);
    } catch (error) {
      if (!hasCode(error, 'not-supported')) throw error;
      await connection.request('session.destroy', params, options);
    }
  }

  /**
   * Gives back whether the CLI had forgotten the session. It writes behind its events (measured on 1.0.102:
   * a CLI killed just after the first turn had kept nothing of it).
   */
  private async reload(link: Link): Promise<boolean> {
    const limits = { timeoutMs: reloadMs };
    if (!this.turns.isUsed) {
      await this.load(link, 'create', limits);
      return false;
    }
    try {
      await this.load(link, 'resume', limits);
      return false;
    } catch (error) {
      if (!isForgotten(error)) throw error;
      await this.load(link, 'create', limits);
      return true;
    }
  }

  private async load(
    link: Link,
    how: 'create' | 'resume',
    limits?: RequestOptions,
    onReply?: () => void,
  ): Promise<void> {
    const method = `session.${how}`;
    const params = sessionParams(this.sessionId, this.config);
    const reply = await link.connection.request(method, params, limits, onReply);
    this.workspacePath = readReply(method, replies.session, reply).workspacePath;
  }

  private isNew({ id, ephemeral }: SessionEvent): boolean {
    if (ephemeral || typeof id !== 'string' || this.seen.isNew(id)) return true;
    this.logger.debug(`Dropped the event ${id} that was there before`);
    return false;
  }

  private async isAtWork(): Promise<boolean | undefined> {
    try {
      const reply = await this.request(activityMethod, {}, { timeoutMs: activityLimitMs });
      const { hasActiveWork, abortable } = readReply(activityMethod, replies.activity, reply);
      return hasActiveWork || abortable;
    } catch (error) {
      // One that does not answer is the heartbeat's business.
      return hasCode(error, 'not-supported') ? undefined : true;
    }
  }

  private endUnannounced(): void {
    const { link } = this;
    if (!link) return;
    this.logger.warn(`The CLI did not announce the end of a turn of the session ${this.sessionId}`);
    this.turns.clear();
    this.take(newEvent('session.idle', { inferred: true }), link);
  }

  private warn(message: string): void {
    this.logger.warn(message);
    this.make('session.warning', { message, warningType: 'handler_timeout' });
  }

  /** An event of our own making. */
  private make<
    K extends 'session.warning' | 'session.disconnected' | 'session.recovered' | 'session.recovery_failed',
  >(type: K, data: SessionEventData[K]): void {
    this.events.emit(newEvent(type, data));
  }
}

function newEvent(type: string, data: SessionEvent['data']): SessionEvent {
  const timestamp = new Date().toISOString();
  return { type, data, id: randomUUID(), timestamp, parentId: null, ephemeral: true };
}
