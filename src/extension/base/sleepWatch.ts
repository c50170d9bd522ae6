import type { Disposable } from './disposables';

/** How often the clock is looked at. */
const lookMs = 10_000;
/** A machine under load may be as late; one that is later has slept. */
const lateMs = 20_000;

/** Tells how long the machine has slept, when it is awake again: no event says so, but the clock jumps. */
export class SleepWatch implements Disposable {
  private readonly timer: NodeJS.Timeout;
  private seenAt: number;

  constructor(
    private readonly onSlept: (ms: number) => void,
    private readonly now: () => number = Date.now,
  ) {
    this.seenAt = now();
    this.timer = setInterval(() => this.look(), lookMs);
    this.timer.unref();
  }

  look(): void {
    const now = this.now();
    const slept = now - this.seenAt - lookMs;
    this.seenAt = now;
    if (slept > lateMs) this.onSlept(slept);
  }

  dispose(): void {
    clearInterval(this.timer);
  }
}
