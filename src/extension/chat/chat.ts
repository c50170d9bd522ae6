import type { Notice, ToView, ViewState } from '../../protocol/toView';
import { DisposableStore } from '../base/disposables';
import { Emitter } from '../base/emitter';
import { whenChanged } from '../base/onlyWhenChanged';
import { forPage, type KeptAttachment } from '../transcript/attachments';
import type { ChatOptions } from './chatOptions';
import { chatState } from './viewState';
import { ChatSearch } from '../transcript/find/transcriptSearch';
import type { LiveSession } from '../session/openSession';
import { commandNotices } from '../transcript/noticeFacts';
import type { ToHost } from '../../protocol/toHost';
import { Outbox } from '../messages/unsent';
import { SessionOpening } from './sessionOpener';

type ConsentAnswer = Extract<ToHost, { readonly type: 'consent/answer' }>;

/** The chat of this window: which session is shown, and the way to it. */
export class Chat {
  private readonly facts: Emitter<readonly ToView[]>;
  private readonly changes: Emitter<void>;
  /** Facts for the page. */
  readonly onFacts;
  /** State, title, or waiting requests of any open session may have changed. */
  readonly onDidChange;
  readonly search = new ChatSearch((fact) => this.emit(fact));
  private shown: LiveSession | undefined;
  private opening: Promise<LiveSession | undefined> | undefined;
  private reopening: Promise<void> = Promise.resolve();
  private reopenings = 0;
  private banner: Notice | undefined;
  private readonly tellComposer = whenChanged((composer: ViewState['composer']) =>
    this.emit({ type: 'composer/changed', composer }),
  );
  private readonly way: SessionOpening;
  private readonly store = new DisposableStore();

  constructor(private readonly options: ChatOptions) {
    const onError = (error: unknown) => options.logger.error('A listener of the chat failed', error);
    this.facts = new Emitter(onError);
    this.changes = new Emitter(onError);
    this.onFacts = this.facts.event;
    this.onDidChange = this.changes.event;
    this.way = new SessionOpening({
      ...options,
      shown: () => this.shown,
      show: (live) => this.show(live),
      setBanner: (banner) => this.setBanner(banner),
    });
    const { consent } = options;
    if (consent) this.store.add(consent.onDidChange(() => this.tellConsent()));
    this.store.add(
      options.setup.onDidChange((setup) => {
        this.emit({ type: 'setup/changed', setup });
        if (this.reopenings === 0) this.emit({ type: 'composer/changed', composer: this.composer });
        this.changed();
      }),
    );
  }

  get current(): LiveSession | undefined {
    return this.shown;
  }

  /** The open sessions, shown or not. */
  get open(): readonly LiveSession[] {
    return this.options.sessions.all;
  }

  get canChat(): boolean {
    const isThere = this.shown !== undefined || this.opening !== undefined;
    return this.options.setup.state.kind === 'ready' && isThere;
  }

  get isWorking(): boolean {
    return this.shown?.isBusy ?? false;
  }

  /** Brings the chat to life: the CLI runs and a session is there to take the first prompt. */
  ready(): Promise<LiveSession | undefined> {
    if (this.shown && this.options.setup.state.kind === 'ready') return Promise.resolve(this.shown);
    return this.openSoon(() => this.lastShown());
  }

  newSession(): Promise<LiveSession | undefined> {
    const { current } = this;
    // One that is still empty serves as the new one.
    if (current && !current.conversation.hasMessages && this.options.setup.state.kind === 'ready') {
      this.emit({ type: 'focus/composer' });
      return Promise.resolve(current);
    }
    const opening = this.openSoon(() => undefined);
    // At once, so that whatever is typed from now on belongs to the new one.
    if (current) this.leave();
    return opening;
  }

  /** The session that the page showed under this id; none while one is being opened. */
  seenAs(sessionId: string): LiveSession | undefined {
    return this.options.sessions.get(sessionId) ?? this.shown;
  }

  openSession(sessionId: string): Promise<LiveSession | undefined> {
    return this.openSoon(() => sessionId);
  }

  /** Ends the CLI and starts it again; the shown session comes back with its history. */
  async restart(): Promise<void> {
    this.setBanner(undefined);
    const sessionId = this.shown?.conversation.hasMessages ? this.shown.sessionId : undefined;
    this.show(undefined);
    this.options.sessions.clear();
    const client = await this.options.setup.restart();
    if (client) await this.openSoon(() => sessionId);
  }

  /** Ends the CLI until somebody starts it again. */
  async stopCli(): Promise<void> {
    await this.options.setup.stop();
  }

  /** Opens the shown session again with the settings as they are now, unless it is busy. */
  reopen(): Promise<void> {
    this.reopenings += 1;
    const reopening = this.reopening
      .then(() => this.reopenShown())
      .finally(() => {
        this.reopenings -= 1;
        this.refreshComposer();
      });
    this.reopening = reopening.catch(() => undefined);
    return reopening;
  }

  /** Resolves when the shown session follows the settings: what is sent before would go to the old model. */
  get reopened(): Promise<void> {
    return this.reopening;
  }

  private async reopenShown(): Promise<void> {
    // One change may come as several settings; those that change nothing must not close what is shown.
    const client = await this.options.setup.prepare();
    const { shown } = this;
    if (shown?.isBusy || (client && shown && this.options.sessions.isUpToDate(shown.sessionId))) return;
    const sessionId = shown?.conversation.hasMessages ? shown.sessionId : undefined;
    if (shown) await this.options.sessions.close(shown.sessionId);
    this.shown = undefined;
    await this.openSoon(() => sessionId);
  }

  /** Closes a session, has it deleted, and forgets what was typed in it; what cannot be deleted is shown again. */
  async forget(sessionId: string, remove: () => Promise<void>): Promise<void> {
    let next: string | undefined = sessionId;
    await this.options.sessions.close(sessionId);
    try {
      await remove();
      await this.options.storage.forget(sessionId);
      next = undefined;
    } finally {
      if (this.shown?.sessionId === sessionId) {
        this.shown = undefined;
        await this.openSoon(() => next);
      }
    }
  }

  /** The unsent text; before a session is there it belongs to the one that will be opened. */
  keepDraft(text: string, sessionId: string): void {
    (this.seenAs(sessionId)?.outbox ?? this.early).keepDraft(text);
  }

  attach(attachments: readonly KeptAttachment[]): void {
    (this.shown?.outbox ?? this.early).addAttachments(attachments);
    this.emit({ type: 'focus/composer' });
  }

  removeAttachment(id: string): void {
    if (this.shown) this.shown.removeAttachment(id);
    else this.early.removeAttachment(id);
  }

  /** What a command said, or could not do, makes room for what is sent next. */
  leaveCommand(): void {
    if (this.banner && commandNotices.has(this.banner.code)) this.setBanner(undefined);
  }

  setBanner(banner: Notice | undefined): void {
    this.banner = banner;
    this.emit({ type: 'banner/changed', banner: banner ?? this.shown?.banner });
  }

  /** Looks whether what the folder runs is still what was allowed; resolves when what is not so is off. */
  async checkConsent(): Promise<void> {
    const { consent, sessions } = this.options;
    if (!consent) return;
    await consent.check();
    const { shown } = this;
    if (shown && !shown.isBusy && !this.opening && !sessions.isUpToDate(shown.sessionId)) void this.reopen();
  }

  async answerConsent({ kind, hash, answer }: ConsentAnswer): Promise<void> {
    const { consent } = this.options;
    if (answer === 'allow') await consent?.allow(kind, hash);
    else if (this.shown) consent?.notNow(hash, this.shown.sessionId);
    await this.checkConsent();
  }

  private tellConsent(): void {
    this.emit({ type: 'consent/changed', consent: this.consentAsk });
  }

  private get consentAsk(): ViewState['consent'] {
    return this.shown && this.options.consent?.askFor(this.shown.sessionId);
  }

  emitFor(sessionId: string, facts: readonly ToView[]): void {
    if (this.shown?.sessionId !== sessionId) return;
    this.emit(...facts);
    this.search.follow(facts);
  }

  emit(...facts: readonly ToView[]): void {
    this.facts.fire(facts);
  }

  /** The foot of the composer follows the settings. */
  /** Another model is named only once the session follows: what is typed before would be for the old one. */
  refreshComposer(): void {
    if (this.reopenings === 0) this.tellComposer(this.composer);
  }

  changed(): void {
    const { shown } = this;
    if (shown?.conversation.hasMessages && this.options.storage.shownSession !== shown.sessionId) {
      void this.options.storage.setShownSession(shown.sessionId);
    }
    if (shown) this.emit({ type: 'session/changed', session: shown.info });
    this.refreshComposer();
    this.changes.fire();
  }

  /** Everything the page needs to draw itself. */
  get state(): ViewState {
    const { setup, tokens, lastSession, selection, problems, proposal, folderSettings, folderName } =
      this.options;
    const around = {
      setup: setup.state,
      composer: this.composer,
      selection: selection?.(),
      problems: problems?.(),
      proposal: proposal?.(),
      folderSettings: folderSettings?.(),
      consent: this.consentAsk,
      banner: this.banner,
      tokens: tokens(),
      lastSession: lastSession(),
    };
    const { early } = this;
    return chatState(this.shown, around, {
      folder: folderName,
      draft: early.draft,
      attachments: early.attachments.map(forPage),
    });
  }

  dispose(): void {
    for (const session of this.open) session.keep();
    this.search.stop();
    this.store.dispose();
    this.facts.dispose();
    this.changes.dispose();
  }

  private get composer(): ViewState['composer'] {
    const settings = this.options.settings();
    return {
      ...this.options.composer(),
      sendKey: settings['composer.sendKey'],
      whileBusy: settings['composer.whileBusy'],
    };
  }

  /** One opening at a time: the next begins where the one before ended. */
  private openSoon(which: () => string | undefined): Promise<LiveSession | undefined> {
    const before = this.opening ?? Promise.resolve(undefined);
    const opening = before.then(async () => {
      const session = await this.way.open(which());
      if (session && session !== this.shown) this.show(session);
      else this.changed();
      return session;
    });
    this.opening = opening;
    void opening.finally(() => {
      if (this.opening === opening) this.opening = undefined;
    });
    return opening;
  }

  private show(session: LiveSession | undefined): void {
    const previous = this.shown;
    this.search.stop();
    this.shown = session;
    if (session && !previous) this.handOver(session);
    // An empty session that nobody looks at any more was only prepared.
    if (previous && previous !== session && !previous.conversation.hasMessages) {
      void this.options.sessions.close(previous.sessionId);
    }
    if (session && !session.conversation.hasMessages) void this.options.storage.setShownSession(undefined);
    this.emit({ type: 'state/reset', state: this.state });
    session?.asks.offerTyped();
    this.changed();
  }

  /** Shows the empty chat until another session is open. */
  private leave(): void {
    void this.options.storage.setShownSession(undefined);
    this.show(undefined);
  }

  /** What is prepared while no session is there to take it, as it is stored for the one that will be opened. */
  private get early(): Outbox {
    const { storage } = this.options;
    const sessionId = storage.shownSession;
    const emit = (facts: readonly ToView[]) => this.emit(...facts);
    return new Outbox({ storage, emit, sessionId: () => sessionId });
  }

  /** The session read what was stored for it when it began to open; since then something may have come. */
  private handOver({ sessionId, conversation, outbox }: LiveSession): void {
    const { early } = this;
    if (this.options.storage.shownSession !== (conversation.hasMessages ? sessionId : undefined)) return;
    outbox.addAttachments(early.attachments);
    outbox.keepDraft(early.draft);
  }

  private lastShown(): string | undefined {
    return this.shown?.sessionId ?? this.options.storage.shownSession;
  }
}
