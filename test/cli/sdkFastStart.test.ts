import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { callTool, say } from '../../src/demo/replies';
import { CopilotClient, defineTool, fastStart } from '../../src/sdk/index';
import { isRunning, nextEvent } from '../support/fakeCliClient';
import { answer, type RealCli, realCliPath, report, startRealCli } from '../support/realCli';
import { makeScratch } from '../support/scratch';

const mcpScript = path.resolve('test/support/mcpServer.mjs');

describe('A fast start of the real CLI', function () {
  this.timeout(60_000);
  let cli: RealCli;

  before(async function () {
    this.timeout(120_000);
    // A CLI that never ran here unpacks itself now.
    const scratch = makeScratch('unpack');
    const env = { COPILOT_HOME: scratch.path };
    const first = new CopilotClient({ cliPath: realCliPath, env });
    await first.start();
    const { version } = first;
    assert.equal(first.startedFast, false);
    await first.stop();
    scratch.remove();
    cli = await startRealCli({ fastStart });
    await cli.client.start();
    assert.equal(cli.client.startedFast, true);
    assert.equal(cli.client.version, version);
    assert.match(cli.client.childProcess?.spawnfile ?? '', /copilot-runtime/);
  });

  after(() => cli.end());

  it('answers, and streams', async () => {
    const session = await cli.open([say(['Four', '.'])], { streaming: true });
    const pieces: string[] = [];
    for await (const piece of session.stream('2 + 2?')) pieces.push(piece);
    assert.deepEqual(pieces, ['Four', '.']);
    await session.destroy();
  });

  it('runs tools of the program, of the CLI and of MCP servers, and asks for permission as the CLI does', async () => {
    const asked: string[] = [];
    fs.writeFileSync(path.join(cli.scratch.path, 'seek.txt'), 'a needle\n');
    const session = await cli.open([], {
      tools: [defineTool('note', { handler: () => 'noted', skipPermission: true })],
      mcpServers: { test: { command: process.execPath, args: [mcpScript], env: { WORD: 'kept' } } },
      onPermissionRequest: ({ kind }) => {
        asked.push(kind);
        return { kind: 'approve-once' };
      },
    });
    const calls = [
      ['note', {}, /noted/],
      ['bash', { command: 'echo out-of-the-shell', description: 'Says it' }, /out-of-the-shell/],
      ['grep', { pattern: 'needle', path: cli.scratch.path, output_mode: 'content' }, /a needle/],
      ['test-echo', { text: 'from afar' }, /kept from afar/],
    ] as const;
    for (const [tool, args, result] of calls) {
      cli.script([callTool(tool, args), report]);
      assert.match((await answer(session, `Use ${tool}`)) ?? '', result);
    }
    // The same as without the fast start: the scratch folder is not one that may be read without asking.
    assert.deepEqual(asked, ['shell', 'read', 'mcp']);
    await session.destroy();
  });

  it('goes on with a session of a CLI that was started as usual, and the other way round', async () => {
    const session = await cli.open([say('Noted.')]);
    await answer(session, 'The word is heron.');
    await session.destroy();
    const env = { COPILOT_HOME: path.join(cli.scratch.path, 'home') };
    const usual = new CopilotClient({ cliPath: realCliPath, cwd: cli.scratch.path, env });
    const again = await usual.resumeSession(session.sessionId, cli.config());
    cli.script([say('It was heron.')]);
    assert.equal(await answer(again, 'Which word?'), 'It was heron.');
    await usual.stop();
    const back = await cli.client.resumeSession(session.sessionId, cli.config());
    const texts = (await back.getMessages()).flatMap(({ type, data }) =>
      type === 'user.message' ? [data.content] : [],
    );
    assert.deepEqual(texts, ['The word is heron.', 'Which word?']);
    await back.destroy();
  });

  it('is repeated by a restart, and leaves nothing behind', async () => {
    const session = await cli.open([say('Before.'), say('After.')]);
    await answer(session, 'one');
    const { pid = 0 } = cli.client;
    const recovered = nextEvent(session, 'session.recovered');
    process.kill(pid, 'SIGKILL');
    await recovered;
    assert.equal(cli.client.startedFast, true);
    const next = cli.client.pid ?? 0;
    assert.notEqual(next, pid);
    assert.equal(await answer(session, 'two'), 'After.');
    assert.deepEqual(await cli.client.stop(), []);
    assert.deepEqual([pid, next].filter(isRunning), []);
    await cli.client.start();
  });

  it('listens on a port as well', async () => {
    const env = { COPILOT_HOME: path.join(cli.scratch.path, 'home') };
    const client = new CopilotClient({ cliPath: realCliPath, env, fastStart, useStdio: false });
    await client.start();
    assert.equal(client.startedFast, true);
    assert.ok((client.port ?? 0) > 0);
    const { pid = 0 } = client;
    await client.stop();
    assert.equal(isRunning(pid), false);
  });

  it('falls back on the usual start where the runtime takes an argument less', async () => {
    const env = { COPILOT_HOME: path.join(cli.scratch.path, 'home') };
    const client = new CopilotClient({ cliPath: realCliPath, env, fastStart, cliArgs: ['--screen-reader'] });
    await client.start();
    assert.equal(client.startedFast, false);
    assert.equal(client.version, cli.client.version);
    await client.stop();
  });
});
