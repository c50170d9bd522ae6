import * as path from 'node:path';
import type { ModelReply, ModelScript } from '../../src/demo/modelScript';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { replies, say } from '../../src/demo/replies';
import {
  approveAll,
  type ClientOptions,
  CopilotClient,
  type CopilotSession,
  findCli,
  type SessionConfig,
} from '../../src/sdk/index';
import { makeScratch, type Scratch } from './scratch';

export const realCliPath = findCli({ env: {}, searchFrom: [process.cwd()] }).path;

export interface Frame {
  readonly direction: 'in' | 'out';
  readonly message: {
    readonly method?: string;
    readonly params?: Readonly<Record<string, unknown>>;
  };
}

/** The real CLI with a scripted model; one client for several tests, since each start takes its time. */
export interface RealCli {
  readonly client: CopilotClient;
  readonly scratch: Scratch;
  readonly server: ModelServer;
  readonly frames: readonly Frame[];
  /** What the model answers from now on. */
  script(list: readonly (ModelReply | ModelScript)[]): void;
  /** A configuration that leads to the scripted model and allows everything. */
  config(config?: SessionConfig): SessionConfig;
  open(list: readonly (ModelReply | ModelScript)[], config?: SessionConfig): Promise<CopilotSession>;
  /** Parameters of the requests of that method that went out, oldest first. */
  sent(method: string): readonly Readonly<Record<string, unknown>>[];
  /** What the model was asked last. */
  asked(): NonNullable<ModelServer['requests'][number]['model']>;
  end(): Promise<void>;
}

export async function startRealCli(options: ClientOptions = {}): Promise<RealCli> {
  const scratch = makeScratch('guide');
  let script: ModelScript = replies([]);
  const server = await startModelServer((request) => script(request));
  const frames: Frame[] = [];
  const client = new CopilotClient({
    cliPath: realCliPath,
    cwd: scratch.path,
    restartDelaysMs: [10, 100],
    onMessage: (direction, message) => frames.push({ direction, message: message as Frame['message'] }),
    ...options,
    env: { COPILOT_HOME: path.join(scratch.path, 'home'), ...options.env },
  });
  const config = (given: SessionConfig = {}): SessionConfig => ({
    model: 'claude-demo',
    provider: { type: 'openai', baseUrl: server.url, apiKey: 'a-long-key-for-tests' },
    workingDirectory: scratch.path,
    onPermissionRequest: approveAll,
    ...given,
  });
  const use = (list: readonly (ModelReply | ModelScript)[]): void => void (script = replies(list));
  return {
    client,
    scratch,
    server,
    frames,
    config,
    script: use,
    open: (list, given) => {
      use(list);
      return client.createSession(config(given));
    },
    sent: (method) =>
      frames.flatMap(({ direction, message }) =>
        direction === 'out' && message.method === method ? [message.params ?? {}] : [],
      ),
    asked: () => {
      const { model } = server.requests.findLast((request) => request.model) ?? {};
      if (!model) throw new Error('The model was not asked.');
      return model;
    },
    end: async () => {
      await client.stop();
      await server.stop();
      scratch.remove();
    },
  };
}

/** Answers with what the tools told the model. */
export const report: ModelScript = ({ outcomes }) => say(`Result: ${outcomes.at(-1)?.result}`);

/** The answer to a prompt. */
export async function answer(session: CopilotSession, prompt: string): Promise<string | undefined> {
  return (await session.sendAndWait(prompt, 30_000))?.data.content;
}
