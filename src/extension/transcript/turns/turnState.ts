import type { TurnState } from '../../../protocol/toView';
import type { ConversationRequests } from './openRequests';
import type { ConversationText } from './streamedText';
import type { ConversationTools } from './toolSteps';
import type { TurnLog } from './turnLog';

/** `finish_reason` of the providers' interfaces, where it is neither an end nor a call. */
const cutReasons: ReadonlySet<string> = new Set([
  'length',
  'max_tokens',
  'content_filter',
  'refusal',
  'safety',
]);

/** Which turn the agent works on, and how it ends. */
export class ConversationTurns {
  private turnId: string | undefined;
  /** The last event of the turn, for one whose end is not told. */
  private lastAt: number | undefined;
  /** The agent's last round of thinking and acting came to its end. */
  private isRoundOver = false;
  private isStopping = false;
  /** Why the model ended its last words before their end. */
  private cutBy: string | undefined;
  /** The model was asked and has ended, with words or without. */
  private wasAnswered = false;

  constructor(
    private readonly log: TurnLog,
    private readonly text: ConversationText,
    private readonly tools: ConversationTools,
    private readonly requests: ConversationRequests,
  ) {}

  /** The last turn that the CLI confirmed. A turn that is only being sent is never the current one. */
  get current(): string | undefined {
    return this.turnId;
  }

  get isRunning(): boolean {
    return this.currentState === 'running';
  }

  /** Something of the turn happened. */
  seen(at: number): void {
    this.lastAt = at;
  }

  /** A message of the model came, perhaps without a word. */
  answered(at: number): void {
    this.lastAt = at;
    this.wasAnswered = true;
  }

  /** From now on events belong to this turn. */
  enter(turnId: string, at: number): void {
    this.turnId = turnId;
    this.lastAt = at;
    this.isRoundOver = false;
    this.isStopping = false;
    this.cutBy = undefined;
    this.wasAnswered = false;
    this.text.end(at);
    this.text.startTurn();
  }

  stopping(): void {
    this.isStopping = this.isRunning;
  }

  /** The model ended its words; `reason` as its provider names it. */
  wordsEnded(reason: string | undefined): void {
    this.wasAnswered = true;
    this.cutBy = reason !== undefined && cutReasons.has(reason) ? reason : undefined;
  }

  roundStarted(at: number): void {
    this.isRoundOver = false;
    this.goOn(at);
  }

  roundEnded(): void {
    this.isRoundOver = true;
  }

  /** The agent is at work on a turn that was taken for over: it woke up, or the history was read while it worked. */
  goOn(at: number): void {
    this.lastAt = at;
    if (this.turnId !== undefined && this.currentState !== undefined && !this.isRunning) {
      // The old end stays: facts travel as JSON, which cannot unset a field. What counts is the state.
      this.log.patch(this.turnId, { state: 'running' });
    }
  }

  /** As `goOn`, but only for a turn that nobody ended on purpose. */
  stirred(at: number): void {
    this.lastAt = at;
    if (this.currentState === 'interrupted') {
      this.goOn(at);
    }
  }

  /** The main agent is free. Subagents in the background may go on; then the turn is not over. */
  agentIdle(at: number, isAborted: boolean): void {
    if (this.tools.isIdle) {
      this.finish(this.stateAtIdle(isAborted), at);
    }
  }

  /** Nothing runs any more, whatever was told of it. */
  sessionIdle(at: number, isAborted: boolean): void {
    this.tools.interruptAll(at);
    this.requests.clear();
    this.finish(this.stateAtIdle(isAborted), at);
  }

  stopped(at: number): void {
    this.tools.interruptAll(at);
    this.requests.clear();
    this.finish('stopped', at);
  }

  /** Another message came, or the session was closed, and no event told how this turn ended. */
  left(isHandedOver: boolean): void {
    if (!this.isRunning) {
      return;
    }
    const at = this.lastAt ?? 0;
    if (!isHandedOver) {
      this.tools.interruptAll(at);
    }
    this.finish(isHandedOver || this.isRoundOver ? 'done' : 'interrupted', at);
  }

  finish(state: TurnState, at: number): void {
    this.text.end(at);
    if (this.turnId !== undefined && this.isRunning) {
      if (state === 'done') this.noteMissingWords(this.turnId);
      const waitedMs = (this.log.head(this.turnId)?.waitedMs ?? 0) + this.tools.takeWaited(at);
      this.log.patch(this.turnId, { state, endedAt: at, ...(waitedMs > 0 && { waitedMs }) });
    }
    this.isStopping = false;
  }

  /** An answer that was cut would look whole, and none at all like a fault of the page. */
  private noteMissingWords(turnId: string): void {
    const notice = this.cutBy
      ? ({ code: 'answer-cut', severity: 'warning', values: { reason: this.cutBy }, actions: [] } as const)
      : this.wasAnswered && this.log.saysNothing(turnId)
        ? ({ code: 'answer-empty', severity: 'info', actions: ['retry'] } as const)
        : undefined;
    if (notice) this.log.put(turnId, { kind: 'notice', id: `${turnId}/${notice.code}`, notice });
  }

  clear(): void {
    this.turnId = undefined;
    this.lastAt = undefined;
    this.isRoundOver = false;
    this.isStopping = false;
  }

  private get currentState(): TurnState | undefined {
    return this.turnId === undefined ? undefined : this.log.head(this.turnId)?.state;
  }

  private stateAtIdle(isAborted: boolean): TurnState {
    return isAborted || this.isStopping ? 'stopped' : 'done';
  }
}
