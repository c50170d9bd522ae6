import { Backoff, type RestartPlan } from '../util/backoff';
import { Emitter } from '../util/emitter';
import { aborted, type CopilotError, notConnected, toCopilotError } from '../util/errors';
import type { Link } from './link';
import type { Logger } from '../util/logger';

export type ConnectionState = 'disconnected' | 'connecting' | 'connected' | 'restarting' | 'error';

export interface StateChange {
  readonly state: ConnectionState;
  readonly previous: ConnectionState;
  readonly error?: CopilotError;
  /** With `restarting`: which attempt comes, and after what wait. */
  readonly restart?: RestartPlan;
}

export interface LinkKeeperHooks {
  readonly open: (signal: AbortSignal) => Promise<Link>;
  /** Connected; after a restart the sessions are to be loaded again. */
  readonly onUp: (link: Link, isRestart: boolean) => void;
  readonly onLost: (error: CopilotError) => void;
  /** No restart follows. */
  readonly onGaveUp: (error: CopilotError) => void;
  /** Takes leave of a CLI that is to be stopped. */
  readonly leave: (link: Link) => Promise<readonly CopilotError[]>;
}

export interface LinkKeeperOptions {
  readonly autoStart: boolean;
  readonly autoRestart: boolean;
  readonly restartDelaysMs: readonly number[] | undefined;
  readonly logger: Logger;
}

/** A start or a series of restarts under way. */
interface Run {
  readonly abort: AbortController;
  readonly done: Promise<void>;
  /** The next wait is to be left out. */
  isHurried: boolean;
  /** Ends the wait under way. */
  wake: () => void;
}

/** Keeps one connection to a CLI: starts it, starts it again, stops it; each call may come at any time. */
export class LinkKeeper {
  readonly changes: Emitter<StateChange>;
  private state: ConnectionState = 'disconnected';
  private link: Link | undefined;
  private upSince = 0;
  private run: Run | undefined;
  private stopping: Promise<readonly CopilotError[]> | undefined;
  private leaving: Link | undefined;
  /** Settles when what is left of a lost connection is gone, its process above all. */
  private cleared: Promise<void> = Promise.resolve();
  private failure: CopilotError | undefined;
  /** After a stop, and after a crash that no restart follows, only an explicit start goes on. */
  private needsStart = false;
  private readonly backoff: Backoff;

  constructor(
    private readonly hooks: LinkKeeperHooks,
    private readonly options: LinkKeeperOptions,
  ) {
    this.changes = new Emitter(options.logger);
    this.backoff = new Backoff(options.restartDelaysMs);
  }

  getState(): ConnectionState {
    return this.state;
  }

  get current(): Link | undefined {
    return this.link;
  }

  async start(): Promise<void> {
    while (this.stopping) await this.stopping;
    if (this.link) return;
    if (!this.run) {
      this.needsStart = false;
      this.backoff.reset();
      this.setState('connecting');
      this.begin((signal) => this.firstStart(signal));
    }
    this.hurry();
    await this.run?.done;
  }

  /** The connection, after whatever start is due. */
  async ready(): Promise<Link> {
    if (!this.link && this.run) await this.run.done;
    if (!this.link && !this.stopping && this.options.autoStart && !this.needsStart) await this.start();
    if (this.link) return this.link;
    const cause = this.failure;
    const why = cause ? `: ${cause.message}` : '.';
    throw notConnected(`The CLI is not running${why}`, cause, cause?.details);
  }

  stop(): Promise<readonly CopilotError[]> {
    this.stopping ??= this.end((link) => this.hooks.leave(link)).finally(() => (this.stopping = undefined));
    return this.stopping;
  }

  async forceStop(): Promise<void> {
    const link = this.link ?? this.leaving;
    if (link) {
      this.link = undefined;
      link.connection.close(stopped());
      await link.transport.close('fast');
    }
    await (this.stopping ?? this.end(() => Promise.resolve([])));
  }

  private async end(
    leave: (link: Link) => Promise<readonly CopilotError[]>,
  ): Promise<readonly CopilotError[]> {
    this.needsStart = true;
    const { run } = this;
    run?.abort.abort();
    // Its failure is told to whoever started it.
    await run?.done.catch(() => undefined);
    const { link } = this;
    this.link = undefined;
    this.leaving = link;
    await this.cleared;
    let errors: readonly CopilotError[] = [];
    if (link) {
      errors = await leave(link);
      link.connection.close(stopped());
      await link.transport.close('kind');
    }
    this.leaving = undefined;
    this.failure = undefined;
    this.setState('disconnected');
    return errors;
  }

  private begin(work: (signal: AbortSignal) => Promise<void>): void {
    const abort = new AbortController();
    let finish = (): void => undefined;
    // Not at once: the work needs the run to stand.
    const done = Promise.resolve()
      .then(() => work(abort.signal))
      .finally(() => finish());
    const run: Run = { abort, done, isHurried: false, wake: () => undefined };
    finish = () => {
      if (this.run === run) this.run = undefined;
    };
    // A restart has nobody who waits for it; its end is told as a state.
    done.catch(() => undefined);
    this.run = run;
  }

  private async firstStart(signal: AbortSignal): Promise<void> {
    await this.cleared;
    try {
      this.take(await this.hooks.open(signal), signal, false);
    } catch (error) {
      const failure = toCopilotError(error);
      this.failure = failure;
      if (!signal.aborted) this.setState('error', failure);
      throw failure;
    }
  }

  private async restart(cause: CopilotError, ranForMs: number, signal: AbortSignal): Promise<void> {
    let failure = cause;
    let ran = ranForMs;
    for (;;) {
      const plan = this.backoff.next(ran);
      if (!plan) return this.giveUp(failure);
      this.setState('restarting', failure, plan);
      await this.pause(plan.delayMs, signal);
      await this.cleared;
      try {
        this.take(await this.hooks.open(signal), signal, true);
        return;
      } catch (error) {
        if (signal.aborted) throw error;
        failure = toCopilotError(error);
        this.options.logger.warn(`Restart ${plan.attempt} failed: ${failure.message}`);
        ran = 0;
      }
    }
  }

  private giveUp(error: CopilotError): never {
    this.failure = error;
    this.needsStart = true;
    this.hooks.onGaveUp(error);
    this.setState('error', error);
    throw error;
  }

  private take(link: Link, signal: AbortSignal, isRestart: boolean): void {
    this.link = link;
    this.upSince = performance.now();
    this.failure = undefined;
    link.connection.onClosed((error) => this.lose(link, error));
    if (this.link !== link || signal.aborted) return;
    this.setState('connected');
    this.hooks.onUp(link, isRestart);
  }

  private lose(link: Link, error: CopilotError): void {
    if (this.link !== link) return;
    this.link = undefined;
    this.failure = error;
    // A CLI that was given up may still run.
    this.cleared = link.transport.close('fast');
    this.hooks.onLost(error);
    if (this.options.autoRestart) {
      const ranForMs = performance.now() - this.upSince;
      this.begin((signal) => this.restart(error, ranForMs, signal));
    } else {
      this.needsStart = true;
      this.hooks.onGaveUp(error);
      this.setState('error', error);
    }
  }

  private hurry(): void {
    if (!this.run) return;
    this.run.isHurried = true;
    this.run.wake();
  }

  /** Waits; a start by the caller or a stop cuts it short. */
  private async pause(ms: number, signal: AbortSignal): Promise<void> {
    const { run } = this;
    if (!run) return;
    if (!signal.aborted && !run.isHurried) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        run.wake = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener('abort', run.wake, { once: true });
      });
    }
    run.isHurried = false;
  }

  private setState(state: ConnectionState, error?: CopilotError, restart?: RestartPlan): void {
    const previous = this.state;
    this.state = state;
    if (state !== previous || restart) this.changes.emit({ state, previous, error, restart });
  }
}

export function stopped(): CopilotError {
  return aborted('The client was stopped.');
}
