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
  return Promise.all(
    files.map(async (name) =>
      parsePromptFile(name.slice(0, -ending.length), await fs.readFile(path.join(folder, name), 'utf8')),
    ),
  );
}

export function parsePromptFile(fileName: string, text: string): PromptFile {
  const head = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/.exec(text);
  const field = (name: string) =>
    new RegExp(`^${name}:\\s*(['"]?)(.*?)\\1\\s*$`, 'm').exec(head?.[1] ?? '')?.[2] ?? '';
  // A command is one word, of letters that look like no others.
  const name = (field('name') || fileName).trim().replaceAll(/[^\w:.-]+/g, '-');
  return { name, description: field('description'), body: text.slice(head?.[0].length ?? 0).trim() };
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
