import fs from 'node:fs';
import path from 'node:path';
import type { KeyValueStore } from './chat/storage';
import { describe } from './errors';

interface FileStoreLog {
  warn(message: string): void;
}

const extension = '.json';

/**
 * One small file for each key. The editor's own memento is written some time after each change, which the
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
    fs.mkdirSync(folder, { recursive: true });
    for (const name of fs.readdirSync(folder)) if (name.endsWith(extension)) this.read(name);
  }

  get(key: string): unknown {
    return structuredClone(this.values.get(key));
  }

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, structuredClone(value));
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
    const file = path.join(this.folder, encodeURIComponent(key) + extension);
    try {
      if (!this.values.has(key)) return await fs.promises.rm(file, { force: true });
      // A file is whole or not there: the window may end at any moment.
      await fs.promises.writeFile(`${file}.new`, JSON.stringify(this.values.get(key)));
      await fs.promises.rename(`${file}.new`, file);
    } catch (error) {
      this.log.warn(`${file} could not be written: ${describe(error)}`);
    }
  }

  private read(name: string): void {
    try {
      const text = fs.readFileSync(path.join(this.folder, name), 'utf8');
      this.values.set(decodeURIComponent(name.slice(0, -extension.length)), JSON.parse(text));
    } catch (error) {
      this.log.warn(`${name} of what was stored cannot be read: ${describe(error)}`);
    }
  }
}
