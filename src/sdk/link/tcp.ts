import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { type Command, spawnCli } from '../process/childProcess';
import type { ClientOptions } from '../options/config';
import type { CopilotError } from '../util/errors';
import { connectSocket } from '../process/socket';
import type { Transport } from '../wire/transport';
import { waitFor, type WaitOptions } from '../util/waiting';

/** How long the end of a process may take to be known after the end of its socket. */
const exitKnownMs = 500;

/** Whether a CLI of ours is to listen on a port. A port without `useStdio` says so too; 0 is the default. */
export function usesTcp({ useStdio, port }: ClientOptions): boolean {
  return useStdio === undefined ? Boolean(port) : !useStdio;
}

/** Runs a CLI that listens on a port of this machine, and connects to it. */
export async function spawnListening(command: Command, limits: WaitOptions): Promise<Transport> {
  const cli = await spawnCli(command);
  const guard = cli.pid === undefined ? undefined : endWithUs(cli.pid);
  void cli.ended.then(() => guard?.release());
  try {
    const gone = cli.ended.then((error) => Promise.reject(error));
    const port = await waitFor(() => Promise.race([portOf(cli.readable), gone]), limits, 'the start');
    cli.readable.resume();
    const socket = await connectSocket(String(port), limits.signal);
    return new ListeningTransport(cli, socket, port);
  } catch (error) {
    await cli.close('fast');
    throw error;
  }
}

class ListeningTransport implements Transport {
  readonly readable;
  readonly writable;
  readonly ended: Promise<CopilotError>;

  constructor(
    private readonly cli: Transport,
    private readonly socket: Transport,
    readonly port: number,
  ) {
    this.readable = socket.readable;
    this.writable = socket.writable;
    this.ended = this.waitForEnd();
  }

  get pid(): number | undefined {
    return this.cli.pid;
  }

  get child(): Transport['child'] {
    return this.cli.child;
  }

  async close(manner: 'kind' | 'fast'): Promise<void> {
    await Promise.all([this.socket.close(manner), this.cli.close(manner)]);
  }

  private async waitForEnd(): Promise<CopilotError> {
    const lost = await Promise.race([this.socket.ended, this.cli.ended]);
    const exit = await waitFor(() => this.cli.ended, { timeoutMs: exitKnownMs }, 'the exit').catch(
      () => undefined,
    );
    // A CLI that nobody talks to any more would stay for ever.
    if (!exit) await this.cli.close('fast');
    return exit ?? lost;
  }
}

function portOf(stdout: Readable): Promise<number> {
  let text = '';
  return new Promise((resolve) => {
    const onData = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = /listening on port (\d+)/i.exec(text)?.[1];
      if (found === undefined) return;
      stdout.off('data', onData);
      resolve(Number(found));
    };
    stdout.on('data', onData);
  });
}

const guardScript = `process.stdin.resume().on('end', () => { try { process.kill(+process.argv[1]) } catch {} })`;

/**
 * A CLI that listens does not see the end of whoever started it (measured on 1.0.102). This small process
 * does, by the end of its input, and ends the CLI.
 */
function endWithUs(pid: number): { readonly release: () => void } {
  const guard = spawn(process.execPath, ['-e', guardScript, String(pid)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    stdio: ['pipe', 'ignore', 'ignore'],
    // Not ended together with us by a key or a closed terminal.
    detached: true,
    windowsHide: true,
  });
  // Without it only the orphan's end is missing.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  return { release: () => guard.kill('SIGKILL') };
}
