import type { SessionConfig } from './config';
import { CopilotError } from './errors';
import { runHook } from './hooks';
import type { Logger } from './logger';
import { tokenProviderOf } from './provider';
import { count, maybe, object, otherwise, read, text } from './shape';
import { transformSections } from './systemMessage';

const tokenAsk = object({ providerName: otherwise(text, 'default') });
const autoModeAsk = object({ errorCode: maybe(text), retryAfterSeconds: maybe(count) });

/** What the CLI lets the program decide besides the agent's own questions. */
export class SessionCallbacks {
  constructor(
    private readonly sessionId: string,
    private readonly config: SessionConfig,
    private readonly logger: Logger,
  ) {}

  onHook(params: unknown): Promise<unknown> {
    return runHook(this.config.hooks, this.sessionId, params, this.logger);
  }

  onTransform(params: unknown): Promise<unknown> {
    return transformSections(this.config.systemMessage, params, this.logger);
  }

  /** A failure goes to the CLI, which fails the turn with it. */
  async onToken(params: unknown): Promise<unknown> {
    const { providerName } = read('providerToken.getToken came', tokenAsk, params);
    const provide = tokenProviderOf(this.config, providerName);
    if (!provide) throw new CopilotError('not-supported', `Nobody gives tokens for ${providerName}.`);
    return { token: await provide({ providerName, sessionId: this.sessionId }) };
  }

  async onAutoModeSwitch(params: unknown): Promise<unknown> {
    const { errorCode, retryAfterSeconds } = read('autoModeSwitch.request came', autoModeAsk, params);
    const handler = this.config.onAutoModeSwitchRequest;
    try {
      const context = { sessionId: this.sessionId };
      return { response: (await handler?.({ errorCode, retryAfterSeconds }, context)) ?? 'no' };
    } catch (error) {
      this.logger.error('The handler of the auto mode switch failed', error);
      return { response: 'no' };
    }
  }
}
