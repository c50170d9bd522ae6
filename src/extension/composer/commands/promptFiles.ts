import * as fs from 'node:fs/promises';
import * as path from 'node:path';

export interface PromptFile {
  /** As it is called after `/`. */
  readonly name: string;
  readonly description: string;
  readonly body: string;
}

const ending = '.prompt.md';

/** The prompt files of the folders, as the editor's own chat finds them. */
export async function readPromptFiles(folders: readonly string[]): Promise<readonly PromptFile[]> {
  const found = await Promise.all(
    folders.map((folder) => readFolder(path.join(folder, '.github', 'prompts'))),
  );
  return [...new Map(found.flat().map((file) => [file.name, file])).values()];
}

async function readFolder(folder: string): Promise<readonly PromptFile[]> {
  const names = await fs.readdir(folder).catch(() => []); // few projects have one
  const files = names.filter((name) => name.endsWith(ending)).sort();
  const read = await Promise.all(
    files.map(async (name) => {
      // A broken link, or a folder of that name, is no prompt; the others still are.
      const text = await fs.readFile(path.join(folder, name), 'utf8').catch(() => undefined);
      return text === undefined ? [] : [parsePromptFile(name.slice(0, -ending.length), text)];
    }),
  );
  return read.flat();
}

export function parsePromptFile(fileName: string, whole: string): PromptFile {
  // Editors of Windows mark the beginning of a file.
  const text = whole.replace(/^\ufeff/, '');
  const head = /^---[ \t]*\r?\n([\s\S]*?\r?\n)??---[ \t]*(?:\r?\n|$)/.exec(text);
  const field = (name: string) => fieldOf(head?.[1] ?? '', name);
  // A command is one word, of letters that look like no others.
  const name = (field('name') || fileName).trim().replaceAll(/[^\w:.-]+/g, '-');
  return { name, description: field('description'), body: text.slice(head?.[0].length ?? 0).trim() };
}

/** A field of the head on one line; a long one goes on in the lines below that are set in. */
function fieldOf(head: string, name: string): string {
  const found =
    new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n(?:[ \\t]+.*|(?=\\r?\\n)))*)`, 'm').exec(head)?.[1] ?? '';
  const lines = found.replace(/^[>|][-+0-9]*[ \t]*(?=\r?\n)/, '').split(/\r?\n/);
  const value = lines
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');
  return /^(['"])(.*)\1$/.exec(value)?.[2] ?? value;
}

/**
 * The prompt files under names that nothing else has: one that is called like a command of the CLI or of ours
 * does not take its place unseen.
 */
export function underFreeNames(
  files: readonly PromptFile[],
  taken: readonly string[],
): readonly PromptFile[] {
  const reserved = new Set(taken.map((name) => name.toLowerCase()));
  const isFree = (name: string) => /^[a-z]/i.test(name) && !reserved.has(name.toLowerCase());
  return files.map((file) => (isFree(file.name) ? file : { ...file, name: `prompt:${file.name}` }));
}

export interface PromptPlaces {
  readonly workspaceFolder: string;
  readonly file: string;
  readonly selection: string;
}

/** What is typed after the command fills `${input:…}`, or comes after the text where that asks for nothing. */
export function expandPrompt({ body }: PromptFile, input: string, places: PromptPlaces): string {
  const asks = /\$\{input:[^}]*\}/.test(body);
  const text = body
    .replaceAll(/\$\{input:[^}:]*(?::([^}]*))?\}/g, (_, hint: string | undefined) => input || (hint ?? ''))
    .replaceAll(/\$\{(workspaceFolder|file|selection)\}/g, (_, name: keyof PromptPlaces) => places[name]);
  return asks || input === '' ? text : `${text}\n\n${input}`;
}
