import assert from 'node:assert/strict';
import { type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { callTool, createGate, say } from '../../src/demo/replies';
import { type ClientOptions, CopilotClient, CopilotError } from '../../src/sdk/index';
import { isRunning, nextEvent } from '../support/fakeCliClient';
import { quickCliPath } from '../support/quickCli';
import { answer, type RealCli, realCliPath, report, startRealCli } from '../support/realCli';
import { signalCli } from '../support/signalCli';

describe('The guide on the real CLI: the client', function () {
  this.timeout(60_000);
  let cli: RealCli;
  const clients: CopilotClient[] = [];

  before(async () => {
    cli = await startRealCli();
    fs.mkdirSync(path.join(cli.scratch.path, 'bin'));
    fs.symlinkSync(realCliPath, path.join(cli.scratch.path, 'bin/copilot'));
  });

  after(() => cli.end());

  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.forceStop()));
  });

  function makeClient(options: ClientOptions = {}): CopilotClient {
    const home = path.join(cli.scratch.path, 'home');
    const client = new CopilotClient({
      cliPath: realCliPath,
      ...options,
      env: { COPILOT_HOME: home, ...options.env },
    });
    clients.push(client);
    return client;
  }

  function argsOf(client: CopilotClient): readonly string[] {
    return client.childProcess?.spawnargs.slice(1) ?? assert.fail('it does not run');
  }

  /** Runs with some of this process's own environment changed. */
  async function withEnvironment(changes: Record<string, string>, work: () => Promise<void>): Promise<void> {
    const before = { ...process.env };
    Object.assign(process.env, changes);
    try {
      await work();
    } finally {
      for (const name of Object.keys(changes)) delete process.env[name];
      Object.assign(process.env, before);
    }
  }

  // guide: client.default, principle.cli-in-path, option.cli-path-default, option.cwd-default
  // guide: option.log-level-default, option.use-stdio-default, option.auto-start-default, method.get-state
  // guide: principle.async, cleanup.client, context.client, cleanup.nested, official.no-auto-update
  it('needs no options: finds the CLI on PATH, starts it by itself, and stops it at the end of its block', async () => {
    const bin = path.join(cli.scratch.path, 'bin');
    const changes = { PATH: `${bin}:${process.env.PATH}`, COPILOT_HOME: path.join(cli.scratch.path, 'home') };
    await withEnvironment(changes, async () => {
      let child: ChildProcess | undefined;
      let kept: CopilotClient;
      {
        await using client = new CopilotClient();
        kept = client;
        assert.equal(client.getState(), 'disconnected');
        cli.script([say('Hi')]);
        const { provider } = cli.config();
        await using session = await client.createSession({ model: 'claude-demo', provider });
        assert.equal(client.getState(), 'connected');
        assert.equal(await answer(session, 'Hello'), 'Hi');
        child = client.childProcess;
        assert.equal(child?.spawnfile, fs.realpathSync(realCliPath));
        assert.deepEqual(argsOf(client), [
          '--headless',
          '--no-auto-update',
          '--log-level',
          'info',
          '--stdio',
        ]);
        assert.equal(client.port, undefined);
        const start = (await session.getMessages()).find(({ type }) => type === 'session.start');
        assert.equal((start?.data.context as { cwd: string }).cwd, process.cwd());
      }
      assert.equal(kept.getState(), 'disconnected');
      assert.equal(isRunning(child?.pid ?? 0), false);
    });
  });

  // guide: option.cli-path-env
  it('takes the CLI that COPILOT_CLI_PATH names', async () => {
    const client = makeClient({
      cliPath: undefined,
      env: { COPILOT_CLI_PATH: realCliPath, PATH: '/nowhere' },
    });
    await client.start();
    assert.equal(client.childProcess?.spawnfile, fs.realpathSync(realCliPath));
  });

  // guide: official.js-cli
  it('runs a CLI that is a script with node', async () => {
    const real = JSON.stringify(realCliPath);
    const script = cli.scratch.write(
      'cli.js',
      `const child = require('node:child_process').spawn(${real}, process.argv.slice(2), { stdio: 'inherit' });
       child.on('exit', (code) => process.exit(code ?? 1));`,
    );
    const client = makeClient({ cliPath: script });
    cli.script([say('Through a script')]);
    const session = await client.createSession(cli.config());
    assert.equal(await answer(session, 'hi'), 'Through a script');
    assert.equal(client.childProcess?.spawnfile, process.execPath);
    assert.equal(argsOf(client)[0], script);
  });

  // guide: option.inherit-env
  it('begins with the variables that it is to inherit, and so do the commands of the agent', async () => {
    process.env.GUIDE_OWN = 'of this process';
    try {
      const seen = async (inheritEnv: ClientOptions['inheritEnv']): Promise<string> => {
        const { PATH, HOME } = process.env;
        const client = makeClient({ inheritEnv, env: { COPILOT_HOME: cli.scratch.path, PATH, HOME } });
        const list = { command: 'env | grep -c GUIDE_OWN', description: 'Counts' };
        cli.script([callTool('bash', list), report]);
        const session = await client.createSession(cli.config());
        const said = (await answer(session, 'hi')) ?? '';
        await client.stop();
        return said;
      };
      assert.match(await seen('all'), /Result: 1/);
      assert.match(await seen('none'), /Result: 0/);
      assert.match(await seen((name) => name === 'GUIDE_OWN'), /Result: 1/);
      assert.match(await seen((name) => name !== 'GUIDE_OWN'), /Result: 0/);
    } finally {
      delete process.env.GUIDE_OWN;
    }
  });

  // guide: option.cli-path, option.log-level, option.cwd, option.env, official.cli-args, official.base-directory
  it('runs the CLI that was named, as it was told to', async () => {
    const logs = path.join(cli.scratch.path, 'logs');
    const home = path.join(cli.scratch.path, 'base');
    const client = makeClient({
      logLevel: 'debug',
      cwd: cli.scratch.path,
      cliArgs: ['--log-dir', logs],
      env: { COPILOT_HOME: undefined, GUIDE_WORD: 'from the guide' },
      baseDirectory: home,
    });
    cli.script([callTool('bash', { command: 'echo "$GUIDE_WORD"', description: 'Says' }), report]);
    const session = await client.createSession(cli.config({ workingDirectory: undefined }));
    assert.match((await answer(session, 'hi')) ?? '', /from the guide/);
    const start = (await session.getMessages()).find(({ type }) => type === 'session.start');
    assert.equal((start?.data.context as { cwd: string }).cwd, cli.scratch.path);
    assert.match(argsOf(client).join(' '), /--log-level debug/);
    await client.stop();
    const texts = fs.readdirSync(logs).map((name) => fs.readFileSync(path.join(logs, name), 'utf8'));
    assert.match(texts.join('\n'), /\[DEBUG\]/);
    assert.ok(fs.existsSync(path.join(home, 'session-state')));
  });

  // guide: option.use-stdio, option.port-default, official.tcp, official.spawned-port, official.connection-token
  // guide: option.cli-url, option.cli-url-no-spawn, official.child-process
  it('talks over a port, with a token that nobody else has', async () => {
    const client = makeClient({ useStdio: false });
    const session = await client.createSession({ model: 'claude-demo', provider: cli.config().provider });
    cli.script([say('Over the port')]);
    assert.equal(await answer(session, 'hi'), 'Over the port');
    const { port = 0, pid = 0 } = client;
    assert.ok(port > 0 && client.childProcess?.pid === pid);
    await assert.rejects(makeClientOf(`127.0.0.1:${port}`).start(), /AUTHENTICATION/);
    assert.deepEqual(await client.stop(), []);
    assert.equal(isRunning(pid), false);

    const server = makeClient({
      cliPath: await quickCliPath(),
      useStdio: false,
      connectionToken: 'a-token-of-mine',
    });
    await server.start();
    const second = makeClientOf(String(server.port), 'a-token-of-mine');
    assert.equal((await second.ping('x')).message, 'pong: x');
    assert.equal(second.pid, undefined);
    await second.stop();
    assert.equal((await server.ping('y')).message, 'pong: y');
  });

  function makeClientOf(cliUrl: string, connectionToken?: string): CopilotClient {
    const client = new CopilotClient({ cliUrl, connectionToken, autoRestart: false });
    clients.push(client);
    return client;
  }

  // guide: option.port
  it('listens on the port that was named', async () => {
    const probe = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => probe.once('listening', resolve));
    const { port } = probe.address() as net.AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const client = makeClient({ cliPath: await quickCliPath(), port });
    await client.start();
    assert.equal(client.port, port);
  });

  // guide: option.auto-start, method.start, method.stop, cleanup.try-finally, principle.manual
  it('starts and stops when it is told to', async () => {
    const client = makeClient({ autoStart: false });
    await assert.rejects(client.ping(), { code: 'not-connected' });
    try {
      await client.start();
      assert.equal(client.getState(), 'connected');
      const session = await client.createSession({ model: 'claude-demo', provider: cli.config().provider });
      await session.destroy();
    } finally {
      assert.deepEqual(await client.stop(), []);
    }
    assert.equal(client.getState(), 'disconnected');
  });

  // guide: option.auto-restart
  it('stays down after a crash when told so', async () => {
    const client = makeClient({ cliPath: await quickCliPath(), autoRestart: false });
    await client.start();
    const ended = new Promise<void>((resolve) => {
      client.onState(({ state }) => state === 'error' && resolve());
    });
    signalCli(client, 'SIGKILL');
    await ended;
    await assert.rejects(client.ping(), { code: 'not-connected' });
  });

  // guide: option.auto-restart-default
  it('comes up again after a crash by itself', async () => {
    const client = makeClient({ restartDelaysMs: [10, 100] });
    await client.start();
    const { pid = 0 } = client;
    const states: string[] = [];
    const back = new Promise<void>((resolve) => {
      client.onState(({ state }) => states.push(state) && state === 'connected' && resolve());
    });
    process.kill(pid, 'SIGKILL');
    await back;
    assert.deepEqual(states, ['restarting', 'connected']);
    assert.notEqual(client.pid, pid);
  });

  // guide: method.force-stop, wire.force-stop
  it('ends at once by force, in the middle of an answer and without a word to the CLI', async () => {
    const sent: unknown[] = [];
    const client = makeClient({
      cliPath: await quickCliPath(),
      onMessage: (direction, message) =>
        direction === 'out' && sent.push((message as { method?: string }).method),
    });
    cli.script([say(['a', 'b'], { hold: { gate: createGate(), afterChunks: 1 } })]);
    const { provider } = cli.config();
    const session = await client.createSession({ model: 'claude-demo', provider, streaming: true });
    const piece = nextEvent(session, 'assistant.message_delta');
    const cut = assert.rejects(session.sendAndWait('go'), CopilotError);
    await piece;
    const { pid = 0 } = client;
    sent.length = 0;
    const since = performance.now();
    await client.forceStop();
    assert.ok(performance.now() - since < 1000);
    assert.equal(isRunning(pid), false);
    assert.deepEqual(sent, []);
    await cut;
  });

  // guide: context.exceptions
  it('stops at the end of its block after an error too, and lets the error through', async () => {
    let pid = 0;
    const fails = async (): Promise<void> => {
      await using client = makeClient({ cliPath: await quickCliPath() });
      await client.start();
      pid = client.pid ?? 0;
      throw new Error('mine');
    };
    await assert.rejects(fails(), /^Error: mine$/);
    assert.equal(isRunning(pid), false);
  });

  // guide: official.start-stderr
  it('says what the CLI said when it would not start', async () => {
    const client = makeClient({ cliArgs: ['--no-such-flag'], autoRestart: false });
    await assert.rejects(client.start(), (error: unknown) => {
      assert.ok(error instanceof CopilotError && error.code === 'process-exited');
      assert.match(error.details.stderr ?? '', /--no-such-flag/);
      return true;
    });
  });

  // guide: official.github-token, official.use-logged-in-user, official.get-auth-status, official.get-status
  // guide: official.list-models, official.url-with-login
  it('hands over a GitHub token unseen, or leaves the stored login alone', async () => {
    const token = 'ghu_not_a_real_token_at_all';
    const client = makeClient({ gitHubToken: token });
    const { isAuthenticated } = await client.getAuthStatus();
    assert.equal(isAuthenticated, false);
    assert.match(argsOf(client).join(' '), /--auth-token-env COPILOT_SDK_AUTH_TOKEN --no-auto-login$/);
    assert.equal(argsOf(client).join(' ').includes(token), false);
    await assert.rejects(client.listModels(), { code: 'request-failed' });
    assert.equal((await client.getStatus()).protocolVersion, 3);
    await client.stop();
    const alone = makeClient({ useLoggedInUser: false });
    await alone.start();
    assert.equal(argsOf(alone).at(-1), '--no-auto-login');
    assert.throws(() => new CopilotClient({ cliUrl: '1', gitHubToken: token }), { code: 'invalid-argument' });
    assert.throws(() => new CopilotClient({ cliUrl: '1', useLoggedInUser: true }), {
      code: 'invalid-argument',
    });
  });

  // guide: official.telemetry
  it('lets the CLI write its telemetry to a file', async () => {
    const filePath = path.join(cli.scratch.path, 'spans.jsonl');
    const client = makeClient({ telemetry: { filePath, exporterType: 'file', captureContent: true } });
    cli.script([say('Traced')]);
    const session = await client.createSession({ model: 'claude-demo', provider: cli.config().provider });
    await answer(session, 'hi');
    await client.stop();
    assert.match(fs.readFileSync(filePath, 'utf8'), /claude-demo/);
  });
});
