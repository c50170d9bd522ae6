import * as vscode from 'vscode';
import { toHost, type ToHost } from '../../protocol/toHost';
import type { ToView } from '../../protocol/toView';
import { views } from '../settings/contributions';
import { DisposableStore } from '../base/disposables';
import { FrameQueue } from './frameQueue';
import { pageHtml } from '../editor/pageHtml';

export interface ChatViewOptions {
  readonly extensionUri: vscode.Uri;
  /** Whose pictures the page may show. */
  readonly folders: readonly string[];
  readonly onWish: (wish: ToHost) => void;
  /** The keys go to the page, or no longer. */
  readonly onFocus: (isFocused: boolean) => void;
  readonly log: vscode.LogOutputChannel;
}

/** The webview: gives the page its html, parses its wishes, posts facts to it. */
export class ChatView implements vscode.WebviewViewProvider {
  private view: vscode.WebviewView | undefined;
  /** The page listens; it is made anew each time that it is shown. */
  private isListening = false;
  private wantsFocus = false;
  private readonly queue = new FrameQueue((facts) => void this.view?.webview.postMessage(facts));

  constructor(private readonly options: ChatViewOptions) {}

  get isVisible(): boolean {
    return this.view?.visible ?? false;
  }

  post(facts: readonly ToView[]): void {
    // What a page that is still loading would miss it gets with the state, but for this.
    if (!this.isListening && facts.some((fact) => fact.type === 'focus/composer')) this.wantsFocus = true;
    if (this.isVisible) this.queue.add(facts);
  }

  /** Where the page finds a file of its folders. */
  addressOf(file: vscode.Uri): string | undefined {
    return this.view?.webview.asWebviewUri(file).toString();
  }

  setBadge(count: number, tooltip: string): void {
    if (this.view) this.view.badge = count > 0 ? { value: count, tooltip } : undefined;
  }

  async reveal(): Promise<void> {
    if (this.view) this.view.show(false);
    else await vscode.commands.executeCommand(`${views.chat}.focus`);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { extensionUri, folders, log } = this.options;
    const dist = vscode.Uri.joinPath(extensionUri, 'dist');
    const uri = (name: string) => view.webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    const own = new DisposableStore();
    this.view = view;
    view.webview.options = {
      enableScripts: true,
      localResourceRoots: [dist, ...folders.map((folder) => vscode.Uri.file(folder))],
    };
    own.add(
      view.webview.onDidReceiveMessage((message: unknown) => {
        const wish = toHost.safeParse(message);
        if (wish.success) this.hear(wish.data);
        else log.error(`The chat page sent something unknown: ${wish.error.message}`);
      }),
    );
    own.add(
      view.onDidChangeVisibility(() => {
        if (!view.visible) this.forget();
      }),
    );
    view.onDidDispose(() => {
      own.dispose();
      this.forget();
      if (this.view === view) this.view = undefined;
    });
    view.webview.html = pageHtml({
      scriptUri: uri('webview.js'),
      nextScriptUri: uri('markdown.js'),
      styleUri: uri('webview.css'),
      cspSource: view.webview.cspSource,
      title: vscode.l10n.t('Flight Deck chat'),
      language: vscode.env.language,
      l10n: vscode.l10n.bundle,
      platform: process.platform === 'darwin' ? 'mac' : process.platform === 'win32' ? 'windows' : 'linux',
    });
  }

  private hear(wish: ToHost): void {
    if (wish.type === 'view/ready') this.isListening = true;
    if (wish.type === 'view/focus') this.options.onFocus(wish.isFocused);
    this.options.onWish(wish);
    if (wish.type !== 'view/ready' || !this.wantsFocus) return;
    this.wantsFocus = false;
    this.post([{ type: 'focus/composer' }]);
  }

  private forget(): void {
    this.isListening = false;
    this.options.onFocus(false);
    this.queue.clear();
  }
}
