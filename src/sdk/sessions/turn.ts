import { aborted, CopilotError } from '../util/errors';
import {
  asKnownEvent,
  knownTypes,
  type KnownSessionEvent,
  type SessionEvent,
  type SessionEventOf,
  type SessionEventType,
} from '../schema/events';
import type { SessionCore } from './sessionCore';

export type Answer = SessionEventOf<'assistant.message'>;

export interface TurnListener {
  /** The types that it hears of; default: all that are known. */
  readonly types?: readonly SessionEventType[];
  /** An event of the main agent in this turn. */
  onEvent?(event: KnownSessionEvent): void;
}

/** What a turn needs itself to find its beginning, its answer and its end. */
const turnTypes: readonly SessionEventType[] = [
  'user.message',
  'assistant.message',
  'session.error',
  'abort',
  'session.idle',
  'session.disconnected',
];

/**
 * Follows one message from its sending to the end of all its work. Events that come before
 * the message itself belong to an earlier turn, whose end must not be taken for this one's.
 */
export class Turn {
  /** The last answer, or undefined if there was none. */
  readonly end: Promise<Answer | undefined>;
  private messageId: string | undefined;
  private early: KnownSessionEvent[] | undefined = [];
  private hasBegun = false;
  private isAborted = false;
  /** Our side asked for a stop before the message was taken up. */
  private isDropped = false;
  private isOver = false;
  /** Follows what came before the reply to the sending. */
  private isCatchingUp = false;
  private answer: Answer | undefined;
  private failure: CopilotError | undefined;
  private resolve: (answer: Answer | undefined) => void = () => undefined;
  private reject: (error: CopilotError) => void = () => undefined;
  private readonly undo: readonly (() => void)[];

  constructor(
    private readonly core: SessionCore,
    private readonly listener: TurnListener = {},
  ) {
    this.end = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Who sent the message waits for it; a failed sending is told there.
    this.end.catch(() => undefined);
    this.undo = [
      core.events.add((event) => this.take(event), typesFor(listener)),
      core.closed.add((error) => this.fail(error)),
      core.aborting.add((step) => this.onAborting(step)),
    ];
  }

  /** The id that the CLI gave the message; until then it cannot be told which events are ours. */
  begin(messageId: string): void {
    this.messageId = messageId;
    const early = this.early ?? [];
    this.early = undefined;
    this.isCatchingUp = true;
    for (const event of early) this.follow(event);
    this.isCatchingUp = false;
  }

  fail(error: CopilotError): void {
    this.finish(() => this.reject(error));
  }

  get isFinished(): boolean {
    return this.isOver;
  }

  private take(event: SessionEvent): void {
    const known = event.agentId === undefined ? asKnownEvent(event) : undefined;
    if (!known) return;
    if (this.early) this.early.push(known);
    else this.follow(known);
  }

  private follow(event: KnownSessionEvent): void {
    if (this.isOver) return;
    if (event.type === 'session.disconnected') {
      const { message, code, ...details } = event.data;
      const kind = code === 'not-connected' ? code : 'process-exited';
      this.fail(new CopilotError(kind, `The answer was cut off: ${message}`, details));
      return;
    }
    if (event.type === 'user.message') this.onUserMessage(event);
    if (!this.hasBegun) this.followUnbegun(event);
    if (!this.hasBegun || this.isOver) return;
    this.listener.onEvent?.(event);
    if (event.type === 'assistant.message') this.answer = event.data.content ? event : this.answer;
    if (event.type === 'session.error') this.failure = failed(event.data.message);
    if (event.type === 'abort') this.isAborted = true;
    if (event.type === 'session.idle') this.conclude(event.data.aborted ?? false);
  }

  /**
   * A message that cannot be worked on at all (no login, no provider) fails without having begun. An error that
   * came before the reply to its sending belongs to the turn before, unless it names the message.
   */
  private followUnbegun(event: KnownSessionEvent): void {
    if (event.type === 'session.error') {
      const { originatingMessageId: id, message } = event.data;
      const isOurs = id === undefined ? !this.isCatchingUp : id === this.messageId;
      if (isOurs) this.failure = failed(message);
    }
    if (event.type !== 'session.idle') return;
    if (event.data.inferred) this.fail(failed('The CLI did not take up the message.'));
    else if (this.failure) this.fail(this.failure);
  }

  private onUserMessage({ data }: SessionEventOf<'user.message'>): void {
    const isOurs = (data.messageId ?? this.messageId) === this.messageId;
    // A message of ours that had waited begins after this one; the session is idle only after the last of them.
    // What the CLI itself puts in, as the reason of a hook that has it go on, belongs to this turn.
    const isNext = data.messageId !== undefined && this.core.hasSent(data.messageId);
    if (this.hasBegun && !isOurs && isNext && data.delivery === 'queued') this.conclude(false);
    if (isOurs && !this.hasBegun) this.failure = undefined;
    this.hasBegun ||= isOurs;
  }

  private conclude(wasAborted: boolean): void {
    if (this.isAborted || wasAborted) this.fail(aborted('The turn was stopped.', { method: 'session.send' }));
    else if (this.failure) this.fail(this.failure);
    else this.finish(() => this.resolve(this.answer));
  }

  /** Messages that wait in the queue are dropped by an abort, and no event tells so. */
  private onAborting(step: 'asked' | 'done'): void {
    if (step === 'asked') this.isDropped = !this.hasBegun;
    else if (this.isDropped) this.conclude(true);
  }

  private finish(act: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    for (const undo of this.undo) undo();
    act();
  }
}

function failed(message: string): CopilotError {
  return new CopilotError('request-failed', message, { method: 'session.send' });
}

function typesFor({ onEvent, types = knownTypes }: TurnListener): readonly SessionEventType[] {
  return onEvent ? [...turnTypes, ...types] : turnTypes;
}
