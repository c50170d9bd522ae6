import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { t } from '../base/l10n';
import type { Ground } from '../cli/readiness';

export interface Workspace {
  /** Absolute paths of its folders on this machine; the first is the CLI's working directory. */
  readonly folders: readonly string[];
  readonly name: string;
  /** No folder is open: it is one of our own. */
  readonly isScratch: boolean;
  readonly ground: () => Ground;
}

/** The folders of this window, and whether a CLI may run in them. `storage` is a folder of the extension's own. */
export function readWorkspace(storage: string): Workspace {
  const all = vscode.workspace.workspaceFolders ?? [];
  const [first, ...others] = all.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
  if (first !== undefined)
    return { folders: [first, ...others], name: path.basename(first), isScratch: false, ground };
  return {
    folders: [scratchFolder(storage)],
    name: t('scratch folder'),
    isScratch: all.length === 0,
    ground,
  };
}

/** Where the agent works in a window without a folder; the same for all of them, so that their sessions stay. */
function scratchFolder(storage: string): string {
  const folder = path.join(storage, 'scratch');
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    return fs.realpathSync(folder); // as the CLI names its own
  } catch {
    return fs.mkdtempSync(path.join(os.tmpdir(), 'flightdeck-')); // the storage cannot be written, which is said
  }
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
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  const hasDisk = folders.some((folder) => folder.uri.scheme === 'file');
  return first === undefined || hasDisk ? { kind: 'ok' } : { kind: 'virtual', scheme: first.uri.scheme };
}
