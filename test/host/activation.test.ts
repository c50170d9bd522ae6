import assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { activated, clis, EXTENSION_ID, manifest } from './support';

/** Files of the extension that this extension host has loaded. */
function loaded(): readonly string[] {
  const own = vscode.extensions.getExtension(EXTENSION_ID)?.extensionPath ?? '';
  return Object.keys(require.cache)
    .filter((file) => path.dirname(file) === path.join(own, 'dist'))
    .map((file) => path.basename(file))
    .sort();
}

describe('a window with the extension in it', () => {
  it('does not load the extension before somebody asks for it', () => {
    assert.equal(vscode.extensions.getExtension(EXTENSION_ID)?.isActive, false);
  });

  it('activates the extension without its larger half, and starts no CLI', async () => {
    const extension = await activated();
    assert.equal(extension.isActive, true);
    assert.deepEqual(loaded(), ['extension.js']);
    assert.deepEqual(await clis(), []);
  });

  it('loads the rest with the first command', async () => {
    await vscode.commands.executeCommand('flightdeck.refreshSessions');
    assert.deepEqual(loaded(), ['extension.js', 'main.js']);
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
