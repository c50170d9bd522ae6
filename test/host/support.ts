import assert from 'node:assert/strict';
import * as vscode from 'vscode';

export const EXTENSION_ID = 'flightdeck.flightdeck';

/** Our extension, once it is activated. */
export async function activated(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  assert.ok(extension, 'the extension is not there');
  await extension.activate();
  return extension;
}
