import * as path from 'node:path';
import * as vscode from 'vscode';
import { t } from '../base/l10n';
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

  async open(request: PermissionRequest): Promise<void> {
    const known = asKnownPermissionRequest(request);
    if (known?.kind !== 'write') return;
    const before = await this.read(known.fileName);
    const after = known.newFileContents ?? before;
    const title = t('{0} (proposed)', path.basename(known.fileName));
    await vscode.commands.executeCommand(
      'vscode.diff',
      this.hold(known.fileName, 'before', before),
      this.hold(known.fileName, 'after', after),
      title,
      { preserveFocus: true, preview: true },
    );
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
