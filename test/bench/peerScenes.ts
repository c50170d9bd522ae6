// Scenes on the scripted CLI. They load no model service: it would take more memory than what is measured.
import type { BenchClient } from './adapter';
import { type Figures, median, type SceneInput, timed } from './figures';

const megabytes = (kilobytes: number): number => kilobytes / 1024;

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
