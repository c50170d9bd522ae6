import * as fs from 'node:fs';
import * as path from 'node:path';
import { type ClientOptions, CopilotClient, type SessionEvent } from '../../src/sdk/index';
import { makeScratch } from './scratch';

export const fakeCliPath = path.resolve('test/support/fakeCli.mjs');

export interface FakeLogEntry {
  readonly pid: number;
  readonly start?: {
    readonly argv: readonly string[];
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
  };
  readonly message?: {
    readonly id?: number | string;
    readonly method?: string;
    readonly params?: Readonly<Record<string, unknown>>;
    readonly result?: unknown;
  };
}

/** A client of a fake CLI, with the folder where that keeps its state. */
export interface FakeSetup {
  readonly client: CopilotClient;
  readonly home: string;
  readonly states: readonly string[];
  /** What the fake CLI was started with and told, oldest first. */
  log(): readonly FakeLogEntry[];
  /** The parameters that came with a method, oldest first. */
  received(method: string): readonly Readonly<Record<string, unknown>>[];
  /** Settles with the next state of that name, or at once if it is the state now. */
  reached(state: string): Promise<void>;
  end(): Promise<void>;
}

export function makeFake(switches = '', options: ClientOptions = {}): FakeSetup {
  const scratch = makeScratch('fake-cli');
  const env = { COPILOT_HOME: scratch.path, FAKE_CLI: switches, ...options.env };
  const client = new CopilotClient({ cliPath: fakeCliPath, restartDelaysMs: [10, 20, 40], ...options, env });
  const states: string[] = [];
  client.onState(({ state }) => states.push(state));
  const log = (): readonly FakeLogEntry[] => readLog(path.join(scratch.path, 'fake-log.jsonl'));
  return {
    client,
    home: scratch.path,
    states,
    log,
    received: (method) =>
      log().flatMap(({ message }) => (message?.method === method ? [message.params ?? {}] : [])),
    reached: (state) => reached(client, state),
    end: async () => {
      await client.forceStop();
      scratch.remove();
    },
  };
}

/** Counts what a client sends, when its `onMessage` is given to that; it then reads every message, too. */
export class Sent {
  private readonly methods: (string | undefined)[] = [];

  readonly onMessage: ClientOptions['onMessage'] = (direction, message) => {
    if (direction === 'out') this.methods.push((message as FakeLogEntry['message'])?.method);
  };

  count(method: string): number {
    return this.methods.filter((name) => name === method).length;
  }
}

function readLog(file: string): readonly FakeLogEntry[] {
  if (!fs.existsSync(file)) return [];
  // What stands behind the last line break is still being written.
  const lines = fs.readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as FakeLogEntry);
}

function reached(client: CopilotClient, wanted: string): Promise<void> {
  if (client.getState() === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    const undo = client.onState(({ state }) => {
      if (state !== wanted) return;
      undo();
      resolve();
    });
  });
}

/** Settles with the next event of that type. */
export function nextEvent(
  session: { on(listener: (event: SessionEvent) => void): () => void },
  type: string,
): Promise<SessionEvent> {
  return new Promise((resolve) => {
    const undo = session.on((event) => {
      if (event.type !== type) return;
      undo();
      resolve(event);
    });
  });
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
