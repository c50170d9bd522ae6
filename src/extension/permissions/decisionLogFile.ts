import * as fs from 'node:fs/promises';
import { appendPrivate, writePrivate } from '../base/privateFiles';
import type { LedgerStore } from './decisionLog';

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

  append(line: string): Promise<void> {
    return appendPrivate(this.file, line);
  }

  /** Beside first, so that a crash leaves one of the two whole. */
  replace(text: string): Promise<void> {
    return writePrivate(this.file, text);
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
