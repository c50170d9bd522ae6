import * as path from 'node:path';
import * as vscode from 'vscode';
import { demoModel, demoProviderFields } from '../demo/demoScript';
import { startDemoServer } from '../demo/demoServer';
import { App } from './app/app';
import { ClientManager } from './cli/cliManager';
import { Config } from './settings/config';
import { describe } from './base/describeError';
import { DisposableStore } from './base/disposables';
import { Editor } from './editor/editor';
import { FileStore, placeFor } from './storage/fileStore';
import { FolderConsent } from './settings/folderSettingConsent';
import { namesInFiles } from './settings/folderSettingFiles';
import { HostLog } from './base/closableLog';
import { Models, type DemoModel } from './models/modelSource';
import type { SessionRow } from './sessionList/sessionRows';
import { tighten } from './base/privateFiles';
import { safeLog } from './base/safeLog';
import { showWarning } from './base/editorMessages';
import { t } from './base/l10n';
import { readWorkspace, settingsFiles, type Workspace } from './editor/workspace';

/** What the editor's calls are handed on to. */
export type Started = Pick<App, 'view' | 'tree' | 'run' | 'follow'> & {
  /** Resolves when nothing of ours runs any more. */
  readonly stop: () => Promise<void>;
};

/** Builds the objects; no CLI is started before the chat is opened. */
export function start(context: vscode.ExtensionContext, sessions: vscode.TreeView<SessionRow>): Started {
  const root = new DisposableStore();
  context.subscriptions.push(root);
  const log = safeLog(root.add(vscode.window.createOutputChannel('Flight Deck', { log: true })));
  const hostLog = new HostLog(log);
  const workspace = readWorkspace(context.globalStorageUri.fsPath);
  const [folder] = workspace.folders;
  const files = folder
    ? new FileStore(placeFor(context.globalStorageUri.fsPath, folder), hostLog)
    : undefined;
  const memory = files ?? context.workspaceState;
  if (files?.isBroken) {
    void showWarning(
      t('Drafts and sessions’ choices are kept for this window only: {0} cannot be written.', files.folder),
    );
  }
  const config = new Config(log, new FolderConsent(memory), root);
  void namesInFiles(settingsFiles()).then((names) => config.tellOfFiles(names));
  void tightenAll([context.globalStorageUri, context.storageUri], hostLog);
  const manager = makeManager(context, config, workspace, hostLog);
  const models = new Models({
    settings: () => config.read(),
    secrets: context.secrets,
    startDemo,
    demoLabel: vscode.l10n.t('Demo model'),
    logger: hostLog,
  });
  const app = root.add(
    new App({
      context,
      sessions,
      config,
      workspace,
      manager,
      models,
      editor: new Editor(),
      memory,
      log,
    }),
  );
  const stop = async () => {
    hostLog.close();
    try {
      root.dispose(); // what the parts of the window have not stored yet, they store now
    } catch (error) {
      log.warn(`A part of the window did not end cleanly: ${describe(error)}`);
    }
    await Promise.allSettled([manager.dispose(), models.dispose(), files?.flush()]);
  };
  log.debug(`Flight Deck ${versionOf(context)} is active in ${path.basename(workspace.folders[0] ?? '')}`);
  const { view, tree } = app;
  return { view, tree, run: (id, args) => app.run(id, args), follow: (uri) => app.follow(uri), stop };
}

function makeManager(
  context: vscode.ExtensionContext,
  config: Config,
  { folders, ground }: Workspace,
  logger: HostLog,
): ClientManager {
  return new ClientManager({
    settings: () => config.read(),
    mayStart: () => ground().kind === 'ok',
    cwd: folders[0] ?? '',
    searchFrom: [context.extensionPath],
    clientInfo: {
      editorName: vscode.env.appName,
      editorVersion: vscode.version,
      extensionName: context.extension.id,
      extensionVersion: versionOf(context),
    },
    logger,
  });
}

function versionOf({ extension }: vscode.ExtensionContext): string {
  return (extension.packageJSON as { readonly version: string }).version;
}

/** Earlier versions left what they kept readable by others on the machine. */
async function tightenAll(places: readonly (vscode.Uri | undefined)[], log: HostLog): Promise<void> {
  const folders = places.flatMap((uri) => (uri?.scheme === 'file' ? [uri.fsPath] : []));
  const left = await Promise.all(folders.map((folder) => tighten(folder)));
  for (const place of left.flat()) log.warn(`${place} may be read by others on this machine.`);
}

async function startDemo(): Promise<DemoModel> {
  const server = await startDemoServer();
  return { baseUrl: server.url, model: demoModel, fields: demoProviderFields, stop: () => server.stop() };
}
