import { basename, isAbsolute, relative, resolve, sep } from 'node:path';

/** How a path is shown: relative to the folder when inside it, else as it stands. */
export function shownPath(folder: string, path: string): string {
  return isOutside(folder, path) ? path : relative(folder, resolve(folder, path)).split(sep).join('/') || '.';
}

export function absolutePath(folder: string, path: string): string {
  return resolve(folder, path);
}

export function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, resolve(folder, path));
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

export function folderName(folder: string): string {
  return basename(folder) || folder;
}
