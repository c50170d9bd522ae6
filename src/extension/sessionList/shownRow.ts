import type { SessionRow } from './sessionRows';

/** The list as the editor shows it. */
interface ListView {
  readonly visible: boolean;
  readonly selection: readonly SessionRow[];
  reveal(row: SessionRow, options: { readonly select: boolean; readonly focus: boolean }): PromiseLike<void>;
}

/** The editor draws changed rows a little later, and selects only what is drawn. */
const drawnMs = 400;

/** The list's selection goes with the session that the chat shows. */
export class ShownRow {
  private followed: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly view: ListView,
    /** Takes the selection from a row. */
    private readonly deselect: (row: SessionRow) => void,
  ) {}

  /** Selects the row; without one, nothing stays selected. What the person selects meanwhile, they keep. */
  follow(row: SessionRow | undefined): void {
    const shown = this.view.visible ? (row?.sessionId ?? '') : undefined;
    if (this.followed === shown) return;
    this.followed = shown;
    clearTimeout(this.timer);
    if (shown !== undefined) this.timer = setTimeout(() => void this.select(row), drawnMs);
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private async select(row: SessionRow | undefined): Promise<void> {
    const [selected] = this.view.selection;
    if (selected?.sessionId === row?.sessionId) return;
    if (!row) {
      if (selected) this.deselect(selected);
      return;
    }
    try {
      await this.view.reveal(row, { select: true, focus: false });
    } catch {
      this.followed = undefined; // not drawn yet; the next change of the list tries again
    }
  }
}
