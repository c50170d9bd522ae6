import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  apiKey,
  logLevel,
  type BenchSession,
  type MakeClient,
  model,
  toolAnswer,
  toolParameters,
} from './adapter';

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly params?: {
    readonly sessionId: string;
    readonly event: { readonly type: string; readonly data: unknown };
  };
}

/** What this library asks of a session, so that the CLI has the same to do. */
const asOurs = {
  streaming: true,
  includeSubAgentStreamingEvents: true,
  hooks: false,
  requestPermission: true,
  requestUserInput: false,
  requestElicitation: false,
  requestExitPlanMode: false,
  requestAutoModeSwitch: false,
  toolFilterPrecedence: 'excluded',
  envValueMode: 'direct',
} as const;

/** Frames, requests and events, and nothing else: what no library can be faster than. */
class Pipe {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<number, (result: unknown) => void>();
  private bytes: Buffer = Buffer.alloc(0);
  private nextId = 0;

  constructor(
    cliPath: string,
    options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
    private readonly onEvent: (event: NonNullable<Message['params']>) => void,
  ) {
    const args = ['--headless', '--no-auto-update', '--stdio', '--no-auto-login', '--log-level', logLevel];
    const isScript = cliPath.endsWith('.js');
    this.child = spawn(isScript ? process.execPath : cliPath, isScript ? [cliPath, ...args] : args, options);
    this.child.stderr.resume();
    this.child.stdout.on('data', (chunk: Buffer) => this.take(chunk));
  }

  request(method: string, params: unknown): Promise<unknown> {
    const id = this.nextId++;
    const body = JSON.stringify({ jsonrpc: '2.0', id, method, params });
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  async end(): Promise<void> {
    const exit = once(this.child, 'exit');
    void this.request('runtime.shutdown', {});
    this.child.stdin.end();
    await exit;
  }

  private take(chunk: Buffer): void {
    const bytes = this.bytes.length > 0 ? Buffer.concat([this.bytes, chunk]) : chunk;
    let at = 0;
    for (;;) {
      const end = bytes.indexOf('\r\n\r\n', at);
      if (end === -1) break;
      const frameEnd = end + 4 + Number(bytes.toString('latin1', at + 16, end));
      if (bytes.length < frameEnd) break;
      this.receive(JSON.parse(bytes.toString('utf8', end + 4, frameEnd)) as Message);
      at = frameEnd;
    }
    this.bytes = bytes.subarray(at);
  }

  private receive({ id, result, params }: Message): void {
    if (id === undefined) return params?.event && this.onEvent(params);
    this.waiting.get(id)?.(result);
    this.waiting.delete(id);
  }
}

export const makeRaw: MakeClient = ({ cliPath, home, cwd }) => {
  const listeners = new Map<string, Set<(type: string, data: unknown) => void>>();
  const env = { ...process.env, COPILOT_HOME: home };
  const pipe = new Pipe(cliPath, { cwd, env }, ({ sessionId, event }) => {
    for (const listener of listeners.get(sessionId) ?? []) listener(event.type, event.data);
  });
  return {
    start: () => pipe.request('connect', {}),
    ping: () => pipe.request('ping', {}),
    create: async ({ modelUrl, tools = [] }) => {
      const sessionId = randomUUID();
      const own = new Set<(type: string, data: unknown) => void>();
      listeners.set(sessionId, own);
      own.add((type, data) => {
        if (type !== 'external_tool.requested') return;
        const { requestId } = data as { requestId: string };
        const result = { textResultForLlm: toolAnswer, resultType: 'success' };
        void pipe.request('session.tools.handlePendingToolCall', { sessionId, requestId, result });
      });
      await pipe.request('session.create', {
        sessionId,
        ...asOurs,
        ...(modelUrl && { model, provider: { type: 'openai', baseUrl: modelUrl, apiKey } }),
        tools: tools.map((name) => ({
          name,
          description: name,
          parameters: toolParameters,
          skipPermission: true,
        })),
      });
      return session(pipe, sessionId, own);
    },
    open: async (sessionId) => {
      const params = { sessionId, max: 200, direction: 'backward' };
      const page = (await pipe.request('sessions.readPersistedEvents', params)) as { events: unknown[] };
      return page.events.length;
    },
    resume: () => Promise.reject(new Error('The bare pipe resumes nothing.')),
    stop: () => pipe.end(),
  };
};

function session(
  pipe: Pipe,
  sessionId: string,
  listeners: Set<(type: string, data: unknown) => void>,
): BenchSession {
  const send = (prompt: string): Promise<unknown> => pipe.request('session.send', { sessionId, prompt });
  return {
    id: sessionId,
    onAny: (listener) => void listeners.add(listener),
    onType: (type, listener) => void listeners.add((other) => other === type && listener()),
    send,
    ask: (prompt) =>
      new Promise<void>((resolve) => {
        const onEvent = (type: string): void => {
          if (type !== 'session.idle') return;
          listeners.delete(onEvent);
          resolve();
        };
        listeners.add(onEvent);
        void send(prompt);
      }),
    release: () => pipe.request('session.detach', { sessionId }),
  };
}
