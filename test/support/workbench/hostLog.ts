import fs from 'node:fs';
import path from 'node:path';
import { logFolders } from './editor';

/** Errors that VS Code's own extensions log, with no part of ours in them. */
const KNOWN_NOISE: readonly RegExp[] = [
  /getaddrinfo/, // telemetry of a built-in extension, which goes nowhere
  /ProxyResolver#resolveProxy/,
  /^PendingMigrationError: navigator/, // zod asks whether there is a browser
  /Channel has been closed/, // a word for the log when the window is gone
  /\bCanceled$/, // what was still under way when the window closed
  /^Error: (?:read|write) ECONNRESET\n\tat (?:TCP\.onStreamRead|afterWriteDispatched)/, // the same
  /^SyntaxError: Unexpected end of JSON input\n\tat JSON\.parse \S+\n\tat \w+ \(\S+extensionHostProcess/, // its lock, read while the window before lets go of it
  /vscode\/extensions\//, // an extension that comes with VS Code
];

/** Errors in the extension host's log: uncaught ones, and failures of activation or of a command. */
export function hostErrors(dataFolder: string): readonly string[] {
  return textsOf(dataFolder, 'remoteexthost.log').flatMap(errorsIn);
}

function errorsIn(text: string): readonly string[] {
  const entries = text.split(/^(?=\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \[)/m);
  return entries
    .map((entry) => /^\S+ \S+ \[(?:error|critical)\] (.*)/s.exec(entry)?.[1]?.trim())
    .filter((error) => error !== undefined)
    .filter((error) => !KNOWN_NOISE.some((pattern) => pattern.test(error)))
    .map((error) => error.split('\n').slice(0, 4).join('\n'));
}

/** Everything our extension wrote to its own log channel. */
export function ourLog(dataFolder: string): string {
  return textsOf(dataFolder, 'Flight Deck.log').join('');
}

function textsOf(dataFolder: string, name: string): readonly string[] {
  return logFolders(dataFolder).flatMap((folder) =>
    fs
      .readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => path.basename(file) === name)
      .map((file) => fs.readFileSync(path.join(folder, file), 'utf8')),
  );
}
