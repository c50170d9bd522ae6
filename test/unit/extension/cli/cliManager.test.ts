import assert from 'node:assert/strict';
import { ClientManager, type ClientState } from '../../../../src/extension/cli/cliManager';
import { parseSettings } from '../../../../src/extension/settings/settings';
import { fakeCliPath } from '../../../support/fakeCliClient';
import { makeScratch } from '../../../support/scratch';

const quiet = () => undefined;
const logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

describe('The client manager', () => {
  it('says that the CLI has ended, and not that it never began, where it is not to start again', async () => {
    const scratch = makeScratch();
    const environment = { COPILOT_HOME: scratch.path };
    const given = { 'cli.path': fakeCliPath, 'cli.autoRestart': false, 'cli.environment': environment };
    const manager = new ClientManager({
      settings: () => parseSettings((key) => (given as Partial<Record<string, unknown>>)[key], quiet),
      cwd: scratch.path,
      searchFrom: [],
      clientInfo: { editorName: 't', editorVersion: '1', extensionName: 't', extensionVersion: '1' },
      logger,
    });
    await manager.connect();
    assert.ok(manager.pid);
    const failed = new Promise<ClientState>((resolve) => {
      manager.onDidChange((state) => state.kind === 'failed' && resolve(state));
    });
    process.kill(manager.pid, 'SIGKILL');
    const state = await failed;
    assert.deepEqual([state.kind, state.kind === 'failed' && state.reason], ['failed', 'ended']);
    await manager.dispose();
    scratch.remove();
  });

  it('starts none where none may run, whoever asks for it', async () => {
    const scratch = makeScratch();
    let mayStart = false;
    const given = { 'cli.path': fakeCliPath, 'cli.environment': { COPILOT_HOME: scratch.path } };
    const manager = new ClientManager({
      settings: () => parseSettings((key) => (given as Partial<Record<string, unknown>>)[key], quiet),
      mayStart: () => mayStart,
      cwd: scratch.path,
      searchFrom: [],
      clientInfo: { editorName: 't', editorVersion: '1', extensionName: 't', extensionVersion: '1' },
      logger,
    });
    assert.equal(await manager.connect(), undefined);
    assert.equal(await manager.restart(), undefined);
    assert.equal(manager.pid, undefined);
    assert.equal(manager.state.kind, 'idle');
    mayStart = true;
    assert.ok(await manager.connect());
    await manager.dispose();
    scratch.remove();
  });
});
