import * as path from 'node:path';
import * as vscode from 'vscode';
import type { AppOptions } from './app';
import type { Chat } from '../chat/chat';
import type { DisposableStore } from '../base/disposables';
import { FolderConsent } from '../consent/folderConsent';

type ConsentParts = Pick<AppOptions, 'context' | 'workspace' | 'manager' | 'memory' | 'log'> & {
  readonly chat: () => Chat;
};

/** Where the files lie that hooks, servers, agents and skills come from. */
const watched = '{.mcp.json,.github/**,.claude/**,.agents/**}';

/** What the folder runs by itself, read again whenever the editor sees a change. */
export function makeConsent(parts: ConsentParts, store: DisposableStore): FolderConsent {
  const { context, workspace, manager, memory, log, chat } = parts;
  const consent = new FolderConsent({
    folders: workspace.folders,
    folderName: workspace.name,
    memory,
    place: path.join(context.globalStorageUri.fsPath, 'consented'),
    client: () => manager.connected,
    sessions: () => chat().open.map(({ sessionId }) => sessionId),
    logger: log,
  });
  const check = () => void chat().checkConsent();
  for (const folder of workspace.folders) {
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), watched);
    const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      store.add(event(check));
  }
  // A script may lie anywhere.
  store.add(vscode.workspace.onDidSaveTextDocument(check));
  store.add(vscode.window.onDidChangeWindowState(check));
  store.add({ dispose: () => void consent.dispose() });
  return consent;
}
