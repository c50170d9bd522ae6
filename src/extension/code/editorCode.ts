import * as os from 'node:os';
import * as vscode from 'vscode';
import type { CodeBlock, CodeUi } from './codeUi';
import { findFolderPicture, type FoundPicture } from './folderPictures';
import { languageId } from './languages';
import { PathFinder, type Found } from './pathFinder';
import type { Place } from './places';
import { Proposals } from './proposals';
import { shellLines } from './shellText';
import { openSymbol } from './symbols';

const terminalName = 'Flight Deck';

/** The code of answers in the editor: its files, its terminal, its symbols. */
export class EditorCode implements CodeUi {
  readonly proposals: Proposals;
  private readonly finder: PathFinder;

  constructor(
    private readonly folders: readonly string[],
    /** The address under which the page may load a file of the folders. */
    private readonly addressOf: (file: vscode.Uri) => string | undefined,
  ) {
    this.finder = new PathFinder({
      ground: () => ({ folders, home: os.homedir() }),
      kindOf,
      glob: findFiles,
    });
    this.proposals = new Proposals(this.finder, folders);
  }

  checkPaths(paths: readonly string[]): Promise<ReadonlySet<string>> {
    return this.finder.check(paths);
  }

  async findPicture(path: string): Promise<FoundPicture> {
    const found = await findFolderPicture(path, this.finder, this.folders);
    if ('problem' in found) return found;
    const data = this.addressOf(vscode.Uri.file(found.path).with({ query: `v=${found.version}` }));
    return data === undefined ? { problem: 'missing' } : { data };
  }

  async openPlace(place: Place): Promise<void> {
    const found = await this.finder.find(place.path);
    if (!found) return sayMissing(place.path);
    const uri = vscode.Uri.file(found.path);
    if (found.kind === 'folder') {
      await vscode.commands.executeCommand('revealInExplorer', uri);
      return;
    }
    // Opens pictures and notebooks too, each in its own editor.
    await vscode.commands.executeCommand('vscode.open', uri, { selection: rangeOf(place), preview: true });
  }

  async openSymbol(name: string): Promise<void> {
    await openSymbol(name);
  }

  async newFile({ text, language }: CodeBlock): Promise<void> {
    const known = languageId(language, await vscode.languages.getLanguages());
    const document = await vscode.workspace.openTextDocument({ content: text, language: known });
    await vscode.window.showTextDocument(document, { preview: false });
  }

  async runInTerminal({ text }: CodeBlock): Promise<void> {
    const { t } = vscode.l10n;
    const lines = shellLines(text);
    const [only = ''] = lines;
    if (lines.length === 0) return;
    if (lines.length === 1) return ownTerminal().sendText(only, false); // waits for the person's Enter
    // A shell runs each line as it comes, so several are shown before.
    const run = t('Run {0} lines', lines.length);
    const detail = lines.length > 30 ? [...lines.slice(0, 30), '…'] : lines;
    const answer = await vscode.window.showWarningMessage(
      t('Run these lines in the terminal?'),
      { modal: true, detail: detail.join('\n') },
      run,
    );
    if (answer === run) ownTerminal().sendText(lines.join('\n'), true);
  }

  async applyToFile(code: CodeBlock): Promise<void> {
    await this.proposals.propose(code);
  }

  async applyProposal(): Promise<void> {
    await this.proposals.apply(this.proposals.newest);
  }

  async discardProposal(): Promise<void> {
    await this.proposals.discard(this.proposals.newest);
  }
}

function ownTerminal(): vscode.Terminal {
  const known = vscode.window.terminals.find((one) => one.name === terminalName && !one.exitStatus);
  const terminal = known ?? vscode.window.createTerminal({ name: terminalName });
  terminal.show();
  return terminal;
}

async function sayMissing(path: string): Promise<void> {
  const { t } = vscode.l10n;
  const search = t('Search for the file');
  const answer = await vscode.window.showInformationMessage(t('{0} is not in this workspace.', path), search);
  if (answer === search) await vscode.commands.executeCommand('workbench.action.quickOpen', path);
}

async function kindOf(path: string): Promise<Found['kind'] | undefined> {
  try {
    const { type } = await vscode.workspace.fs.stat(vscode.Uri.file(path));
    return type & vscode.FileType.Directory ? 'folder' : 'file';
  } catch {
    return undefined; // whatever the reason, it cannot be opened
  }
}

async function findFiles(pattern: string, limit: number): Promise<readonly string[]> {
  const uris = await vscode.workspace.findFiles(pattern, '**/node_modules/**', limit);
  return uris.map((uri) => uri.fsPath);
}

function rangeOf({ line, column = 1, endLine }: Place): vscode.Range | undefined {
  if (line === undefined) return undefined;
  const start = new vscode.Position(line - 1, column - 1);
  if (endLine === undefined || endLine < line) return new vscode.Range(start, start);
  return new vscode.Range(start, new vscode.Position(endLine, 0));
}
