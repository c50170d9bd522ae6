import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { callTool } from '../../src/demo/replies';
import { asKnownPermissionRequest, type PermissionRequest, type SandboxConfig } from '../../src/sdk/index';
import { answer, type RealCli, report, startRealCli } from '../support/realCli';
import { makeScratch } from '../support/scratch';
import { ensureSandbox, pathWithoutSandbox } from '../support/sandboxPrograms.mjs';
import { signalCli } from '../support/signalCli';

const sandbox: SandboxConfig = {
  enabled: true,
  userPolicy: { network: { allowOutbound: false, allowLocalNetwork: false } },
};
const run = (command: string) => [callTool('bash', { command, description: 'Do it' }), report];
const outside = '/opt/flightdeck-outside';

describe('The sandbox of the real CLI, through the SDK', function () {
  this.timeout(120_000);
  let cli: RealCli;

  before(async () => {
    assert.equal(await ensureSandbox(), undefined);
    cli = await startRealCli();
  });

  after(() => cli.end());

  afterEach(() => fs.rmSync(outside, { force: true }));

  it('says what the machine can confine', async () => {
    const { supported, capabilities } = await cli.client.getSandboxSupport();
    const can = (name: string) => capabilities.find((one) => one.name === name)?.supported;
    assert.deepEqual(
      [supported, can('shell'), can('denied_paths'), can('network_filtering')],
      [true, true, true, true],
    );
  });

  it('confines the commands of a new session, and tells so', async () => {
    const session = await cli.open(run(`touch inside; touch ${outside}`), { sandbox });
    const decisions: string[] = [];
    session.on('sandbox.decision', ({ data }) => decisions.push(`${data.kind} ${data.outcome}`));
    assert.match((await answer(session, 'go')) ?? '', /cannot touch '\/opt\/flightdeck-outside'/);
    assert.deepEqual(decisions, [
      'policy_resolved resolved',
      'spawn_completed succeeded',
      'enforcement_state engaged',
    ]);
    assert.ok(fs.existsSync(path.join(cli.scratch.path, 'inside')));
    assert.ok(!fs.existsSync(outside));
  });

  it('can be switched on and off in a session, and is as it was after the CLI crashed, and in a resumed one', async () => {
    const session = await cli.open(run(`touch ${outside}`));
    await session.setSandbox(sandbox);
    await answer(session, 'go');
    assert.ok(!fs.existsSync(outside));
    const recovered = new Promise((resolve) => session.on('session.recovered', resolve));
    signalCli(cli.client, 'SIGKILL');
    await recovered;
    cli.script(run(`touch ${outside}`));
    await answer(session, 'go');
    assert.ok(!fs.existsSync(outside), 'still on, before the first command');
    await session.destroy();
    const resumed = await cli.client.resumeSession(session.sessionId, cli.config({ sandbox }));
    cli.script(run(`touch ${outside}`));
    await answer(resumed, 'go');
    assert.ok(!fs.existsSync(outside));
    await resumed.setSandbox({ enabled: false });
    cli.script(run(`touch ${outside}`));
    await answer(resumed, 'go');
    assert.ok(fs.existsSync(outside));
  });

  it('asks with a word of its own before a refused command runs outside', async () => {
    const asked: PermissionRequest[] = [];
    const session = await cli.open(run('curl -sS -m 5 https://example.com'), {
      sandbox: { ...sandbox, allowBypass: true },
      onPermissionRequest: (request) => {
        asked.push(request);
        return request['requestSandboxBypass']
          ? { kind: 'reject', feedback: 'Stay inside.' }
          : { kind: 'approve-once' };
      },
    });
    await answer(session, 'go');
    const seen = asked.map((request) => {
      const known = asKnownPermissionRequest(request);
      assert.ok(known?.kind === 'shell');
      return [known.fullCommandText, known.requestSandboxBypass ?? false];
    });
    const line = 'curl -sS -m 5 https://example.com';
    assert.deepEqual(seen, [
      [line, false],
      [line, true],
    ]);
    assert.match(String(asked[1]?.['requestSandboxBypassReason']), /blocked network access/);
  });

  it('fails a command that it cannot confine', async () => {
    const programs = makeScratch('programs');
    const bare = await startRealCli({ env: { PATH: pathWithoutSandbox(programs.path) } });
    try {
      const support = await bare.client.getSandboxSupport();
      assert.equal(support.supported, false);
      assert.match(support.reason ?? '', /bwrap/);
      const session = await bare.open(run('touch inside'), { sandbox });
      assert.match((await answer(session, 'go')) ?? '', /bubblewrap/i);
      assert.ok(!fs.existsSync(path.join(bare.scratch.path, 'inside')));
    } finally {
      await bare.end();
      programs.remove();
    }
  });
});
