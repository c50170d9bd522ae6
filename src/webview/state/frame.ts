import type { ToView } from '../../protocol/toView';

/**
 * Joins the text that arrives within one animation frame, so that a fast model costs one
 * rendering per frame. Everything else goes through at once, after the text before it.
 */
export class FrameJoiner {
  private waiting: ToView[] = [];
  private frame: number | undefined;

  constructor(private readonly apply: (facts: readonly ToView[]) => void) {}

  add(facts: readonly ToView[]): void {
    // Browsers draw no frames for a hidden page.
    if (document.hidden || facts.some((fact) => fact.type !== 'item/delta')) {
      this.flush(facts);
      return;
    }
    for (const fact of facts) if (fact.type === 'item/delta') this.join(fact);
    this.frame ??= requestAnimationFrame(() => this.flush());
  }

  private join(fact: Extract<ToView, { type: 'item/delta' }>): void {
    const last = this.waiting.at(-1);
    if (last?.type === 'item/delta' && last.itemId === fact.itemId && last.turnId === fact.turnId) {
      this.waiting[this.waiting.length - 1] = { ...last, text: last.text + fact.text };
    } else {
      this.waiting.push(fact);
    }
  }

  private flush(last: readonly ToView[] = []): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
    const facts = [...this.waiting, ...last];
    this.waiting = [];
    if (facts.length > 0) this.apply(facts);
  }
}
