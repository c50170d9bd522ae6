import type { ToView } from '../../protocol/toView';

/**
 * Holds facts for one frame and posts them as one message. Facts about the same item are joined:
 * deltas add up, also when deltas of other items stand between; the last whole item wins.
 */
export class FrameQueue {
  private waiting: ToView[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly post: (facts: readonly ToView[]) => void,
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
    if (fact.type === 'item/delta') this.join(fact);
    else if (fact.type === 'item/changed' && last?.type === 'item/changed' && last.item.id === fact.item.id) {
      this.waiting[this.waiting.length - 1] = fact;
    } else {
      this.waiting.push(fact);
    }
  }

  private join(fact: Extract<ToView, { type: 'item/delta' }>): void {
    for (let at = this.waiting.length - 1; at >= 0; at -= 1) {
      const earlier = this.waiting[at];
      if (earlier?.type !== 'item/delta') break;
      if (earlier.itemId !== fact.itemId || earlier.turnId !== fact.turnId) continue;
      this.waiting[at] = { ...earlier, text: earlier.text + fact.text };
      return;
    }
    this.waiting.push(fact);
  }

  private flush(): void {
    this.timer = undefined;
    const facts = this.waiting;
    this.waiting = [];
    if (facts.length > 0) this.post(facts);
  }
}
