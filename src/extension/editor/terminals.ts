import * as vscode from 'vscode';

/** Runs a command line in the person's own shell, which they see; a terminal that is there may run a program. */
export function runInTerminal(name: string, commandLine: string): void {
  const terminal = vscode.window.createTerminal({ name });
  terminal.show();
  terminal.sendText(commandLine);
}

/** Runs a program without a shell, so that its path needs no quoting; tells when it is over. */
export function runProgram(
  name: string,
  program: { readonly path: string; readonly args: readonly string[]; readonly env: Record<string, string> },
  onClosed: () => void,
): void {
  const { path, args, env } = program;
  const terminal = vscode.window.createTerminal({ name, shellPath: path, shellArgs: [...args], env });
  const listener = vscode.window.onDidCloseTerminal((closed) => {
    if (closed !== terminal) return;
    listener.dispose();
    onClosed();
  });
  terminal.show();
}
