import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { LedgerStore } from './ledger';

/** The ledger as a file that only the person can read. */
export class LedgerFile implements LedgerStore {
  constructor(private readonly file: string) {}

  async read(): Promise<string> {
    try {
      return await fs.readFile(this.file, 'utf8');
    } catch (error) {
      if (isNotThere(error)) return '';
      throw error;
    }
  }

  async append(line: string): Promise<void> {
    await fs.mkdir(path.dirname(this.file), { recursive: true });
    await fs.appendFile(this.file, line, { mode: 0o600 });
  }

  /** Beside first, so that a crash leaves one of the two whole. */
  async replace(text: string): Promise<void> {
    const beside = `${this.file}.new`;
    await fs.mkdir(path.dirname(this.file), { recursive: true });
    await fs.writeFile(beside, text, { mode: 0o600 });
    await fs.rename(beside, this.file);
  }
}

/** For a window without a folder: kept as long as the window. */
export const noLedgerStore: LedgerStore = {
  read: () => Promise.resolve(''),
  append: () => Promise.resolve(),
  replace: () => Promise.resolve(),
};

function isNotThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
