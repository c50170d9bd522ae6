import * as vscode from 'vscode';
import { attachSelection, onDisk } from '../transcript/attachments';
import type { Chat } from '../chat/chat';
import type { ChatView } from '../view/chatView';
import type { HostUi } from '../chat/ui';
import type { OpenSession } from '../session/openSession';
import type { Ground } from '../cli/readiness';
import type { Proposals } from '../code/proposals';
import { commandName, type CommandId } from '../settings/contributions';
import { cellOf, rangeOf } from '../editor/editor';
import { showError, showInfo, showInStatusBar } from '../base/editorMessages';
import { describe } from '../base/describeError';
import { pickEffort, pickMode } from './optionPickers';
import { inert } from '../base/inertText';
import { t } from '../base/l10n';
import { pickModel } from './modelPicker';
import type { ApprovalsPanel } from '../approvals/approvalsPanel';
import { mayRun } from '../view/restricted';
import type { SessionIndex } from '../sessionList/sessionIndex';
import type { SessionRow } from '../sessionList/sessionRows';
import type { Page } from '../window/page';

export interface CommandContext {
  readonly ground: () => Ground;
  readonly chat: Chat;
  /** The page of the side bar. */
  readonly page: Page;
  readonly view: ChatView;
  readonly ui: HostUi;
  readonly proposals: Proposals;
  readonly sessions: SessionIndex;
  /** The session that was last worked with. */
  readonly lastSession: () => string | undefined;
  readonly approvals: ApprovalsPanel;
  /** Asks again whether the settings of the folder count; false when it has none. */
  readonly reviewFolder: () => Promise<boolean>;
  readonly log: vscode.LogOutputChannel;
}

type Handler = (...args: readonly unknown[]) => unknown;

/** Runs a command of the manifest; what fails is said. */
export type Commands = (id: CommandId, args: readonly unknown[]) => Promise<void>;

/** What every command of the manifest does; the type of the table makes sure that none is forgotten. */
export function makeCommands(context: CommandContext): Commands {
  const handlers: Record<CommandId, Handler> = {
    ...chatCommands(context),
    ...requestCommands(context),
    ...attachCommands(context),
    ...setupCommands(context),
    ...sessionCommands(context),
    ...codeCommands(context),
    ...footCommands(context),
  };
  return (id, args) =>
    guard(context, commandName(id), () => {
      if (!mayRun(id, context.ground()))
        throw new Error(t('Nothing is started or sent here: it takes a trusted folder on this machine.'));
      return handlers[id](...args);
    });
}

/** One place for what fails: cancelled is silent, everything else is logged and said in one sentence. */
async function guard({ log, ui }: CommandContext, name: string, run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof vscode.CancellationError) return;
    log.error(`${name} failed: ${describe(error)}`);
    const showLog = t('Show log');
    const message = error instanceof Error ? error.message : String(error);
    const answer = await showError(inert(message), showLog);
    if (answer === showLog) ui.showLog();
  }
}

function chatCommands({ page: { surface }, view }: CommandContext) {
  return {
    focusChat: async () => {
      await view.reveal();
      surface.emit({ type: 'focus/composer' });
    },
    findInChat: async () => {
      await view.reveal();
      surface.emit({ type: 'find/open' });
    },
    newSession: async () => {
      await view.reveal();
      const opening = surface.newSession();
      // The empty chat is shown at once; focus taken later would come from under a person's hands.
      surface.emit({ type: 'focus/composer' });
      await opening;
    },
    stop: () => surface.current?.stop(),
  } satisfies Partial<Record<CommandId, Handler>>;
}

function requestCommands({ chat, page: { surface }, view, approvals }: CommandContext) {
  /** Whether the request is in sight; one of another session, or in a hidden chat, is shown first. */
  const isShown = async (): Promise<boolean> => {
    const isWaiting = (session: OpenSession | undefined) => (session?.conversation.waiting.length ?? 0) > 0;
    const other = isWaiting(surface.current) ? undefined : chat.open.find(isWaiting);
    if (view.isVisible && !other) return true;
    await view.reveal();
    if (other) await surface.openSession(other.sessionId);
    return false;
  };
  const answer = async (word: 'allow' | 'deny') => {
    if (await isShown()) surface.emit({ type: 'request/answer', answer: word });
  };
  /** What is opened on the card is typed into, so the keys go there. */
  const unfold = async (what: 'reason' | 'edit') => {
    if (!(await isShown())) return;
    await view.reveal();
    surface.emit({ type: 'request/unfold', what });
  };
  return {
    allowRequest: () => answer('allow'),
    denyRequest: () => answer('deny'),
    denyRequestWithReason: () => unfold('reason'),
    editRequest: () => unfold('edit'),
    showApprovals: () => approvals.show(),
  } satisfies Partial<Record<CommandId, Handler>>;
}

function attachCommands({ page, view }: CommandContext) {
  const { surface, actions, context } = page;
  return {
    toggleSelection: () => context.toggleSelection(),
    sendFile: async (clicked?: unknown, selected?: unknown) => {
      const uris = Array.isArray(selected) && selected.length > 0 ? selected : [clicked ?? activeUri()];
      const paths = onDisk(uris.filter((uri) => uri instanceof vscode.Uri));
      if (paths.length === 0) return actions.pickFiles();
      await view.reveal();
      return actions.attachPaths(paths);
    },
    attachFile: async () => {
      await view.reveal();
      await actions.pickFiles();
    },
    sendSelection: async () => {
      const editor = vscode.window.activeTextEditor;
      if (!editor || editor.selection.isEmpty) return;
      const { document, selection } = editor;
      const attachment = attachSelection(
        document.uri.fsPath,
        document.getText(selection),
        rangeOf(selection),
        cellOf(document).cell,
      );
      await view.reveal();
      surface.attach([attachment]);
    },
  } satisfies Partial<Record<CommandId, Handler>>;
}

function footCommands({ page, view, ui }: CommandContext) {
  const { surface, actions, foot, usage } = page;
  return {
    selectModel: () => pickModel({ actions, foot }),
    selectEffort: () => pickEffort(foot),
    selectMode: () => pickMode(foot),
    selectPermissionMode: async () => {
      const mode = await ui.pickPermissionMode(foot.composer.permissionMode, foot.limit.most);
      if (mode) await foot.choosePermissions(mode);
    },
    makeDefault: async () => {
      await foot.makeDefault();
      showInStatusBar(t('New sessions begin with these choices.'));
    },
    showContext: async () => {
      await view.reveal();
      surface.emit({ type: 'foot/open', what: 'context' });
    },
    compact: () => usage.compact(),
  } satisfies Partial<Record<CommandId, Handler>>;
}

function setupCommands({ page: { actions }, view, ui, reviewFolder }: CommandContext) {
  return {
    reviewFolderSettings: async () => {
      await view.reveal();
      if (await reviewFolder()) return;
      void showInfo(t('This folder brings no settings that need your word.'));
    },
    changeKey: () => actions.changeKey(),
    useDemoModel: async () => {
      await view.reveal();
      await actions.useDemo();
    },
    signIn: () => actions.signIn(),
    restartCli: async () => {
      await view.reveal();
      await actions.restart();
    },
    stopCli: () => actions.stopCli(),
    showLogs: () => ui.showLog(),
    openSettings: () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:flightdeck.flightdeck'),
  } satisfies Partial<Record<CommandId, Handler>>;
}

function codeCommands({ proposals }: CommandContext) {
  return {
    applyCode: () => proposals.apply(),
    discardCode: () => proposals.discard(),
  } satisfies Partial<Record<CommandId, Handler>>;
}

function sessionCommands({ chat, page: { surface }, view, ui, sessions, lastSession }: CommandContext) {
  return {
    resumeLastSession: async () => {
      await view.reveal();
      await sessions.refresh();
      const last = lastSession();
      if (last) await surface.openSession(last);
    },
    refreshSessions: () => sessions.refresh(),
    openSession: async (sessionId: unknown) => {
      if (typeof sessionId !== 'string') return;
      await view.reveal();
      await surface.openSession(sessionId);
    },
    deleteSession: async (row: unknown) => {
      if (!isRow(row)) return;
      if (!sessions.canDelete) throw new Error(t('Start the CLI to delete a session.'));
      if (!(await ui.confirmDelete(row.title))) return;
      await chat.forget(row.sessionId, () => sessions.delete(row.sessionId));
    },
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** The file in front: one that is no text, or still on its way into its editor, has a tab alone. */
function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
  const text = vscode.window.activeTextEditor?.document.uri;
  return text?.scheme === 'file' ? text : isFile ? input.uri : undefined; // the output is an editor too
}

/** The tree hands its own row to the commands of its menus. */
function isRow(value: unknown): value is SessionRow {
  return typeof value === 'object' && value !== null && 'sessionId' in value && 'title' in value;
}
