import type {
  ContextUsage,
  Attachment,
  ChangedOnDisk,
  PlanRequest,
  Request,
  ToView,
  Turn,
  ViewState,
} from '../../protocol/toView';
import type { KeptAttachment } from './attachments';
import { ConversationAsks, type Question } from './requestFacts';
import { ConversationEvents } from './eventDispatch';
import { ConversationLoss } from './connectionLoss';
import type { ConversationOptions, ConversationState } from './turns/transcriptOptions';
import { ConversationPrompts } from './promptMatching';
import { ConversationRequests } from './turns/openRequests';
import { placeOf, type TurnPlace } from './rewind';
import { ConversationText } from './turns/streamedText';
import { ConversationTools } from './turns/toolSteps';
import { ConversationTurns } from './turns/turnState';
import { fieldsOf, type SessionEvent } from '../base/fields';
import { restoreTurn, type KeptTurn } from './turnBackup';
import { titleOf } from '../base/textLimits';
import type { AskedPermission } from '../permissions/askedPermission';
import { SentTexts } from './selectionTexts';
import { TurnLog, type TurnHead } from './turns/turnLog';

/** One session as a person sees it: events of the CLI in, facts for the page out. */
export class Conversation {
  private facts: ToView[] = [];
  private readonly tell = (fact: ToView): void => {
    this.facts.push(fact);
  };
  private readonly log = new TurnLog(this.tell);
  private readonly requests = new ConversationRequests(this.tell);
  private readonly texts = new SentTexts();
  private readonly prompts = new ConversationPrompts();
  private readonly text = new ConversationText(this.log);
  private readonly tools: ConversationTools;
  private readonly turns: ConversationTurns;
  private readonly asks: ConversationAsks;
  private readonly events: ConversationEvents;
  private readonly loss: ConversationLoss;

  constructor(private readonly options: ConversationOptions) {
    const { tell, log, text, requests, prompts } = this;
    const tools = new ConversationTools(log, options.folder);
    const turns = new ConversationTurns(log, text, tools, requests);
    this.tools = tools;
    this.turns = turns;
    this.asks = new ConversationAsks(requests, tools, options.folders ?? [options.folder]);
    const parts = { tell, log, text, tools, requests, prompts, turns, texts: this.texts };
    this.events = new ConversationEvents(parts, options);
    this.loss = new ConversationLoss(parts, this.events.compaction);
  }

  get sessionId(): string {
    return this.options.sessionId;
  }

  /** The machine was asleep for so long. */
  slept(ms: number): void {
    if (this.turns.isRunning) this.tools.slept(ms);
  }

  /** Empty until the first message. */
  get title(): string {
    return titleOf(this.events.title || this.options.title || (this.log.first?.prompt ?? ''));
  }

  get state(): ConversationState {
    if (this.requests.all.length > 0) return 'waiting';
    if (this.turns.isRunning || this.prompts.sendingIn(this.log).length > 0) return 'working';
    return this.loss.isLost || this.log.last?.state === 'failed' ? 'failed' : 'idle';
  }

  get isBusy(): boolean {
    return this.state === 'working' || this.state === 'waiting';
  }

  /** What waits for the person, oldest first. */
  get waiting(): readonly Request[] {
    return this.requests.all;
  }

  /** Whether the newest turn was cut short on purpose. */
  get isStopped(): boolean {
    return this.log.last?.state === 'stopped';
  }

  get model(): string | undefined {
    return this.events.model;
  }

  get hasMessages(): boolean {
    return this.log.isUsed;
  }

  /** When its newest turn ended or began; in milliseconds since the epoch, none before the first. */
  get usedAt(): number | undefined {
    return this.log.last?.endedAt ?? this.log.last?.startedAt;
  }

  get lastPrompt(): TurnHead | undefined {
    return this.log.last;
  }

  /**
   * The history of a resumed session. A turn without an end counts as interrupted, unless the session is
   * still at work; even then the next event of the agent takes it up again.
   */
  load(events: readonly SessionEvent[], isWorking = false): void {
    this.clear();
    events.forEach((event) => this.events.handle(event));
    if (!isWorking) {
      this.turns.left(false);
    }
    this.facts = [];
  }

  /** The newest turn, to be kept for another window. */
  get newest(): KeptTurn | undefined {
    const [turn] = this.log.newest(1).turns;
    return turn && { turn, messageId: this.prompts.messageOf(turn.id) };
  }

  /** Adds to a loaded history what the CLI has not kept of its newest turn. */
  restore(kept: KeptTurn): void {
    restoreTurn(kept, this.log, this.prompts);
    this.facts = [];
  }

  /** Whole turns from before those that are there. */
  prepend(events: readonly SessionEvent[]): void {
    const earlier = new Conversation(this.options);
    earlier.load(events);
    this.texts.addAll(earlier.texts);
    this.log.prepend(earlier.snapshot(Infinity).turns);
  }

  /** One live event; no facts for what the chat does not draw. */
  apply(event: SessionEvent): ToView[] {
    const { message, downMs, historyLost } = fieldsOf(event.data);
    switch (event.type) {
      case 'session.disconnected':
        return this.connectionLost(String(message ?? ''));
      case 'session.recovered':
        return this.connectionRecovered(Number(downMs ?? 0), historyLost === true);
      case 'session.recovery_failed':
        return this.recoveryFailed(String(message ?? ''));
      default:
        this.events.handle(event);
        return this.take();
    }
  }

  /** The person's message, before the CLI has it. The id becomes that of the turn. */
  promptSubmitted(id: string, text: string, attachments: readonly Attachment[]): ToView[] {
    const startedAt = this.options.now();
    this.prompts.submitted(id, text);
    this.log.add({ id, prompt: text, attachments, items: [], state: 'sending', startedAt });
    this.loss.isLost = false;
    return this.take();
  }

  /** What the turn changed on the disk. */
  filesFound(turnId: string, onDisk: readonly ChangedOnDisk[]): ToView[] {
    this.log.patch(turnId, { onDisk });
    return this.take();
  }

  /** Whether it is known how full the context of its model is. */
  get isMeasured(): boolean {
    return this.events.isMeasured;
  }

  /** How full the context is, as the CLI counts it outside of a turn. */
  measured(usage: ContextUsage): ToView[] {
    this.events.measured(usage);
    return this.take();
  }

  /** A message handed to the running turn: it shows up where the agent takes it in. */
  steered(id: string, text: string, prompt = text): void {
    this.prompts.submitted(id, text, prompt);
  }

  /** Whether the agent was told this message and has not taken it in. */
  isExpected(id: string): boolean {
    return this.prompts.unconfirmed.includes(id);
  }

  /** The reply to the message; its event may already have come. */
  promptAccepted(id: string, messageId: string): ToView[] {
    const twin = this.prompts.accepted(id, messageId);
    if (twin !== undefined) {
      // The CLI changed the text, so its event looked like another message. It keeps the steps it has.
      const own = this.log.remove(id);
      this.prompts.forget(id);
      this.prompts.opened(twin, messageId);
      this.log.patch(twin, { ...(own && { prompt: own.prompt, attachments: own.attachments }) });
    }
    return this.take();
  }

  /** Takes the turn out again; its text goes back to the composer. */
  promptRejected(id: string): ToView[] {
    this.prompts.forget(id);
    this.log.remove(id);
    return this.take();
  }

  /** The CLI drops what it has not begun, without a word. What it works on ends by its events. */
  stopRequested(): ToView[] {
    const endedAt = this.options.now();
    this.prompts
      .sendingIn(this.log)
      .forEach((turnId) => this.log.patch(turnId, { state: 'stopped', endedAt }));
    this.turns.stopping();
    return this.take();
  }

  permissionAsked(asked: AskedPermission): ToView[] {
    this.asks.permission(asked);
    return this.take();
  }

  questionAsked(requestId: string, question: Question): ToView[] {
    this.asks.question(requestId, question);
    return this.take();
  }

  /** A plan is ready, or its comments have changed. */
  planAsked(request: PlanRequest): ToView[] {
    this.asks.plan(request);
    return this.take();
  }

  /** A form or a decision; it stands for no step of the turn. */
  otherAsked(request: Request): ToView[] {
    this.asks.add(request);
    return this.take();
  }

  /** Answered or withdrawn. */
  requestSettled(requestId: string): ToView[] {
    this.events.settle(requestId);
    return this.take();
  }

  /** The CLI ended. `detail` is its exit code or signal. */
  connectionLost(detail: string): ToView[] {
    this.loss.lost(detail, this.prompts.sendingIn(this.log), this.options.now());
    return this.take();
  }

  /** It runs again and the session is resumed, or goes on without memory if the CLI had kept nothing of it. */
  connectionRecovered(downMs: number, isHistoryLost = false): ToView[] {
    this.loss.recovered(downMs, isHistoryLost);
    return this.take();
  }

  /** The session could not be resumed. */
  recoveryFailed(message: string): ToView[] {
    this.loss.failed(message);
    return this.take();
  }

  /** The newest turns and what else the page shows of the session. */
  snapshot(limit = 20): Pick<ViewState, 'turns' | 'hasOlder' | 'turnsBefore' | 'requests' | 'usage'> {
    const newest = this.log.newest(limit);
    const turnsBefore = this.log.length - newest.turns.length;
    return { ...newest, turnsBefore, requests: this.requests.all, usage: this.events.usage };
  }

  /** How many turns are here. */
  get length(): number {
    return this.log.length;
  }

  /** -1 for a turn that is not here. */
  indexOf(turnId: string): number {
    return this.log.indexOf(turnId);
  }

  /** Turns by their place, oldest first. */
  slice(start: number, end?: number): readonly Turn[] {
    return this.log.slice(start, end);
  }

  /** An attachment of a turn's message with the text that the CLI has kept of it. */
  sentAttachment(turnId: string, attachment: Attachment): KeptAttachment {
    return this.texts.find(turnId, attachment) ?? attachment;
  }

  place(turnId: string): TurnPlace | undefined {
    return placeOf(turnId, this.log);
  }

  turnWithEvent(eventId: string): string | undefined {
    return this.log.withEvent(eventId);
  }

  private clear(): void {
    [this.log, this.text, this.tools, this.turns, this.prompts, this.texts].forEach((part) => part.clear());
    this.requests.clear();
    this.events.hooks.clear();
    this.loss.clear();
  }

  private take(): ToView[] {
    const facts = this.facts;
    this.facts = [];
    return facts;
  }
}
