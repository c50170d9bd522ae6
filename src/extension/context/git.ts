import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const options = { maxBuffer: 64 * 1024 * 1024, timeout: 10_000, windowsHide: true } as const;

/** Files and folders (these end with `/`) that git ignores, relative to the folder; none outside a repository. */
export async function ignoredByGit(folder: string): Promise<readonly string[]> {
  const args = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
  return split(await gitOr('', folder, args));
}

export async function countChanges(folder: string): Promise<number> {
  return split(await gitOr('', folder, ['status', '--porcelain', '-z', '--no-renames', '--', '.'])).length;
}

/** What differs from the last commit: the diff, and the names of files that git does not know yet. */
export async function readChanges(folder: string): Promise<string> {
  const plain = ['--no-color', '--no-ext-diff', '--no-textconv', '--relative'];
  const staged = () => gitOr('', folder, ['diff', '--cached', ...plain]);
  const diff = (await gitOr(undefined, folder, ['diff', 'HEAD', ...plain])) ?? (await staged());
  const fresh = split(await gitOr('', folder, ['ls-files', '-z', '--others', '--exclude-standard']));
  const untracked = fresh.length > 0 ? `New files, not in git yet:\n${fresh.join('\n')}\n` : '';
  return [diff, untracked].filter(Boolean).join('\n');
}

/** No git, no repository and no commit yet are all ordinary: they give what is said to. */
async function gitOr<T>(otherwise: T, folder: string, args: readonly string[]): Promise<string | T> {
  try {
    return (await run('git', ['-c', 'core.quotepath=off', ...args], { ...options, cwd: folder })).stdout;
  } catch {
    return otherwise;
  }
}

function split(list: string): readonly string[] {
  return list.split('\0').filter(Boolean);
}
