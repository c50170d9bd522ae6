import * as os from 'node:os';
import * as vscode from 'vscode';
import { markLines } from './lineMark';
import type { CodeBlock, CodeUi } from './codeUi';
import { findFolderPicture, type FoundPicture } from './folderPictures';
import { confirm, showInfo, showWarning } from '../base/editorMessages';
import { t } from '../base/l10n';
import { languageId } from './languages';
import { OwnTerminals } from './ownTerminals';
import { PathFinder, type Found } from './pathFinder';
import type { Place } from './places';
import { Proposals } from './proposals';
import { shellText } from './shellText';
import { openSymbol } from './symbols';

/** The code of answers in the editor: its files, its terminal, its symbols. */
export class EditorCode implements CodeUi {
  readonly proposals: Proposals;
  readonly terminals = new OwnTerminals();
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
    await vscode.commands.executeCommand('vscode.open', uri, { selection: cursorAt(place), preview: true });
    const { line, endLine = line } = place;
    const editor = vscode.window.activeTextEditor;
    if (line === undefined || endLine === line || editor?.document.uri.toString() !== uri.toString()) return;
    markLines(editor, line - 1, (endLine ?? line) - 1);
  }

  async openSymbol(name: string): Promise<void> {
    await openSymbol(name);
  }

  async newFile({ text, language }: CodeBlock): Promise<void> {
    const known = languageId(language, await vscode.languages.getLanguages());
    const document = await vscode.workspace.openTextDocument({ content: text, language: known });
    await vscode.window.showTextDocument(document, { preview: false });
  }

  async runInTerminal(code: CodeBlock): Promise<void> {
    const found = shellText(code.text);
    switch (found.kind) {
      case 'empty':
        return;
      case 'type':
        return this.terminals.type(found.line);
      case 'show':
        return this.runShown(found.lines);
      case 'too-long':
        await this.newFile(code);
        void showInfo(
          t(
            'This is more than a dialog can show, so it was opened as a file and nothing was run. Run it from there.',
          ),
        );
        return;
      case 'refused':
        void showWarning(
          t('The code holds control characters, which a terminal would obey, so nothing was sent to it.'),
        );
    }
  }

  /** A shell runs each line as it comes, so all of them are shown before. */
  private async runShown(lines: readonly string[]): Promise<void> {
    const question =
      lines.length === 1 ? t('Run this line in a new terminal?') : t('Run these lines in a new terminal?');
    const run = lines.length === 1 ? t('Run it') : t('Run {0} lines', lines.length);
    if (await confirm(question, lines.join('\n'), run)) this.terminals.run(lines);
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

async function sayMissing(path: string): Promise<void> {
  const search = t('Search for the file');
  const answer = await showInfo(t('{0} is not in this workspace.', path), search);
  // Signs in front lead the list to commands instead of files.
  const name = path.replace(/^[^\p{L}\p{N}_./\\~-]+/u, '');
  if (answer === search) await vscode.commands.executeCommand('workbench.action.quickOpen', name);
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

function cursorAt({ line, column = 1 }: Place): vscode.Range | undefined {
  if (line === undefined) return undefined;
  const start = new vscode.Position(line - 1, column - 1);
  return new vscode.Range(start, start);
}
