import type { ToView } from '../../protocol/toView';

/** Holds facts for one frame and joins neighbours about the same item: deltas add up, the last whole item wins. */
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
    } else if (
      fact.type === 'item/changed' &&
      last?.type === 'item/changed' &&
      last.item.id === fact.item.id
    ) {
      this.waiting[this.waiting.length - 1] = fact;
    } else {
      this.waiting.push(fact);
    }
  }

  private flush(): void {
    this.timer = undefined;
    for (const fact of this.waiting.splice(0)) this.post(fact);
  }
}
