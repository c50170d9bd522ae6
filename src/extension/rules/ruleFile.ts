import * as fs from 'node:fs';
import * as path from 'node:path';
import * as z from 'zod';
import type { KeyValueStore } from '../base/keyValueStore';

const content = z.record(z.string(), z.unknown());

/**
 * A small file that several windows read and write: it is read anew each time, since a rule that another window
 * saved counts here at once. Reading throws when it is there and cannot be understood.
 */
export class RuleFile implements KeyValueStore {
  constructor(private readonly file: string) {}

  get(key: string): unknown {
    return this.read().get(key);
  }

  /** On the disk when it returns; beside first, so that a crash leaves one of the two whole. */
  update(key: string, value: unknown): Promise<void> {
    const all = this.read().set(key, value);
    fs.mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const beside = `${this.file}.${process.pid}.new`;
    fs.writeFileSync(beside, JSON.stringify(Object.fromEntries(all)), { mode: 0o600 });
    fs.renameSync(beside, this.file);
    return Promise.resolve();
  }

  private read(): Map<string, unknown> {
    let text: string;
    try {
      text = fs.readFileSync(this.file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
      throw error;
    }
    return new Map(Object.entries(content.parse(JSON.parse(text))));
  }
}
