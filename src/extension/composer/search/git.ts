import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import { promisify } from 'node:util';
import { findProgram } from '../../base/programs';

const run = promisify(execFile);
const limits = { maxBuffer: 64 * 1024 * 1024, timeout: 10_000, windowsHide: true } as const;
/** Of a large folder on a slow disk; without the list, ignored files would be offered. */
const listLimitMs = 60_000;

/** Files and folders (these end with `/`) that git ignores, relative to the folder; none outside a repository. */
export async function ignoredByGit(
  folder: string,
  folders: readonly string[] = [folder],
  timeout = listLimitMs,
): Promise<readonly string[]> {
  const git = await openGit(folder, folders, { timeout, failsLate: true });
  const args = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
  return split(await git('', args));
}

export async function countChanges(
  folder: string,
  folders: readonly string[] = [folder],
  signal?: AbortSignal,
): Promise<number> {
  const git = await openGit(folder, folders, signal && { signal });
  const args = ['status', '--porcelain', '-z', '--no-renames', submodules, '--', '.'];
  return split(await git('', args)).length;
}

/** What differs from the last commit: the diff, and the names of files that git does not know yet. */
export async function readChanges(folder: string, folders: readonly string[] = [folder]): Promise<string> {
  const git = await openGit(folder, folders);
  const plain = ['--no-color', '--no-ext-diff', '--no-textconv', '--relative', submodules];
  const staged = () => git('', ['diff', '--cached', ...plain]);
  const diff = (await git(undefined, ['diff', 'HEAD', ...plain])) ?? (await staged());
  const fresh = split(await git('', ['ls-files', '-z', '--others', '--exclude-standard']));
  const untracked = fresh.length > 0 ? `New files, not in git yet:\n${fresh.join('\n')}\n` : '';
  return [diff, untracked].filter(Boolean).join('\n');
}

/** A submodule has a configuration of its own, so git is not run in it. */
const submodules = '--ignore-submodules=dirty';

interface How {
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  /** Whether an answer that does not come in time is a failure, not an empty one. */
  readonly failsLate?: boolean;
}

function isLate(error: unknown): boolean {
  return error instanceof Error && 'killed' in error && error.killed === true;
}

type Git = <T>(otherwise: T, args: readonly string[]) => Promise<string | T>;

/**
 * Git that runs nothing the repository names: its configuration is a file like any other, and may have come with it.
 * No git, no repository and no commit yet are all ordinary: they give what is said to.
 */
async function openGit(folder: string, folders: readonly string[], how: How = {}): Promise<Git> {
  const program = findProgram('git', { env: process.env, folders: [...folders, ...real(folders)] });
  const { failsLate, ...changed } = how;
  const options = { ...limits, ...changed, cwd: folder, env: environment() };
  const call = async (args: readonly string[]) => {
    if (program === undefined) throw new Error('There is no git.');
    return (await run(program, ['--no-pager', '--no-optional-locks', ...settings, ...args], options)).stdout;
  };
  const filters = program === undefined ? [] : await ownFilters(call);
  return async (otherwise, args) => {
    if (!filters) return otherwise;
    try {
      return await call([...filters.flatMap(without), ...args]);
    } catch (error) {
      if (failsLate && isLate(error)) throw new Error('git took too long.', { cause: error });
      return otherwise;
    }
  };
}

const settings = [
  'core.quotepath=off',
  'core.fsmonitor=false',
  `core.hooksPath=${process.platform === 'win32' ? 'NUL' : '/dev/null'}`,
  'core.untrackedCache=false',
  // A folder that looks like a repository's inside is none that the person has made.
  'safe.bareRepository=explicit',
].flatMap((setting) => ['-c', setting]);

/** Nothing is fetched, and nobody is asked for anything. */
function environment(): Record<string, string | undefined> {
  const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...rest } = process.env;
  return {
    ...rest,
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    NoDefaultCurrentDirectoryInExePath: '1',
  };
}

/** Filters that the repository itself sets; undefined where that cannot be told, and then git is not run. */
async function ownFilters(
  call: (args: readonly string[]) => Promise<string>,
): Promise<readonly string[] | undefined> {
  try {
    const list = await call([
      'config',
      '--show-scope',
      '--null',
      '--name-only',
      '--get-regexp',
      '^filter\\.',
    ]);
    const words = split(list);
    const names = words.flatMap((scope, at) =>
      at % 2 === 0 && !/^(?:system|global)$/.test(scope) ? [words[at + 1] ?? ''] : [],
    );
    const filters = new Set(names.map((name) => name.replace(/^filter\./, '').replace(/\.[^.]*$/, '')));
    // One with such a name cannot be switched off on the command line.
    return [...filters].some((filter) => /[=\n]/.test(filter)) ? undefined : [...filters];
  } catch (error) {
    const isNone = error instanceof Error && 'code' in error && error.code === 1;
    return isNone ? [] : undefined;
  }
}

function without(filter: string): readonly string[] {
  const off = [`${filter}.clean=`, `${filter}.smudge=`, `${filter}.process=`, `${filter}.required=false`];
  return off.flatMap((setting) => ['-c', `filter.${setting}`]);
}

function real(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => (fs.existsSync(folder) ? [fs.realpathSync.native(folder)] : []));
}

function split(list: string): readonly string[] {
  return list.split('\0').filter(Boolean);
}
