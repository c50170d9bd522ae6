// Runs other programs.
import { spawn } from 'node:child_process';

/** On Windows npm is a script, which only a shell can run. */
export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const needsShell = (command) => process.platform === 'win32' && command.endsWith('.cmd');

/**
 * Runs a program to its end and gives back what it printed to stdout.
 * With `isShown` the person sees the output as it comes instead.
 */
export function run(command, args, { cwd, env, isShown = false, timeoutMs = 600_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      shell: needsShell(command),
      timeout: timeoutMs,
      stdio: isShown ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    child.stdout?.on('data', (data) => (out += data));
    child.stderr?.on('data', (data) => (err += data));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve(out);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}\n${out}${err}`));
    });
  });
}
