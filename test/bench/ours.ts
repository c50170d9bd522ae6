import {
  approveAll,
  CopilotClient,
  type CopilotSession,
  defineTool,
  fastStart,
  type SessionConfig,
} from '../../src/sdk/index';
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

export const makeOurs: MakeClient = ({ cliPath, home, cwd, fastStart: isFast }) => {
  const client = new CopilotClient({
    cliPath,
    cwd,
    env: { COPILOT_HOME: home },
    logLevel,
    useLoggedInUser: false,
    fastStart: isFast ? fastStart : undefined,
  });
  return {
    start: () => client.start(),
    ping: () => client.ping(),
    create: async (setup) => wrap(await client.createSession(config(setup))),
    open: async (sessionId) => (await client.readHistory(sessionId)).events.length,
    resume: async (sessionId, setup) => wrap(await client.resumeSession(sessionId, config(setup))),
    pid: () => client.pid,
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
    send: (prompt) => session.send(prompt),
    ask: (prompt) => session.sendAndWait(prompt),
    release: () => session.destroy(),
  };
}
