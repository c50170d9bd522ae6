import type { Notice } from '../../protocol/toView';
import type { CopilotClient, Logger } from '../../sdk/index';
import { HooksNotHeld } from '../consent/hooksNotHeld';
import { describe } from '../base/describeError';
import type { LiveSessions } from '../session/openSessions';
import type { LiveSession } from '../session/openSession';
import type { Setup } from '../cli/readiness';
import type { ChatStorage } from '../storage/sessionStorage';

export interface OpeningOptions {
  readonly setup: Setup;
  readonly sessions: LiveSessions;
  readonly storage: ChatStorage;
  readonly logger: Logger;
  readonly shown: () => LiveSession | undefined;
  readonly show: (live: LiveSession) => void;
  readonly setBanner: (banner: Notice) => void;
}

/** The way to an open session: the CLI runs, and the wanted session is resumed or a new one made. */
export class SessionOpening {
  constructor(private readonly options: OpeningOptions) {}

  /** Undefined when there is no CLI, or it makes no session; then a banner or the setup says why. */
  async open(sessionId: string | undefined): Promise<LiveSession | undefined> {
    const client = await this.options.setup.prepare();
    if (!client) return undefined;
    return sessionId ? this.resume(client, sessionId) : this.create(client);
  }

  private async resume(client: CopilotClient, sessionId: string): Promise<LiveSession | undefined> {
    const { sessions, storage, logger, show, shown } = this.options;
    try {
      return await sessions.resume(client, sessionId, show);
    } catch (error) {
      logger.error(`Session ${sessionId} could not be opened: ${describe(error)}`);
      this.fail(error);
      if (storage.shownSession === sessionId) void storage.setShownSession(undefined);
      return shown() ?? (await this.create(client));
    }
  }

  private async create(client: CopilotClient): Promise<LiveSession | undefined> {
    try {
      return await this.options.sessions.create(client);
    } catch (error) {
      this.options.logger.error(`No session could be made: ${describe(error)}`);
      this.fail(error);
      return undefined;
    }
  }

  private fail(error: unknown): void {
    if (error instanceof HooksNotHeld) {
      return this.options.setBanner({ code: 'hooks-not-held', severity: 'error', actions: ['show-log'] });
    }
    const message = error instanceof Error ? error.message : String(error);
    const actions = ['new-session', 'show-log'] as const;
    this.options.setBanner({ code: 'open-failed', severity: 'error', values: { message }, actions });
  }
}
