import { candidatePaths, globFor, type Ground } from './places';

export type Found = { readonly path: string; readonly kind: 'file' | 'folder' };

export interface PathFinderOptions {
  readonly ground: () => Ground;
  /** What lies at an absolute path; undefined when nothing does. */
  readonly kindOf: (path: string) => Promise<Found['kind'] | undefined>;
  /** Absolute paths of at most `limit` files that match a glob in the open folders. */
  readonly glob: (pattern: string, limit: number) => Promise<readonly string[]>;
}

/** So many searches of the whole folder one message of the page may cause. */
const searchesPerCheck = 40;

/** Finds the files that a model names. */
export class PathFinder {
  constructor(private readonly options: PathFinderOptions) {}

  async find(named: string): Promise<Found | undefined> {
    return (await this.direct(named)) ?? (await this.byEnd(named));
  }

  /** Which of these there are. */
  async check(named: readonly string[]): Promise<ReadonlySet<string>> {
    const known = new Set<string>();
    let searches = 0;
    await Promise.all(
      named.map(async (one) => {
        if (await this.direct(one)) known.add(one);
        else if ((searches += 1) <= searchesPerCheck && (await this.byEnd(one))) known.add(one);
      }),
    );
    return known;
  }

  private async direct(named: string): Promise<Found | undefined> {
    for (const path of candidatePaths(named, this.options.ground())) {
      const kind = await this.options.kindOf(path);
      if (kind) return { path, kind };
    }
    return undefined;
  }

  /** A name without its folders counts when only one file bears it. */
  private async byEnd(named: string): Promise<Found | undefined> {
    const pattern = globFor(named);
    const [first, second] = pattern ? await this.options.glob(pattern, 2) : [];
    return first !== undefined && second === undefined ? { path: first, kind: 'file' } : undefined;
  }
}
