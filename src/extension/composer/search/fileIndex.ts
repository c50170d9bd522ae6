import { fuzzyMatch, letterMask } from './fuzzyMatch';

export interface ListedFile {
  /** Relative to its folder, with `/`. */
  readonly path: string;
  readonly file: string;
}

export interface FoundPath extends ListedFile {
  readonly isFolder: boolean;
  readonly name: string;
  /** The folder it lies in, relative; empty at the top. */
  readonly parent: string;
  /** Places of the matched letters in the name. */
  readonly marks: readonly number[];
}

interface Entry {
  readonly listed: ListedFile;
  readonly isFolder: boolean;
  readonly lower: string;
  readonly mask: number;
  /** Where the name begins in the path. */
  readonly nameAt: number;
}

/** A match in the name is worth more than one that is scattered over the path. */
const nameBonus = 20;
const openBonus = 4;
/** Files are meant more often than folders. */
const folderCost = 2;

/** The files of the workspace and their folders, ready to be searched at each key. */
export class FileIndex {
  private entries: readonly Entry[] | undefined;
  private reading: Promise<void> | undefined;
  private readAt = -Infinity;

  constructor(
    private readonly list: () => Promise<readonly ListedFile[]>,
    private readonly now: () => number = Date.now,
    /** A list this old is read again; the old one answers meanwhile. */
    private readonly staleAfterMs = 5000,
  ) {}

  /** Resolves as soon as there is a list to search, which may be the one of a moment ago. */
  async refresh(): Promise<void> {
    if (this.now() - this.readAt > this.staleAfterMs) this.reading ??= this.read();
    if (!this.entries) await this.reading;
    else void this.reading?.catch(() => undefined); // the list of a moment ago stays
  }

  /** The best matches first. */
  search(query: string, limit: number, open: ReadonlySet<string> = new Set()): readonly FoundPath[] {
    const wanted = query.normalize('NFC').toLowerCase().replaceAll('\\', '/');
    const mask = letterMask(wanted);
    const found: { readonly entry: Entry; readonly score: number }[] = [];
    for (const entry of this.entries ?? []) {
      if ((entry.mask & mask) !== mask) continue;
      const score = scoreOf(entry, wanted);
      if (score === undefined) continue;
      const bonus = open.has(entry.listed.file) ? openBonus : entry.isFolder ? -folderCost : 0;
      found.push({ entry, score: score + bonus });
    }
    found.sort((a, b) => b.score - a.score || a.entry.listed.path.length - b.entry.listed.path.length);
    return found.slice(0, limit).map(({ entry }) => foundPath(entry, wanted));
  }

  private async read(): Promise<void> {
    try {
      const files = await this.list();
      this.entries = [...files, ...foldersOf(files)].map((listed, index) =>
        entryOf(listed, index >= files.length),
      );
    } finally {
      // Also after a failure: what takes long is not begun anew at each key.
      this.readAt = this.now();
      this.reading = undefined;
    }
  }
}

function scoreOf({ listed, lower, nameAt }: Entry, wanted: string): number | undefined {
  if (!wanted.includes('/')) {
    const inName = fuzzyMatch(wanted, listed.path.slice(nameAt), lower.slice(nameAt));
    if (inName) return inName.score + nameBonus;
  }
  return fuzzyMatch(wanted, listed.path, lower)?.score;
}

function foundPath({ listed, isFolder, lower, nameAt }: Entry, wanted: string): FoundPath {
  const name = listed.path.slice(nameAt);
  const inName = fuzzyMatch(wanted, name, lower.slice(nameAt));
  const inPath = inName ? [] : (fuzzyMatch(wanted, listed.path, lower)?.marks ?? []);
  const marks = inName?.marks ?? inPath.filter((at) => at >= nameAt).map((at) => at - nameAt);
  return { ...listed, isFolder, name, parent: listed.path.slice(0, Math.max(0, nameAt - 1)), marks };
}

function entryOf(listed: ListedFile, isFolder: boolean): Entry {
  // Some disks keep an accent apart from its letter; it is typed, and shown, as one.
  const path = listed.path.normalize('NFC');
  const lower = path.toLowerCase();
  return {
    listed: { path, file: listed.file },
    isFolder,
    lower,
    mask: letterMask(lower),
    nameAt: path.lastIndexOf('/') + 1,
  };
}

function foldersOf(files: readonly ListedFile[]): readonly ListedFile[] {
  const folders = new Map<string, ListedFile>();
  for (const { path, file } of files) {
    let [at, end] = [path.lastIndexOf('/'), file.length - (path.length - path.lastIndexOf('/'))];
    while (at > 0 && !folders.has(path.slice(0, at))) {
      folders.set(path.slice(0, at), { path: path.slice(0, at), file: file.slice(0, end) });
      const next = path.lastIndexOf('/', at - 1);
      end -= at - next;
      at = next;
    }
  }
  return [...folders.values()];
}
