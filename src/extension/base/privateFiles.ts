import * as fs from 'node:fs';
import * as path from 'node:path';

/*
 * Files that hold what a person typed or decided: readable by nobody else, never written through a link, and whole
 * or not there. On Windows the modes say nothing: there the access list of the profile's folder keeps others out.
 */

const { O_APPEND, O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_WRONLY } = fs.constants;
const folderMode = 0o700;
const fileMode = 0o600;

/** Makes the folder, or closes the one that is there to others. */
export function makePrivateFolder(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: folderMode });
  const found = fs.lstatSync(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is a link or no folder.`);
  if (isOpen(found.mode)) fs.chmodSync(folder, folderMode);
}

/** Puts the content in the place of what is there, a link included. */
export async function writePrivate(file: string, content: string | Buffer): Promise<void> {
  makePrivateFolder(path.dirname(file));
  // Two windows may write at once; each has a file of its own until it is whole.
  const beside = `${file}.${process.pid}.new`;
  await fs.promises.rm(beside, { force: true });
  const handle = await fs.promises.open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, fileMode);
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
  await fs.promises.rename(beside, file);
}

/** Adds to the end of a file. Fails where a link lies in its place. */
export async function appendPrivate(file: string, text: string): Promise<void> {
  makePrivateFolder(path.dirname(file));
  const known = await fs.promises.lstat(file).catch(() => undefined);
  if (known && !known.isFile()) throw new Error(`${file} is a link or no file.`);
  const handle = await fs.promises.open(file, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, fileMode);
  try {
    const { mode } = await handle.stat();
    if (isOpen(mode)) await handle.chmod(fileMode);
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}

/** Closes a folder and all that lies in it to others; links are left alone. Gives back what could not be closed. */
export async function tighten(place: string): Promise<readonly string[]> {
  if (process.platform === 'win32') return [];
  try {
    const found = await fs.promises.lstat(place);
    if (found.isFile()) {
      if (isOpen(found.mode)) await fs.promises.chmod(place, fileMode);
      return [];
    }
    if (!found.isDirectory()) return [];
    if (isOpen(found.mode)) await fs.promises.chmod(place, folderMode);
    const names = await fs.promises.readdir(place);
    const left = await Promise.all(names.map((name) => tighten(path.join(place, name))));
    return left.flat();
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? [] : [place];
  }
}

function isOpen(mode: number): boolean {
  return process.platform !== 'win32' && (mode & 0o077) !== 0;
}
