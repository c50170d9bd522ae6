import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as vscode from 'vscode';

export const EXTENSION_ID = 'flightdeck.flightdeck';

/** What these tests read of package.json. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

/** Our extension, once it is activated. */
export async function activated(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  assert.ok(extension, 'the extension is not there');
  await extension.activate();
  return extension;
}

export async function manifest(): Promise<Manifest> {
  return (await activated()).packageJSON as Manifest;
}

/** Copilot CLIs that this extension host has started; each line is one. */
export async function clis(): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'ppid=,args=']);
  const own = new RegExp(`^\\s*${process.pid}\\s`);
  return stdout.split('\n').filter((line) => own.test(line) && /copilot.*--headless/.test(line));
}
