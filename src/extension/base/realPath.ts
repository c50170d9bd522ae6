import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * The path with every link followed; for a file that is not there yet, that of its nearest folder that is.
 * Undefined behind a link to nowhere: a write would make a file that cannot be told from here.
 */
export function realPathOf(place: string): string | undefined {
  const whole = path.resolve(place);
  for (let present = whole; ; present = path.dirname(present)) {
    try {
      return path.join(fs.realpathSync.native(present), path.relative(present, whole));
    } catch {
      // Not there, or not readable: its folder tells more.
    }
    if (isLink(present)) return undefined;
    if (path.dirname(present) === present) return whole;
  }
}

function isLink(place: string): boolean {
  try {
    return fs.lstatSync(place).isSymbolicLink();
  } catch {
    return false; // not there at all
  }
}
