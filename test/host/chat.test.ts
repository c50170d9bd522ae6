import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { owners } from '../../src/extension/settings/settingOwners';
import { settingKeys } from '../../src/extension/settings/settings';
import { activated, clis } from './support';

describe('the chat in the extension host', () => {
  const settings = () => vscode.workspace.getConfiguration('flightdeck');
  const set = (name: string, value: unknown) =>
    settings().update(name, value, vscode.ConfigurationTarget.Global);

  before(async () => {
    await activated();
    await set('cli.environment', { COPILOT_HOME: process.env['FLIGHTDECK_TEST_SCRATCH'] });
    await set('modelSource', 'demo');
  });

  after(async () => {
    await set('modelSource', undefined);
    await set('cli.environment', undefined);
  });

  it('starts one CLI when it is shown', async () => {
    await vscode.commands.executeCommand('flightdeck.focusChat');
    await cliRuns();
  });

  it('takes files and sessions from commands', async () => {
    const [file] = await vscode.workspace.findFiles('src/cart.ts');
    assert.ok(file);
    await vscode.commands.executeCommand('flightdeck.sendFile', file, [file]);
    await vscode.commands.executeCommand('flightdeck.newSession');
    await vscode.commands.executeCommand('flightdeck.refreshSessions');
  });

  it('changes a setting of the person, and leaves what the folder sets and nobody agreed to', async () => {
    const { Workspace } = vscode.ConfigurationTarget;
    await settings().update('modelSource', 'github', Workspace);
    await set('modelSource', undefined);
    await vscode.commands.executeCommand('flightdeck.useDemoModel');
    const { globalValue, workspaceValue } = settings().inspect('modelSource') ?? {};
    assert.deepEqual([globalValue, workspaceValue], ['demo', 'github']);
    await settings().update('modelSource', undefined, Workspace);
  });

  it('cannot be told by a folder what only the person, or the machine, may set', async () => {
    const { Workspace } = vscode.ConfigurationTarget;
    const closed = settingKeys.filter((key) => owners[key] === 'person' || owners[key] === 'machine');
    assert.ok(closed.length > 10);
    for (const key of closed) {
      const present = settings().get(key);
      await assert.rejects(async () => settings().update(key, present, Workspace), key);
      assert.equal(settings().inspect(key)?.workspaceValue, undefined, key);
    }
  });

  it('has one CLI again after a restart', async () => {
    await vscode.commands.executeCommand('flightdeck.restartCli');
    await cliRuns();
  });

  /** Nothing announces a process, so it is looked for. */
  async function cliRuns(): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await clis()).length === 1) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.equal((await clis()).length, 1);
  }
});
