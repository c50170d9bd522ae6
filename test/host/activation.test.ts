import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from './support';

describe('a window with the extension in it', () => {
  it('activates the extension', async () => {
    const extension = await activated();
    assert.equal(extension.isActive, true);
  });

  it('knows every command that the manifest names', async () => {
    const extension = await activated();
    const contributed = extension.packageJSON.contributes.commands.map(
      ({ command }: { command: string }) => command,
    );
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.filter((command: string) => !known.has(command)),
      [],
    );
    assert.ok(contributed.length > 10);
  });
});
