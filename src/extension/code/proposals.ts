import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CodeProposal } from '../../protocol/toView';
import { showInfo, showError, showWarning } from '../base/editorMessages';
import { inert } from '../base/inertText';
import { t } from '../base/l10n';
import type { CodeBlock } from './codeUi';
import { patchedPath } from './patch';
import type { PathFinder } from './pathFinder';
import { isDiff, propose, type Manner } from './proposal';
import { closePreview, closePreviews, inFront, isShown, previewOf, proposalScheme } from './proposalTabs';
import { wholePath } from './wholePath';
import { writeWith, type Outcome } from './writeWith';

interface Pending {
  readonly code: CodeBlock;
  readonly target: Target;
  /** The file as it was when the preview was made; undefined when there is none yet. */
  readonly before: string | undefined;
  readonly after: string;
}

interface Target {
  readonly uri: vscode.Uri;
  readonly isNamed: boolean;
  readonly selection?: { readonly start: number; readonly end: number };
  readonly cursor?: number;
}

/** Code of an answer on its way into a file: shown as a diff first, written when the person says so. */
export class Proposals implements vscode.TextDocumentContentProvider {
  private readonly pending = new Map<string, Pending>();
  /** Addresses of the previews that are open, oldest first. */
  private open: readonly vscode.Uri[] = [];
  private readonly changes = new vscode.EventEmitter<CodeProposal | undefined>();
  /** Another preview is the newest one, or none is left. */
  readonly onDidChangeNewest = this.changes.event;
  private count = 0;

  constructor(
    private readonly finder: PathFinder,
    private readonly folders: readonly string[],
  ) {}

  register(): vscode.Disposable {
    void closePreviews(() => true); // of an earlier window: what they showed went with it
    return vscode.Disposable.from(
      this.changes,
      vscode.workspace.registerTextDocumentContentProvider(proposalScheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.pending.delete(uri.toString())),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some((tab) => previewOf(tab))) this.setOpen(this.open.filter(isShown));
      }),
    );
  }

  /** Address of the preview that was opened last, of those that are open. */
  get newest(): vscode.Uri | undefined {
    return this.open.at(-1);
  }

  get current(): CodeProposal | undefined {
    const { newest } = this;
    const pending = newest && this.pending.get(newest.toString());
    return pending && { name: this.shown(pending.target), isNew: pending.before === undefined };
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const pending = this.pending.get(uri.toString());
    return (isBefore(uri) ? pending?.before : pending?.after) ?? '';
  }

  async propose(code: CodeBlock): Promise<void> {
    const target = await this.targetOf(code);
    if (!target) {
      void showInfo(t('Open the file that the code is for, then apply it again.'));
      return;
    }
    if (this.isOutside(target)) return;
    const before = await readText(target.uri);
    const proposal = propose({ ...target, text: before ?? '', code: code.text, language: code.language });
    const name = this.shown(target);
    if (!proposal) {
      void showInfo(
        t('The change does not fit {0} as it is now. Copy the code and put it in by hand.', name),
      );
      return;
    }
    const after = before?.includes('\r\n') ? proposal.text.replaceAll('\n', '\r\n') : proposal.text;
    if (after === before) {
      void showInfo(t('{0} holds this code already.', name));
      return;
    }
    await this.show({ code, target, before, after }, proposal.manner);
  }

  /** Writes what the preview in front shows, or the one of this address. */
  async apply(uri = inFront()): Promise<void> {
    const pending = uri && this.pending.get(uri.toString());
    if (!uri || !pending) return;
    const { target, code, before, after } = pending;
    if (this.isOutside(target)) return; // a link may lead elsewhere by now
    // Before the file changes: a diff editor complains when one of its sides grows under it.
    await closePreview(uri);
    if ((await readText(target.uri)) !== before) {
      await this.propose(code); // the file has changed since, so the person looks again
      return;
    }
    const name = this.shown(target);
    const outcome = await write(target.uri, before, after);
    if (outcome === 'refused') {
      void showError(t('Nothing was written: the editor did not take the change to {0}.', name));
      await this.propose(code);
      return;
    }
    if (outcome === 'unsaved') void showWarning(t('{0} was changed, but could not be saved.', name));
    await vscode.window.showTextDocument(target.uri, { preview: false });
  }

  async discard(uri = inFront()): Promise<void> {
    if (uri) await closePreview(uri);
  }

  private shown({ uri }: Target): string {
    return inert(wholePath(uri.fsPath, this.folders).shown, { longest: 4096 });
  }

  /** Nothing is written outside the folders, whoever named the file. */
  private isOutside({ uri }: Target): boolean {
    const { real, shown } = wholePath(uri.fsPath, this.folders);
    if (real === undefined)
      void showWarning(t('Code is put into no file outside the folders of this window: {0}', shown));
    return real === undefined;
  }

  private setOpen(open: readonly vscode.Uri[]): void {
    this.open = open;
    this.changes.fire(this.current);
  }

  private async targetOf(code: CodeBlock): Promise<Target | undefined> {
    const named = code.path ?? (isDiff(code.text, code.language) ? patchedPath(code.text) : undefined);
    if (named) {
      const found = await this.finder.find(named);
      if (found?.kind === 'file') return { uri: vscode.Uri.file(found.path), isNamed: true };
      const made = this.newPath(named);
      if (made) return { uri: vscode.Uri.file(made), isNamed: true };
    }
    const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
    if (editor?.document.uri.scheme !== 'file') return undefined;
    const { selection } = editor;
    const lines = {
      start: selection.start.line,
      end: selection.end.line + (selection.end.character > 0 ? 1 : 0),
    };
    return {
      uri: editor.document.uri,
      isNamed: false,
      cursor: selection.active.line,
      ...(selection.isEmpty ? {} : { selection: lines }),
    };
  }

  /** A file that is not there yet is made inside the folder only. */
  private newPath(named: string): string | undefined {
    const [folder] = this.folders;
    if (!folder || path.isAbsolute(named) || /^[a-z]:|^[\\/]{2}/i.test(named)) return undefined;
    const made = path.join(folder, named);
    return made.startsWith(folder + path.sep) ? made : undefined;
  }

  private async show(pending: Pending, manner: Manner): Promise<void> {
    const id = String((this.count += 1));
    const uri = pending.target.uri.with({ scheme: proposalScheme, query: id });
    const before = uri.with({ query: `${id}-before` });
    this.pending.set(uri.toString(), pending);
    this.pending.set(before.toString(), pending);
    const name = this.shown(pending.target);
    const left = pending.before === undefined ? before : pending.target.uri;
    const title = `${name}: ${mannerWords(manner, pending.before === undefined)}`;
    await vscode.commands.executeCommand('vscode.diff', left, uri, title, { preview: true });
    // Opening it may have closed another one, whose place it took.
    this.setOpen([...this.open, uri].filter(isShown));
  }
}

function mannerWords(manner: Manner, isNew: boolean): string {
  if (isNew) return t('new file');
  const words: Readonly<Record<Manner, string>> = {
    patch: t('with the change'),
    part: t('with the part replaced'),
    whole: t('replaced as a whole'),
    selection: t('with the selection replaced'),
    cursor: t('with the code at the cursor'),
    end: t('with the code at the end'),
  };
  return words[manner];
}

function isBefore(uri: vscode.Uri): boolean {
  return uri.query.endsWith('-before');
}

/** The text with the changes that are not saved yet; undefined when there is no such file. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch {
    return undefined; // not there yet, so it will be made
  }
}

/** Keeps the way back with Undo; saves what was saved before. */
async function write(uri: vscode.Uri, before: string | undefined, after: string): Promise<Outcome> {
  const edit = new vscode.WorkspaceEdit();
  if (before === undefined) {
    edit.createFile(uri, { contents: new TextEncoder().encode(after), overwrite: false });
    return writeWith({ change: () => vscode.workspace.applyEdit(edit) });
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const wasDirty = document.isDirty;
  const all = new vscode.Range(document.positionAt(0), document.positionAt(before.length));
  edit.replace(uri, all, after);
  return writeWith({
    change: () => vscode.workspace.applyEdit(edit),
    ...(wasDirty ? {} : { save: () => document.save() }),
  });
}
