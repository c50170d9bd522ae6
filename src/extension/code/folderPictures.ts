import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { PathFinder } from './pathFinder';

type Problem = 'missing' | 'outside' | 'no-picture' | 'too-large';

/** What the page is told of a picture in the open folders. */
export type FoundPicture = { readonly data: string } | { readonly problem: Problem };

const mostBytes = 10 * 1024 * 1024;
/** What an `img` draws; there an SVG can neither run anything nor load anything. */
const endings = /\.(?:png|jpe?g|gif|webp|avif|bmp|svg)$/i;

/** Looks for a picture by the name that the model gave it; one outside the folders stays a link. */
export async function findFolderPicture(
  named: string,
  finder: PathFinder,
  folders: readonly string[],
): Promise<{ readonly path: string; readonly version: number } | { readonly problem: Problem }> {
  if (!endings.test(named)) return { problem: 'no-picture' };
  const found = await finder.find(named);
  if (found?.kind !== 'file') return { problem: 'missing' };
  try {
    const real = await fs.realpath(found.path);
    const inside = await pathInFolders(real, folders);
    if (inside === undefined) return { problem: 'outside' };
    if (!endings.test(real)) return { problem: 'no-picture' };
    const { size, mtimeMs } = await fs.stat(real);
    return size > mostBytes ? { problem: 'too-large' } : { path: inside, version: Math.round(mtimeMs) };
  } catch {
    return { problem: 'missing' }; // gone since it was found, or not readable
  }
}

/** The path as one of the folders knows it, which the page may load only by that. */
async function pathInFolders(real: string, folders: readonly string[]): Promise<string | undefined> {
  for (const folder of folders) {
    const inside = path.relative(await fs.realpath(folder), real);
    if (inside !== '..' && !inside.startsWith(`..${path.sep}`) && !path.isAbsolute(inside))
      return path.join(folder, inside);
  }
  return undefined;
}
