import type { Notice, ToView, ViewState } from '../../protocol/toView';
import { Emitter } from '../base/emitter';
import { whenChanged } from '../base/onlyWhenChanged';
import { Outbox } from '../messages/unsent';
import type { OpenSession } from '../session/openSession';
import { forPage, type KeptAttachment } from '../transcript/attachments';
import { ChatSearch } from '../transcript/find/transcriptSearch';
import { commandNotices } from '../transcript/noticeFacts';
import type { SurfaceOptions } from './chatOptions';
import { SessionOpener } from './sessionOpener';
import { chatState } from './viewState';

/** A session on its way to the page. */
interface Opening {
  /** Undefined for a new one. */
  readonly sessionId: string | undefined;
  readonly session: Promise<OpenSession | undefined>;
  /** The settings changed meanwhile. */
  isOutdated: boolean;
}

/** One page, in the side bar, an editor tab or a window of its own: the session that it shows, and the way to it. */
export class Surface {
  private readonly facts: Emitter<readonly ToView[]>;
  /** Facts for the page. */
  readonly onFacts;
  readonly search = new ChatSearch((fact) => this.emit(fact));
  private shown: OpenSession | undefined;
  private opening: Opening | undefined;
  /** Counts what was asked to be shown: only the newest is. */
  private asked = 0;
  private banner: Notice | undefined;
  private readonly tellComposer = whenChanged((composer: ViewState['composer']) =>
    this.emit({ type: 'composer/changed', composer }),
  );
  private readonly way: SessionOpener;
  private readonly remove: () => void;

  constructor(private readonly options: SurfaceOptions) {
    this.facts = new Emitter((error) => options.logger.error('A listener of a page failed', error));
    this.onFacts = this.facts.event;
    this.way = new SessionOpener(options);
    this.remove = options.chat.add(this);
  }

  get current(): OpenSession | undefined {
    return this.shown;
  }

  /** The session that it shows or is about to show; undefined for a new one. */
  get wantedId(): string | undefined {
    return this.opening ? this.opening.sessionId : this.shown?.sessionId;
  }

  get isOpening(): boolean {
    return this.opening !== undefined;
  }

  get canChat(): boolean {
    return this.isReady && (this.shown !== undefined || this.isOpening);
  }

  get isWorking(): boolean {
    return this.shown?.isBusy ?? false;
  }

  /** Brings the chat to life: the CLI runs and a session is there to take the first prompt. */
  ready(): Promise<OpenSession | undefined> {
    if (this.shown && this.isReady) return Promise.resolve(this.shown);
    return this.opening?.session ?? this.open(this.lastShown());
  }

  newSession(): Promise<OpenSession | undefined> {
    const { current, opening } = this;
    // One that is still empty serves as the new one.
    if (current && !current.conversation.hasMessages && this.isReady) {
      this.asked += 1; // what was on its way is not wanted any more
      this.opening = undefined;
      this.emit({ type: 'focus/composer' });
      return Promise.resolve(current);
    }
    if (!current && opening && opening.sessionId === undefined) return opening.session;
    const coming = this.open(undefined);
    // At once, so that whatever is typed from now on belongs to the new one.
    if (current) this.leave();
    return coming;
  }

  openSession(sessionId: string): Promise<OpenSession | undefined> {
    const { opening } = this;
    return opening?.sessionId === sessionId ? opening.session : this.open(sessionId);
  }

  /** The session that the page showed under this id; none while one is being opened. */
  seenAs(sessionId: string): OpenSession | undefined {
    return this.options.sessions.get(sessionId) ?? this.shown;
  }

  /** Shows nothing, for the CLI ends; what is returned brings the session back, if no other was asked for since. */
  letGo(): () => Promise<unknown> {
    this.setBanner(undefined);
    const sessionId = this.lastingId;
    const asked = (this.asked += 1);
    this.opening = undefined;
    this.show(undefined);
    return () => (this.asked === asked ? this.open(sessionId) : Promise.resolve());
  }

  /** Shows another session in place of one that is gone; undefined for a new one. */
  async replace(sessionId: string | undefined): Promise<void> {
    this.shown = undefined;
    await this.open(sessionId);
  }

  /** Opens what it shows again, with the settings as they are now; what is asked for meanwhile wins. */
  async reopen(): Promise<void> {
    const { shown, asked, opening } = this;
    const sessionId = shown ? this.lastingId : this.lastShown();
    if (opening) {
      opening.isOutdated = true;
      return;
    }
    if (shown) await this.options.sessions.close(shown.sessionId);
    if (this.asked === asked) await this.replace(sessionId);
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

  tellConsent(): void {
    this.emit({ type: 'consent/changed', consent: this.consentAsk });
  }

  emit(...facts: readonly ToView[]): void {
    this.facts.fire(facts);
  }

  /** Facts of the session that it shows. */
  follow(facts: readonly ToView[]): void {
    this.emit(...facts);
    this.search.follow(facts);
  }

  /** The foot follows the settings; another model is named only once the session follows too. */
  refreshComposer(): void {
    if (!this.options.chat.isReopening) this.tellComposer(this.composer);
  }

  tellSession(): void {
    const { shown } = this;
    const { memory } = this.options;
    if (shown?.conversation.hasMessages && memory.shownSession !== shown.sessionId) {
      void memory.setShownSession(shown.sessionId);
    }
    if (shown) this.emit({ type: 'session/changed', session: shown.info });
    this.refreshComposer();
  }

  /** Everything the page needs to draw itself. */
  get state(): ViewState {
    const { setup, tokens, lastSession, selection, problems, unsaved, proposal, folderSettings, folderName } =
      this.options;
    const around = {
      setup: setup.state,
      composer: this.composer,
      selection: selection?.(),
      problems: problems?.(),
      ...(unsaved && { unsaved: unsaved() }),
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
      isScratch: this.options.isScratch ?? false,
      isComing: this.isComing,
      draft: early.draft,
      attachments: early.attachments.map(forPage),
    });
  }

  dispose(): void {
    this.asked += 1;
    this.remove();
    this.search.stop();
    this.facts.dispose();
  }

  /** Whether a session from before will be shown: it is being opened, or will be once the CLI runs. */
  private get isComing(): boolean {
    return (this.opening ? this.opening.sessionId : this.lastShown()) !== undefined;
  }

  private get isReady(): boolean {
    return this.options.setup.state.kind === 'ready';
  }

  private get composer(): ViewState['composer'] {
    const settings = this.options.settings();
    return {
      ...this.options.composer(),
      sendKey: settings['composer.sendKey'],
      whileBusy: settings['composer.whileBusy'],
    };
  }

  private get consentAsk(): ViewState['consent'] {
    return this.shown && this.options.consent?.askFor(this.shown.sessionId);
  }

  /** Openings go side by side, so that one that is stuck holds up no other; the newest is shown. */
  private open(sessionId: string | undefined): Promise<OpenSession | undefined> {
    const asked = (this.asked += 1);
    const isWanted = () => this.asked === asked;
    const session = this.way
      .open(sessionId, {
        draftKey: this.options.memory.draftKey,
        shown: () => this.shown,
        show: (live) => isWanted() && this.show(live),
        fail: (notice) => isWanted() && this.setBanner(notice),
        isWanted,
      })
      .then((opened) => (isWanted() ? this.take(opened) : opened))
      .finally(() => {
        if (this.opening?.session === session) this.opening = undefined;
      });
    this.opening = { sessionId, session, isOutdated: false };
    return session;
  }

  private async take(session: OpenSession | undefined): Promise<OpenSession | undefined> {
    const { sessions, chat } = this.options;
    const isOutdated = this.opening?.isOutdated === true;
    if (session && session !== this.shown) this.show(session);
    else chat.changed();
    if (!isOutdated || !session || session.isBusy || sessions.isUpToDate(session.sessionId)) return session;
    const { lastingId, asked } = this;
    await sessions.close(session.sessionId);
    if (this.asked !== asked) return session;
    this.shown = undefined;
    return this.open(lastingId);
  }

  private show(session: OpenSession | undefined): void {
    const previous = this.shown;
    const { chat, memory } = this.options;
    this.search.stop();
    this.shown = session;
    if (session && !previous) this.handOver(session);
    if (session && !session.conversation.hasMessages) void memory.setShownSession(undefined);
    this.emit({ type: 'state/reset', state: this.state });
    session?.asks.offerTyped();
    chat.changed();
    if (previous && previous !== session) chat.closeUnused();
  }

  /** Shows the empty chat until another session is open. */
  private leave(): void {
    void this.options.memory.setShownSession(undefined);
    this.show(undefined);
  }

  /** What is prepared while no session is there to take it, as it is stored for the one that will be opened. */
  private get early(): Outbox {
    const { storage, memory } = this.options;
    const sessionId = memory.shownSession ?? memory.draftKey;
    const emit = (facts: readonly ToView[]) => this.emit(...facts);
    return new Outbox({ storage, emit, sessionId: () => sessionId });
  }

  /** The session read what was stored for it when it began to open; since then something may have come. */
  private handOver({ sessionId, conversation, outbox }: OpenSession): void {
    const { early } = this;
    if (this.options.memory.shownSession !== (conversation.hasMessages ? sessionId : undefined)) return;
    outbox.addAttachments(early.attachments);
    outbox.keepDraft(early.draft);
  }

  private get lastingId(): string | undefined {
    return this.shown?.conversation.hasMessages ? this.shown.sessionId : undefined;
  }

  private lastShown(): string | undefined {
    return this.shown?.sessionId ?? this.options.memory.shownSession;
  }
}
