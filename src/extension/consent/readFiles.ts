import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { ConsentProblem } from '../../protocol/consent';
import { hashText, type NamedFile } from './consentItems';
import { isInside, namedPlaces } from './namedFiles';

/** More than any script that is written by hand. */
const largest = 10_000_000;
/** More than one reads before one says yes; what comes after would be looked at by nobody. */
const mostText = 20_000;
const mostPlaces = 2_000;

export type ReadText = { readonly text: string } | { readonly problem: ConsentProblem };

/** Undefined when there is no such file. */
export async function readText(file: string): Promise<ReadText | undefined> {
  try {
    const { size } = await fs.stat(file);
    return size > largest ? { problem: 'too-large' } : { text: await fs.readFile(file, 'utf8') };
  } catch (error) {
    return isNotThere(error) ? undefined : { problem: 'unreadable' };
  }
}

/** The files right inside a folder whose names end so, in the order of their names. */
export async function filesIn(folder: string, ending: string): Promise<readonly string[]> {
  const names = await namesIn(folder);
  return names.filter((name) => name.endsWith(ending)).map((name) => path.join(folder, name));
}

export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await fs.readdir(folder)).sort();
  } catch {
    return []; // not there
  }
}

/** The folder of the repository that this one lies in, where the CLI looks for hooks; else the folder itself. */
export async function rootOf(folder: string): Promise<string> {
  for (let place = folder; ; place = path.dirname(place)) {
    if (await isThere(path.join(place, '.git'))) return place;
    if (path.dirname(place) === place) return folder;
  }
}

/**
 * What the words of a command name inside the folder, with the hash of what is in it. Undefined when one of them is
 * too large or cannot be read: nobody could say what runs.
 */
export async function readNamed(
  words: string,
  cwd: string,
  root: string,
): Promise<readonly NamedFile[] | undefined> {
  const places = words.length > mostText ? undefined : namedPlaces(words, cwd, root);
  if (places === undefined || places.length > mostPlaces) return undefined;
  const found: NamedFile[] = [];
  for (const place of places) {
    const read = await readBytes(place);
    if (read === 'unreadable') return undefined;
    if (read !== undefined || looksLikeScript(place, words)) {
      found.push({ path: place, hash: read && hashText(read) });
    }
  }
  return found;
}

async function readBytes(place: string): Promise<Buffer | undefined | 'unreadable'> {
  try {
    const stat = await fs.stat(place);
    if (!stat.isFile()) return stat.isDirectory() ? undefined : 'unreadable';
    return stat.size > largest ? 'unreadable' : await fs.readFile(place);
  } catch (error) {
    return isNotThere(error) ? undefined : 'unreadable';
  }
}

/** It is not there yet: once it is, that is a change. */
function looksLikeScript(place: string, words: string): boolean {
  return /\.\w{1,5}$/.test(place) && words.includes(path.basename(place));
}

async function isThere(place: string): Promise<boolean> {
  return fs.stat(place).then(
    () => true,
    () => false,
  );
}

function isNotThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

export function shownIn(folder: string, file: string): string {
  return isInside(folder, file) ? path.relative(folder, file).split(path.sep).join('/') : file;
}
