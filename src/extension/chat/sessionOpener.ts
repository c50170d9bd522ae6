import type { Notice } from '../../protocol/toView';
import type { CopilotClient, Logger } from '../../sdk/index';
import { HooksNotHeld } from '../consent/hooksNotHeld';
import { describe } from '../base/describeError';
import type { OpenSessions } from '../session/openSessions';
import type { OpenSession } from '../session/openSession';
import type { Setup } from '../cli/readiness';
import type { SurfaceMemory } from './chatOptions';

export interface OpeningOptions {
  readonly setup: Setup;
  readonly sessions: OpenSessions;
  readonly memory: SurfaceMemory;
  readonly logger: Logger;
}

/** Who waits for a session. */
export interface OpeningFor {
  readonly draftKey: string | undefined;
  readonly shown: () => OpenSession | undefined;
  /** The newest turns of an old session are there before the CLI has loaded it. */
  readonly show: (live: OpenSession) => void;
  readonly fail: (notice: Notice) => void;
  /** False once another session was asked for. */
  readonly isWanted: () => boolean;
}

/** The way to an open session: the CLI runs, and the wanted session is resumed or a new one made. */
export class SessionOpener {
  constructor(private readonly options: OpeningOptions) {}

  /** Undefined when there is no CLI, or it makes no session; then a banner or the setup says why. */
  async open(sessionId: string | undefined, waiting: OpeningFor): Promise<OpenSession | undefined> {
    const client = await this.options.setup.prepare();
    if (!client) return undefined;
    return sessionId ? this.resume(client, sessionId, waiting) : this.create(client, waiting);
  }

  private async resume(
    client: CopilotClient,
    sessionId: string,
    waiting: OpeningFor,
  ): Promise<OpenSession | undefined> {
    const { sessions, memory, logger } = this.options;
    try {
      return await sessions.resume(client, sessionId, waiting.show);
    } catch (error) {
      logger.error(`Session ${sessionId} could not be opened: ${describe(error)}`);
      if (!waiting.isWanted()) return undefined;
      waiting.fail(noticeOf(error));
      if (memory.shownSession === sessionId) void memory.setShownSession(undefined);
      return waiting.shown() ?? (await this.create(client, waiting));
    }
  }

  private async create(client: CopilotClient, waiting: OpeningFor): Promise<OpenSession | undefined> {
    try {
      return await this.options.sessions.create(client, waiting.draftKey);
    } catch (error) {
      this.options.logger.error(`No session could be made: ${describe(error)}`);
      waiting.fail(noticeOf(error));
      return undefined;
    }
  }
}

function noticeOf(error: unknown): Notice {
  if (error instanceof HooksNotHeld)
    return { code: 'hooks-not-held', severity: 'error', actions: ['show-log'] };
  const message = error instanceof Error ? error.message : String(error);
  const actions = ['new-session', 'show-log'] as const;
  return { code: 'open-failed', severity: 'error', values: { message }, actions };
}
