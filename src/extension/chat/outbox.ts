import type { Queue, ToView } from '../../protocol/toView';
import { forPage, withoutDoubles, type KeptAttachment } from './attachments';
import type { ChatStorage, Unsent } from './storage';

export interface Message {
  readonly id: string;
  readonly text: string;
  readonly attachments: readonly KeptAttachment[];
}

export interface OutboxOptions {
  readonly storage: ChatStorage;
  /** Undefined while the session got no message: the CLI does not keep it, so its draft belongs to "the new one". */
  readonly sessionId: () => string | undefined;
  readonly emit: (facts: readonly ToView[]) => void;
}

/** What the person prepared in one session and has not sent: draft, attachments, queue. Each change is stored. */
export class Outbox {
  private unsent: Unsent;
  private isPaused = false;

  constructor(private readonly options: OutboxOptions) {
    this.unsent = options.storage.unsent(options.sessionId());
  }

  get draft(): string {
    return this.unsent.draft;
  }

  get attachments(): readonly KeptAttachment[] {
    return this.unsent.attachments;
  }

  get queue(): Queue {
    const messages = this.unsent.queue.map(({ id, text, attachments }) => ({
      id,
      text,
      attachments: attachments.map(forPage),
    }));
    return { messages, isPaused: this.isPaused };
  }

  get hasQueued(): boolean {
    return this.unsent.queue.length > 0;
  }

  /** Reads again what is stored, for a session that turned out to be an old one; its queue waits for a word. */
  reload(): void {
    this.unsent = this.options.storage.unsent(this.options.sessionId());
    this.isPaused = this.hasQueued;
  }

  keepDraft(draft: string): void {
    if (draft !== this.unsent.draft) this.set({ ...this.unsent, draft });
  }

  /** The composer's content goes out. */
  empty(): void {
    this.set({ ...this.unsent, draft: '', attachments: [] });
    this.options.emit([{ type: 'attachments/changed', attachments: [] }]);
  }

  /** Puts a message back into the composer, before what was typed since. */
  giveBack({ text, attachments }: Message): void {
    this.addAttachments(attachments);
    this.keepDraft([text, this.unsent.draft].filter(Boolean).join('\n'));
    this.options.emit([{ type: 'draft/restored', text }]);
  }

  addAttachments(added: readonly KeptAttachment[]): void {
    const fresh = withoutDoubles(this.attachments, added);
    if (fresh.length > 0) this.setAttachments([...this.attachments, ...fresh]);
  }

  removeAttachment(id: string): void {
    this.setAttachments(this.attachments.filter((attachment) => attachment.id !== id));
  }

  enqueue(message: Message): void {
    this.setQueue([...this.unsent.queue, { ...message, attachments: [...message.attachments] }]);
  }

  removeQueued(id: string): Message | undefined {
    const message = this.unsent.queue.find((queued) => queued.id === id);
    if (message) this.setQueue(this.unsent.queue.filter((queued) => queued !== message));
    return message;
  }

  /** Takes the next message that may be sent. */
  takeNext(): Message | undefined {
    const [next] = this.unsent.queue;
    return next && !this.isPaused ? this.removeQueued(next.id) : undefined;
  }

  setPaused(isPaused: boolean): void {
    this.isPaused = isPaused && this.hasQueued;
    this.options.emit([{ type: 'queue/changed', queue: this.queue }]);
  }

  private setQueue(queue: Unsent['queue']): void {
    if (queue.length === 0) this.isPaused = false;
    this.set({ ...this.unsent, queue });
    this.options.emit([{ type: 'queue/changed', queue: this.queue }]);
  }

  private setAttachments(attachments: readonly KeptAttachment[]): void {
    this.set({ ...this.unsent, attachments: [...attachments] });
    this.options.emit([{ type: 'attachments/changed', attachments: attachments.map(forPage) }]);
  }

  private set(unsent: Unsent): void {
    this.unsent = unsent;
    void this.options.storage.setUnsent(this.options.sessionId(), unsent);
  }
}
