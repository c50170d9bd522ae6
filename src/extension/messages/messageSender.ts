import { randomUUID } from 'node:crypto';
import type { Attachment, Delivery, Notice, ToView } from '../../protocol/toView';
import { CopilotError, type CopilotSession, type Logger, type SessionEvent } from '../../sdk/index';
import { describe } from '../base/describeError';
import { findMissing, forCli, forPage, withoutDoubles, type KeptAttachment } from '../transcript/attachments';
import type { Conversation } from '../transcript/transcript';
import { withContents } from './attachmentContents';
import type { Outbox } from './unsent';
import type { Steering } from './steering';
import { wordsFor, type KeptMessage, type SentAs } from '../storage/sessionStorage';
import type { TurnHead } from '../transcript/turns/turnLog';

/** What a message that may be a command comes to. */
export type ResolvedCommand =
  | { readonly kind: 'text' }
  | { readonly kind: 'prompt'; readonly prompt: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly notice: Notice };

const mostSent = 50;

/** Just typed, out of the queue, or in the place of a sent message. */
export type CommandUse = 'composer' | 'queue' | 'again';

export type ResolveCommand = (text: string, use: CommandUse) => Promise<ResolvedCommand>;

export interface SenderOptions {
  readonly resolve?: ResolveCommand | undefined;
  readonly takesImages?: (() => boolean | undefined) | undefined;
  readonly outbox: Outbox;
  readonly conversation: Conversation;
  readonly steering: Pick<Steering, 'send'>;
  readonly handle: () => Promise<CopilotSession>;
  readonly isBusy: () => boolean;
  /** What goes along with each message without being attached: the editor's selection. */
  readonly implicit?: (() => readonly KeptAttachment[]) | undefined;
  readonly show: (facts: readonly ToView[]) => void;
  readonly setBanner: (banner: Notice | undefined) => void;
  /** A turn was begun with a message. */
  readonly begun: () => void;
  /** The turn was taken back: its message was not sent. */
  readonly rejected: () => void;
  readonly logger: Logger;
}

/** The way of a message to the agent: at once, by the queue, or into the running turn. What cannot go comes back. */
export class MessageSender {
  /** Attachments that were sent, with their text, for another try. */
  private readonly sent = new Map<string, KeptAttachment>();
  /** The message of the queue that is being looked up among the commands. */
  private resolving: string | undefined;
  /** Sent without an answer in time: whether the agent has it is not known. */
  private unsure: KeptMessage | undefined;
  private submitting: Promise<void> = Promise.resolve();

  constructor(private readonly options: SenderOptions) {}

  /** Sends the message; while the agent works it waits or steers. What cannot be sent goes back to the composer. */
  submit(text: string, delivery: Delivery = 'queue', as: SentAs = {}): Promise<void> {
    if (!text.trim()) return Promise.resolve();
    const { outbox, implicit } = this.options;
    const attached = outbox.attachments;
    const unasked = withoutDoubles(attached, implicit?.() ?? []);
    const message = { id: randomUUID(), text, ...as, attachments: [...attached, ...unasked] };
    // In the order in which they were sent, however long it takes to look for their files.
    const begun = this.submitting.then(() => this.submitNext(message, delivery));
    this.submitting = begun.then(
      () => undefined,
      () => undefined,
    );
    return begun.then(({ sending }) => sending);
  }

  /** Gives back the way of the message to the CLI, which the next one does not wait for. */
  private async submitNext(message: KeptMessage, delivery: Delivery): Promise<{ sending?: Promise<void> }> {
    const { outbox, isBusy, setBanner } = this.options;
    const missing = await findMissing(message.attachments);
    if (missing) {
      this.refuseMissing(message, missing);
      return {};
    }
    setBanner(undefined);
    outbox.release(message);
    if (!isBusy()) return { sending: this.send(message) };
    if (delivery === 'steer') return { sending: this.steer(message) };
    outbox.waiting.add(message);
    return {};
  }

  /** A queued message goes to the running turn, or as the next if there is none. */
  async sendNow(id: string): Promise<void> {
    const { outbox } = this.options;
    const message = outbox.waiting.find(id);
    const missing = message && (await findMissing(message.attachments));
    // It may have been sent while the disk was asked.
    if (!message || outbox.waiting.find(id) !== message) return;
    if (missing) {
      outbox.waiting.remove(id);
      outbox.addAttachments(message.attachments);
      return this.refuseMissing(message, missing);
    }
    await this.sendWaiting(message);
  }

  /** Sends the message that is due, if the agent is free. */
  async sendNext(): Promise<void> {
    const { outbox, isBusy } = this.options;
    const next = outbox.waiting.due();
    if (!next || isBusy() || this.resolving === next.id) return;
    const missing = await findMissing(next.attachments);
    // Meanwhile it may have been sent, or changed.
    if (outbox.waiting.due() !== next || isBusy()) return;
    if (!missing) return this.sendWaiting(next);
    outbox.waiting.pause('failure');
    this.tellMissing(missing);
  }

  /** Sends the last prompt again. */
  async retry(): Promise<void> {
    const prompt = this.options.conversation.lastPrompt;
    if (!prompt || this.options.isBusy()) return;
    const attachments = await this.withTexts(prompt);
    const missing = await findMissing(attachments);
    if (missing) {
      this.options.outbox.giveBack({ id: '', text: prompt.prompt, attachments });
      return this.tellMissing(missing);
    }
    await this.sendAgain({ id: randomUUID(), text: prompt.prompt, attachments });
  }

  /** A message in the place of a sent one. What a command stands for is looked up anew. */
  async sendAgain(message: KeptMessage): Promise<void> {
    const command = await this.resolve(message, 'again');
    if (command.kind === 'refused') {
      this.options.outbox.giveBack(message);
      return this.options.setBanner(command.notice);
    }
    await this.send(command.kind === 'prompt' ? { ...message, prompt: command.prompt } : message);
  }

  /** Begins a turn with the message; `keep` gets it when it cannot be sent. */
  async send(message: KeptMessage, keep = () => this.options.outbox.giveBack(message)): Promise<void> {
    const { conversation, show, handle } = this.options;
    const { id, text, attachments } = message;
    this.remember(attachments);
    const takesImages = this.options.takesImages?.();
    const shown = attachments.map((one) => (takesImages === false ? asOmitted(forPage(one)) : forPage(one)));
    show(conversation.promptSubmitted(id, text, shown));
    this.options.begun();
    try {
      const session = await handle();
      const words = wordsFor(message);
      const messageId = await session.send({ ...words, attachments: await forCli(attachments, takesImages) });
      show(conversation.promptAccepted(id, messageId));
    } catch (error) {
      const isUnsure = error instanceof CopilotError && error.code === 'timeout';
      // Its event has come, only the answer has not.
      if (isUnsure && !conversation.isExpected(id)) return;
      show(conversation.promptRejected(id));
      this.options.rejected();
      keep();
      if (isUnsure) this.doubt(message, error);
      else this.refused(error);
    }
  }

  /** To be told each event after the conversation has taken it in. */
  follow({ type, data, agentId }: SessionEvent): void {
    const { unsure } = this;
    if (!unsure || type !== 'user.message' || agentId !== undefined) return;
    const { prompt } = wordsFor(unsure);
    if (String(data.content).trim() !== prompt.trim()) return;
    this.unsure = undefined;
    const { outbox, setBanner } = this.options;
    outbox.waiting.remove(unsure.id);
    outbox.takeBack(unsure.text);
    for (const { id } of unsure.attachments) outbox.removeAttachment(id);
    setBanner(undefined);
  }

  /** The agent may have it, so it is sent again only at the person's word. */
  private doubt(message: KeptMessage, error: unknown): void {
    const { logger, outbox, setBanner } = this.options;
    logger.error(`It is not known whether the message was sent: ${describe(error)}`);
    this.unsure = message;
    outbox.waiting.pause('failure');
    setBanner({ code: 'send-unknown', severity: 'warning', actions: ['show-log', 'dismiss'] });
  }

  /** Attachments of a sent message as they were when they were attached. */
  async withTexts({ id, attachments }: TurnHead): Promise<readonly KeptAttachment[]> {
    const { conversation, handle } = this.options;
    const known = attachments.map((one) => this.sent.get(one.id) ?? conversation.sentAttachment(id, one));
    return withContents(known, async () => (await handle()).getMessages());
  }

  /** The message is kept, and those that wait stay where they are. */
  refused(error: unknown): void {
    this.options.logger.error(`The message was not sent: ${describe(error)}`);
    this.options.outbox.waiting.pause('failure');
    const values = { message: error instanceof Error ? error.message : String(error) };
    const actions = ['restart', 'show-log'] as const;
    this.options.setBanner({ code: 'send-failed', severity: 'error', values, actions });
  }

  private refuseMissing(message: KeptMessage, missing: KeptAttachment): void {
    this.options.outbox.giveBack({ ...message, attachments: [] }); // they are in the composer still
    this.tellMissing(missing);
  }

  private tellMissing(missing: KeptAttachment): void {
    const values = { name: missing.label, id: missing.id };
    const actions = ['remove-attachment'] as const;
    this.options.setBanner({ code: 'attachment-missing', severity: 'error', values, actions });
  }

  private async steer(message: KeptMessage): Promise<void> {
    this.remember(message.attachments);
    await this.options.steering.send(message);
  }

  /** A message that was rewritten while it waited may be a command now. */
  private async sendWaiting(message: KeptMessage): Promise<void> {
    const { waiting } = this.options.outbox;
    if (this.resolving === message.id) return;
    this.resolving = message.id;
    const command = await this.resolve(message, 'queue');
    this.resolving = undefined;
    // Meanwhile it may have been changed; then its time comes again.
    if (waiting.find(message.id) !== message) return;
    if (command.kind === 'refused') return this.refuseWaiting(message, command.notice);
    if (command.kind === 'done') {
      waiting.remove(message.id);
      return this.sendNext();
    }
    if (command.kind === 'prompt') waiting.expand(message.id, command.prompt);
    const ready = waiting.find(message.id) ?? message;
    if (this.options.isBusy()) await this.steer(ready);
    else await this.sendQueued(ready);
  }

  /** It stays the next; a name that nobody knows goes back to the composer, where it can be sent as text. */
  private refuseWaiting(message: KeptMessage, notice: Notice): void {
    const { outbox, setBanner } = this.options;
    if (notice.code === 'unknown-command') {
      outbox.waiting.remove(message.id);
      outbox.giveBack(message);
    }
    if (notice.code !== 'command-busy') outbox.waiting.pause('failure');
    setBanner(notice);
  }

  private resolve({ text, prompt, isText }: KeptMessage, use: CommandUse): Promise<ResolvedCommand> {
    const isSettled = prompt !== undefined || isText === true;
    const { resolve } = this.options;
    return isSettled || !resolve ? Promise.resolve({ kind: 'text' }) : resolve(text, use);
  }

  private async sendQueued(message: KeptMessage): Promise<void> {
    const { waiting } = this.options.outbox;
    const sending = this.send(message, () => waiting.putBack(message));
    waiting.remove(message.id);
    await sending;
  }

  private remember(attachments: readonly KeptAttachment[]): void {
    for (const attachment of attachments) this.sent.set(attachment.id, attachment);
    // Of older ones the CLI tells.
    for (const id of [...this.sent.keys()].slice(0, -mostSent)) this.sent.delete(id);
  }
}

/** The model sees no pictures; the message says that it went without. */
function asOmitted(attachment: Attachment): Attachment {
  return attachment.kind === 'image' ? { ...attachment, omitted: 'no-vision' } : attachment;
}
