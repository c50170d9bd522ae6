import * as fs from 'node:fs';
import * as path from 'node:path';
import { realPathOf } from '../base/realPath';

export interface CommandContext {
  /** Where the command runs. */
  readonly folder: string;
  /** Whether a file of the folder holds keys or the like; its path from the folder on, with `/`. */
  readonly isSecret: (relativePath: string) => boolean;
  readonly platform?: NodeJS.Platform;
}

/** Names that Windows takes for a device in any folder, whatever ending they have. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a word, as a path, is plain to read and does not leave the folder by its letters. */
export function isPlainPath(word: string): boolean {
  if (!/^[A-Za-z0-9_./][A-Za-z0-9_./+, -]*$/.test(word) || word.includes('//')) return false;
  return word.split('/').every((part) => part === '' || part === '.' || isPlainPart(part));
}

/** `..` behind a link is the parent of where the link leads, and Windows drops a dot or space at an end. */
function isPlainPart(part: string): boolean {
  return !/[. ]$|^ /.test(part) && !device.test(part) && part.toLowerCase() !== '.git';
}

/** Whether a word names a place inside the folder, there or not, with every link followed, and no secret. */
export function isInside(
  word: string,
  { folder, isSecret, platform = process.platform }: CommandContext,
): boolean {
  if (!isPlainPath(word) || (word.startsWith('/') && platform === 'win32')) return false;
  const named = path.resolve(folder, word);
  const root = realPathOf(folder);
  const real = realPathOf(named);
  if (root === undefined || real === undefined) return false;
  const lexical = within(folder, named) ?? within(root, named);
  const followed = within(root, real);
  if (lexical === undefined || followed === undefined) return false;
  return [lexical, followed].every(
    (place) => place === '' || (!isSecret(place) && !/(^|\/)\.git(\/|$)/i.test(place)),
  );
}

export function isPresent(word: string, folder: string): boolean {
  return fs.existsSync(path.resolve(folder, word));
}

function within(outer: string, inner: string): string | undefined {
  const way = path.relative(outer, inner);
  if (way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way)) return undefined;
  return way.split(path.sep).join('/');
}

/** The repository that git would take there: its top, `none`, or `bare` for files that only look like one. */
export function repositoryAt(folder: string): { readonly top: string } | 'none' | 'bare' {
  for (let place = realPathOf(folder) ?? folder; ; place = path.dirname(place)) {
    // Such a folder has a configuration of its own, which can name programs, and anybody can put it there.
    if (['HEAD', 'objects', 'refs'].every((name) => fs.existsSync(path.join(place, name)))) return 'bare';
    if (fs.existsSync(path.join(place, '.git'))) return { top: place };
    if (path.dirname(place) === place) return 'none';
  }
}
