import * as path from 'node:path';
import { realPathOf } from '../base/realPath';

export interface WholePath {
  /** Where a write would really go; undefined outside the folders, or where it cannot be told. */
  readonly real: string | undefined;
  /** With the folder's name in front, and where it leads if it is a link. */
  readonly shown: string;
}

/** Where a file lies, in a way that shows and decides by where it really is. */
export function wholePath(
  file: string,
  folders: readonly string[],
  realOf: (place: string) => string | undefined = realPathOf,
): WholePath {
  const real = realOf(file);
  const named = nameIn(file, folders) ?? file;
  if (real === undefined) return { real, shown: named };
  const grounds = folders.map((folder) => ({ name: path.basename(folder), real: realOf(folder) ?? folder }));
  const ground = grounds.find((one) => isInside(real, one.real));
  const led = ground ? path.join(ground.name, path.relative(ground.real, real)) : real;
  return { real: ground && real, shown: led === named ? named : `${named} → ${led}` };
}

function nameIn(file: string, folders: readonly string[]): string | undefined {
  const folder = folders.find((one) => isInside(file, one));
  return folder && path.join(path.basename(folder), path.relative(folder, file));
}

function isInside(place: string, folder: string): boolean {
  const way = path.relative(folder, place);
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}
