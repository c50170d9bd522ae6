import type { ToView } from '../../protocol/toView';

/** Holds facts for one frame and joins neighbouring deltas of the same item. */
export class FrameQueue {
  private waiting: ToView[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly post: (fact: ToView) => void,
    private readonly frameMs = 16,
  ) {}

  add(facts: readonly ToView[]): void {
    for (const fact of facts) this.append(fact);
    this.timer ??= setTimeout(() => this.flush(), this.frameMs);
  }

  /** Drops what waits: the page that it was for is gone. */
  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = [];
  }

  private append(fact: ToView): void {
    const last = this.waiting.at(-1);
    if (fact.type === 'item/delta' && last?.type === 'item/delta' && last.itemId === fact.itemId) {
      this.waiting[this.waiting.length - 1] = { ...last, text: last.text + fact.text };
    } else {
      this.waiting.push(fact);
    }
  }

  private flush(): void {
    this.timer = undefined;
    for (const fact of this.waiting.splice(0)) this.post(fact);
  }
}
