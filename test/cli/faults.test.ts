import assert from 'node:assert/strict';
import type { ModelReply, ModelScript } from '../../src/demo/modelScript';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { callTool, hang, say } from '../../src/demo/replies';
import {
  type ClientOptions,
  CopilotClient,
  CopilotError,
  findCli,
  type SessionConfig,
} from '../../src/sdk/index';
import { isRunning, nextEvent } from '../support/fakeCliClient';
import { runHost } from '../support/hostProgram';
import { quickCliPath } from '../support/quickCli';
import { makeScratch, type Scratch } from '../support/scratch';
import { signalCli } from '../support/signalCli';

/** The prompt says what the model does. */
const script: ModelScript = ({ prompt = '', outcomes, isSideRequest }): ModelReply => {
  if (isSideRequest) return say('Side answer');
  if (outcomes.length > 0) return say('Done');
  if (prompt.includes('never')) return hang;
  if (prompt.includes('tool')) return callTool('wait', {});
  if (prompt.includes('shell')) return callTool('bash', { command: 'echo hi', description: 'Says hi' });
  return say('Hello');
};

describe('The real CLI in trouble', function () {
  this.timeout(60_000);
  let scratch: Scratch;
  let server: ModelServer;
  let client: CopilotClient;
  let quickPath: string;
  const cliPath = findCli({ env: {}, searchFrom: [process.cwd()] }).path;

  before(async () => {
    quickPath = await quickCliPath();
    server = await startModelServer(script);
  });

  beforeEach(() => {
    scratch = makeScratch('faults');
  });

  afterEach(async () => {
    const { pid } = client;
    await client.forceStop();
    assert.ok(pid === undefined || !isRunning(pid));
    scratch.remove();
  });

  after(() => server.stop());

  function makeClient(options: ClientOptions = {}): CopilotClient {
    client = new CopilotClient({
      cliPath,
      cwd: scratch.path,
      env: { COPILOT_HOME: scratch.path },
      restartDelaysMs: [10, 100],
      ...options,
    });
    return client;
  }

  const config = (more: SessionConfig = {}): SessionConfig => ({
    model: 'claude-demo',
    streaming: true,
    provider: { baseUrl: server.url, apiKey: 'a-long-key-for-tests' },
    workingDirectory: scratch.path,
    ...more,
  });

  const forEver = (): Promise<never> => new Promise(() => undefined);

  for (const [when, prompt, type] of [
    ['while it answers', 'never', 'assistant.turn_start'],
    ['while a tool of the program runs', 'tool', 'external_tool.requested'],
    ['while it waits for a permission', 'shell', 'permission.requested'],
  ] as const) {
    it(`killed ${when}: the turn is told, the signal fires, and the session goes on with all it had`, async () => {
      const signals: AbortSignal[] = [];
      const session = await makeClient({ cliPath: quickPath }).createSession(
        config({
          onPermissionRequest: (_request, { signal }) => (signals.push(signal), forEver()),
          tools: [
            {
              name: 'wait',
              description: 'Waits',
              skipPermission: true,
              handler: (_args, { signal }) => (signals.push(signal), forEver()),
            },
          ],
        }),
      );
      await session.sendAndWait('hi');
      const reached = nextEvent(session, type);
      const recovered = nextEvent(session, 'session.recovered');
      const cut = session.sendAndWait(prompt).catch((error: unknown) => error);
      await reached;
      signalCli(client, 'SIGKILL');
      const error = await cut;
      assert.ok(error instanceof CopilotError);
      assert.deepEqual([error.code, error.details.signal], ['process-exited', 'SIGKILL']);
      const { data } = await recovered;
      assert.deepEqual([data.interruptedTurn, data.historyLost], [true, false]);
      assert.ok(signals.every(({ aborted }) => aborted));
      assert.equal(signals.length, prompt === 'never' ? 0 : 1);
      assert.equal((await session.sendAndWait('hi again'))?.data.content, 'Hello');
      const again = nextEvent(session, 'external_tool.requested');
      const last = assert.rejects(session.sendAndWait('tool'), { code: 'aborted' });
      await again;
      await session.abort();
      await last;
    });
  }

  it('stopped by SIGSTOP: noticed while a message is sent, ended, and started again', async () => {
    makeClient({ heartbeat: { quietMs: 200, answerMs: 1500 } });
    const session = await client.createSession(config());
    await session.sendAndWait('hi');
    const pid = client.pid ?? 0;
    const recovered = nextEvent(session, 'session.recovered');
    process.kill(pid, 'SIGSTOP');
    const [ping, turn] = await Promise.allSettled([client.ping(), session.sendAndWait('hi')]);
    assert.deepEqual([ping.status, turn.status], ['rejected', 'rejected']);
    await recovered;
    assert.equal(isRunning(pid), false);
    assert.equal((await session.sendAndWait('hi'))?.data.content, 'Hello');
  });

  // guide: official.stop-errors
  it('stopped by SIGSTOP: a stop ends it within 5 s, and gives back what went wrong', async () => {
    const session = await makeClient({ heartbeat: false }).createSession(config());
    await session.sendAndWait('hi');
    const pid = client.pid ?? 0;
    process.kill(pid, 'SIGSTOP');
    const start = performance.now();
    const errors = await client.stop();
    assert.ok(performance.now() - start < 5000);
    assert.equal(isRunning(pid), false);
    assert.deepEqual(
      errors.map(({ code, details }) => [code, details.method]),
      [
        ['timeout', 'session.detach'],
        ['timeout', 'runtime.shutdown'],
      ],
    );
  });

  it('knows of its work: a silent turn is left alone, and stopped it ends at once', async () => {
    const session = await makeClient({ cliPath: quickPath, turnQuietMs: 100 }).createSession(config());
    const events: string[] = [];
    session.on(({ type }) => events.push(type));
    const begun = nextEvent(session, 'assistant.turn_start');
    const turn = assert.rejects(session.sendAndWait('never'), { code: 'aborted' });
    await begun;
    const reply = await session.request('session.metadata.activity');
    assert.deepEqual(reply, { hasActiveWork: true, abortable: true });
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.ok(!events.includes('session.idle'));
    await session.abort();
    await turn;
    assert.deepEqual(await session.request('session.metadata.activity'), {
      hasActiveWork: false,
      abortable: false,
    });
  });

  it('takes a tool result of 50 MB', async () => {
    const handler = (): string => 'y'.repeat(50 * 1024 * 1024);
    const session = await makeClient({ cliPath: quickPath }).createSession(
      config({ tools: [{ name: 'wait', description: 'Waits', skipPermission: true, handler }] }),
    );
    assert.equal((await session.sendAndWait('tool'))?.data.content, 'Done');
  });

  for (const [how, options] of [
    ['standard streams', '{}'],
    ['a port', '{ useStdio: false }'],
  ] as const) {
    it(`on ${how} ends when the program is killed`, async () => {
      makeClient();
      const host = await runHost(
        `const client = new sdk.CopilotClient({ cliPath: process.env.CLI_PATH, ...${options} });
         void client.start().then(() => console.log(client.pid));`,
        { COPILOT_HOME: scratch.path, CLI_PATH: cliPath },
      );
      const pid = Number(await host.line());
      assert.equal(isRunning(pid), true);
      host.process.kill('SIGKILL');
      // Nobody tells of the end of another's child.
      while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
      host.remove();
    });
  }
});
