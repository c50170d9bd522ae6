import { CopilotError } from '../util/errors';

/** What the shell of Windows reads as it is, also a second time, when a `.cmd` file hands it on with `%*`. */
const plain = /^[\w\-./:=\\,@+~#()[\]{}' \p{L}\p{M}\p{N}]*$/u;

/**
 * A program and its arguments as one line for `cmd.exe /d /s /c`. Quotes hold words together there, but `%` is
 * replaced within them, and a `"` ends them; what could be read in another way is refused.
 */
export function shellLine(file: string, args: readonly string[]): string {
  const bad = [file, ...args].find((word) => !plain.test(word));
  if (bad !== undefined)
    throw new CopilotError(
      'spawn-failed',
      `The CLI at ${file} is a script of the Windows shell, which would read ${JSON.stringify(bad)} in another way. Use the program itself instead, copilot.exe or index.js.`,
      { path: file },
    );
  return [quoted(file), ...args.map((word) => (/^[\w\-./:=\\@+~]+$/.test(word) ? word : quoted(word)))].join(
    ' ',
  );
}

/** A backslash before the closing quote would escape it for the program. */
function quoted(word: string): string {
  return `"${word.replace(/\\+$/, '$&$&')}"`;
}
