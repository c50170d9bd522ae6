import type { Queue, ToView } from '../../protocol/toView';
import { forPage, withoutDoubles, type KeptAttachment } from '../transcript/attachments';
import { MessageQueue } from './messageQueue';
import type { ChatStorage, KeptMessage, Unsent } from '../storage/sessionStorage';

export interface OutboxOptions {
  readonly storage: ChatStorage;
  /** Undefined while the session got no message: the CLI does not keep it, so its draft belongs to "the new one". */
  readonly sessionId: () => string | undefined;
  readonly emit: (facts: readonly ToView[]) => void;
}

/** What the person prepared in one session and has not sent: draft, attachments, queue. Each change is stored. */
export class Outbox {
  private unsent: Unsent;
  /** Messages for after the running turn. */
  readonly waiting: MessageQueue;

  constructor(private readonly options: OutboxOptions) {
    this.unsent = options.storage.unsent(options.sessionId());
    this.waiting = new MessageQueue(
      this.unsent.queue,
      (queue) => this.set({ ...this.unsent, queue }),
      (queue) => options.emit([{ type: 'queue/changed', queue }]),
    );
  }

  get draft(): string {
    return this.unsent.draft;
  }

  get attachments(): readonly KeptAttachment[] {
    return this.unsent.attachments;
  }

  get queue(): Queue {
    return this.waiting.forPage;
  }

  /**
   * Reads again what is stored, for a session that turned out to be an old one; its queue waits for a word.
   * What its history knows was taken in before the earlier window ended.
   */
  reload(isTakenIn: (message: KeptMessage) => boolean = () => false): void {
    this.unsent = this.options.storage.unsent(this.options.sessionId());
    const queue = this.unsent.queue.filter((message) => !isTakenIn(message));
    if (queue.length < this.unsent.queue.length) this.set({ ...this.unsent, queue });
    this.waiting.reload(this.unsent.queue);
    this.waiting.takeBack();
  }

  keepDraft(draft: string): void {
    if (draft !== this.unsent.draft) this.set({ ...this.unsent, draft });
  }

  /** A message goes out; what was typed or attached since stays. */
  release({ text, attachments }: KeptMessage): void {
    const gone = new Set(attachments.map(({ id }) => id));
    const draft = this.unsent.draft.trim() === text.trim() ? '' : this.unsent.draft;
    this.set({ ...this.unsent, draft });
    this.setAttachments(this.attachments.filter(({ id }) => !gone.has(id)));
  }

  /** Puts a message back into the composer, before what was typed since. */
  giveBack({ text, attachments }: KeptMessage): void {
    this.addAttachments(attachments);
    this.keepDraft([text, this.unsent.draft].filter(Boolean).join('\n'));
    this.options.emit([{ type: 'draft/restored', text }]);
  }

  /** The opposite of `giveBack`, as long as the text still stands there. */
  takeBack(text: string): void {
    const { draft } = this.unsent;
    if (draft !== text && !draft.startsWith(`${text}\n`)) return;
    this.keepDraft(draft.slice(text.length + 1));
    this.options.emit([{ type: 'draft/taken', text }]);
  }

  addAttachments(added: readonly KeptAttachment[]): void {
    const fresh = withoutDoubles(this.attachments, added);
    if (fresh.length > 0) this.setAttachments([...this.attachments, ...fresh]);
  }

  removeAttachment(id: string): void {
    this.setAttachments(this.attachments.filter((attachment) => attachment.id !== id));
  }

  private setAttachments(attachments: readonly KeptAttachment[]): void {
    this.set({ ...this.unsent, attachments });
    this.options.emit([{ type: 'attachments/changed', attachments: attachments.map(forPage) }]);
  }

  private set(unsent: Unsent): void {
    this.unsent = unsent;
    void this.options.storage.setUnsent(this.options.sessionId(), unsent);
  }
}
