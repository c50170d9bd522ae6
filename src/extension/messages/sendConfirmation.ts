import type { Conversation } from '../transcript/transcript';

/** How long the CLI may take to confirm a message. */
const limitMs = 10_000;

/** Waits for messages that are on their way to the CLI. */
export class Confirmations {
  private readonly waiting = new Set<() => void>();

  constructor(private readonly conversation: Pick<Conversation, 'place'>) {}

  /** The conversation has changed. */
  follow(): void {
    for (const look of [...this.waiting]) look();
  }

  /** Resolves when the CLI has taken the turn's message or never will, and at the limit. */
  settled(turnId: string): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve();
      };
      const look = (): void => {
        if (this.conversation.place(turnId)?.head.state !== 'sending') end();
      };
      const timer = setTimeout(end, limitMs);
      this.waiting.add(look);
      look();
    });
  }
}
