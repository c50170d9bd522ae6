import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { CopilotError, type SessionEvent, type WaitOptions } from '../../../src/sdk/index';
import {
  fakeCliPath,
  type FakeSetup,
  isRunning,
  makeFake,
  nextEvent,
  Sent,
} from '../../support/fakeCliClient';
import { runHost } from '../../support/hostProgram';
import { makeScratch } from '../../support/scratch';
import { signalCli } from '../../support/signalCli';

/** Polls, because nobody tells of the end of another's child. */
async function gone(pid: number): Promise<void> {
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A fake CLI that is alive answers within that on a busy machine too. */
const heartbeat = { quietMs: 100, answerMs: 1500 };

describe('A CLI that is frozen', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  const freeze = (): number => {
    const { pid = 0 } = fake.client;
    process.kill(pid, 'SIGSTOP');
    return pid;
  };

  it('is noticed while a request waits, ended, and started again', async () => {
    fake = makeFake('', { heartbeat });
    const session = await fake.client.createSession();
    await session.sendAndWait('hi');
    const recovered = nextEvent(session, 'session.recovered');
    const pid = freeze();
    await assert.rejects(fake.client.ping(), (error: unknown) => {
      assert.ok(error instanceof CopilotError);
      assert.deepEqual([error.code, error.details.method], ['timeout', 'ping']);
      assert.match(error.message, /no sign of life/);
      return true;
    });
    await recovered;
    assert.equal(isRunning(pid), false);
    assert.deepEqual(fake.states, ['connecting', 'connected', 'restarting', 'connected']);
    assert.equal((await session.sendAndWait('again'))?.data.content, 'You said: again');
  });

  it('is noticed while a turn runs', async () => {
    fake = makeFake('', { heartbeat, autoRestart: false });
    const session = await fake.client.createSession();
    const begun = nextEvent(session, 'assistant.message_delta');
    const turn = assert.rejects(session.sendAndWait('hang'), { code: 'process-exited' });
    await begun;
    freeze();
    await turn;
    assert.equal(fake.client.getState(), 'error');
  });

  it('is noticed while a message is sent', async () => {
    fake = makeFake('', { heartbeat, autoRestart: false });
    const session = await fake.client.createSession();
    freeze();
    await assert.rejects(session.send('hi'), { code: 'timeout' });
  });

  it('is left alone while nothing waits for it', async () => {
    const sent = new Sent();
    fake = makeFake('', { heartbeat: { quietMs: 20, answerMs: 10_000 }, onMessage: sent.onMessage });
    await fake.client.start();
    const pings = sent.count('ping');
    const pid = freeze();
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(sent.count('ping'), pings, 'it was not asked, so it cannot count as frozen');
    process.kill(pid, 'SIGCONT');
    assert.equal((await fake.client.ping('x')).message, 'pong: x');
    assert.equal(fake.client.pid, pid);
  });

  it('is not taken for one that is slow to answer but alive', async () => {
    const sent = new Sent();
    const heartbeat = { quietMs: 20, answerMs: 10_000 };
    fake = makeFake('mute=slow', { heartbeat, requestTimeoutMs: 300, onMessage: sent.onMessage });
    await fake.client.start();
    await assert.rejects(fake.client.request('slow'), {
      code: 'timeout',
      message: /^slow got no answer within 0.3 s/,
    });
    assert.equal(fake.client.getState(), 'connected');
    assert.ok(sent.count('ping') > 0, 'it was asked');
  });

  it('is not taken for one that works without a word', async function () {
    if (process.platform !== 'linux') this.skip();
    fake = makeFake('', { heartbeat: { quietMs: 100, answerMs: 1000 } });
    const session = await fake.client.createSession();
    assert.equal((await session.sendAndWait('spin 2000'))?.data.content, 'spun');
    assert.deepEqual(fake.states, ['connecting', 'connected']);
  });

  it('is stopped within 5 s, with nothing left, however many sessions it has', async () => {
    fake = makeFake('', { heartbeat: false });
    for (let index = 0; index < 20; index++) await fake.client.createSession();
    const pid = freeze();
    const start = performance.now();
    const errors = await fake.client.stop();
    assert.ok(performance.now() - start < 5000);
    assert.equal(isRunning(pid), false);
    assert.ok(errors.length > 0 && errors.every((error) => error instanceof CopilotError));
    assert.equal(fake.client.getState(), 'disconnected');
  }).timeout(10_000);

  it('is ended at once when told to', async () => {
    fake = makeFake('', { heartbeat: false });
    await fake.client.start();
    const pid = freeze();
    const start = performance.now();
    await fake.client.forceStop();
    assert.ok(performance.now() - start < 1500);
    assert.equal(isRunning(pid), false);
  });
});

describe('Every wait', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  it('for a frozen CLI ends at its own limit, or with its signal', async () => {
    fake = makeFake('', { heartbeat: false });
    const { client } = fake;
    const session = await client.createSession();
    const closing = await client.createSession();
    const leaving = await client.createSession();
    signalCli(client, 'SIGSTOP');
    const waits: readonly ((options: WaitOptions) => Promise<unknown>)[] = [
      (options) => client.ping('x', options),
      (options) => client.getStatus(options),
      (options) => client.getAuthStatus(options),
      (options) => client.listModels(options),
      (options) => client.createSession({}, options),
      (options) => client.resumeSession(randomUUID(), {}, options),
      (options) => client.listSessions({}, options),
      (options) => client.deleteSession('x', options),
      (options) => client.getLastSessionId(options),
      (options) => client.readHistory('x', options),
      (options) => client.request('x', {}, options),
      (options) => client.rpc.sessions.fork({ sessionId: 'x' }, options),
      (options) => session.send('x', options),
      (options) => session.sendAndWait('x', options),
      (options) => session.abort(options),
      (options) => session.getMessages(options),
      (options) => session.getEvents(options),
      (options) => session.setModel('x', options),
      (options) => session.request('x', {}, options),
      (options) => session.rpc.name.get({}, options),
      (options) => closing.destroy(options),
      (options) => leaving.disconnect(options),
    ];
    await Promise.all(
      waits.map(async (wait) => {
        await assert.rejects(wait({ timeoutMs: 50 }), { code: 'timeout' }, String(wait));
      }),
    );
    await Promise.all(
      waits.slice(0, -2).map(async (wait) => {
        const given = new AbortController();
        const end = assert.rejects(wait({ signal: given.signal }), { code: 'aborted' }, String(wait));
        setImmediate(() => given.abort());
        await end;
      }),
    );
  });

  it('for a start ends at its own limit, or with its signal', async () => {
    fake = makeFake('silent');
    await assert.rejects(fake.client.start({ timeoutMs: 50 }), { code: 'timeout' });
    await assert.rejects(fake.client.start({ signal: AbortSignal.timeout(50) }), { code: 'aborted' });
  });
});

describe('A CLI that does not want to end', () => {
  it('is ended by SIGKILL within 5 s', async () => {
    const fake = makeFake('deaf');
    await fake.client.start();
    const { pid = 0 } = fake.client;
    const start = performance.now();
    await fake.client.stop();
    assert.ok(performance.now() - start < 5000);
    assert.equal(isRunning(pid), false);
    await fake.end();
  }).timeout(10_000);
});

describe('A CLI that does not answer', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  for (const method of ['session.create', 'session.send', 'session.abort', 'session.detach']) {
    it(`to ${method} is given up after the limit, which the error names`, async () => {
      fake = makeFake(`mute=${method}`, { requestTimeoutMs: 1000 });
      const work = async (): Promise<unknown> => {
        const session = await fake.client.createSession();
        if (method === 'session.send') return session.sendAndWait('hi');
        if (method === 'session.abort') return session.abort();
        return session.destroy();
      };
      await assert.rejects(work(), (error: unknown) => {
        assert.ok(error instanceof CopilotError);
        assert.deepEqual([error.code, error.details.method], ['timeout', method]);
        return true;
      });
      assert.equal(fake.client.getState(), 'connected');
    });
  }

  it('to connect is given up, and leaves nothing', async () => {
    fake = makeFake('mute=connect', { startTimeoutMs: 500 });
    await assert.rejects(fake.client.start(), { code: 'timeout' });
    for (const { pid } of fake.log()) assert.equal(isRunning(pid), false);
    assert.deepEqual(fake.states, ['connecting', 'error']);
  });

  it('to a message ends the wait for its turn at the limit of that wait', async () => {
    fake = makeFake('mute=session.send');
    const session = await fake.client.createSession();
    await assert.rejects(session.sendAndWait('hi', 100), { code: 'timeout' });
  });
});

describe('Starts and stops that cross', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  it('two starts and many sessions at once run one CLI', async () => {
    fake = makeFake();
    const { client } = fake;
    await Promise.all([
      client.start(),
      client.start(),
      ...Array.from({ length: 5 }, () => client.createSession()),
    ]);
    assert.equal(fake.log().filter(({ start }) => start).length, 1);
    assert.deepEqual(fake.states, ['connecting', 'connected']);
  });

  it('a stop during the start ends both, with nothing left', async () => {
    fake = makeFake();
    const start = assert.rejects(fake.client.start(), { code: 'aborted' });
    assert.deepEqual(await fake.client.stop(), []);
    await start;
    assert.equal(fake.client.getState(), 'disconnected');
    for (const { pid } of fake.log()) assert.equal(isRunning(pid), false);
  });

  it('a start during the stop comes after it', async () => {
    fake = makeFake();
    await fake.client.start();
    const first = fake.client.pid;
    await Promise.all([fake.client.stop(), fake.client.start()]);
    assert.equal(fake.client.getState(), 'connected');
    assert.notEqual(fake.client.pid, first);
  });

  it('the first start after a death that no restart follows works', async () => {
    fake = makeFake('', { autoRestart: false });
    await fake.client.start();
    signalCli(fake.client, 'SIGKILL');
    await fake.reached('error');
    await fake.client.start();
    assert.equal((await fake.client.ping('x')).message, 'pong: x');
  });

  for (const how of ['stop', 'forceStop'] as const) {
    it(`a ${how} during a turn settles the turn`, async () => {
      fake = makeFake();
      const session = await fake.client.createSession();
      const begun = nextEvent(session, 'assistant.message_delta');
      const turn = assert.rejects(session.sendAndWait('hang'), { code: 'aborted' });
      await begun;
      await fake.client[how]();
      await turn;
    });
  }

  for (const [how, prompt] of [
    ['', 'hang'],
    [', even if a child of it holds its output', 'heir'],
  ] as const) {
    it(`a death is told to every wait within 200 ms, with how it ended${how}`, async () => {
      fake = makeFake('mute=slow', { autoRestart: false });
      const session = await fake.client.createSession();
      const { childProcess } = fake.client;
      assert.ok(childProcess);
      let isLate = false;
      // A timer, so that a machine that is held up holds up both.
      childProcess.once('exit', () => setTimeout(() => (isLate = true), 200).unref());
      const begun = nextEvent(session, 'assistant.message_delta');
      const events: SessionEvent[] = [];
      session.on((event) => events.push(event));
      const turn = session.sendAndWait(prompt).catch((error: unknown) => error);
      const request = fake.client.request('slow').catch((error: unknown) => error);
      await begun;
      childProcess.kill('SIGKILL');
      const errors = await Promise.all([turn, request]);
      assert.equal(isLate, false);
      for (const error of errors) {
        assert.ok(error instanceof CopilotError);
        assert.deepEqual([error.code, error.details.signal], ['process-exited', 'SIGKILL']);
      }
      assert.ok(events.some(({ type }) => type === 'session.disconnected'));
    });
  }
});

describe('A program that uses the library', () => {
  const scratch = makeScratch('host-home');

  after(() => scratch.remove());

  const env = { COPILOT_HOME: scratch.path, FAKE_CLI: '', FAKE_PATH: fakeCliPath };

  it('leaves no CLI when it is killed', async () => {
    const host = await runHost(
      `const client = new sdk.CopilotClient({ cliPath: process.env.FAKE_PATH });
       void client.start().then(() => console.log(client.pid));`,
      env,
    );
    const pid = Number(await host.line());
    assert.equal(isRunning(pid), true);
    host.process.kill('SIGKILL');
    await gone(pid);
    host.remove();
  });

  it('is held by no timer after its CLI has died', async () => {
    const host = await runHost(
      `const client = new sdk.CopilotClient({ cliPath: process.env.FAKE_PATH, autoRestart: false });
       client.onState(({ state }) => state === 'error' && console.log('lost'));
       void client.createSession().then(async (session) => {
         void session.sendAndWait('hang').catch(() => undefined);
         session.on('assistant.message_delta', () => process.kill(client.pid, 'SIGKILL'));
       });`,
      env,
    );
    const exit = once(host.process, 'exit');
    await host.line();
    const start = performance.now();
    assert.deepEqual(await exit, [0, null]);
    assert.ok(performance.now() - start < 1500);
    host.remove();
  });
});
