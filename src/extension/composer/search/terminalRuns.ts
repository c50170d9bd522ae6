import * as vscode from 'vscode';
import { plainTerminalText } from '../../base/terminalText';
import { DisposableStore } from '../../base/disposables';
import type { TerminalRun } from './contextSources';

/** Enough for the end of any log; what came first is let go. */
const mostCharacters = 200_000;
const mostRuns = 8;

interface Recorded extends Omit<TerminalRun, 'output' | 'exitCode'> {
  exitCode: number | undefined;
  output: string;
  readonly execution: vscode.TerminalShellExecution;
}

/** Keeps what the last commands in the person's terminals printed; the shell integration tells of them. */
export class TerminalRuns implements vscode.Disposable {
  private runs: readonly Recorded[] = [];
  private count = 0;
  private readonly store = new DisposableStore();

  constructor() {
    this.store.add(vscode.window.onDidStartTerminalShellExecution((event) => void this.record(event)));
    this.store.add(
      vscode.window.onDidEndTerminalShellExecution(({ execution, exitCode }) => {
        const run = this.runs.find((one) => one.execution === execution);
        if (run) run.exitCode = exitCode;
      }),
    );
  }

  /** The newest first. */
  get all(): readonly TerminalRun[] {
    return this.runs.map(({ id, terminal, command, output, exitCode }) => ({
      id,
      terminal,
      command,
      exitCode,
      output: plainTerminalText(output).trim(),
    }));
  }

  dispose(): void {
    this.store.dispose();
  }

  private async record({ execution, terminal }: vscode.TerminalShellExecutionStartEvent): Promise<void> {
    this.count += 1;
    const command = execution.commandLine.value.trim();
    const run: Recorded = {
      id: String(this.count),
      terminal: terminal.name,
      command,
      output: '',
      exitCode: undefined,
      execution,
    };
    this.runs = [run, ...this.runs].slice(0, mostRuns);
    // The reader must be asked for at once; later it misses what was printed meanwhile.
    for await (const piece of execution.read()) run.output = (run.output + piece).slice(-mostCharacters);
  }
}
