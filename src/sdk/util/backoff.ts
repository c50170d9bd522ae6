export interface RestartPlan {
  /** Counts from 1. */
  readonly attempt: number;
  readonly delayMs: number;
}

export const defaultRestartDelaysMs: readonly number[] = [250, 1000, 2000, 4000, 8000];

const healthyMs = 60_000;

/** Which restart comes next; the number of delays is the limit, and a minute of health clears the count. */
export class Backoff {
  private failures = 0;

  constructor(private readonly delaysMs: readonly number[] = defaultRestartDelaysMs) {}

  /** The next plan after a run of that length, or undefined when the limit is reached. */
  next(ranForMs: number): RestartPlan | undefined {
    if (ranForMs >= healthyMs) this.failures = 0;
    const delayMs = this.delaysMs[this.failures];
    if (delayMs === undefined) return undefined;
    this.failures++;
    return { attempt: this.failures, delayMs };
  }

  reset(): void {
    this.failures = 0;
  }
}
