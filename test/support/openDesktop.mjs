// `npm start` on a machine with a desktop VS Code.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';

const isWindows = process.platform === 'win32';

/** The `code` command on PATH, if there is one. */
export function findDesktopCode() {
  const name = isWindows ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

/** Opens a window with the extension under development; ends with the `code` command. */
export function openDesktop(code, { folder, isTrusted, isDemo }) {
  const env = { ...process.env, ...(isDemo ? { FLIGHTDECK_MODEL_SOURCE: 'demo' } : {}) };
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, folder];
  if (isTrusted) args.push('--disable-workspace-trust');
  const quote = (arg) => (isWindows ? `"${arg}"` : arg); // a shell splits at spaces
  const child = spawn(quote(code), args.map(quote), { env, stdio: 'inherit', shell: isWindows });
  child.once('error', (error) => {
    process.stderr.write(`VS Code could not be opened: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.once('exit', (status) => (process.exitCode = status ?? 1));
}
