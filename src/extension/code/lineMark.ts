import * as vscode from 'vscode';

/**
 * Brings whole lines (from 0, both included) into sight and marks them until the person touches that editor. They
 * are not selected: what is selected goes to the model with the next message.
 */
export function markLines(editor: vscode.TextEditor, first: number, last: number): void {
  const range = editor.document.validateRange(new vscode.Range(first, 0, last, 0));
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  const mark = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
  });
  editor.setDecorations(mark, [range]);
  const stop = vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
    if (textEditor === editor && kind !== undefined) clear();
  });
  const gone = vscode.window.onDidChangeVisibleTextEditors((editors) => {
    if (!editors.includes(editor)) clear();
  });
  const clear = () => {
    stop.dispose();
    gone.dispose();
    mark.dispose();
  };
}
