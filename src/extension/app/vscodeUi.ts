import * as vscode from 'vscode';
import type { LocalServer, Request } from '../../protocol/toView';
import type { PermissionRequest } from '../../sdk/index';
import type { HostUi } from '../chat/ui';
import { turnLink } from '../chat/turnLinks';
import { requestNotice, titleInNotice } from '../requests/notificationText';
import { commandName, section } from '../settings/contributions';
import { confirm, pickRow, showInfo, showWarning } from '../base/editorMessages';
import { pickPermissionMode } from './optionPickers';
import { t } from '../base/l10n';
import type { ProposedDiff } from '../editor/permissionDiff';
import { askKey, askProvider } from './providerPrompts';
import { runInTerminal, runProgram } from '../editor/terminals';
import { webLink } from '../base/webLink';

export interface EditorUiOptions {
  readonly log: vscode.LogOutputChannel;
  readonly proposedDiff: ProposedDiff;
  readonly extensionId: string;
  /** Program and environment of the CLI, for the login; undefined when there is none. */
  readonly cli: () => { readonly path: string; readonly env: Record<string, string> } | undefined;
  readonly revealChat: () => Promise<void>;
  readonly showApprovals: (decision: string) => void;
}

/** The editor's own surfaces: dialogs, pickers, terminals, editors. */
export class EditorUi implements HostUi {
  readonly askProvider = askProvider;
  readonly pickPermissionMode = pickPermissionMode;

  constructor(private readonly options: EditorUiOptions) {}

  showLog(): void {
    this.options.log.show();
  }

  revealChat(): Promise<void> {
    return this.options.revealChat();
  }

  async openLink(address: string): Promise<boolean> {
    const link = webLink(address);
    if (link !== undefined) return openAsWritten(link);
    void showWarning(t('This address is not opened, only web and mail addresses are: {0}', address));
    return false;
  }

  async copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
  }

  async openText(content: string, language: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument({ content, language });
    await vscode.window.showTextDocument(document, { preview: true });
  }

  async copyTurnLink(sessionId: string, eventId: string): Promise<void> {
    const link = vscode.Uri.from({
      scheme: vscode.env.uriScheme,
      authority: this.options.extensionId,
      ...turnLink({ sessionId, eventId }),
    });
    await vscode.env.clipboard.writeText(link.toString(true));
  }

  async insertAtCursor(text: string): Promise<void> {
    const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
    if (!editor) {
      void showInfo(t('Open a file first; the code goes to its cursor.'));
      return;
    }
    await editor.edit((edit) => edit.replace(editor.selection, text));
  }

  async pickFiles(): Promise<readonly string[]> {
    const picked = await vscode.window.showOpenDialog({
      canSelectMany: true,
      canSelectFiles: true,
      canSelectFolders: true,
      openLabel: t('Attach'),
      title: t('Attach files to the message'),
    });
    return (picked ?? []).map((uri) => uri.fsPath);
  }

  installCli(command: string): void {
    runInTerminal(t('Install Copilot CLI'), command);
  }

  async pickCli(): Promise<string | undefined> {
    const [picked] =
      (await vscode.window.showOpenDialog({
        title: t('Choose the Copilot CLI'),
        openLabel: t('Use this file'),
      })) ?? [];
    return picked?.fsPath;
  }

  async openSandboxSettings(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.openSettings', `${section}.sandbox`);
  }

  async manageTrust(): Promise<void> {
    await vscode.commands.executeCommand('workbench.trust.manage');
  }

  async openFolder(): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.files.openFolder');
  }

  signIn(onClosed: () => void): void {
    const cli = this.options.cli();
    if (!cli)
      throw new Error(t('There is no CLI on this machine to sign in with. Sign in where the CLI runs.'));
    const isScript = /\.[cm]?js$/.test(cli.path);
    const program = isScript
      ? { path: process.execPath, args: [cli.path, 'login'], env: { ...cli.env, ELECTRON_RUN_AS_NODE: '1' } }
      : { path: cli.path, args: ['login'], env: cli.env };
    runProgram(t('Sign in to GitHub'), program, onClosed);
  }

  async askKey(baseUrl: string): Promise<string | undefined> {
    return askKey(baseUrl);
  }

  pickLocalModel(server: LocalServer): Promise<string | undefined> {
    const rows = server.models.map((model) => ({ value: model, label: model }));
    return pickRow(rows, { title: t('Model of {0}', server.name) });
  }

  async pickModel(): Promise<void> {
    await vscode.commands.executeCommand(commandName('selectModel'));
  }

  confirmRestart(titles: readonly string[]): Promise<boolean> {
    const [first = ''] = titles;
    return confirm(
      titles.length === 1
        ? t('The agent is at work in “{0}”. End the CLI anyway?', titleInNotice(first))
        : t('The agent is at work in {0} sessions. End the CLI anyway?', titles.length),
      t('What it is doing is interrupted. The conversations stay, and you can send the messages again.'),
      t('End the CLI'),
    );
  }

  confirmDelete(title: string): Promise<boolean> {
    return confirm(
      t('Delete the session “{0}”?', titleInNotice(title)),
      t('Its conversation is removed from this machine. Files that it changed stay as they are.'),
      t('Delete'),
    );
  }

  showApprovals(decision: string): void {
    this.options.showApprovals(decision);
  }

  openProposedDiff(request: PermissionRequest, over: Promise<void>): Promise<void> {
    return this.options.proposedDiff.open(request, over);
  }

  /** A link from outside the editor; it may lead here unasked. */
  readonly askToFollow = async (): Promise<boolean> => {
    const open = t('Open');
    return (await showInfo(t('A link leads to a turn of a session. Open the session?'), open)) === open;
  };

  readonly sayNotFollowed = (what: 'elsewhere' | 'blocked'): void => {
    void showInfo(
      what === 'elsewhere'
        ? t('The session of this link is not in this folder. Open its folder and follow the link again.')
        : t('Nothing is started or sent here: it takes a trusted folder on this machine.'),
    );
  };

  announceEnd(title: string, how: 'done' | 'failed', open: () => Promise<void>): void {
    const show = t('Show');
    const name = titleInNotice(title);
    const words = how === 'failed' ? t('“{0}” has failed.', name) : t('“{0}” is done.', name);
    showInfo(words, show).then(
      (picked) => (picked === show ? open() : undefined),
      () => undefined, // the window is closing
    );
  }

  announceRequest(
    request: Request,
    title: string,
    open: () => Promise<void>,
    answer: (word: 'allow' | 'deny') => boolean,
  ): void {
    const { text, canAllow, canDeny } = requestNotice(request);
    const name = titleInNotice(title);
    const [allow, deny, show] = [t('Allow once'), t('Deny'), t('Show')];
    const words =
      request.kind === 'plan'
        ? t('“{0}” has a plan for you to look at.', name)
        : text === undefined
          ? t('“{0}” waits for you.', name)
          : request.kind === 'permission'
            ? t('“{0}” waits for your permission: {1}', name, text)
            : t('“{0}” asks: {1}', name, text);
    const buttons = [...(canAllow ? [allow] : []), ...(canDeny ? [deny] : []), show];
    showInfo(words, ...buttons).then(
      (picked) => {
        if (picked === show) return open();
        if (picked === undefined || answer(picked === allow ? 'allow' : 'deny')) return undefined;
        void showInfo(t('No longer needed.'));
        return undefined;
      },
      () => undefined, // the window is closing
    );
  }
}

/** A `Uri` would lose `%2F` and its like; the editor takes a string too, and then opens what it says. */
function openAsWritten(link: string): Promise<boolean> {
  const open: (target: never) => Thenable<boolean> = vscode.env.openExternal;
  return Promise.resolve(open(link as never));
}
