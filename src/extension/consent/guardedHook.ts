import type { Fields } from '../base/fields';
import type { NamedFile } from './consentItems';

/**
 * The hook with a look before each of its commands: when a file that it names is another one than the person
 * allowed, it ends without a word, and the tool is asked for as if there were no hook. A watcher alone would come too
 * late for a hook that runs right after the tool that changed its script.
 */
export function guardedHook(
  hook: Fields,
  named: readonly NamedFile[],
  copyOf: (hash: string) => string,
  platform: NodeJS.Platform,
): Fields {
  const posix = named.map((file) => posixLook(file, copyOf)).join('');
  const power = named.map(powerLook).join('');
  // What `command` is run by there is not told, so only the watcher guards it.
  const isPosix = (key: string) => key === 'bash' || (key === 'command' && platform !== 'win32');
  return Object.fromEntries(
    Object.entries(hook).map(([key, value]) => {
      if (typeof value !== 'string') return [key, value];
      return [key, (isPosix(key) ? posix : key === 'powershell' ? power : '') + value];
    }),
  );
}

function posixLook({ path, hash }: NamedFile, copyOf: (hash: string) => string): string {
  const place = posixWord(path);
  if (hash === undefined) return `[ ! -e ${place} ] || exit 0\n`;
  return `cmp -s ${posixWord(copyOf(hash))} ${place} || exit 0\n`;
}

function powerLook({ path, hash }: NamedFile): string {
  const place = `'${path.replaceAll("'", "''")}'`;
  if (hash === undefined) return `if (Test-Path -LiteralPath ${place}) { exit 0 }\n`;
  return `if ((Get-FileHash -Algorithm SHA256 -LiteralPath ${place}).Hash -ne '${hash}') { exit 0 }\n`;
}

function posixWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
