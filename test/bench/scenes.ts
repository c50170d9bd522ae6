import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { ModelScript } from '../../src/demo/modelScript';
import { startModelServer } from '../../src/demo/modelServer';
import { callTool, createGate, say } from '../../src/demo/replies';
import type { BenchClient, MakeClient, Setup } from './adapter';

export type Figures = Readonly<Record<string, number>>;

export interface SceneInput {
  readonly make: MakeClient;
  readonly setup: Setup;
  readonly count: number;
  /** A long session that is there already. */
  readonly sessionId?: string;
  /** A model service in another process, where the figures must not hold its work. */
  readonly modelUrl?: string;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const megabytes = (kilobytes: number): number => kilobytes / 1024;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Runs `act` while a turn of many pieces comes in. */
async function flood(
  { make, setup, count }: SceneInput,
  hears: 'all' | 'end',
  act: (client: BenchClient, isOver: () => boolean) => Promise<void> = () => Promise.resolve(),
): Promise<Figures> {
  const client = make(setup);
  await client.start();
  const session = await client.create({});
  await session.ask('hello');
  let events = 0;
  let isOver = false;
  const end = new Promise<void>((resolve) => {
    const finish = (): void => {
      isOver = true;
      resolve();
    };
    if (hears === 'end') return session.onType('session.idle', finish);
    session.onAny((type) => {
      if (type === 'assistant.message_delta') events++;
      if (type === 'session.idle') finish();
    });
  });
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  await Promise.all([session.send(`flood ${count}`), end, act(client, () => isOver)]);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (hears === 'all' && events !== count) throw new Error(`${events} of ${count} events came`);
  const peakMb = megabytes(process.resourceUsage().maxRSS);
  await client.stop();
  return { cpuMicros: (user + system) / count, eventsPerSecond: count / seconds, peakMb };
}

/** Somebody hears every event. */
export const heard = (input: SceneInput): Promise<Figures> => flood(input, 'all');

/** Somebody waits for the end only. */
export const unheard = (input: SceneInput): Promise<Figures> => flood(input, 'end');

/** How long a request takes while events pour in. */
export async function pings(input: SceneInput): Promise<Figures> {
  const times: number[] = [];
  await flood(input, 'all', async (client, isOver) => {
    while (!isOver()) {
      times.push(await timed(() => client.ping()));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  });
  return { pingMs: median(times), worstPingMs: Math.max(...times) };
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024;
}

/** What sessions leave behind, and what each of them takes while it is open. */
export async function memory({ make, setup, count }: SceneInput): Promise<Figures> {
  const client = make(setup);
  await client.start();
  const cycle = async (): Promise<unknown> => (await client.create({})).release();
  for (let index = 0; index < 50; index++) await cycle();
  const before = heap();
  for (let index = 0; index < count; index++) await cycle();
  const leftKb = (heap() - before) / count;
  const tools = Array.from({ length: 8 }, (_unused, index) => `tool_${index}`);
  const open = [];
  const beforeOpen = heap();
  for (let index = 0; index < 200; index++) open.push(await client.create({ tools }));
  const openKb = (heap() - beforeOpen) / open.length;
  const beforeTurn = heap();
  await open[0]?.ask('flood 10000');
  const keptKb = heap() - beforeTurn;
  await client.stop();
  return { leftKb, openKb, keptKb };
}

const usesTool: ModelScript = ({ prompt, outcomes }) =>
  prompt?.includes('tool') && outcomes.length === 0 ? callTool('note', { text: 'x' }) : say('ok');

/** Start, turns and tool calls on the real CLI. */
export async function turns({ make, setup, count }: SceneInput): Promise<Figures> {
  const server = await startModelServer((request) => (request.isSideRequest ? say('ok') : usesTool(request)));
  const client = make(setup);
  const startMs = await timed(() => client.start());
  const session = await client.create({ modelUrl: server.url, tools: ['note'] });
  await session.ask('warm up');
  const plain: number[] = [];
  const withTool: number[] = [];
  for (let index = 0; index < count; index++) {
    plain.push(await timed(() => session.ask('hello')));
    const other = await client.create({ modelUrl: server.url, tools: ['note'] });
    await other.ask('hello');
    withTool.push(await timed(() => other.ask('use the tool')));
    await other.release();
  }
  await client.stop();
  await server.stop();
  return { startMs, turnMs: median(plain), toolMs: median(withTool) };
}

/** From the prompt to the request that reaches the model: with nothing started, and with the session made before. */
export async function firstRequest({ make, setup }: SceneInput): Promise<Figures> {
  const server = await startModelServer(() => say('ok'));
  const arrival = (): Promise<unknown> => server.waitForCompletions(1);
  const client = make(setup);
  let startMs = NaN;
  const prepare = async (): Promise<Awaited<ReturnType<BenchClient['create']>>> => {
    startMs = await timed(() => client.start());
    return client.create({ modelUrl: server.url });
  };
  const coldMs = await timed(async () => {
    const session = await prepare();
    await Promise.all([session.send('hello'), arrival()]);
  });
  const ready = await client.create({ modelUrl: server.url });
  const seen = server.requests.length;
  const warmMs = await timed(() => Promise.all([ready.send('hello'), server.waitForCompletions(seen + 1)]));
  await client.stop();
  await server.stop();
  return { startMs, coldMs, warmMs };
}

/** Until something of a long session can be shown. The CLI runs already. */
export async function opening({ make, setup, sessionId = '' }: SceneInput): Promise<Figures> {
  const server = await startModelServer(() => say('ok'));
  const client = make(setup);
  await client.start();
  const openMs = await timed(() => client.open(sessionId, { modelUrl: server.url }));
  await client.stop();
  await server.stop();
  return { openMs };
}

/** A start with a session of before, and, where a library does that, the same by itself after the CLI was killed. */
export async function recovery({ make, setup }: SceneInput): Promise<Figures> {
  const gate = createGate();
  const server = await startModelServer(({ isSideRequest, prompt }) =>
    !isSideRequest && prompt?.includes('long')
      ? say(['part', ' rest'], { hold: { gate, afterChunks: 1 } })
      : say('ok'),
  );
  const modelUrl = server.url;
  const before = make(setup);
  await before.start();
  const made = await before.create({ modelUrl });
  await made.ask('hello');
  await before.stop();
  const client = make(setup);
  let session = made;
  const plainMs = await timed(async () => {
    await client.start();
    session = await client.resume(made.id, { modelUrl });
  });
  const heard = (type: string): Promise<void> =>
    new Promise((resolve) => session.onType(type, () => resolve()));
  let recoveredMs = NaN;
  if (client.pid) {
    const [begun, back] = [heard('assistant.message_delta'), heard('session.recovered')];
    const turn = session.ask('a long one').then(
      () => Promise.reject(new Error('The turn outlived its CLI.')),
      () => undefined,
    );
    await begun;
    const pid = client.pid() ?? 0;
    recoveredMs = await timed(async () => {
      process.kill(pid, 'SIGKILL');
      await Promise.all([back, turn]);
    });
  }
  gate.open();
  await client.stop();
  await server.stop();
  return { plainMs, recoveredMs };
}

/** Many sessions at once on the real CLI. */
export async function crowd({ make, setup, count, modelUrl }: SceneInput): Promise<Figures> {
  const client = make(setup);
  await client.start();
  const sessions = await Promise.all(Array.from({ length: count }, () => client.create({ modelUrl })));
  let events = 0;
  for (const session of sessions) session.onAny(() => events++);
  const before = process.cpuUsage();
  const wallMs = await timed(() => Promise.all(sessions.map((session) => session.ask('hello'))));
  const { user, system } = process.cpuUsage(before);
  await client.stop();
  return { wallMs, clientCpuMs: (user + system) / 1000, cpuMicrosPerEvent: (user + system) / events };
}

export const scenes = { recovery, heard, unheard, pings, memory, turns, firstRequest, opening, crowd };
export type SceneName = keyof typeof scenes;

export function makeFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
}
