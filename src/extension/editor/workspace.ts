import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Ground } from '../cli/readiness';

export interface Workspace {
  /** Absolute paths of its folders on this machine; the first is the CLI's working directory. */
  readonly folders: readonly string[];
  readonly name: string;
  readonly ground: () => Ground;
}

/** The folders of this window, and whether a CLI may run in them. */
export function readWorkspace(): Workspace {
  const all = vscode.workspace.workspaceFolders ?? [];
  const local = all.filter((folder) => folder.uri.scheme === 'file');
  const folders = local.map((folder) => folder.uri.fsPath);
  const cwd = folders[0] ?? os.homedir();
  return { folders: folders.length > 0 ? folders : [cwd], name: path.basename(cwd), ground };
}

/** Files in which a folder, or the workspace, may set something. */
export function settingsFiles(): readonly string[] {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  const inFolders = workspaceFolders.map(({ uri }) => vscode.Uri.joinPath(uri, '.vscode/settings.json'));
  return [...inFolders, ...(workspaceFile ? [workspaceFile] : [])]
    .filter((uri) => uri.scheme === 'file')
    .map((uri) => uri.fsPath);
}

function ground(): Ground {
  if (!vscode.workspace.isTrusted) return { kind: 'restricted' };
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (!first) return { kind: 'no-folder' };
  const hasDisk = (vscode.workspace.workspaceFolders ?? []).some((folder) => folder.uri.scheme === 'file');
  return hasDisk ? { kind: 'ok' } : { kind: 'virtual', scheme: first.uri.scheme };
}
