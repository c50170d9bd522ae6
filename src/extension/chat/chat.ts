import type { Notice, ToView } from '../../protocol/toView';
import { DisposableStore } from '../base/disposables';
import { Emitter } from '../base/emitter';
import type { OpenSession } from '../session/openSession';
import type { ChatOptions } from './chatOptions';
import type { Surface } from './surface';

/** So many idle sessions stay open behind those that pages show. */
const mostResting = 5;

/** The chat of one window: its open sessions, and the surfaces that show them. */
export class Chat {
  private readonly changes: Emitter<void>;
  /** State, title, or waiting requests of any open session, or what a surface shows, may have changed. */
  readonly onDidChange;
  private readonly shownOn = new Set<Surface>();
  private reopening: Promise<void> = Promise.resolve();
  private reopenings = 0;
  private readonly store = new DisposableStore();

  /** The sessions that pages have shown, the latest last. */
  private seen: readonly (OpenSession | undefined)[] = [];

  constructor(private readonly options: ChatOptions) {
    this.changes = new Emitter((error) => options.logger.error('A listener of the chat failed', error));
    this.onDidChange = this.changes.event;
    const { consent, setup } = options;
    if (consent) this.store.add(consent.onDidChange(() => this.surfaces.forEach((one) => one.tellConsent())));
    this.store.add(
      setup.onDidChange((state) => {
        this.emit({ type: 'setup/changed', setup: state });
        this.changed();
      }),
    );
  }

  get surfaces(): readonly Surface[] {
    return [...this.shownOn];
  }

  /** The open sessions, shown or not. */
  get open(): readonly OpenSession[] {
    return this.options.sessions.all;
  }

  /** Those in which the agent is at work. */
  get working(): readonly OpenSession[] {
    return this.open.filter((session) => session.isBusy);
  }

  get isReopening(): boolean {
    return this.reopenings > 0;
  }

  add(surface: Surface): () => void {
    this.shownOn.add(surface);
    return () => this.shownOn.delete(surface);
  }

  session(sessionId: string): OpenSession | undefined {
    return this.options.sessions.get(sessionId);
  }

  /** Facts for every page. */
  emit(...facts: readonly ToView[]): void {
    for (const surface of this.surfaces) surface.emit(...facts);
  }

  /** Facts for the pages that show a session. */
  emitFor(sessionId: string, facts: readonly ToView[]): void {
    for (const surface of this.surfaces) if (surface.current?.sessionId === sessionId) surface.follow(facts);
  }

  /** Said on every page. */
  setBanner(banner: Notice | undefined): void {
    for (const surface of this.surfaces) surface.setBanner(banner);
  }

  changed(): void {
    for (const surface of this.surfaces) surface.tellSession();
    this.changes.fire();
  }

  refreshComposer(): void {
    for (const surface of this.surfaces) surface.refreshComposer();
  }

  /** Ends the CLI and starts it again; the shown sessions come back with their history. */
  async restart(): Promise<void> {
    const returns = this.surfaces.map((surface) => surface.letGo());
    this.options.sessions.clear();
    const client = await this.options.setup.restart();
    if (client) await Promise.all(returns.map((comeBack) => comeBack()));
  }

  /** Ends the CLI until somebody starts it again. */
  async stopCli(): Promise<void> {
    await this.options.setup.stop();
  }

  /** Opens the shown sessions again with the settings as they are now, unless they are busy. */
  reopen(): Promise<void> {
    this.reopenings += 1;
    const reopening = this.reopening
      .then(() => this.reopenOutdated())
      .finally(() => {
        this.reopenings -= 1;
        this.refreshComposer();
      });
    this.reopening = reopening.catch(() => undefined);
    return reopening;
  }

  /** Resolves when the shown sessions follow the settings: what is sent before would go to the old model. */
  get reopened(): Promise<void> {
    return this.reopening;
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
      const showing = this.surfaces.filter(({ current }) => current?.sessionId === sessionId);
      await Promise.all(showing.map((surface) => surface.replace(next)));
    }
  }

  /** Looks whether what the folder runs is still what was allowed; resolves when what is not so is off. */
  async checkConsent(): Promise<void> {
    const { consent, sessions } = this.options;
    if (!consent) return;
    await consent.check();
    const isOutdated = ({ current, isOpening }: Surface) =>
      current && !current.isBusy && !isOpening && !sessions.isUpToDate(current.sessionId);
    if (this.surfaces.some(isOutdated)) void this.reopen();
  }

  /** Closes what no page looks at any more: empty sessions, and those that have rested longest. */
  closeUnused(): void {
    const shown = new Set(this.surfaces.map(({ current }) => current));
    this.seen = [...this.seen, ...shown].filter(
      (one, at, all) => all.lastIndexOf(one) === at && this.isOpen(one),
    );
    const resting = this.open.filter((session) => !shown.has(session) && session.canRest);
    const newestFirst = resting.sort((a, b) => this.seen.indexOf(b) - this.seen.indexOf(a));
    const unused = newestFirst.filter((session, at) => session.isUnused || at >= mostResting);
    for (const { sessionId } of unused) void this.options.sessions.close(sessionId);
  }

  dispose(): void {
    for (const session of this.open) session.keep();
    for (const surface of this.surfaces) surface.dispose();
    this.store.dispose();
    this.changes.dispose();
  }

  private isOpen(session: OpenSession | undefined): boolean {
    return session !== undefined && this.open.includes(session);
  }

  private async reopenOutdated(): Promise<void> {
    const { setup, sessions } = this.options;
    // One change may come as several settings; those that change nothing must not close what is shown.
    const client = await setup.prepare();
    const isCurrent = (live: OpenSession) => client !== undefined && sessions.isUpToDate(live.sessionId);
    const outdated = this.surfaces.filter(
      ({ current }) => !current || !(current.isBusy || isCurrent(current)),
    );
    await Promise.all(outdated.map((surface) => surface.reopen()));
  }
}
