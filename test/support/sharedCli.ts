import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { realCliPath } from './realCli';
import { makeScratch } from './scratch';

interface SharedCli {
  readonly child: ChildProcess;
  readonly port: string;
}

/** Each test file is a bundle of its own, so what all files of this process share stands outside of them. */
const shared = globalThis as { flightDeckCli?: Promise<SharedCli> | undefined };

/**
 * Where the one CLI of this process listens, as the setting `cli.url` takes it; for tests that neither end their CLI
 * nor come back to what it left behind. A start, and the first turn after it, take a second of a whole core.
 */
export async function sharedCliUrl(): Promise<string> {
  const present = await shared.flightDeckCli;
  if (present && present.child.exitCode === null && present.child.signalCode === null) return present.port;
  shared.flightDeckCli = start();
  return (await shared.flightDeckCli).port;
}

async function start(): Promise<SharedCli> {
  const scratch = makeScratch('shared-cli');
  const child = spawn(realCliPath, ['--headless', '--no-auto-update', '--log-level', 'info'], {
    cwd: scratch.path,
    env: { ...process.env, COPILOT_HOME: scratch.path },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  process.once('exit', () => {
    child.kill('SIGKILL');
    scratch.remove();
  });
  const port = await portOf(child);
  // It is ended when the tests are over, and does not keep them from being over.
  child.unref();
  (child.stdout as Socket).unref();
  return { child, port };
}

function portOf({ stdout }: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /listening on port (\d+)/i.exec(text)?.[1];
      if (found) resolve(found);
    });
    stdout?.once('end', () => reject(new Error(`The CLI that tests share has ended: ${text}`)));
  });
}
