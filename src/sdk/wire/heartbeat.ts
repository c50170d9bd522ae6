import { CopilotError } from '../util/errors';

export interface HeartbeatLimits {
  /** How long the CLI may be silent while something waits before it is asked. */
  readonly quietMs: number;
  /** How long it may then be silent before it counts as frozen. */
  readonly answerMs: number;
}

export const defaultHeartbeat: HeartbeatLimits = { quietMs: 3000, answerMs: 6000 };

/** What is watched over. */
export interface HeartbeatTarget {
  /** Whether anybody waits for the CLI. */
  readonly isAwaited: () => boolean;
  /** Whether it does work that may hold it up for long, as the loading of a large session does. */
  readonly isLoading: () => boolean;
  /** When its last bytes came, as a `performance.now()`. */
  readonly heardAt: () => number;
  readonly ping: () => Promise<unknown>;
  /** The processor time that it has used; NaN where that is not known. */
  readonly cpuMs: () => number;
  readonly onFrozen: (error: CopilotError) => void;
}

const loadingMs = 30_000;
/** A timer that comes so late tells that this process was held up itself. */
const lateMs = 1000;
const lastLookMs = 50;
/** What has worked so long since it was looked at last is short of time, not frozen; */
const leastWorkMs = 10;
/** but not for longer than this. */
const busyMs = 60_000;

/** Notices a CLI that runs but does nothing any more. Any byte of it is a sign of life. */
export class Heartbeat {
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;
  /** The processor time that was used when it was looked at last. */
  private cpuMs = NaN;

  constructor(
    private readonly target: HeartbeatTarget,
    private readonly limits: HeartbeatLimits,
  ) {}

  /** Something begins to wait; what ends the wait need not be told. */
  watch(): void {
    if (!this.timer && !this.isOver) this.plan(this.limits.quietMs, () => this.listen());
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private listen(): void {
    if (!this.target.isAwaited()) return;
    const left = this.limits.quietMs - this.silentMs();
    if (left > 0) return this.plan(left, () => this.listen());
    this.hasWorked();
    // Its answer counts as bytes that come, whatever it says.
    this.target.ping().catch(() => undefined);
    this.expectAnswer();
  }

  private expectAnswer(pingedAt = performance.now()): void {
    const plannedAt = performance.now();
    // A timer may fire a little early; what is left then is waited for, not the whole time again.
    const left = Math.max(1, Math.ceil(pingedAt + this.answerMs() - plannedAt));
    this.plan(left, () => {
      const now = performance.now();
      const waited = now - pingedAt;
      if (this.silentMs() < waited) this.listen();
      else if (now - plannedAt > left + lateMs) this.expectAnswer();
      else if (waited < this.answerMs()) this.expectAnswer(pingedAt);
      else if (this.hasWorked() && this.silentMs() < busyMs) this.expectAnswer();
      // What came while this process was at work has to be read first.
      else this.plan(lastLookMs, () => (this.silentMs() < waited ? this.listen() : this.giveUp()));
    });
  }

  /** Whether the CLI, silent as it is, has worked since this was asked last. */
  private hasWorked(): boolean {
    const before = this.cpuMs;
    this.cpuMs = this.target.cpuMs();
    return this.cpuMs - before >= leastWorkMs;
  }

  private giveUp(): void {
    const seconds = Math.round(this.silentMs() / 100) / 10;
    this.stop();
    this.target.onFrozen(
      new CopilotError('timeout', `The CLI has given no sign of life for ${seconds} s.`, { method: 'ping' }),
    );
  }

  private silentMs(): number {
    return performance.now() - this.target.heardAt();
  }

  private answerMs(): number {
    const { answerMs } = this.limits;
    return this.target.isLoading() ? Math.max(answerMs, loadingMs) : answerMs;
  }

  private plan(ms: number, act: () => void): void {
    if (this.isOver) return;
    // The ping itself begins to wait, so a plan may be there already.
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      act();
    }, ms);
    this.timer.unref();
  }
}
