import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** A temporary folder, by its real path, that is gone after the test. */
export interface Scratch {
  readonly path: string;
  /** Writes a file below it, with the folders on the way, and gives back its path. */
  write(name: string, content: string, mode?: number): string;
  remove(): void;
}

export function makeScratch(name = 'scratch'): Scratch {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`)));
  return {
    path: folder,
    write: (file, content, mode = 0o644) => {
      const target = path.join(folder, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content, { mode });
      return target;
    },
    remove: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }),
  };
}
