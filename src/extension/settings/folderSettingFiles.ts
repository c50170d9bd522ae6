import * as fs from 'node:fs/promises';
import { parse } from 'jsonc-parser';

const mostBytes = 1024 * 1024;

/**
 * Names of the settings in files of settings and of workspaces. The editor leaves out those that a folder may not
 * set before an extension hears of them, and only the file itself can tell that they are there.
 */
export async function namesInFiles(files: readonly string[]): Promise<readonly string[]> {
  const all = await Promise.all(files.map(namesIn));
  return [...new Set(all.flat())];
}

async function namesIn(file: string): Promise<readonly string[]> {
  try {
    const { size } = await fs.stat(file);
    if (size > mostBytes) return [];
    const value: unknown = parse(await fs.readFile(file, 'utf8'));
    const settings = file.endsWith('.code-workspace') ? fieldOf(value, 'settings') : value;
    return typeof settings === 'object' && settings !== null ? Object.keys(settings) : [];
  } catch {
    return []; // there is none, or none that can be read
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
