import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { replies, say } from '../../src/demo/replies';
import { CopilotClient, findCli } from '../../src/sdk/index';
import { makeScratch, type Scratch } from '../support/scratch';

describe('The SDK on a real CLI that listens on a port', function () {
  this.timeout(60_000);
  const token = 'a-token-for-this-test';
  let scratch: Scratch;
  let cli: ChildProcess;
  let port: string;
  let server: ModelServer;

  before(async () => {
    scratch = makeScratch('sdk-socket');
    server = await startModelServer(replies([say('Hello')]));
    cli = spawn(findCli({ env: {}, searchFrom: [process.cwd()] }).path, ['--headless', '--no-auto-update'], {
      cwd: scratch.path,
      env: { ...process.env, COPILOT_HOME: scratch.path, COPILOT_CONNECTION_TOKEN: token },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    port = await portOf(cli);
  });

  after(async () => {
    const gone = cli.exitCode === null && cli.signalCode === null ? once(cli, 'exit') : undefined;
    cli.kill();
    await gone;
    await server.stop();
    scratch.remove();
  });

  function portOf({ stdout }: ChildProcess): Promise<string> {
    let text = '';
    return new Promise((resolve) => {
      stdout?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = /listening on port (\d+)/i.exec(text)?.[1];
        if (found) resolve(found);
      });
    });
  }

  // guide: option.cli-url, option.cli-url-forms, option.cli-url-no-spawn, official.connection-token
  it('answers through every form of its address, and goes on after the client has left', async () => {
    for (const cliUrl of [port, `127.0.0.1:${port}`, `http://127.0.0.1:${port}`]) {
      const client = new CopilotClient({ cliUrl, connectionToken: token });
      assert.equal((await client.ping('x')).message, 'pong: x');
      assert.equal(client.pid, undefined);
      assert.deepEqual(await client.stop(), []);
    }
    assert.equal(cli.exitCode, null);
  });

  it('refuses a wrong token, in its words', async () => {
    const client = new CopilotClient({ cliUrl: port, connectionToken: 'wrong' });
    await assert.rejects(client.start(), { code: 'request-failed', message: /AUTHENTICATION_FAILED/ });
  });

  it('tells the sessions that it is gone', async () => {
    const client = new CopilotClient({ cliUrl: port, connectionToken: token, autoRestart: false });
    const events: string[] = [];
    const session = await client.createSession({
      model: 'claude-demo',
      provider: { baseUrl: server.url, apiKey: 'a-long-key-for-tests' },
      onEvent: ({ type }) => events.push(type),
    });
    assert.equal((await session.sendAndWait('hi'))?.data.content, 'Hello');
    const gone = new Promise<void>((resolve) => {
      session.on('session.disconnected', () => resolve());
    });
    cli.kill('SIGKILL');
    await gone;
    await assert.rejects(client.ping(), { code: 'not-connected' });
    await client.stop();
  });
});
