import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { spawn } from 'cross-spawn';
import { CopilotError, textOf } from '../util/errors';
import { TextTail } from '../util/textTail';
import type { Transport } from '../wire/transport';

const stderrKept = 64 * 1024;
const stderrTold = 4 * 1024;
/** How long output may still come after the exit; a child of the CLI may hold it open. */
const drainMs = 100;
/** How long the exit may come after the end of the output. */
const exitMs = 300;

export interface Command {
  /** What the person knows it by, for messages. */
  readonly path: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the CLI on its standard streams. */
export async function spawnCli(command: Command): Promise<Transport> {
  checkCommand(command);
  let child: ChildProcessWithoutNullStreams;
  try {
    // A `.cmd` file of Windows goes through its shell, with its arguments quoted for that.
    child = spawn(command.file, command.args, {
      cwd: command.cwd,
      env: command.env,
      stdio: 'pipe',
      windowsHide: true,
    });
    // Its failure comes back as the exit, which says more.
    child.stdin.on('error', () => undefined);
    await once(child, 'spawn');
  } catch (cause) {
    const { path } = command;
    throw new CopilotError(
      'spawn-failed',
      `The CLI at ${path} could not be run: ${textOf(cause)}`,
      { path },
      { cause },
    );
  }
  return new ChildTransport(child, command.path);
}

function checkCommand({ path, file, cwd }: Command): void {
  const fail = (problem: string, at: string): never => {
    throw new CopilotError('spawn-failed', problem, { path: at });
  };
  const stats = fs.statSync(path, { throwIfNoEntry: false });
  if (!stats) fail(`There is no CLI at ${path}.`, path);
  else if (!stats.isFile()) fail(`${path} is not a program but a folder.`, path);
  if (path === file) {
    try {
      fs.accessSync(path, fs.constants.X_OK);
    } catch {
      fail(`${path} is not executable.`, path);
    }
  }
  if (cwd !== undefined && !fs.statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) {
    fail(`The CLI's working directory ${cwd} does not exist.`, cwd);
  }
}

class ChildTransport implements Transport {
  readonly ended: Promise<CopilotError>;
  private readonly stderr = new TextTail(stderrKept);
  private readonly exited: Promise<void>;

  constructor(
    readonly child: ChildProcessWithoutNullStreams,
    private readonly path: string,
  ) {
    child.stderr.on('data', (chunk: Buffer) => this.stderr.add(chunk));
    child.stderr.on('error', () => undefined);
    child.stdout.on('error', () => undefined);
    child.on('error', () => undefined);
    this.exited = new Promise((resolve) => child.once('exit', () => resolve()));
    this.ended = this.waitForEnd();
  }

  get readable(): ChildProcessWithoutNullStreams['stdout'] {
    return this.child.stdout;
  }

  get writable(): ChildProcessWithoutNullStreams['stdin'] {
    return this.child.stdin;
  }

  get pid(): number | undefined {
    return this.isGone ? undefined : this.child.pid;
  }

  async close(manner: 'kind' | 'fast'): Promise<void> {
    if (!this.isGone) this.child.stdin.end();
    // With the end of its input the CLI also ends the shells of its tools; SIGKILL would orphan them.
    if (await this.goneWithin(manner === 'kind' ? 500 : 150)) return;
    this.child.kill('SIGTERM');
    if (await this.goneWithin(manner === 'kind' ? 1000 : 250)) return;
    this.child.kill('SIGKILL');
    await this.goneWithin(1000);
  }

  private get isGone(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  private async goneWithin(ms: number): Promise<boolean> {
    if (!this.isGone) await within(this.exited, ms);
    return this.isGone;
  }

  private async waitForEnd(): Promise<CopilotError> {
    const closed = new Promise<void>((resolve) => this.child.once('close', () => resolve()));
    const silent = new Promise<void>((resolve) => this.child.stdout.once('end', () => resolve()));
    await Promise.race([this.exited, silent]);
    if (!this.isGone) await within(this.exited, exitMs);
    if (this.isGone) {
      await within(closed, drainMs);
      return this.describeExit();
    }
    await this.close('fast');
    return this.describe('closed its output');
  }

  private describeExit(): CopilotError {
    const { exitCode, signalCode } = this.child;
    return this.describe(signalCode ? `was ended by ${signalCode}` : `exited with code ${exitCode}`);
  }

  private describe(what: string): CopilotError {
    const stderr = this.stderr.text(stderrTold).trim();
    const said = stderr.split('\n').at(-1);
    return new CopilotError(
      'process-exited',
      `The CLI ${what}${said ? `: ${said}` : ''}.`.replace(/\.\.$/, '.'),
      {
        path: this.path,
        exitCode: this.child.exitCode ?? undefined,
        signal: this.child.signalCode ?? undefined,
        stderr: stderr || undefined,
      },
    );
  }
}

async function within(promise: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([promise, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
