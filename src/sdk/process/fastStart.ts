import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { Command } from './childProcess';
import { CopilotError } from '../util/errors';

const versionMs = 5000;

/** A way to start that needs no launcher. */
export interface FastCommand {
  readonly command: Command;
  /** What it has to say of itself. */
  readonly version: string;
}

/** Finds the way that is given to a client as its option `fastStart`. */
export type FastStart = (command: Command) => Promise<FastCommand>;

/**
 * Goes into a client's option of that name. The CLI unpacks itself into its cache when it runs for the first time; in
 * there is the program that does the work in the end, which takes the same arguments and answers after a fraction of
 * the time. The layout of that cache is nothing that the CLI promises: where it is another, the CLI starts as usual.
 */
export const fastStart: FastStart = async (command) => {
  const version = await versionOf(command);
  const runtime = version && findRuntime(version, command.env);
  if (!runtime) throw new CopilotError('not-supported', `CLI ${version} has not unpacked its runtime.`);
  return { command: { ...command, path: runtime, file: runtime }, version };
};

/** From the package that npm installed, else from the CLI itself. */
async function versionOf({ path: cli, file, env }: Command): Promise<string> {
  const manifest = path.join(path.dirname(cli), 'package.json');
  if (fs.existsSync(manifest)) {
    const { name, version }: Partial<Record<string, unknown>> = Object(
      JSON.parse(fs.readFileSync(manifest, 'utf8')),
    );
    if (/^@github\/copilot-/.test(String(name))) return String(version);
  }
  // A script, or a file that only a shell can run, is of a version before there was a runtime.
  if (file !== cli || /\.(cmd|bat)$/i.test(cli)) return '';
  const { stdout } = await promisify(execFile)(file, ['--no-auto-update', '--version'], {
    env,
    timeout: versionMs,
  });
  return /\d+\.\d+\.\d+(-[\w.]*\w)?/.exec(stdout)?.[0] ?? '';
}

function findRuntime(version: string, env: Command['env']): string | undefined {
  const systems = process.platform === 'linux' ? ['linux', 'linuxmusl'] : [process.platform];
  const program = process.platform === 'win32' ? 'copilot-runtime.exe' : 'copilot-runtime';
  for (const cache of caches(env)) {
    for (const system of systems) {
      const target = `${system}-${process.arch}`;
      const folder = path.join(cache, 'pkg', target, version);
      const runtime = path.join(folder, 'prebuilds', target, program);
      if (fs.existsSync(path.join(folder, '.extraction-complete')) && fs.existsSync(runtime)) return runtime;
    }
  }
  return undefined;
}

/** Where the CLI looks for itself, in its order. */
function caches(env: Command['env']): readonly string[] {
  const home = (process.platform === 'win32' ? env.USERPROFILE : env.HOME) || os.homedir();
  const xdg = env.XDG_CACHE_HOME || path.join(home, '.cache');
  const own: Partial<Record<NodeJS.Platform, string>> = {
    darwin: path.join(home, 'Library', 'Caches'),
    win32: env.LOCALAPPDATA,
  };
  const shared = [own[process.platform], xdg].map((folder) => folder && path.join(folder, 'copilot'));
  const given = [env.COPILOT_PKG_CACHE_HOME, env.COPILOT_CACHE_HOME];
  const all = [...given, ...shared, env.COPILOT_HOME, path.join(home, '.copilot')];
  return all.flatMap((folder) => folder || []);
}
