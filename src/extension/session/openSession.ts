import { randomUUID } from 'node:crypto';
import type { Notice, SessionInfo, ToView } from '../../protocol/toView';
import type { CopilotSession, SessionConfig, SessionEvent } from '../../sdk/index';
import { describe } from '../base/describeError';
import { ledgerDecision } from '../requests/stepDecision';
import { SessionSandbox } from '../sandbox/sessionSandbox';
import { syncMode } from '../models/syncMode';
import { SessionChoices } from '../models/sessionOptions';
import { Conversation } from '../transcript/transcript';
import type { OpenSessionOptions } from './openSessionOptions';
import { MessageSender } from '../messages/messageSender';
import { Outbox } from '../messages/unsent';
import type { PendingPlans } from '../requests/pendingPlans';
import type { PendingRequests } from '../requests/pendingRequests';
import { PromptEdits } from '../messages/promptEditing';
import { answerLimit } from '../requests/creditLimit';
import { SessionAsks } from '../requests/sessionRequests';
import type { SessionHistory } from '../transcript/historyReader';
import { isTakenIn, Steering } from '../messages/steering';
import { Todos } from './todos';
import { TurnJournal } from './turnJournal';
import { TurnPages } from '../transcript/turnPages';
import { countContext } from './contextCount';
import { filesOfNewest } from './changedFiles';
import { untilIdle } from '../messages/waitUntilIdle';

/** One session that is open: its conversation, what waits for the person, and what is not sent yet. */
export class OpenSession {
  readonly conversation: Conversation;
  readonly asks: SessionAsks;
  readonly outbox: Outbox;
  /** Its turns in parts, old ones too. */
  readonly pages: TurnPages;
  readonly edits: PromptEdits;
  readonly sender: MessageSender;
  private readonly journal: TurnJournal;
  readonly todos: Todos;
  /** Model, effort, mode and permissions as chosen for this session. */
  readonly choices: SessionChoices;
  /** What confines its commands. */
  readonly sandbox: SessionSandbox;
  private readonly steering: Steering;
  /** The CLI's session; on its way while an old one is loaded. */
  private handle: Promise<CopilotSession> | undefined;
  private wasBusy = false;
  private lastSummary = '';
  private currentBanner: Notice | undefined;

  constructor(private readonly options: OpenSessionOptions) {
    const { sessionId, folder, folders, title, storage, emit } = options;
    const decisionOn = (requestId: string) => ledgerDecision(options.approvals, requestId);
    const now = () => Date.now();
    const { hookCommands } = options;
    this.conversation = new Conversation({
      sessionId,
      folder,
      folders,
      title,
      now,
      decisionOn,
      hookCommands,
    });
    const lastingId = () => (this.conversation.hasMessages ? sessionId : options.draftKey);
    this.pages = new TurnPages(this.conversation);
    this.journal = new TurnJournal(storage, sessionId, () => this.conversation.newest);
    this.outbox = new Outbox({ storage, emit, sessionId: lastingId });
    const changed = () => this.options.changed();
    const limit = options.permissionLimit;
    this.choices = new SessionChoices({
      store: storage,
      sessionId: lastingId,
      home: options.modelHome,
      changed,
      limit,
    });
    this.sandbox = this.makeSandbox();
    this.steering = this.makeSteering();
    this.sender = this.makeSender();
    this.asks = this.makeAsks();
    this.todos = new Todos({
      logger: options.logger,
      changed: (todos) => emit([{ type: 'todos/changed', todos }]),
    });
    this.edits = this.makeEdits();
  }

  get sessionId(): string {
    return this.options.sessionId;
  }

  get info(): SessionInfo {
    const { folderName: folder, isScratch = false } = this.options;
    return { sessionId: this.sessionId, title: this.conversation.title, folder, isScratch };
  }

  get requests(): PendingRequests {
    return this.asks.requests;
  }

  get plans(): PendingPlans {
    return this.asks.plans;
  }

  get isBusy(): boolean {
    return this.conversation.isBusy;
  }

  /** Nothing was said in it, and nothing waits to be. */
  get isUnused(): boolean {
    return !this.isBusy && !this.conversation.hasMessages && this.outbox.waiting.due() === undefined;
  }

  /** Nothing runs or waits in it: it can be closed, and opened again as it was. */
  get canRest(): boolean {
    return !this.isBusy && this.outbox.waiting.due() === undefined;
  }

  get banner(): Notice | undefined {
    return this.currentBanner;
  }

  /** The CLI's session once it is there; undefined after it was closed. */
  get opened(): Promise<CopilotSession | undefined> {
    return Promise.resolve(this.handle);
  }

  /** The part of the session's configuration that leads back here. */
  get handlers(): Pick<SessionConfig, 'onEvent'> & SessionAsks['handlers'] {
    return { ...this.asks.handlers, onEvent: (event) => this.receive(event) };
  }

  /** Shows the newest turns of an old session before the CLI has loaded it. False when they cannot be read alone. */
  async preview(history: SessionHistory): Promise<boolean> {
    try {
      this.load(await this.read(history.next()));
    } catch (error) {
      this.options.logger.debug(`${this.sessionId} is read as a whole: ${describe(error)}`);
      return false;
    }
    this.pages.use(history);
    return true;
  }

  /** Takes the session of the CLI when it comes; rejects when it does not. */
  async attach(coming: Promise<CopilotSession>, isResumed: boolean): Promise<void> {
    this.handle = coming;
    const handle = await coming;
    if (isResumed && !this.pages.hasHistory) this.load(await this.read(handle.getMessages()));
    void this.sandbox.attach(handle);
    void this.todos.follow(handle, isResumed);
    if (isResumed) void this.showFiles();
    if (isResumed) void this.showContext();
    await syncMode(handle, this.choices, isResumed ? undefined : this.options.mode?.(), this.options.logger);
  }

  /** Whether there is something of it here, though the CLI does not know it. */
  get isKeptHere(): boolean {
    return this.journal.kept !== undefined;
  }

  /** As `attach`, for a session that the CLI had not kept and that is made anew. */
  async attachAgain(coming: Promise<CopilotSession>): Promise<void> {
    this.handle = coming;
    const handle = await coming;
    void this.sandbox.attach(handle);
    void this.todos.follow(handle, false);
    this.load([]);
    await syncMode(handle, this.choices, undefined, this.options.logger);
  }

  /** The window is about to end. */
  keep(): void {
    this.journal.flush();
  }

  async detach(): Promise<void> {
    this.keep();
    const handle = this.handle;
    this.handle = undefined;
    try {
      await (await handle)?.destroy();
    } catch (error) {
      this.options.logger.debug(describe(error)); // it is gone already, or never came
    }
  }

  async stop(): Promise<void> {
    if (!this.isBusy) return;
    this.outbox.waiting.pause('stop');
    this.show(this.conversation.stopRequested());
    await (await this.handle)?.abort();
  }

  private async stopAndWait(): Promise<void> {
    const handle = this.isBusy ? await this.handle : undefined;
    if (!handle) return;
    const idle = untilIdle(handle);
    await this.stop();
    await idle;
  }

  removeAttachment(id: string): void {
    this.outbox.removeAttachment(id);
    this.outbox.waiting.removeAttachment(id);
    if (this.currentBanner?.values?.['id'] === id) this.setBanner(undefined);
  }

  /** Drops the attachment that the banner is about. */
  removeMissing(): void {
    const id = this.currentBanner?.values?.['id'];
    if (typeof id !== 'string') return;
    this.edits.leaveOut(id);
    this.removeAttachment(id);
  }

  setBanner(banner: Notice | undefined): void {
    if (banner === this.currentBanner) return;
    this.currentBanner = banner;
    this.options.emit([{ type: 'banner/changed', banner }]);
  }

  /** Past events, once it is known here how their requests were decided. */
  private async read<T>(reading: Promise<T>): Promise<T> {
    const [events] = await Promise.all([reading, this.options.approvals.ready]);
    return events;
  }

  private load(events: readonly SessionEvent[]): void {
    this.conversation.load(events);
    const { kept } = this.journal;
    if (kept) this.conversation.restore(kept);
    this.choices.reload(this.sessionId);
    this.outbox.reload(isTakenIn(events));
    this.wasBusy = this.isBusy;
  }

  private receive(event: SessionEvent): void {
    const { wasBusy } = this;
    this.options.record?.(event);
    this.show(this.conversation.apply(event));
    if (event.type === 'session.recovered')
      void this.handle?.then((cli) => syncMode(cli, this.choices, undefined, this.options.logger));
    this.choices.follow(event);
    this.sandbox.receive(event);
    this.asks.receive(event);
    if (event.type === 'session.model_change') void this.showContext();
    this.wasBusy = this.isBusy;
    this.steering.follow(event);
    this.sender.follow(event);
    this.options.observe?.(event);
    if (!wasBusy || this.isBusy) return;
    void this.showFiles();
    if (this.conversation.state === 'failed') this.outbox.waiting.pause('failure');
    else if (this.conversation.isStopped) this.outbox.waiting.pause('stop');
    void this.sender.sendNext();
  }

  private async showFiles(): Promise<void> {
    this.show(await filesOfNewest(this.conversation, await this.opened, this.options));
  }

  private async showContext(): Promise<void> {
    this.show(await countContext(this.conversation, await this.opened, this.options));
  }

  private async open(): Promise<CopilotSession> {
    const handle = await this.handle;
    if (!handle) throw new Error('The session is not open.');
    return handle;
  }

  /** What its parts have in common. */
  private get shared() {
    return {
      ...this.options,
      conversation: this.conversation,
      isBusy: () => this.isBusy,
      show: (facts: readonly ToView[]) => this.show(facts),
      setBanner: (banner: Notice | undefined) => this.setBanner(banner),
    };
  }

  private makeSandbox(): SessionSandbox {
    const { sandbox, logger } = this.options;
    return new SessionSandbox({
      isWanted: () => this.choices.value.sandbox ?? sandbox.isWanted(),
      policy: () => sandbox.policy(this.choices.value.sandboxHosts ?? []),
      support: () => sandbox.support(),
      changed: () => this.options.changed(),
      broken: () =>
        this.setBanner({ code: 'sandbox-broken', severity: 'warning', actions: ['show-log', 'dismiss'] }),
      logger,
    });
  }

  private makeSteering(): Steering {
    return new Steering({
      ...this.shared,
      waiting: this.outbox.waiting,
      handle: () => this.open(),
      refused: (error) => this.sender.refused(error),
      goOn: () => this.sender.sendNext(),
    });
  }

  private makeSender(): MessageSender {
    const { command } = this.options;
    return new MessageSender({
      ...this.shared,
      resolve: command && ((...call) => command(this, ...call)),
      outbox: this.outbox,
      steering: this.steering,
      handle: () => this.open(),
      begun: () => {
        this.journal.write();
        this.choices.settle();
        this.wasBusy = this.isBusy;
      },
      rejected: () => (this.wasBusy = this.isBusy),
    });
  }

  private makeAsks(): SessionAsks {
    return new SessionAsks({
      ...this.shared,
      permissionMode: () => this.choices.permissionMode(this.options.permissionMode()),
      sandbox: this.sandbox,
      giveBack: (text) => this.outbox.giveBack({ id: randomUUID(), text, attachments: [] }),
      takeBack: (text) => this.outbox.takeBack(text),
      answerLimit: (...answer) => answerLimit(this.opened, ...answer),
    });
  }

  private makeEdits(): PromptEdits {
    return new PromptEdits({
      ...this.shared,
      handle: () => this.opened,
      stop: () => this.stopAndWait(),
      attachmentsOf: ({ head }) => this.sender.withTexts(head),
      send: (message) => this.sender.sendAgain(message),
    });
  }

  private show(facts: readonly ToView[]): void {
    if (facts.length > 0) {
      this.options.emit(facts);
      this.journal.note();
      this.edits.follow();
    }
    const { state, title, waiting } = this.conversation;
    const summary = [state, title, waiting.map((request) => request.id)].join('\n');
    if (summary === this.lastSummary) return;
    this.lastSummary = summary;
    this.options.changed();
  }
}
