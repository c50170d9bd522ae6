import assert from 'node:assert/strict';
import * as net from 'node:net';
import * as path from 'node:path';
import {
  type ClientOptions,
  CopilotClient,
  CopilotError,
  type CopilotErrorCode,
} from '../../../src/sdk/index';
import { parseCliUrl } from '../../../src/sdk/process/socket';
import { fakeCliPath, type FakeSetup, isRunning, makeFake } from '../../support/fakeCliClient';
import { makeScratch } from '../../support/scratch';

describe('Starting the CLI', () => {
  let fake: FakeSetup | undefined;

  afterEach(() => fake?.end());

  async function failsToStart(
    switches: string,
    options: ClientOptions,
    code: CopilotErrorCode,
  ): Promise<CopilotError> {
    fake = makeFake(switches, options);
    const error: unknown = await fake.client.start().then(
      () => assert.fail('It started'),
      (failure: unknown) => failure,
    );
    assert.ok(error instanceof CopilotError, String(error));
    assert.equal(error.code, code);
    assert.deepEqual(fake.states, ['connecting', 'error'], 'no restart follows a failed start');
    return error;
  }

  it('says what it runs and in which version', async () => {
    fake = makeFake();
    assert.equal(fake.client.pid, undefined);
    await fake.client.start();
    assert.equal(fake.client.version, '1.0.102');
    assert.equal(fake.client.pid, fake.log()[0]?.pid);
    assert.deepEqual(fake.states, ['connecting', 'connected']);
  });

  it('gives the CLI its arguments, folder and environment', async () => {
    const scratch = makeScratch('cwd');
    process.env.VSCODE_SDK_TEST = 'inherited';
    process.env.NODE_OPTIONS_KEPT = 'kept';
    try {
      fake = makeFake('', {
        cwd: scratch.path,
        cliArgs: ['--extra'],
        logLevel: 'debug',
        gitHubToken: 'token-1',
        env: { HOME: undefined, ADDED: 'yes' },
      });
      await fake.client.start();
      const start = fake.log()[0]?.start;
      assert.deepEqual(start?.argv, [
        ...['--extra', '--headless', '--no-auto-update', '--log-level', 'debug', '--stdio'],
        ...['--auth-token-env', 'COPILOT_SDK_AUTH_TOKEN', '--no-auto-login'],
      ]);
      assert.equal(start?.cwd, scratch.path);
      const { env = {} } = start ?? {};
      const seen = [
        env.ADDED,
        env.HOME,
        env.VSCODE_SDK_TEST,
        env.NODE_OPTIONS_KEPT,
        env.COPILOT_SDK_AUTH_TOKEN,
      ];
      assert.deepEqual(seen, ['yes', undefined, undefined, 'kept', 'token-1']);
      assert.equal(env.ELECTRON_RUN_AS_NODE, '1', 'a script runs as Node, also inside an editor');
    } finally {
      delete process.env.VSCODE_SDK_TEST;
      delete process.env.NODE_OPTIONS_KEPT;
      scratch.remove();
    }
  });

  it('names a path that leads nowhere, to a folder, or to a file that cannot be run', async () => {
    const scratch = makeScratch('start');
    try {
      const text = scratch.write('notes.txt', 'no program');
      for (const cliPath of [path.join(scratch.path, 'none'), scratch.path, text]) {
        const error = await failsToStart('', { cliPath }, 'spawn-failed');
        assert.ok(error.message.includes(cliPath), error.message);
        assert.equal(error.details.path, cliPath);
        await fake?.end();
      }
    } finally {
      scratch.remove();
    }
  });

  it('names a script whose interpreter is not there', async () => {
    const scratch = makeScratch('start');
    try {
      const cliPath = scratch.write('copilot', '#!/not/there\n', 0o755);
      const error = await failsToStart('', { cliPath }, 'spawn-failed');
      assert.equal(error.details.path, cliPath);
      assert.match(error.message, /could not be run: .*ENOENT/);
      assert.ok(error.cause instanceof Error);
    } finally {
      scratch.remove();
    }
  });

  it('says where it looked when no CLI is there', async () => {
    const env = { PATH: '/nowhere', COPILOT_CLI_PATH: undefined };
    const error = await failsToStart('', { cliPath: undefined, env }, 'cli-not-found');
    assert.deepEqual(error.details.lookedIn, ['/nowhere']);
  });

  it('finds a CLI by the variable in the environment that it is given', async () => {
    fake = makeFake('', { cliPath: undefined, env: { COPILOT_CLI_PATH: fakeCliPath } });
    await fake.client.ping();
  });

  it('of a CLI that knows neither connect nor status.get works', async () => {
    fake = makeFake('no-connect no-status');
    await fake.client.start();
    assert.equal(fake.client.version, 'unknown');
    assert.equal((await fake.client.ping('x')).message, 'pong: x');
    assert.match((await fake.client.ping()).timestamp, /^\d{4}-\d\d-\d\dT/);
  });

  it('hands NODE_OPTIONS of this process to nobody', async () => {
    const before = process.env.NODE_OPTIONS;
    process.env.NODE_OPTIONS = '--no-warnings';
    try {
      fake = makeFake();
      await fake.client.start();
      const { env } = fake.log().find(({ start }) => start)?.start ?? {};
      assert.ok(env && !('NODE_OPTIONS' in env));
    } finally {
      if (before === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = before;
    }
  });

  it('that fails says what came on stderr', async () => {
    const error = await failsToStart('exit=7', {}, 'process-exited');
    assert.match(error.message, /stderr.*the fake was told to end/);
  });

  it('names a working directory that is not there', async () => {
    const error = await failsToStart('', { cwd: '/not/there' }, 'spawn-failed');
    assert.match(error.message, /working directory \/not\/there does not exist/);
  });

  it('says how a CLI ended that ended at once, with its last words', async () => {
    const error = await failsToStart('exit=7', {}, 'process-exited');
    assert.equal(error.details.exitCode, 7);
    assert.equal(error.details.stderr, 'error: the fake was told to end');
    assert.match(error.message, /exited with code 7 before it answered.*the fake was told to end/);
  });

  it('ends a CLI that does not answer in time', async () => {
    const error = await failsToStart('silent', { startTimeoutMs: 300 }, 'timeout');
    assert.ok(error.message.includes(fakeCliPath));
    // On a busy machine it may be ended before it writes its log.
    for (const { pid } of fake?.log() ?? []) assert.equal(isRunning(pid), false);
  });

  it('refuses a protocol that it does not speak', async () => {
    const error = await failsToStart('protocol=99 version=9.0.0', {}, 'protocol-mismatch');
    assert.match(error.message, /CLI 9\.0\.0 speaks protocol 99/);
    assert.equal(isRunning(fake?.log()[0]?.pid ?? 0), false);
  });

  it('gets on with a CLI that does not know connect', async () => {
    fake = makeFake('no-connect version=1.0.30 protocol=2');
    await fake.client.start();
    assert.equal(fake.client.version, '1.0.30');
  });

  it('gets on with other text on the output of the CLI', async () => {
    fake = makeFake('noise');
    await fake.client.start();
    assert.equal((await fake.client.ping('x')).message, 'pong: x');
  });

  it('happens once, however often and wherever it is asked for', async () => {
    fake = makeFake();
    const { client } = fake;
    await Promise.all([client.start(), client.start(), client.ping(), client.getStatus()]);
    await client.start();
    assert.equal(fake.log().filter(({ start }) => start).length, 1);
  });

  it('waits to be asked for when told so', async () => {
    fake = makeFake('', { autoStart: false });
    await assert.rejects(fake.client.ping(), { code: 'not-connected' });
    await fake.client.start();
    await fake.client.ping();
  });

  it('may be tried again after a failure', async () => {
    fake = makeFake('exit-from-start=1');
    await assert.rejects(fake.client.start(), { code: 'process-exited' });
    await assert.rejects(fake.client.ping(), { code: 'process-exited' });
    assert.equal(fake.log().length, 2);
  });

  it('refuses options that contradict each other', () => {
    assert.throws(() => new CopilotClient({ cliPath: 'x', cliUrl: '1' }), { code: 'invalid-argument' });
    const own = { code: 'invalid-argument', message: /its own login/ };
    assert.throws(() => new CopilotClient({ cliUrl: '1', gitHubToken: 'x' }), own);
    assert.throws(() => new CopilotClient({ cliUrl: '1', useLoggedInUser: false }), own);
  });
});

describe('Stopping the CLI', () => {
  let fake: FakeSetup | undefined;

  afterEach(() => fake?.end());

  it('takes leave of every session and leaves no process', async () => {
    fake = makeFake();
    const { client } = fake;
    await Promise.all(['a', 'b'].map((sessionId) => client.createSession({ sessionId })));
    const { pid = 0 } = client;
    assert.deepEqual(await client.stop(), []);
    assert.equal(isRunning(pid), false);
    assert.equal(client.pid, undefined);
    const left = fake.received('session.detach').map(({ sessionId }) => sessionId);
    assert.deepEqual(left.sort(), ['a', 'b']);
    assert.equal(fake.received('runtime.shutdown').length, 1);
    assert.deepEqual(fake.states, ['connecting', 'connected', 'disconnected']);
  });

  it('falls back where an older CLI cannot be taken leave of', async () => {
    fake = makeFake('no-detach');
    await fake.client.createSession({ sessionId: 'a' });
    assert.deepEqual(await fake.client.stop(), []);
    assert.deepEqual(fake.received('session.destroy'), [{ sessionId: 'a' }]);
  });

  it('ends within 5 s a CLI that will not end, and says what went wrong', async function () {
    this.timeout(10_000);
    fake = makeFake('deaf');
    await fake.client.start();
    const { pid = 0 } = fake.client;
    const begun = performance.now();
    const errors = await fake.client.stop();
    assert.ok(performance.now() - begun < 5000);
    assert.deepEqual(
      errors.map(({ code }) => code),
      ['timeout'],
    );
    assert.equal(isRunning(pid), false);
  });

  it('can be hurried', async () => {
    fake = makeFake('deaf');
    await fake.client.start();
    const { pid = 0 } = fake.client;
    const begun = performance.now();
    const stopped = fake.client.stop();
    await fake.client.forceStop();
    await stopped;
    assert.ok(performance.now() - begun < 1500);
    assert.equal(isRunning(pid), false);
  });

  it('gives up a start that is under way, and what waits for it', async () => {
    fake = makeFake('silent');
    const started = fake.client.start();
    const created = fake.client.createSession();
    const refusals = Promise.all([
      assert.rejects(started, { code: 'aborted' }),
      assert.rejects(created, { code: 'aborted' }),
    ]);
    await fake.client.stop();
    await refusals;
    assert.deepEqual(fake.states, ['connecting', 'disconnected']);
  });

  it('is followed by no start that nobody asked for', async () => {
    fake = makeFake();
    await fake.client.start();
    const session = await fake.client.createSession();
    await Promise.all([fake.client.stop(), fake.client.stop()]);
    await assert.rejects(fake.client.ping(), { code: 'not-connected' });
    await assert.rejects(session.send('hi'), { code: 'aborted' });
    assert.equal(fake.log().filter(({ start }) => start).length, 1);
  });

  it('may be followed by a start, also one that does not wait for it', async () => {
    fake = makeFake();
    await fake.client.start();
    const stopped = fake.client.stop();
    await fake.client.start();
    await stopped;
    assert.equal(fake.client.getState(), 'connected');
    await fake.client.ping();
  });
});

describe('Reaching a CLI that runs already', () => {
  it('takes a port, a host with port, and an address', () => {
    assert.deepEqual(parseCliUrl('8080'), { host: '127.0.0.1', port: 8080 });
    assert.deepEqual(parseCliUrl('localhost:8080'), { host: 'localhost', port: 8080 });
    assert.deepEqual(parseCliUrl('http://10.0.0.1:80/'), { host: '10.0.0.1', port: 80 });
    assert.deepEqual(parseCliUrl('[::1]:80'), { host: '::1', port: 80 });
    for (const wrong of ['', 'host', 'host:', '70000', 'ftp://x:1', 'a:b:1']) {
      assert.throws(() => parseCliUrl(wrong), { code: 'invalid-argument' }, wrong);
    }
  });

  it('says which address nobody answers at', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const client = new CopilotClient({ cliUrl: String(port) });
    await assert.rejects(client.start(), (error: unknown) => {
      assert.ok(error instanceof CopilotError && error.code === 'not-connected');
      assert.match(error.message, new RegExp(`No CLI could be reached at ${port}`));
      return true;
    });
  });
});
