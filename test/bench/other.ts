import {
  approveAll,
  CopilotClient,
  type CopilotSession,
  defineTool,
  RuntimeConnection,
  type SessionConfig,
} from '@github/copilot-sdk';
import {
  apiKey,
  logLevel,
  type BenchSession,
  type MakeClient,
  model,
  type SessionSetup,
  toolAnswer,
  toolParameters,
} from './adapter';

export const makeOther: MakeClient = ({ cliPath, home, cwd }) => {
  const client = new CopilotClient({
    connection: RuntimeConnection.forStdio({ path: cliPath }),
    workingDirectory: cwd,
    baseDirectory: home,
    env: process.env,
    logLevel,
    useLoggedInUser: false,
  });
  return {
    start: () => client.start(),
    ping: () => client.ping(),
    create: async (setup) => wrap(await client.createSession(config(setup))),
    open: async (sessionId, setup) => {
      const session = await client.resumeSession(sessionId, config(setup));
      return (await session.getEvents()).length;
    },
    resume: async (sessionId, setup) => wrap(await client.resumeSession(sessionId, config(setup))),
    stop: () => client.stop(),
  };
};

function config({ modelUrl, tools = [] }: SessionSetup): SessionConfig {
  return {
    streaming: true,
    onPermissionRequest: approveAll,
    ...(modelUrl && { model, provider: { type: 'openai', baseUrl: modelUrl, apiKey } }),
    tools: tools.map((name) =>
      defineTool(name, {
        description: name,
        parameters: toolParameters,
        handler: () => toolAnswer,
        skipPermission: true,
      }),
    ),
  };
}

function wrap(session: CopilotSession): BenchSession {
  return {
    id: session.sessionId,
    onAny: (listener) => void session.on(({ type }) => listener(type)),
    onType: (type, listener) => void session.on(type as 'session.idle', () => listener()),
    send: (prompt) => session.send({ prompt }),
    ask: (prompt) => session.sendAndWait({ prompt }),
    release: () => session.disconnect(),
  };
}
