import type { SessionEvent } from '../schema/events';

/** What the events of a session tell of its turns. */
export class TurnState {
  /** The last that was heard of the turn is what its end begins with. */
  looksOver = false;
  private isBusy = false;
  /** Messages sent that no turn has taken up yet. */
  private waiting = 0;

  /** `isUsed`: without a user message the CLI keeps nothing that could be resumed. */
  constructor(public isUsed: boolean) {}

  /** Whether a turn runs or is due. */
  get isAwaited(): boolean {
    return this.isBusy || this.waiting > 0;
  }

  sent(): void {
    this.isUsed = true;
    this.waiting++;
    this.looksOver = false;
  }

  notSent(): void {
    this.waiting = Math.max(0, this.waiting - 1);
  }

  /** Nothing of it will come to its end. */
  clear(): void {
    this.isBusy = false;
    this.waiting = 0;
  }

  follow({ type, agentId }: SessionEvent): void {
    if (agentId !== undefined) return;
    switch (type) {
      case 'user.message':
        this.isUsed = true;
        this.notSent();
        this.work();
        return;
      case 'assistant.turn_start':
        this.work();
        return;
      case 'assistant.turn_end':
      case 'assistant.idle':
        this.looksOver = true;
        return;
      case 'abort':
        // It also drops the messages that wait.
        this.waiting = 0;
        return;
      case 'session.idle':
        this.isBusy = false;
        return;
      default:
    }
  }

  private work(): void {
    this.isBusy = true;
    this.looksOver = false;
  }
}
