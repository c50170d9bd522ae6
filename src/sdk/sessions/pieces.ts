import type { KnownSessionEvent } from '../schema/events';

/** Text of an answer that has come and was not taken yet, in its order. */
export class Pieces {
  private readonly waiting: string[] = [];
  private readonly streamed = new Set<string>();
  private onArrival: (() => void) | undefined;

  take(event: KnownSessionEvent): void {
    if (event.type === 'assistant.message_delta') {
      this.streamed.add(event.data.messageId);
      this.add(event.data.deltaContent);
    }
    // Without streaming the text comes as a whole.
    if (event.type === 'assistant.message' && !this.streamed.has(event.data.messageId))
      this.add(event.data.content);
    this.wake();
  }

  get hasNext(): boolean {
    return this.waiting.length > 0;
  }

  next(): string | undefined {
    return this.waiting.shift();
  }

  /** Settles when there may be something new. */
  arrival(): Promise<void> {
    return new Promise((resolve) => (this.onArrival = resolve));
  }

  wake(): void {
    const tell = this.onArrival;
    this.onArrival = undefined;
    tell?.();
  }

  private add(piece: string): void {
    if (piece) this.waiting.push(piece);
  }
}
