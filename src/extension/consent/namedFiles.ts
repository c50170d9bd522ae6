import * as path from 'node:path';

const programsWithFiles: ReadonlyMap<string, readonly string[]> = new Map([
  ...['npm', 'npx', 'pnpm', 'yarn', 'bun'].map((name): [string, string[]] => [name, ['package.json']]),
  ['make', ['GNUmakefile', 'makefile', 'Makefile']],
  ['just', ['justfile', '.justfile']],
]);

/** Places inside a folder that a command may run or read, as far as its own words name them. */
export function namedPlaces(command: string, cwd: string, root: string): readonly string[] {
  const words = wordsOf(command);
  const places = [cwd, root, ...foldersEntered(command, cwd)];
  const found = words.flatMap((word) => [
    ...places.map((place) => path.resolve(place, word)),
    ...(programsWithFiles.get(path.basename(word)) ?? []).flatMap((file) =>
      places.map((place) => path.join(place, file)),
    ),
  ]);
  return [...new Set(found)].filter((place) => isInside(root, place));
}

export function isInside(root: string, place: string): boolean {
  const way = path.relative(root, place);
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/**
 * Each word as it may be meant: quotes end it, as in a script that is one word itself; they are parts of it; or what
 * they hold is one, with its blanks.
 */
function wordsOf(command: string): readonly string[] {
  const line = command.replace(/\$\{?(?:CLAUDE_PROJECT_DIR|COPILOT_PROJECT_DIR|PWD)\}?/g, '.');
  const held = [...line.matchAll(/"([^"]*)"|'([^']*)'|`([^`]*)`/g)].map((found) => found.slice(1).join(''));
  const parts = [
    ...line.split(/[\s"'`;|&()<>=,{}]+/),
    ...line.replace(/["'`]/g, '').split(/[\s;|&()<>=,{}]+/),
    ...line.split(/(?<!\\)\s+/).map((word) => word.replace(/\\(.)/g, '$1')),
  ];
  return [...new Set([...parts, ...held])].filter((word) => word !== '');
}

function foldersEntered(command: string, cwd: string): readonly string[] {
  const words = command.split(/[\s"'`;|&()<>=,{}]+/);
  return words.flatMap((word, index) => {
    const to = words[index + 1];
    return to !== undefined && /^(?:cd|pushd|-C|--prefix|--cwd)$/.test(word) ? [path.resolve(cwd, to)] : [];
  });
}
