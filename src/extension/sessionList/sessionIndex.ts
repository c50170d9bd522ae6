import type { CopilotClient, Logger, SessionMetadata } from '../../sdk/index';
import type { ClientManager } from '../cli/cliManager';
import { DisposableStore } from '../base/disposables';
import { Emitter } from '../base/emitter';
import { describe } from '../base/describeError';

/** The CLI tells of every single event of a session; one look at the list serves them all. */
const settleMs = 300;

/** The sessions of this folder as the CLI lists them, read anew when it says that something changed. */
export class SessionIndex {
  private readonly changes: Emitter<void>;
  readonly onDidChange;
  private listed: readonly SessionMetadata[] = [];
  private timer: NodeJS.Timeout | undefined;
  private client: CopilotClient | undefined;
  private readonly store = new DisposableStore();
  private following = new DisposableStore();

  constructor(
    private readonly manager: ClientManager,
    private readonly cwd: string,
    private readonly logger: Logger,
  ) {
    this.changes = new Emitter((error) => logger.error('A listener of the session list failed', error));
    this.onDidChange = this.changes.event;
    this.store.add(manager.onDidChange(() => this.follow()));
    this.store.addUndo(() => clearTimeout(this.timer));
  }

  get all(): readonly SessionMetadata[] {
    return this.listed;
  }

  /** The title that a session is listed under. */
  titleOf(sessionId: string): string | undefined {
    const found = this.listed.find((session) => session.sessionId === sessionId);
    return found?.name ?? found?.summary;
  }

  async refresh(): Promise<void> {
    const client = this.manager.connected;
    if (!client) return;
    try {
      this.listed = await client.listSessions({ cwd: this.cwd });
    } catch (error) {
      this.logger.warn(`The sessions could not be listed: ${describe(error)}`);
      return;
    }
    this.changes.fire();
  }

  /** Without a CLI that runs there is nobody to do it. */
  get canDelete(): boolean {
    return this.manager.connected !== undefined;
  }

  async delete(sessionId: string): Promise<void> {
    if (!this.manager.connected) throw new Error(`No CLI runs to delete the session ${sessionId}`);
    await this.manager.connected.deleteSession(sessionId);
    this.listed = this.listed.filter((session) => session.sessionId !== sessionId);
    this.changes.fire();
  }

  dispose(): void {
    this.following.dispose();
    this.store.dispose();
    this.changes.dispose();
  }

  private follow(): void {
    const client = this.manager.connected;
    if (!client || client === this.client) return;
    this.client = client;
    this.following.dispose();
    this.following = new DisposableStore();
    this.following.addUndo(client.onLifecycle(() => this.refreshSoon()));
    void this.refresh();
  }

  private refreshSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.refresh();
    }, settleMs);
  }
}
