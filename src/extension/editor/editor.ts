import * as vscode from 'vscode';
import { markLines } from '../code/lineMark';
import type { EditorFacade, ProblemInfo, TextRange } from '../base/editorApi';

const hiddenSchemes = ['output', 'debug', 'comment', 'vscode-scm'];

/** The editor as the tools and the chat see it. */
export class Editor implements EditorFacade {
  selection(): ReturnType<EditorFacade['selection']> {
    const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
    // The panels of output and debugging are editors too.
    const editor = editors.find((one) => one && !hiddenSchemes.includes(one.document.uri.scheme));
    if (!editor) return undefined;
    const { document, selection } = editor;
    return {
      path: document.uri.fsPath,
      language: document.languageId,
      text: document.getText(selection),
      range: rangeOf(selection),
      isUnsaved: document.isDirty,
      ...cellOf(document),
    };
  }

  openEditors(): ReturnType<EditorFacade['openEditors']> {
    return vscode.window.tabGroups.all.flatMap((group) =>
      group.tabs.flatMap((tab) => {
        const { input } = tab;
        if (!(input instanceof vscode.TabInputText)) return [];
        return [{ path: input.uri.fsPath, isActive: tab.isActive && group.isActive, isUnsaved: tab.isDirty }];
      }),
    );
  }

  async show(path: string, lines?: { readonly first: number; readonly last: number }): Promise<void> {
    const { first, last } = lines ?? { first: 0, last: 0 };
    const cursor = new vscode.Range(first, 0, first, 0);
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(path), {
      ...(lines ? { selection: cursor } : {}),
      preserveFocus: true,
      preview: true,
    });
    if (!lines) return;
    markLines(editor, first, last);
  }

  get savesByItself(): boolean {
    return vscode.workspace.getConfiguration('files').get('autoSave', 'off') !== 'off';
  }

  unsaved(): readonly string[] {
    return unsavedTexts().map(({ uri }) => uri.fsPath);
  }

  async save(path: string): Promise<boolean> {
    const texts = unsavedTexts().filter(({ uri }) => uri.fsPath === path);
    const saved = await Promise.all(texts.map((text) => text.save()));
    return !saved.includes(false);
  }

  problems(path?: string): readonly ProblemInfo[] {
    const entries = path
      ? ([[vscode.Uri.file(path), vscode.languages.getDiagnostics(vscode.Uri.file(path))]] as const)
      : vscode.languages.getDiagnostics();
    return entries.flatMap(([uri, list]) =>
      list.map((problem) => ({
        path: uri.fsPath,
        severity: severities[problem.severity],
        message: problem.message,
        source: problem.source,
        range: rangeOf(problem.range),
      })),
    );
  }
}

/** Where a document is a cell of a notebook: which, from 1. */
export function cellOf(document: vscode.TextDocument): { readonly cell?: number } {
  const cells = vscode.workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
  const found = cells.find((cell) => cell.document === document);
  return found ? { cell: found.index + 1 } : {};
}

const severities = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'info',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
} as const;

export function rangeOf(range: vscode.Range): TextRange {
  const { start, end } = range;
  return {
    start: { line: start.line, character: start.character },
    end: { line: end.line, character: end.character },
  };
}

/** Texts and notebooks of files on the disk; what was never a file has none that could be older. */
function unsavedTexts(): readonly (vscode.TextDocument | vscode.NotebookDocument)[] {
  const { textDocuments, notebookDocuments } = vscode.workspace;
  return [...textDocuments, ...notebookDocuments].filter(
    ({ isDirty, uri }) => isDirty && uri.scheme === 'file',
  );
}
