import type { Notice, ToView } from '../../protocol/toView';
import { CopilotError, type CopilotSession, type Logger, type SessionEvent } from '../../sdk/index';
import { describe } from '../base/describeError';
import { forCli } from '../transcript/attachments';
import type { Conversation } from '../transcript/transcript';
import type { MessageQueue } from './messageQueue';
import { wordsFor, type KeptMessage } from '../storage/sessionStorage';

export interface SteeringOptions {
  readonly waiting: MessageQueue;
  readonly conversation: Conversation;
  readonly handle: () => Promise<CopilotSession>;
  readonly takesImages?: (() => boolean | undefined) | undefined;
  readonly show: (facts: readonly ToView[]) => void;
  readonly refused: (error: unknown) => void;
  readonly setBanner: (banner: Notice | undefined) => void;
  readonly isBusy: () => boolean;
  /** What was handed over waits again; the next message may be sent. */
  readonly goOn: () => Promise<void>;
  readonly logger: Logger;
}

/**
 * Messages handed to the running turn. Each stays in the queue until the agent takes it in, because the CLI
 * forgets it when it is stopped or ends.
 */
export class Steering {
  constructor(private readonly options: SteeringOptions) {}

  async send(message: KeptMessage): Promise<void> {
    const { waiting, conversation, show, refused } = this.options;
    const { id, text, attachments } = message;
    const words = wordsFor(message);
    waiting.handOver(message);
    conversation.steered(id, text);
    try {
      const handle = await this.options.handle();
      const messageId = await handle.send({
        ...words,
        attachments: await forCli(attachments, this.options.takesImages?.()),
        mode: 'immediate',
      });
      waiting.name(id, messageId);
      show(conversation.promptAccepted(id, messageId));
      this.forgetTaken();
    } catch (error) {
      // With the connection's end it was taken back already.
      if (!waiting.handedOver.some((one) => one.id === id)) return;
      // The turn may have it; its events, or its end, will tell.
      if (error instanceof CopilotError && error.code === 'timeout') return;
      show(conversation.promptRejected(id));
      waiting.takeBack(id);
      refused(error);
    }
  }

  /** To be told each event after the conversation has taken it in. */
  follow({ type, data }: SessionEvent): void {
    const { waiting } = this.options;
    if (waiting.handedOver.length === 0) return;
    if (type === 'user.message') this.forgetTaken();
    else if (type === 'session.disconnected' || (type === 'session.idle' && data.aborted === true))
      waiting.takeBack();
    else if (type === 'session.idle') void this.lookAgain();
  }

  private forgetTaken(): void {
    const { waiting, conversation } = this.options;
    const taken = waiting.handedOver.filter(({ id }) => !conversation.isExpected(id));
    for (const { id } of taken) waiting.remove(id);
  }

  /** The agent is idle, but was handed a message: either it begins with it now, or it has dropped it. */
  private async lookAgain(): Promise<void> {
    const { handle, isBusy, waiting, goOn, logger } = this.options;
    try {
      const { hasActiveWork } = await (await handle()).rpc.metadata.activity({});
      if (isBusy() || hasActiveWork) return;
    } catch (error) {
      logger.warn(`It is not known whether the agent has the message: ${describe(error)}`);
      if (!(error instanceof CopilotError && error.code === 'not-supported')) return this.doubt();
    }
    waiting.takeBack();
    await goOn();
  }

  /** It waits again, and is not sent a second time without the person's word. */
  private doubt(): void {
    const { waiting, isBusy, setBanner } = this.options;
    if (isBusy() || waiting.handedOver.length === 0) return;
    waiting.takeBack();
    waiting.pause('failure');
    setBanner({ code: 'send-unknown', severity: 'warning', actions: ['show-log', 'dismiss'] });
  }
}

/** Whether a session's history has the message, which an earlier window had handed over. */
export function isTakenIn(events: readonly SessionEvent[]): (message: KeptMessage) => boolean {
  const prompts = events.filter(({ type, agentId }) => type === 'user.message' && agentId === undefined);
  return ({ steeredAt, messageId, text: shown, prompt: text = shown }) =>
    steeredAt !== undefined &&
    prompts.some(({ data, timestamp }) =>
      messageId === undefined
        ? // The window ended before the CLI had named it.
          [text, shown].some((words) => String(data.content).trim() === words.trim()) &&
          Date.parse(timestamp ?? '') >= steeredAt
        : data.messageId === messageId,
    );
}
