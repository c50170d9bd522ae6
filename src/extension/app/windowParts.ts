import * as path from 'node:path';
import * as vscode from 'vscode';
import type { DisposableStore } from '../base/disposables';
import { describe } from '../base/describeError';
import type { HostUi } from '../chat/ui';
import type { EditorCode } from '../code/editorCode';
import { editorSources } from '../composer/search/editorSources';
import { TerminalRuns } from '../composer/search/terminalRuns';
import { findLocalServers } from '../models/localServers';
import type { Approvals } from '../permissions/approvals';
import { commandName } from '../settings/contributions';
import { folderSettings } from '../settings/folderSettings';
import { placeFor } from '../storage/fileStore';
import { KeptFiles } from '../storage/pastedFiles';
import type { ThemeTokens } from '../editor/themeColors';
import type { WindowParts } from '../window/windowParts';
import type { AppOptions } from './app';

export interface EditorParts {
  readonly approvals: Approvals;
  readonly ui: HostUi;
  readonly code: EditorCode;
  readonly theme: ThemeTokens;
}

/** What the window gets from this editor. */
export function windowParts(options: AppOptions, own: EditorParts, store: DisposableStore): WindowParts {
  const { context, config, workspace, editor, log } = options;
  const { folders } = workspace;
  const terminals = store.add(new TerminalRuns());
  return {
    ...options,
    ...own,
    folders,
    folderName: workspace.name,
    isScratch: workspace.isScratch,
    ground: workspace.ground,
    settings: () => config.read(),
    permissionLimit: () => config.permissionLimit,
    write: (key, value) => config.write(key, value),
    findLocalServers,
    consentPlace: path.join(context.globalStorageUri.fsPath, 'consented'),
    pastedFiles: pastedFiles(options),
    sources: (tools) => editorSources({ editor, folders, terminals: () => terminals.all, tools }),
    pick: async (what) => {
      await vscode.commands.executeCommand(commandName(pickers[what]));
    },
    tokens: () => own.theme.current,
    proposal: () => own.code.proposals.current,
    folderSettings: () => config.offer && folderSettings(config.offer),
    answerFolder: (id, answer) => config.answerOffer(id, answer),
    logger: log,
  };
}

/** The same lists as from the palette. */
const pickers = { permissions: 'selectPermissionMode', files: 'attachFile' } as const;

/** Beside the drafts and queues that name them. */
function pastedFiles({ context, workspace, log }: AppOptions): KeptFiles {
  const place = placeFor(context.globalStorageUri.fsPath, workspace.folders[0] ?? '');
  const kept = new KeptFiles(path.join(place, 'attachments'));
  kept.prune().catch((error: unknown) => log.warn(describe(error)));
  return kept;
}
