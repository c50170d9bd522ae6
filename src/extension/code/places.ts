import * as path from 'node:path';

/** A place in a file as a page names it; lines and columns count from 1. */
export interface Place {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly endLine?: number;
}

export interface Ground {
  /** Absolute paths of the folders that are open. */
  readonly folders: readonly string[];
  readonly home: string;
}

/**
 * Where a file may lie that a model named, the likeliest first. Models name files from the folder
 * they work in, from its parent, with a slash in front, or with the prefix of a diff.
 */
export function candidatePaths(named: string, { folders, home }: Ground): readonly string[] {
  // Looking at a path of another machine would hand it the person's credentials on Windows.
  if (/^[\\/]{2}/.test(named) || named.includes('\0')) return [];
  if (/^~[\\/]/.test(named)) return [path.join(home, named.slice(2))];
  const isDrive = /^[a-z]:[\\/]/i.test(named);
  if (isDrive) return [path.normalize(named)];
  const bare = named.replace(/^\.[\\/]/, '').replace(/^[\\/]/, '');
  const inFolders = folders.flatMap((folder) => {
    const [first = '', ...rest] = bare.split(/[\\/]/);
    const shorter = rest.length > 0 && (first === path.basename(folder) || /^[ab]$/.test(first));
    return shorter ? [path.join(folder, bare), path.join(folder, ...rest)] : [path.join(folder, bare)];
  });
  return path.isAbsolute(named) ? [path.normalize(named), ...inFolders] : inFolders;
}

/** A glob that finds a file by the end of its path; undefined when the path cannot be one. */
export function globFor(named: string): string | undefined {
  const bare = named.replace(/^\.?[\\/]/, '').replaceAll('\\', '/');
  if (!bare || path.isAbsolute(named) || /^[a-z]:|^~|(^|\/)\.\.?(\/|$)|[\0*?[\]{}]/i.test(bare))
    return undefined;
  return `**/${bare}`;
}
