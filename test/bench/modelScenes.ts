// Scenes on the real CLI with a scripted model.
import { startModelServer } from '../../src/demo/modelServer';
import { createGate, say } from '../../src/demo/replies';
import type { BenchClient } from './adapter';
import { type Figures, type SceneInput, timed } from './figures';

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
