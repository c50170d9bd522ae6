import { type ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';
import * as esbuild from 'esbuild';
import { makeScratch } from './scratch';

/** A program of its own that uses the SDK. */
export interface HostProgram {
  readonly process: ChildProcess;
  /** The next line that it prints. */
  line(): Promise<string>;
  remove(): void;
}

/** Runs the code, which finds the SDK as `sdk`, with these variables in its environment. */
export async function runHost(code: string, env: Readonly<Record<string, string>>): Promise<HostProgram> {
  const scratch = makeScratch('host-program');
  const file = path.join(scratch.path, 'host.cjs');
  await esbuild.build({
    stdin: {
      contents: `import * as sdk from ${JSON.stringify(path.resolve('src/sdk/index.ts'))};\n${code}`,
      resolveDir: process.cwd(),
      loader: 'ts',
    },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    outfile: file,
    logLevel: 'error',
  });
  const host = spawn(process.execPath, [file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { process: host, line: () => lineFrom(host), remove: () => scratch.remove() };
}

function lineFrom({ stdout }: ChildProcess): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.trim());
    });
  });
}
