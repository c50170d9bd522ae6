import { randomUUID } from 'node:crypto';
import type { CopilotClient, ResumeSessionConfig, Tool } from '../../sdk/index';
import { OpenSession } from './openSession';
import type { OpenSessionOptions } from './openSessionOptions';
import { SessionHistory } from '../transcript/historyReader';
import { describe } from '../base/describeError';

/** Some thirty turns. */
const defaultPageSize = 300;

export interface OpenSessionsOptions {
  readonly tools: readonly Tool[];
  readonly config: () => ResumeSessionConfig;
  /** Awaited directly before a session is opened or resumed with the configuration. */
  readonly prepare?: (() => Promise<void>) | undefined;
  /** What was chosen for one session and takes the place of the settings. */
  readonly chosen?: (live: OpenSession) => Pick<ResumeSessionConfig, 'model' | 'reasoningEffort' | 'sandbox'>;
  /** How many events are read at once from an old session. */
  readonly pageSize?: number;
  /** Everything of a live session but its id. */
  readonly live: (sessionId: string) => Omit<OpenSessionOptions, 'sessionId' | 'draftKey'>;
}

/** An old session that is being loaded. */
interface Coming {
  /** As soon as its newest turns are read; undefined when they cannot be read alone. */
  readonly preview: Promise<OpenSession | undefined>;
  readonly live: Promise<OpenSession>;
}

/** The sessions that are open in this window; the others of the folder are only listed. */
export class OpenSessions {
  private readonly open = new Map<string, OpenSession>();
  private readonly coming = new Map<string, Coming>();
  /** What each open session was opened with. */
  private readonly openedWith = new Map<string, ResumeSessionConfig>();
  private client: CopilotClient | undefined;

  constructor(private readonly options: OpenSessionsOptions) {}

  get all(): readonly OpenSession[] {
    return [...this.open.values()];
  }

  get(sessionId: string): OpenSession | undefined {
    return this.open.get(sessionId);
  }

  /** Makes a session without a model call; the CLI keeps it only once a message was sent. */
  async create(client: CopilotClient, draftKey?: string): Promise<OpenSession> {
    this.belongTo(client);
    const sessionId = randomUUID();
    const live = this.make(sessionId, draftKey);
    await this.options.prepare?.();
    await live.attach(client.createSession({ ...this.configFor(live), sessionId }), false);
    live.outbox.reload(); // something may have been typed meanwhile
    this.open.set(sessionId, live);
    return live;
  }

  /**
   * Opens an old session. `onPreview` gets it as soon as its newest turns are read, which takes the same time
   * for any length; the CLI needs longer to load it.
   */
  async resume(
    client: CopilotClient,
    sessionId: string,
    onPreview: (live: OpenSession) => void,
  ): Promise<OpenSession> {
    this.belongTo(client);
    const present = this.open.get(sessionId);
    if (present) return present;
    const coming = this.coming.get(sessionId) ?? this.load(client, sessionId);
    void coming.preview.then((live) => live && onPreview(live));
    return coming.live;
  }

  /** Two who want the same session wait for the same one. */
  private load(client: CopilotClient, sessionId: string): Coming {
    const live = this.make(sessionId);
    live.choices.reload(sessionId);
    const limit = this.options.pageSize ?? defaultPageSize;
    const history = new SessionHistory((before) => client.readHistory(sessionId, { before, limit }));
    const preview = live.preview(history).then((isShown) => (isShown ? live : undefined));
    const coming: Coming = {
      preview,
      live: preview
        .then(() => this.resumeNow(client, live))
        .then(() => {
          if (this.client === client) this.open.set(sessionId, live);
          return live;
        })
        .finally(() => this.coming.get(sessionId) === coming && this.coming.delete(sessionId)),
    };
    this.coming.set(sessionId, coming);
    return coming;
  }

  private async resumeNow(client: CopilotClient, live: OpenSession): Promise<void> {
    const { sessionId } = live;
    await this.options.prepare?.();
    try {
      await live.attach(client.resumeSession(sessionId, this.configFor(live)), true);
    } catch (error) {
      // The CLI writes behind its events: of a session that ended in its first turn it may have kept nothing.
      if (!live.isKeptHere || !/Session not found/.test(describe(error))) throw error;
      await live.attachAgain(client.createSession({ ...this.configFor(live), sessionId }));
    }
  }

  /** What an open session was opened with, but for what was chosen in it. */
  configOf(sessionId: string): ResumeSessionConfig | undefined {
    return this.openedWith.get(sessionId);
  }

  /** Whether a session was opened with the settings as they are now, but for what was chosen in it since. */
  isUpToDate(sessionId: string): boolean {
    const live = this.open.get(sessionId);
    if (!live) return false;
    const own = Object.keys(this.options.chosen?.(live) ?? {});
    const shared = (config: ResumeSessionConfig = {}) =>
      JSON.stringify(Object.entries(config).filter(([key]) => !own.includes(key)));
    return shared(this.openedWith.get(sessionId)) === shared(this.options.config());
  }

  async close(sessionId: string): Promise<void> {
    const live = this.open.get(sessionId);
    this.open.delete(sessionId);
    this.openedWith.delete(sessionId);
    await live?.detach();
  }

  /** Forgets all without a word to the CLI, which is gone or going. */
  clear(): void {
    for (const live of this.all) live.keep();
    this.open.clear();
    this.coming.clear();
    this.openedWith.clear();
  }

  /** Sessions of an earlier client are dead. */
  private belongTo(client: CopilotClient): void {
    if (this.client !== client) this.clear();
    this.client = client;
  }

  private make(sessionId: string, draftKey?: string): OpenSession {
    return new OpenSession({ ...this.options.live(sessionId), sessionId, draftKey });
  }

  private configFor(live: OpenSession): ResumeSessionConfig {
    const config = this.options.config();
    this.openedWith.set(live.sessionId, config);
    return { ...config, ...this.options.chosen?.(live), tools: this.options.tools, ...live.handlers };
  }
}
