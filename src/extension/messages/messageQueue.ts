import { randomUUID } from 'node:crypto';
import type { PauseCause, Queue } from '../../protocol/toView';
import { forPage } from '../transcript/attachments';
import * as order from './queueOperations';
import type { KeptMessage } from '../storage/sessionStorage';

interface Place {
  readonly message: KeptMessage;
  readonly at: number;
}

/** Messages that wait for the running turn to end. Each change is stored and told. */
export class MessageQueue {
  private pausedBy: PauseCause | undefined;
  /** The message that is being rewritten, as it was before. */
  private edited: KeptMessage | undefined;
  private deleted: Place | undefined;

  constructor(
    private messages: order.Messages,
    private readonly store: (messages: order.Messages) => void,
    private readonly tell: (queue: Queue) => void,
  ) {}

  get forPage(): Queue {
    const messages = this.messages.map((message) => ({
      id: message.id,
      text: message.text,
      attachments: message.attachments.map(forPage),
      ...(order.isHandedOver(message) && { isSteering: true }),
      ...(message.id === this.edited?.id && { isEdited: true }),
    }));
    const { pausedBy, deleted } = this;
    return {
      messages,
      isPaused: pausedBy !== undefined,
      ...(pausedBy && { pausedBy }),
      ...(deleted && { deleted: { id: deleted.message.id, text: deleted.message.text } }),
    };
  }

  get isEmpty(): boolean {
    return this.messages.length === 0;
  }

  /** Messages that the agent was handed and has not taken in. */
  get handedOver(): order.Messages {
    return this.messages.filter(order.isHandedOver);
  }

  /** A message that the person can still change. */
  find(id: string): KeptMessage | undefined {
    const message = order.find(this.messages, id);
    return message && !order.isHandedOver(message) ? message : undefined;
  }

  /** Takes what an earlier window left behind; it waits for a word. */
  reload(messages: order.Messages): void {
    this.messages = messages;
    this.pausedBy = this.isEmpty ? undefined : 'reload';
    this.edited = undefined;
  }

  add(message: KeptMessage): void {
    this.deleted = undefined;
    this.set([...this.messages, message]);
  }

  delete(id: string): void {
    const message = this.find(id);
    if (!message) return;
    this.deleted = { message, at: this.messages.indexOf(message) };
    this.remove(id);
  }

  restore(): void {
    const { deleted } = this;
    this.deleted = undefined;
    if (deleted) this.set(order.insert(this.messages, deleted.message, deleted.at));
  }

  /** The message deleted last is not wanted back. */
  forget(): void {
    this.deleted = undefined;
    this.set(this.messages);
  }

  remove(id: string): void {
    if (this.edited?.id === id) this.edited = undefined;
    this.set(order.without(this.messages, id));
  }

  removeAttachment(id: string): void {
    this.set(order.withoutAttachment(this.messages, id));
  }

  move(id: string, to: number): void {
    this.set(order.move(this.messages, id, to));
  }

  duplicate(id: string): void {
    this.set(order.duplicate(this.messages, id, randomUUID()));
  }

  /** Holds the message and those after it. One at a time: an earlier one stays as it is now. */
  edit(id: string): void {
    this.edited = this.find(id);
    this.set(this.messages);
  }

  rewrite(id: string, text: string): void {
    if (this.edited?.id === id) this.set(order.rewrite(this.messages, id, text));
  }

  /** What a command stands for, when its time has come. */
  expand(id: string, prompt: string): void {
    this.set(this.messages.map((message) => (message.id === id ? { ...message, prompt } : message)));
  }

  /** Without a text the message is again what it was. */
  endEdit(id: string, text: string | undefined): void {
    if (this.edited?.id !== id) return;
    const before = this.edited;
    this.edited = undefined;
    const isChanged = text !== undefined && text.trim() !== '' && text !== before.text;
    this.set(isChanged ? order.rewrite(this.messages, id, text) : order.replace(this.messages, before));
  }

  /** The next message that may be sent by itself; it stays until it is removed. */
  due(): KeptMessage | undefined {
    const [next] = this.messages;
    const isHeld = this.pausedBy !== undefined || next === undefined || next.id === this.edited?.id;
    return isHeld || order.isHandedOver(next) ? undefined : next;
  }

  handOver(message: KeptMessage): void {
    if (this.edited?.id === message.id) this.edited = undefined;
    this.set(order.handOver(this.messages, message, Date.now()));
  }

  /** The CLI's name for a message that it was handed. */
  name(id: string, messageId: string): void {
    this.set(order.named(this.messages, id, messageId));
  }

  /** What was handed over and not taken in waits as the others do. */
  takeBack(id?: string): void {
    if (this.handedOver.length > 0) this.set(order.takenBack(this.messages, id));
  }

  /** A message that could not be sent is the next again. */
  putBack(message: KeptMessage): void {
    this.set(order.insert(this.messages, message, 0));
  }

  /** Nothing to hold back needs no pause. */
  pause(cause: PauseCause): void {
    if (this.isEmpty) return;
    this.pausedBy = cause;
    this.set(this.messages);
  }

  resume(): void {
    this.pausedBy = undefined;
    this.set(this.messages);
  }

  private set(messages: order.Messages): void {
    if (messages.length === 0) this.pausedBy = undefined;
    if (messages !== this.messages) this.store(messages);
    this.messages = messages;
    this.tell(this.forPage);
  }
}
