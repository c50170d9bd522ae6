import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, clis, manifest } from './support';

describe('a window with the extension in it', () => {
  it('activates the extension', async () => {
    const extension = await activated();
    assert.equal(extension.isActive, true);
  });

  it('starts no CLI by itself', async () => {
    await activated();
    assert.deepEqual(await clis(), []);
  });

  it('knows every command that the manifest names', async () => {
    const { commands } = (await manifest()).contributes;
    const known = new Set(await vscode.commands.getCommands(true));
    const missing = commands.filter(({ command }) => !known.has(command));
    assert.deepEqual(missing, []);
    assert.ok(commands.length > 10);
  });

  it('has every setting of the manifest with its default', async () => {
    const { properties } = (await manifest()).contributes.configuration;
    const settings = vscode.workspace.getConfiguration();
    for (const [name, { default: wanted }] of Object.entries(properties)) {
      assert.deepEqual(settings.inspect(name)?.defaultValue, wanted, name);
    }
  });

  it('shows every title in words, none as a key of the translations', async () => {
    const { commands } = (await manifest()).contributes;
    const raw = commands.filter(({ title }) => title.startsWith('%'));
    assert.deepEqual(raw, []);
  });
});
