import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { KeyValueStore } from '../base/keyValueStore';
import { describe } from '../base/describeError';
import { makePrivateFolder, writePrivate } from '../base/privateFiles';

interface FileStoreLog {
  warn(message: string): void;
}

const extension = '.json';

/**
 * One small file for each key, in a folder of its own for each workspace folder. The editor's own memento is written some time after each change, which the
 * sudden end of a window does not wait for.
 */
export class FileStore implements KeyValueStore {
  private readonly values = new Map<string, unknown>();
  /** Keys that changed since they were last written. */
  private readonly changed = new Set<string>();
  private writing: Promise<void> | undefined;

  constructor(
    private readonly folder: string,
    private readonly log: FileStoreLog,
  ) {
    makePrivateFolder(folder);
  }

  /** Reads a key when it is first asked for: the window before this one may still be writing its last words. */
  get(key: string): unknown {
    if (!this.values.has(key)) this.values.set(key, this.read(key));
    return structuredClone(this.values.get(key));
  }

  update(key: string, value: unknown): Promise<void> {
    this.values.set(key, structuredClone(value));
    this.changed.add(key);
    return this.flush();
  }

  /** Resolves when all that was changed is on the disk. */
  flush(): Promise<void> {
    this.writing ??= this.writeAll().finally(() => {
      this.writing = undefined;
    });
    return this.writing;
  }

  private async writeAll(): Promise<void> {
    for (const key of [...this.changed]) await this.writeNext(key);
    if (this.changed.size > 0) await this.writeAll();
  }

  private async writeNext(key: string): Promise<void> {
    this.changed.delete(key);
    const file = this.fileOf(key);
    const value = this.values.get(key);
    try {
      if (value === undefined) return await fs.promises.rm(file, { force: true });
      // A file is whole or not there: the window may end at any moment.
      await writePrivate(file, JSON.stringify(value));
    } catch (error) {
      this.log.warn(`${file} could not be written: ${describe(error)}`);
    }
  }

  private read(key: string): unknown {
    const file = this.fileOf(key);
    try {
      return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
    } catch (error) {
      this.log.warn(`${file} cannot be read: ${describe(error)}`);
      return undefined;
    }
  }

  private fileOf(key: string): string {
    return path.join(this.folder, encodeURIComponent(key) + extension);
  }
}

/**
 * Where what belongs to a folder is kept. The editor's own place for it is another one while the window before
 * still holds its lock.
 */
export function placeFor(globalStorage: string, workspaceFolder: string): string {
  const name = createHash('sha256').update(workspaceFolder).digest('hex').slice(0, 16);
  return path.join(globalStorage, 'folders', name);
}
