import * as fs from 'node:fs';
import * as path from 'node:path';
import { fieldsOf, textOf, type Fields } from '../base/fields';
import { canHoldSecrets, secretGlob } from '../rules/fileRisks';
import { placeOf } from '../rules/folderPlace';

/** A call of one of the CLI's tools, as its hooks tell of it. */
export interface SearchCall {
  readonly toolName: string;
  readonly toolArgs: unknown;
  readonly toolResult?: unknown;
}

/** The CLI's tools that search the texts of a folder; they look into hidden and ignored files too. */
const searches = new Set(['grep', 'rg']);

/** The parts of a tool's result that the model or the person reads. */
const texts = ['textResultForLlm', 'sessionLog', 'content', 'detailedContent'] as const;

/**
 * The arguments of a search of a folder, so that it leaves out files that can hold secrets: to search a folder is
 * allowed as reading its files is, and those are asked for one by one. Undefined where nothing is to be changed.
 */
export function searchAroundSecrets(call: SearchCall, folders: readonly string[]): Fields | undefined {
  const args = argumentsOf(call.toolArgs);
  if (!isOfFolder(call, folders) || args['glob'] !== undefined) return undefined;
  return { ...args, glob: secretGlob };
}

/** The result of such a search without what it found in those files all the same. */
export function searchWithoutSecrets(call: SearchCall, folders: readonly string[]): Fields | undefined {
  if (!isOfFolder(call, folders)) return undefined;
  const [folder = ''] = folders;
  const result = fieldsOf(call.toolResult);
  const changed = texts.flatMap((key) => {
    const text = textOf(result, key);
    const safe = text === undefined ? undefined : withoutSecretLines(text, folder);
    return safe === undefined ? [] : [[key, safe] as const];
  });
  return changed.length > 0 ? { ...result, ...Object.fromEntries(changed) } : undefined;
}

/** One file was asked for by its name. */
function isOfFolder({ toolName, toolArgs }: SearchCall, folders: readonly string[]): boolean {
  if (!searches.has(toolName)) return false;
  const place = placeOf(textOf(argumentsOf(toolArgs), 'path') || '.', folders);
  return place.real === undefined || place.isFolder;
}

/** The text without the lines and the sections of such files; undefined when there are none. */
export function withoutSecretLines(text: string, folder: string): string | undefined {
  let isSecretSection = false;
  const lines = text.split('\n');
  const kept = lines.filter((line) => {
    const heading = sectionHeading.exec(line)?.[1];
    if (heading !== undefined) isSecretSection = isSecret(heading, folder);
    else if (line.trim() === '') isSecretSection = false;
    return !isSecretSection && !isOfSecretFile(line.replace(sectionLine, ''), folder);
  });
  const count = lines.length - kept.length;
  if (count === 0) return undefined;
  const note = `[${count} lines of files that can hold secrets are left out. Read such a file by its path to ask the user for it.]`;
  return [...kept, note].join('\n');
}

/** Long results come in sections: `src/a.ts (2 match(es)):`, then `  12: text` or `  13- text`. */
const sectionHeading = /^(\S.*) \(\d+ match\(es\)\):$/;
const sectionLine = /^\s+\d+[:-] /;

/** Longer than any path that a system takes. */
const longestPath = 4096;

/** `path:line:text` or `path-line-text`; a path may hold both signs. */
function isOfSecretFile(line: string, folder: string): boolean {
  let isFirst = true;
  for (const { index } of line.slice(0, longestPath).matchAll(/[:-]/g)) {
    const file = line.slice(0, index);
    if (isSecret(file, folder) && ((isFirst && line[index] === ':') || isThere(file, folder))) return true;
    isFirst = isFirst && line[index] !== ':';
  }
  return false;
}

function isSecret(file: string, folder: string): boolean {
  const way = path.isAbsolute(file) ? path.relative(folder, file) : file.replace(/^\.[/\\]/, '');
  return way !== '' && canHoldSecrets(way.replaceAll('\\', '/'));
}

function isThere(file: string, folder: string): boolean {
  return fs.existsSync(path.resolve(folder, file));
}

/** Some versions give the arguments as text. */
export function argumentsOf(given: unknown): Fields {
  if (typeof given !== 'string') return fieldsOf(given);
  try {
    return fieldsOf(JSON.parse(given));
  } catch {
    return {};
  }
}
