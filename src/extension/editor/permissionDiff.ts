import * as path from 'node:path';
import * as vscode from 'vscode';
import { t } from '../base/l10n';
import { proposedTexts, type ProposedText } from './proposedTexts';
import { asKnownPermissionRequest, type PermissionRequest } from '../../sdk/index';

const scheme = 'flightdeck-proposed';

/** Shows what a write would change, beside the chat, before it is allowed. */
export class ProposedDiff implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private count = 0;

  register(): vscode.Disposable {
    const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
    const closed = vscode.workspace.onDidCloseTextDocument((document) =>
      this.texts.delete(document.uri.toString()),
    );
    return vscode.Disposable.from(provider, closed);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  /** What is open for the request is closed when that is over. */
  async open(request: PermissionRequest, over: Promise<void>): Promise<void> {
    const texts = await proposedTexts(request, (file) => this.read(file));
    const uris = texts
      ? await this.openTexts(texts)
      : await this.openDiff(asKnownPermissionRequest(request)?.['diff']);
    void over.then(() => closeTabs(uris));
  }

  private async openTexts(texts: readonly ProposedText[]): Promise<readonly vscode.Uri[]> {
    const sides = texts.map(({ path: file, before, after }) => ({
      file,
      before: this.hold(file, 'before', before),
      after: this.hold(file, 'after', after),
    }));
    for (const { file, before, after } of sides) {
      const title = t('{0} (proposed)', path.basename(file));
      const look = { preserveFocus: true, preview: texts.length === 1 };
      await vscode.commands.executeCommand('vscode.diff', before, after, title, look);
    }
    return sides.map(({ after }) => after);
  }

  /** Where it cannot be told what the file would become, the change is shown as it was sent. */
  private async openDiff(diff: unknown): Promise<readonly vscode.Uri[]> {
    if (typeof diff !== 'string') return [];
    const uri = this.hold('/change.diff', 'diff', diff);
    await vscode.window.showTextDocument(uri, { preserveFocus: true, preview: true });
    return [uri];
  }

  private hold(file: string, side: string, text: string): vscode.Uri {
    const uri = vscode.Uri.file(file).with({ scheme, query: `${side}-${(this.count += 1)}` });
    this.texts.set(uri.toString(), text);
    return uri;
  }

  private async read(file: string): Promise<string> {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(file)));
    } catch {
      return ''; // a file that is not there yet is created by the write
    }
  }
}

async function closeTabs(uris: readonly vscode.Uri[]): Promise<void> {
  const own = new Set(uris.map(String));
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(({ input }) => {
    if (input instanceof vscode.TabInputTextDiff) return own.has(input.modified.toString());
    return input instanceof vscode.TabInputText && own.has(input.uri.toString());
  });
  try {
    if (shown.length > 0) await vscode.window.tabGroups.close(shown, true);
  } catch {
    // Somebody else has closed it.
  }
}
