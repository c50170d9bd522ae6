import type { KeptTurn } from '../transcript/turnBackup';
import { sizeOf, withoutBulk } from '../transcript/turnBackup';
import type { ChatStorage } from '../storage/sessionStorage';

/** A long turn is written less often: its whole text each time. */
const writeAfterMs = 100;
const charactersPerMs = 1000;

/** Stores the newest turn of one session while it grows. */
export class TurnJournal {
  private size = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly storage: ChatStorage,
    private readonly sessionId: string,
    private readonly newest: () => KeptTurn | undefined,
  ) {}

  get kept(): KeptTurn | undefined {
    return this.storage.turn(this.sessionId);
  }

  /** Something of the turn changed. */
  note(): void {
    const delay = writeAfterMs + this.size / charactersPerMs;
    this.timer ??= setTimeout(() => this.write(), delay).unref();
  }

  /** Writes what is not written yet; the window is about to end. */
  flush(): void {
    if (this.timer !== undefined) this.write();
  }

  write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const newest = this.newest();
    if (!newest) return;
    const kept = withoutBulk(newest);
    this.size = sizeOf(kept);
    void this.storage.setTurn(this.sessionId, kept);
  }
}
