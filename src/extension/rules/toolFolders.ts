import * as path from 'node:path';

/** Managers of versions keep the programs beside their stand-ins. */
const managers: ReadonlySet<string> = new Set(['.pyenv', '.rbenv', '.nodenv', '.goenv', '.asdf', '.volta']);

/**
 * The folders that programs on PATH need for reading, where the system has not put them: the one above a `bin`, or
 * only the one that is named, where the one above holds more than programs.
 */
export function toolFolders(searchPath: string, home: string): readonly string[] {
  const named = searchPath.split(path.posix.delimiter).filter((place) => place.startsWith('/'));
  const found = named.flatMap((place) => folderOf(path.posix.normalize(place).replace(/\/$/, ''), home));
  return [...new Set(found)];
}

function folderOf(place: string, home: string): readonly string[] {
  // The system's own are there anyway; a home, or all above it, is no folder of programs.
  if (/^\/(?:usr|bin|sbin|lib)(?:\/|$)/.test(place) && !place.startsWith('/usr/local/')) return [];
  if (place === '' || home === place || home.startsWith(`${place}/`)) return [];
  const manager = path.posix.relative(home, place).split('/')[0] ?? '';
  if (managers.has(manager)) return [path.posix.join(home, manager)];
  const above = path.posix.dirname(place);
  const isOfOne = above.split('/').length > home.split('/').length + 1 && !above.endsWith('/.local');
  const isBin = path.posix.basename(place) === 'bin' && place.startsWith(`${home}/`) && isOfOne;
  return [isBin ? above : place];
}
