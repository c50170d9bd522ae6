import * as fs from 'node:fs';
import * as path from 'node:path';
import { ownValue } from '../../protocol/ownValue';

export interface ProgramSearch {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folders of the workspace: nothing is run from there. */
  readonly folders: readonly string[];
  readonly platform?: NodeJS.Platform;
  /** Where the file really lies, if it is one that can be run. */
  readonly realProgram?: (file: string) => string | undefined;
}

/**
 * Absolute path of a program on PATH. A bare name would be looked for in the working directory first on Windows,
 * and a relative entry of PATH leads into it everywhere; what lies in the workspace is the repository's.
 */
export function findProgram(name: string, search: ProgramSearch): string | undefined {
  const { env, folders, platform = process.platform, realProgram = realProgramOf } = search;
  const system = platform === 'win32' ? path.win32 : path.posix;
  const isOfWorkspace = (place: string) => folders.some((folder) => isWithin(place, folder, platform));
  for (const folder of pathFolders(env, platform)) {
    for (const ending of endings(env, platform)) {
      const file = system.join(folder, name + ending);
      const real = isOfWorkspace(file) ? undefined : realProgram(file);
      if (real !== undefined && !isOfWorkspace(real)) return file;
    }
  }
  return undefined;
}

function pathFolders(env: ProgramSearch['env'], platform: NodeJS.Platform): readonly string[] {
  const folders = variable(env, 'PATH', platform)?.split(platform === 'win32' ? ';' : ':') ?? [];
  return folders.map((folder) => folder.replaceAll('"', '')).filter((folder) => isWhole(folder, platform));
}

/** `\bin` and `C:bin` depend on the working directory. */
function isWhole(folder: string, platform: NodeJS.Platform): boolean {
  return platform === 'win32' ? /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(folder) : folder.startsWith('/');
}

/** Only programs: a `.cmd` file needs a shell, which reads its arguments anew. */
function endings(env: ProgramSearch['env'], platform: NodeJS.Platform): readonly string[] {
  if (platform !== 'win32') return [''];
  const all = (variable(env, 'PATHEXT', platform) ?? '.COM;.EXE').toLowerCase().split(';');
  return all.filter((ending) => ending === '.exe' || ending === '.com');
}

/** On Windows the case of a variable's name does not matter. */
function variable(env: ProgramSearch['env'], name: string, platform: NodeJS.Platform): string | undefined {
  const key = Object.keys(env).find((one) => (platform === 'win32' ? one.toUpperCase() : one) === name);
  return key === undefined ? undefined : ownValue(env, key);
}

function isWithin(place: string, folder: string, platform: NodeJS.Platform): boolean {
  const system = platform === 'win32' ? path.win32 : path.posix;
  const same = (text: string) => (platform === 'linux' ? text : text.toLowerCase());
  const way = system.relative(same(folder), same(place));
  return way === '' || (way !== '..' && !way.startsWith(`..${system.sep}`) && !system.isAbsolute(way));
}

function realProgramOf(file: string): string | undefined {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile() ? fs.realpathSync.native(file) : undefined;
  } catch {
    return undefined; // not there, or not to be run
  }
}
