import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { ListedFile } from './fileIndex';

export interface NamedFile extends ListedFile {
  readonly isFolder: boolean;
}

/** What lies in one of the folders under exactly this name, also if lists leave it out, as `.env`. */
export async function namedFile(query: string, folders: readonly string[]): Promise<NamedFile | undefined> {
  const name = query.replaceAll('\\', '/').replace(/\/$/, '');
  // Nothing outside the folders, and nothing on another computer, is asked for while somebody types.
  if (name === '' || path.isAbsolute(name) || /^[a-z]:|\0|(?:^|\/)\.{1,2}(?:\/|$)|\/\//i.test(name))
    return undefined;
  for (const folder of folders) {
    const own = `${path.basename(folder)}/`;
    // As lists show it where there are several folders.
    const relative = folders.length > 1 && name.startsWith(own) ? name.slice(own.length) : name;
    const file = path.join(folder, relative);
    const found = await fs.stat(file).catch(() => undefined); // most of what is typed is no whole name
    if (found) return { path: name, file, isFolder: found.isDirectory() };
  }
  return undefined;
}
