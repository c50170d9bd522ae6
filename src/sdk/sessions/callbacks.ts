import type { SessionConfig } from '../options/config';
import { CopilotError } from '../util/errors';
import type { HandlerClock } from '../util/handlerClock';
import { runHook } from '../options/hooks';
import type { Logger } from '../util/logger';
import { tokenProviderOf } from '../options/provider';
import { count, maybe, object, otherwise, read, text, maybeText } from '../util/shape';
import { transformSections } from '../options/systemMessage';

const tokenAsk = object({ providerName: otherwise(text, 'default') });
const autoModeAsk = object({ errorCode: maybeText, retryAfterSeconds: maybe(count) });

/** What the CLI lets the program decide besides the agent's own questions. */
export class SessionCallbacks {
  constructor(
    private readonly sessionId: string,
    public config: SessionConfig,
    private readonly logger: Logger,
    private readonly clock: HandlerClock,
  ) {}

  onHook(params: unknown): Promise<unknown> {
    return runHook(this.config.hooks, this.sessionId, params, this.logger, this.clock);
  }

  onTransform(params: unknown): Promise<unknown> {
    return transformSections(this.config.systemMessage, params, this.logger, this.clock);
  }

  /** A failure goes to the CLI, which fails the turn with it. */
  async onToken(params: unknown): Promise<unknown> {
    const { providerName } = read('providerToken.getToken came', tokenAsk, params);
    const provide = tokenProviderOf(this.config, providerName);
    if (!provide) throw new CopilotError('not-supported', `Nobody gives tokens for ${providerName}.`);
    const ask = { providerName, sessionId: this.sessionId };
    return {
      token: await this.clock.run('workMs', `The token provider of ${providerName}`, () => provide(ask)),
    };
  }

  async onAutoModeSwitch(params: unknown): Promise<unknown> {
    const { errorCode, retryAfterSeconds } = read('autoModeSwitch.request came', autoModeAsk, params);
    const handler = this.config.onAutoModeSwitchRequest;
    try {
      const context = { sessionId: this.sessionId };
      const ask = (): unknown => handler?.({ errorCode, retryAfterSeconds }, context);
      return {
        response: (await this.clock.run('personMs', 'The handler of the auto mode switch', ask)) ?? 'no',
      };
    } catch (error) {
      this.logger.error('The handler of the auto mode switch failed', error);
      return { response: 'no' };
    }
  }
}
