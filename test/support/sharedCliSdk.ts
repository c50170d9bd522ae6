// Stands in for the package in the examples of docs/sdk.md: a client without options reaches a CLI that runs
// already, since each start takes its time, and a session without a provider gets the scripted model.
import {
  type ClientOptions,
  CopilotClient as Client,
  type CopilotSession,
  type ResumeSessionConfig,
  type SessionConfig,
} from '../../src/sdk/index';

export * from '../../src/sdk/index';

export class CopilotClient extends Client {
  constructor(options?: ClientOptions) {
    const { GUIDE_CLI_URL: cliUrl, GUIDE_CLI_TOKEN: connectionToken } = process.env;
    super(options ?? { cliUrl, connectionToken });
  }

  override createSession(config: SessionConfig = {}): Promise<CopilotSession> {
    return super.createSession(withModel(config));
  }

  override resumeSession(sessionId: string, config: ResumeSessionConfig = {}): Promise<CopilotSession> {
    return super.resumeSession(sessionId, withModel(config));
  }
}

function withModel(config: SessionConfig): SessionConfig {
  const { MY_BASE_URL: baseUrl = '' } = process.env;
  return { provider: { baseUrl, apiKey: 'a-long-key-for-tests' }, ...config };
}
