import * as vscode from 'vscode';
import type { Started } from './main';
import { commandIds, commandName, views } from './settings/contributions';
import type { SessionRow } from './sessionList/sessionRows';

let started: Promise<Started> | undefined;

/** What the editor calls at its own hours; all that is behind it is loaded when it first does. */
export function activate(context: vscode.ExtensionContext): void {
  const rows = new LateRows(() => load());
  const sessions = vscode.window.createTreeView(views.sessions, { treeDataProvider: rows });
  const load = (): Promise<Started> => {
    started ??= import('./main').then(({ start }) => {
      const window = start(context, sessions);
      rows.follow(window);
      return window;
    });
    return started;
  };
  context.subscriptions.push(
    rows,
    sessions,
    vscode.window.registerWebviewViewProvider(views.chat, {
      resolveWebviewView: async (view) => (await load()).view.resolveWebviewView(view),
    }),
    vscode.window.registerUriHandler({ handleUri: async (uri) => (await load()).follow(uri) }),
    ...commandIds.map((id) =>
      vscode.commands.registerCommand(commandName(id), async (...args: unknown[]) =>
        (await load()).run(id, args),
      ),
    ),
  );
}

/** The editor waits for the CLI's end, so that none is left behind. */
export async function deactivate(): Promise<void> {
  await (await started)?.stop();
}

/** The rows of the session list, once somebody looks. */
class LateRows implements vscode.TreeDataProvider<SessionRow>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly load: () => Promise<Started>) {}

  follow({ tree }: Started): void {
    tree.onDidChangeTreeData(() => this.changes.fire());
  }

  getParent(): undefined {
    return undefined;
  }

  async getChildren(row?: SessionRow): Promise<SessionRow[]> {
    return (await this.load()).tree.getChildren(row);
  }

  async getTreeItem(row: SessionRow): Promise<vscode.TreeItem> {
    return (await this.load()).tree.getTreeItem(row);
  }

  dispose(): void {
    this.changes.dispose();
  }
}
