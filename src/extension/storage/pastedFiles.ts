import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { writePrivate } from '../base/privateFiles';

/** What is kept this long after nothing refers to it any more: a turn that is tried again still needs it. */
const keepMs = 30 * 24 * 3600 * 1000;

const endings = new Map<string, string>(
  Object.entries({
    'image/png': '.png',
    'image/jpeg': '.jpg',
    'image/webp': '.webp',
    'image/gif': '.gif',
  }),
);

/** None when the folder is not there, as before the first file. */
function namesIn(folder: string): Promise<readonly string[]> {
  return fs.readdir(folder).catch(() => []);
}

/** Pasted texts and images, problems, outputs: they lie on the disk, since the editor's memory is for small things. */
export class KeptFiles {
  constructor(private readonly folder: string) {}

  keepText(text: string): Promise<string> {
    return this.keep('.txt', text);
  }

  keepImage(base64: string, mimeType: string): Promise<string> {
    return this.keep(endings.get(mimeType) ?? '.bin', Buffer.from(base64, 'base64'));
  }

  /** Removes old ones that nothing in the stored drafts and queues beside this folder names. */
  async prune(now = Date.now()): Promise<void> {
    const old: string[] = [];
    for (const name of await namesIn(this.folder)) {
      const { mtimeMs } = await fs.stat(path.join(this.folder, name));
      if (now - mtimeMs > keepMs) old.push(name);
    }
    if (old.length === 0) return;
    const references = await this.stored();
    for (const name of old) {
      if (!references.includes(name)) await fs.rm(path.join(this.folder, name), { force: true });
    }
  }

  private async stored(): Promise<string> {
    const beside = path.dirname(this.folder);
    const files = (await namesIn(beside)).filter((name) => name.includes('.json'));
    return (await Promise.all(files.map((name) => fs.readFile(path.join(beside, name), 'utf8')))).join('\n');
  }

  private async keep(ending: string, content: string | Buffer): Promise<string> {
    const file = path.join(this.folder, `${randomUUID()}${ending}`);
    await writePrivate(file, content);
    return file;
  }
}
