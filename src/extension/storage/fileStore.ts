import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { KeyValueStore } from '../base/keyValueStore';
import { describe } from '../base/describeError';
import { makePrivateFolder, writePrivate } from '../base/privateFiles';

interface FileStoreLog {
  warn(message: string): void;
}

type Join = Parameters<KeyValueStore['update']>[2];

const extension = '.json';

/**
 * One small file for each key, in a folder of its own for each workspace folder. The editor's own memento is written some time after each change, which the
 * sudden end of a window does not wait for.
 */
export class FileStore implements KeyValueStore {
  private readonly values = new Map<string, unknown>();
  /** Keys that changed since they were last written, and how to join what another window has written. */
  private readonly changed = new Map<string, Join>();
  /** What this window has last read or written of its own, as it stands in the file if no other has written. */
  private readonly contents = new Map<string, string | undefined>();
  private writing: Promise<void> | undefined;
  /** Nothing can be written here; what is kept lives as long as the window. */
  isBroken = false;

  constructor(
    readonly folder: string,
    private readonly log: FileStoreLog,
  ) {
    try {
      makePrivateFolder(folder);
    } catch (error) {
      this.isBroken = true;
      this.log.warn(`Drafts are kept for this window only: ${describe(error)}`);
    }
  }

  /** Reads a key when it is first asked for: the window before this one may still be writing its last words. */
  get(key: string): unknown {
    if (!this.values.has(key)) this.values.set(key, this.read(key));
    return structuredClone(this.values.get(key));
  }

  update(key: string, value: unknown, join?: Join): Promise<void> {
    this.values.set(key, structuredClone(value));
    this.changed.set(key, join);
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
    for (const [key, join] of [...this.changed]) await this.writeNext(key, join);
    if (this.changed.size > 0) await this.writeAll();
  }

  private async writeNext(key: string, join: Join): Promise<void> {
    this.changed.delete(key);
    if (this.isBroken) return;
    const file = this.fileOf(key);
    try {
      const own = this.values.get(key);
      const present = join && (await fs.promises.readFile(file, 'utf8').catch(() => undefined));
      const before = this.contents.get(key);
      const isOthers = join && present !== undefined && present !== before;
      const value = isOthers ? join(parse(before ?? 'null'), parse(present)) : own;
      this.contents.set(key, own === undefined ? undefined : JSON.stringify(own));
      const content = value === undefined ? undefined : JSON.stringify(value);
      if (content === undefined) return await fs.promises.rm(file, { force: true });
      // A file is whole or not there: the window may end at any moment.
      await writePrivate(file, content);
    } catch (error) {
      this.log.warn(`${file} could not be written: ${describe(error)}`);
    }
  }

  private read(key: string): unknown {
    const file = this.fileOf(key);
    try {
      const content = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
      this.contents.set(key, content);
      return content === undefined ? undefined : JSON.parse(content);
    } catch (error) {
      this.log.warn(`${file} cannot be read: ${describe(error)}`);
      return undefined;
    }
  }

  private fileOf(key: string): string {
    return path.join(this.folder, encodeURIComponent(key) + extension);
  }
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // whoever wrote it is not one of ours
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
