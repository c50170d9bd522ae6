import type { Answer, Reasoning, RetryNote } from '../../../protocol/toView';
import type { TurnLog } from './turnLog';

interface OpenMessage {
  readonly turnId: string;
  /** Begins with blanks that are not worth an item yet. */
  pending: string;
}

interface OpenReasoning {
  readonly turnId: string;
  readonly id: string;
  readonly startedAt: number;
}

/** What the agent says and thinks: pieces as they stream, then the final text. */
export class ConversationText {
  private readonly open = new Map<string, OpenMessage>();
  /** Messages and reasonings of this turn that take no more pieces: final or dropped. */
  private readonly closed = new Set<string>();
  /** Messages that were cut off, and their turns: the final text may come late. */
  private readonly cutOff = new Map<string, string>();
  private thinking: OpenReasoning | undefined;
  /** A reasoning known from its message only, until the event with its own id comes. */
  private unnamed: { readonly turnId: string; readonly id: string } | undefined;
  private lastAnswer: string | undefined;
  private retry: { readonly turnId: string; readonly note: RetryNote } | undefined;

  /** `parentId` is the step in whose thread it stands, for a subagent. */
  constructor(
    private readonly log: TurnLog,
    private readonly parentId?: string,
  ) {}

  /** A new message of the person: nothing that streams now belongs to the turns before. */
  startTurn(): void {
    this.closed.clear();
    this.unnamed = undefined;
    this.lastAnswer = undefined;
  }

  messageStarted(turnId: string, id: string, at: number): void {
    this.endThinking(at);
    this.openMessage(turnId, id);
  }

  messageGrew(turnId: string, id: string, text: string, at: number): void {
    const message = this.openMessage(turnId, id);
    if (message === undefined) {
      return;
    }
    this.endThinking(at);
    if (this.log.item(message.turnId, id) !== undefined) {
      this.log.append(message.turnId, id, text);
      return;
    }
    message.pending += text;
    if (message.pending.trim() !== '') {
      this.log.put(message.turnId, this.answer(id, message.pending, true));
      message.pending = '';
    }
  }

  /** The whole message, which replaces what was streamed of it. */
  messageEnded(turnId: string, id: string, content: string, reasoning: string | undefined, at: number): void {
    const home = this.open.get(id)?.turnId ?? this.cutOff.get(id) ?? turnId;
    this.open.delete(id);
    this.cutOff.delete(id);
    this.closed.add(id);
    this.putReasoningOf(home, id, reasoning ?? '', at);
    if (content.trim() === '') {
      this.log.removeItem(home, id);
    } else {
      this.log.put(home, this.answer(id, content, false));
      this.lastAnswer = id;
    }
    this.clearRetry();
  }

  reasoningGrew(turnId: string, id: string, text: string, at: number): void {
    if (this.closed.has(id)) {
      return;
    }
    if (this.thinking?.id !== id) {
      this.endThinking(at);
      this.thinking = { turnId, id, startedAt: at };
      this.log.put(turnId, this.reasoning(id, text, true));
    } else {
      this.log.append(turnId, id, text);
    }
  }

  /** Comes after its message, which already brought the same text unless nothing was streamed. */
  reasoningEnded(turnId: string, id: string, content: string): void {
    const known = this.log.item(turnId, id) === undefined ? this.unnamed : { turnId, id };
    this.unnamed = undefined;
    this.closed.add(id);
    if (content.trim() === '') {
      return;
    }
    const item = known === undefined ? undefined : this.log.item(known.turnId, known.id);
    if (known !== undefined && item?.kind === 'reasoning') {
      this.log.put(known.turnId, { ...item, text: content, isStreaming: false });
    } else {
      this.log.putBefore(turnId, this.reasoning(id, content, false), this.lastAnswer ?? '');
    }
  }

  /** The provider failed: what it said so far is void, the next try starts over under another id. */
  retried(turnId: string, reason: RetryNote['reason']): void {
    for (const [id, message] of this.open) {
      this.log.removeItem(message.turnId, id);
      this.closed.add(id);
    }
    this.open.clear();
    this.dropThinking();
    const { attempt = 1, waitingSince } = this.retry?.note ?? {};
    // An older CLI does not tell the failure, only the next try.
    this.noteRetry(turnId, { reason, attempt: waitingSince === undefined ? attempt + 1 : attempt });
  }

  /** A request to the provider failed, and the CLI waits before it tries again, or gives up at once. */
  failed(turnId: string, reason: RetryNote['reason'], failures: number, waitingSince: number): void {
    this.noteRetry(turnId, { reason, attempt: failures + 1, waitingSince });
  }

  /** The turn is over: what still streams will not be finished. */
  end(at: number): void {
    for (const [id, message] of this.open) {
      const item = this.log.item(message.turnId, id);
      if (item?.kind === 'answer') {
        this.log.put(message.turnId, { ...item, isStreaming: false, isCutOff: true } satisfies Answer);
      }
      this.cutOff.set(id, message.turnId);
    }
    this.open.clear();
    this.endThinking(at);
    this.thinking = undefined;
    this.clearRetry();
  }

  clear(): void {
    this.open.clear();
    this.cutOff.clear();
    this.startTurn();
    this.thinking = undefined;
    this.retry = undefined;
  }

  private noteRetry(turnId: string, what: Pick<RetryNote, 'reason' | 'attempt' | 'waitingSince'>): void {
    const note: RetryNote = {
      kind: 'retry',
      id: `${this.parentId ?? turnId}/retry`,
      ...what,
      ...this.place,
    };
    this.retry = { turnId, note };
    this.log.put(turnId, note);
  }

  private get place(): Pick<Answer, 'parentId'> {
    return this.parentId === undefined ? {} : { parentId: this.parentId };
  }

  private answer(id: string, text: string, isStreaming: boolean): Answer {
    return { kind: 'answer', id, text, isStreaming, ...this.place };
  }

  private reasoning(id: string, text: string, isStreaming: boolean): Reasoning {
    return { kind: 'reasoning', id, text, isStreaming, ...this.place };
  }

  private openMessage(turnId: string, id: string): OpenMessage | undefined {
    if (this.closed.has(id) || this.cutOff.has(id)) {
      return undefined;
    }
    const message = this.open.get(id) ?? { turnId, pending: '' };
    this.open.set(id, message);
    return message;
  }

  private putReasoningOf(turnId: string, messageId: string, text: string, at: number): void {
    this.endThinking(at);
    const streamed = this.thinking;
    this.thinking = undefined;
    this.unnamed = undefined;
    if (text.trim() === '') {
      return;
    }
    const item = streamed && this.log.item(streamed.turnId, streamed.id);
    if (streamed !== undefined && item?.kind === 'reasoning') {
      this.log.put(streamed.turnId, { ...item, text });
      return;
    }
    const id = `${messageId}/reasoning`;
    this.unnamed = { turnId, id };
    this.log.putBefore(turnId, this.reasoning(id, text, false), messageId);
  }

  private endThinking(at: number): void {
    const item = this.thinking && this.log.item(this.thinking.turnId, this.thinking.id);
    if (this.thinking !== undefined && item?.kind === 'reasoning' && item.isStreaming) {
      const durationMs = Math.max(at - this.thinking.startedAt, 0);
      this.log.put(this.thinking.turnId, { ...item, isStreaming: false, durationMs });
    }
  }

  private dropThinking(): void {
    if (this.thinking !== undefined) {
      this.log.removeItem(this.thinking.turnId, this.thinking.id);
      this.closed.add(this.thinking.id);
      this.thinking = undefined;
    }
  }

  /** It works again, or it is over: the note would tell of a try that does not go on. */
  private clearRetry(): void {
    if (this.retry !== undefined) {
      this.log.removeItem(this.retry.turnId, this.retry.note.id);
      this.retry = undefined;
    }
  }
}
