import * as vscode from 'vscode';
import { approvalsWish } from '../../protocol/approvals';
import { pageHtml } from '../editor/pageHtml';
import { DisposableStore } from '../base/disposables';
import { confirm, showError } from '../base/editorMessages';
import { describe } from '../base/describeError';
import { inert } from '../base/inertText';
import { t } from '../base/l10n';
import { tighten } from '../base/privateFiles';
import type { Approvals } from '../permissions/approvals';
import { ApprovalsDesk } from './approvalsController';

export interface ApprovalsPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly approvals: Approvals;
  readonly folderName: string;
  readonly log: vscode.LogOutputChannel;
}

/** The approvals in an editor tab. */
export class ApprovalsPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private desk: ApprovalsDesk | undefined;

  constructor(private readonly options: ApprovalsPanelOptions) {}

  /** With a decision, at the rule that made it or at itself. */
  show(decision?: string): void {
    if (this.panel) this.panel.reveal();
    else this.open();
    if (decision !== undefined) this.desk?.reveal(decision);
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private open(): void {
    const title = vscode.l10n.t('Approvals');
    const dist = vscode.Uri.joinPath(this.options.extensionUri, 'dist');
    const panel = vscode.window.createWebviewPanel('flightdeck.approvals', title, vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [dist],
    });
    this.panel = panel;
    this.connect(panel);
    const uri = (name: string) => panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    panel.iconPath = vscode.Uri.joinPath(this.options.extensionUri, 'media', 'icon.svg');
    panel.webview.html = pageHtml({
      scriptUri: uri('approvals.js'),
      styleUri: uri('approvals.css'),
      cspSource: panel.webview.cspSource,
      title,
      language: vscode.env.language,
      l10n: vscode.l10n.bundle,
      platform: process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'windows' : 'linux',
    });
  }

  private connect(panel: vscode.WebviewPanel): void {
    const { approvals, folderName, log } = this.options;
    const own = new DisposableStore();
    const post = () => void panel.webview.postMessage({ type: 'approvals/state', state: desk.state });
    const desk = new ApprovalsDesk({
      approvals,
      folderName,
      saveAs,
      confirmForget,
      logError: (message) => log.error(message),
      changed: post,
    });
    this.desk = desk;
    own.add(approvals.onDidChange(post));
    own.add(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const wish = approvalsWish.safeParse(message);
        if (!wish.success)
          return log.error(`The page of approvals sent something unknown: ${wish.error.message}`);
        desk.carryOut(wish.data).catch((error: unknown) => {
          log.error(`${wish.data.type} failed: ${describe(error)}`);
          void showError(inert(error instanceof Error ? error.message : String(error)));
        });
      }),
    );
    panel.onDidDispose(() => {
      own.dispose();
      this.panel = undefined;
      this.desk = undefined;
    });
  }
}

async function saveAs(text: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = 'flight-deck-decisions.jsonl';
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export past decisions'),
    filters: { JSONL: ['jsonl'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, Buffer.from(text));
  if (target.scheme === 'file') await tighten(target.fsPath);
}

function confirmForget(): Promise<boolean> {
  return confirm(
    t('Forget all past decisions?'),
    t('They are removed from this machine. Saved rules stay.'),
    t('Forget'),
  );
}
