import * as vscode from 'vscode';
import type { DisposableStore } from '../base/disposables';

/** Where the files lie that hooks, servers, agents and skills come from. */
const watched = '{.mcp.json,.github/**,.claude/**,.agents/**}';

/** Calls whenever what the folders run by themselves may have changed. */
export function watchFolders(folders: readonly string[], check: () => void, store: DisposableStore): void {
  for (const folder of folders) {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), watched);
    const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      store.add(event(check));
  }
  // A script may lie anywhere.
  store.add(vscode.workspace.onDidSaveTextDocument(check));
  store.add(vscode.window.onDidChangeWindowState(check));
}
