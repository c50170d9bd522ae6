import * as vscode from 'vscode';
import { DisposableStore } from '../base/disposables';
import { TerminalUse } from './terminalUse';

/** The terminals that commands of answers go to: never one in which a program runs. */
export class OwnTerminals implements vscode.Disposable {
  private readonly use = new TerminalUse<vscode.Terminal>();
  private readonly store = new DisposableStore();

  constructor() {
    const { use, store } = this;
    const { window } = vscode;
    store.add(window.onDidStartTerminalShellExecution(({ terminal }) => use.started(terminal)));
    store.add(window.onDidEndTerminalShellExecution(({ terminal }) => use.ended(terminal)));
    store.add(window.onDidCloseTerminal((terminal) => use.closed(terminal)));
  }

  /** Types a line, which waits for the person's Enter. */
  type(line: string): void {
    const terminal = this.use.free((one) => one.shellIntegration !== undefined) ?? newTerminal();
    terminal.show();
    this.use.typed(terminal);
    terminal.sendText(line, false);
  }

  /** Runs lines that the person has seen, where nothing else stands or runs. */
  run(lines: readonly string[]): void {
    const terminal = newTerminal();
    terminal.show();
    this.use.ran(terminal);
    terminal.sendText(lines.join('\n'), true);
  }

  dispose(): void {
    this.store.dispose();
  }
}

function newTerminal(): vscode.Terminal {
  return vscode.window.createTerminal({ name: 'Flight Deck' });
}
