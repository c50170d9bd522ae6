import * as fs from 'node:fs';
import * as path from 'node:path';
import { canHoldSecrets } from './fileRisks';
import { realPathOf } from '../base/realPath';

/** Where a file really is, seen from the folders that the session works in. */
export interface FolderPlace {
  /** As it is named: relative to the first folder when it seems to lie there, else absolute. */
  readonly shown: string;
  /** With every link followed; undefined where that cannot be told. */
  readonly real: string | undefined;
  /** The way to it in the folder that really holds it, `.` for that folder itself; undefined outside all. */
  readonly within: string | undefined;
  /** It lies elsewhere than its name says. */
  readonly isMoved: boolean;
  /** It is a folder now. */
  readonly isFolder: boolean;
}

/**
 * Looks a path up on the disk, relative ones from the first folder. One of another machine is not looked up:
 * asking for it would already tell that machine who asks.
 */
export function placeOf(named: string, folders: readonly string[]): FolderPlace {
  const [folder] = folders;
  if (named === '' || !folder || isOnOtherMachine(named))
    return { shown: named, real: undefined, within: undefined, isMoved: false, isFolder: false };
  const absolute = path.resolve(folder, named);
  const shown = wayInto(folder, absolute) ?? absolute;
  const real = realWay(folder, named, absolute);
  if (real === undefined) return { shown, real, within: undefined, isMoved: true, isFolder: false };
  const homes = folders.flatMap((one) => {
    const top = realPathOf(one);
    const within = top === undefined ? undefined : wayInto(top, real);
    return within === undefined ? [] : [{ within, named: wayInto(one, absolute) }];
  });
  const [home] = homes;
  const isMoved = !isSame(home?.named ?? absolute, home?.within ?? real);
  return { shown, real, within: home?.within, isMoved, isFolder: isFolder(real) };
}

/**
 * Its real path. `..` behind a link leads elsewhere for a program that takes the path apart by its words than for the
 * system; where the two differ, nobody can tell.
 */
function realWay(folder: string, named: string, absolute: string): string | undefined {
  const real = realPathOf(absolute);
  const split = (text: string) => text.split(path.sep === '/' ? '/' : /[/\\]/);
  const parts = split(named);
  if (
    !parts.includes(
      '..',
      parts.findIndex((part) => part !== '..'),
    )
  )
    return real;
  const { root } = path.parse(named);
  const start = path.isAbsolute(named) ? root : folder;
  const steps = path.isAbsolute(named) ? split(named.slice(root.length)) : parts;
  let way = realPathOf(start);
  for (const step of steps) way = way && realPathOf(path.join(way, step));
  return way === real ? real : undefined;
}

function isFolder(real: string): boolean {
  return fs.statSync(real, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Whether a file lies in one of the folders and is none that can hold secrets. */
export function isOpenFile(file: string, folders: readonly string[]): boolean {
  const { within } = placeOf(file, folders);
  return within !== undefined && !canHoldSecrets(within);
}

/** The path below an outer one with `/` between its parts, `.` for the outer one; undefined when it is not below. */
export function wayInto(outer: string, inner: string): string | undefined {
  const way = path.relative(outer, inner);
  if (way === '') return '.';
  if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) return undefined;
  return way.split(path.sep).join('/');
}

/** `\\machine\share`, also as Windows reads it with slashes. */
function isOnOtherMachine(named: string): boolean {
  return process.platform === 'win32' && /^[/\\]{2}/.test(named);
}

/** Where the system does not tell capitals apart, another spelling is not another place. */
function isSame(one: string, other: string): boolean {
  const fold = (text: string) => (process.platform === 'linux' ? text : text.normalize().toLowerCase());
  return fold(one) === fold(other);
}
