import { after } from '../util/waiting';

export const defaultTurnQuietMs = 10_000;

export interface TurnWatchdogTarget {
  /** Whether the CLI owes the end of a turn, and waits for nobody here. */
  readonly isOwed: () => boolean;
  /** Whether the CLI works on it; undefined if it cannot say. */
  readonly isAtWork: () => Promise<boolean | undefined>;
  /** The last events of the turn look like its end. */
  readonly looksOver: () => boolean;
  readonly end: () => void;
}

/**
 * Ends a turn whose end the CLI never announces: after some silence it asks the CLI, and only
 * when that knows of no work twice in a row, with nothing between, the turn counts as over.
 */
export class TurnWatchdog {
  private timer: NodeJS.Timeout | undefined;
  private isStirred = false;
  private doubts = 0;
  private isOver = false;

  constructor(
    private readonly target: TurnWatchdogTarget,
    private readonly quietMs: number,
  ) {}

  /** Something came from the CLI for this session. Called for every event, so it does next to nothing. */
  stir(): void {
    this.isStirred = true;
  }

  /** A turn begins or goes on; its end need not be told. */
  watch(): void {
    if (this.timer || this.isOver) return;
    this.isStirred = false;
    this.doubts = 0;
    this.plan();
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private plan(): void {
    if (this.isOver) return;
    this.timer = after(this.quietMs, () => void this.check());
    this.timer?.unref();
  }

  private async check(): Promise<void> {
    const wasStirred = this.isStirred;
    this.isStirred = false;
    if (!this.target.isOwed()) {
      this.timer = undefined;
      return;
    }
    if (wasStirred) this.doubts = 0;
    else await this.ask();
    this.plan();
  }

  private async ask(): Promise<void> {
    const isAtWork = (await this.target.isAtWork()) ?? !this.target.looksOver();
    if (isAtWork || this.isStirred) this.doubts = 0;
    else if (++this.doubts >= 2 && this.target.isOwed()) {
      this.doubts = 0;
      this.target.end();
    }
  }
}
