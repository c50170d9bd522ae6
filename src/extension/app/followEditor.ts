import * as vscode from 'vscode';
import type { DisposableStore } from '../base/disposables';

interface Followers {
  readonly selection: { refresh(): void };
  readonly problems: { refresh(): void };
}

/** Tells what the editor shows now, whenever that changes. */
export function followEditor({ selection, problems }: Followers, store: DisposableStore): void {
  // A selection that is being drawn with the mouse changes at each move.
  const selectionSoon = soon(() => selection.refresh(), 50, store);
  const problemsSoon = soon(() => problems.refresh(), 200, store);
  store.add(vscode.window.onDidChangeTextEditorSelection(selectionSoon));
  store.add(vscode.window.onDidChangeActiveTextEditor(selectionSoon));
  store.add(vscode.window.onDidChangeActiveTextEditor(problemsSoon));
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
