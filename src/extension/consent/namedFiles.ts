import * as path from 'node:path';

const programsWithFiles: ReadonlyMap<string, readonly string[]> = new Map([
  ...['npm', 'npx', 'pnpm', 'yarn', 'bun'].map((name): [string, string[]] => [name, ['package.json']]),
  ['make', ['GNUmakefile', 'makefile', 'Makefile']],
  ['just', ['justfile', '.justfile']],
]);
const limit = 400;

/** Places inside a folder that a command may run or read, as far as its own words name them. */
export function namedPlaces(command: string, cwd: string, root: string): readonly string[] {
  const words = wordsOf(command, root);
  const places = [cwd, root, ...foldersEntered(words, cwd)];
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

/** Quotes and operators end a word, so that a path within a script given as one word is found too. */
function wordsOf(command: string, root: string): readonly string[] {
  return command
    .replace(/\$\{?(?:CLAUDE_PROJECT_DIR|COPILOT_PROJECT_DIR|PWD)\}?/g, () => root)
    .split(/[\s"'`;|&()<>=,{}]+/)
    .filter((word) => word !== '')
    .slice(0, limit);
}

function foldersEntered(words: readonly string[], cwd: string): readonly string[] {
  return words.flatMap((word, index) => {
    const to = words[index + 1];
    return to !== undefined && /^(?:cd|pushd|-C|--prefix|--cwd)$/.test(word) ? [path.resolve(cwd, to)] : [];
  });
}
