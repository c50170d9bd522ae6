import * as vscode from 'vscode';
import type { DisposableStore } from '../base/disposables';

interface Followers {
  readonly selection: { refresh(): void };
  readonly problems: { refresh(): void };
  readonly unsaved: { refresh(): void };
}

/** Tells what the editor shows now, whenever that changes. */
export function followEditor({ selection, problems, unsaved }: Followers, store: DisposableStore): void {
  // A selection that is being drawn with the mouse changes at each move.
  const selectionSoon = soon(() => selection.refresh(), 50, store);
  const problemsSoon = soon(() => problems.refresh(), 200, store);
  store.add(vscode.window.onDidChangeTextEditorSelection(selectionSoon));
  store.add(vscode.window.onDidChangeActiveTextEditor(selectionSoon));
  store.add(vscode.window.onDidChangeActiveTextEditor(problemsSoon));
  const unsavedSoon = soon(() => unsaved.refresh(), 200, store);
  for (const event of [
    vscode.workspace.onDidChangeTextDocument,
    vscode.workspace.onDidSaveTextDocument,
    vscode.workspace.onDidCloseTextDocument,
    vscode.workspace.onDidChangeNotebookDocument,
    vscode.workspace.onDidSaveNotebookDocument,
    vscode.workspace.onDidCloseNotebookDocument,
  ])
    store.add(event(unsavedSoon));
  store.add(vscode.languages.onDidChangeDiagnostics(problemsSoon));
}

/** Joins calls that come one after the other. */
function soon(act: () => void, afterMs: number, store: DisposableStore): () => void {
  let timer: NodeJS.Timeout | undefined;
  store.addUndo(() => clearTimeout(timer));
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, afterMs);
  };
}
