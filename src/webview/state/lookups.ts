import { signal, type Signal } from '@preact/signals';
import type { ToHost } from '../../protocol/toHost';
import type { ToView } from '../../protocol/toView';

type Answer = 'asked' | 'known' | 'missing';

/** A picture that is not in the text: to be asked for, on its way, there, or not to be had. */
export type PictureState = 'unasked' | 'loading' | 'failed' | { readonly data: string };

const mostPerWish = 200;
/** So many missing files, the newest, are looked for again: each may cost a search of the whole folder. */
const mostPathsAgain = 12;
/** So many pictures of the folder, the newest, are looked at again when a turn is over. */
const mostPicturesAgain = 40;

/** What the page asks the host for the texts it shows: which files there are, and pictures. Each once. */
export class Lookups {
  private readonly paths = new Map<string, Signal<Answer>>();
  private readonly pictures = new Map<string, Signal<PictureState>>();
  private readonly folderPictures = new Set<string>();
  private toAsk: string[] = [];

  constructor(private readonly send: (wish: ToHost) => void) {}

  /** Whether a file of this name is there; false until the host has looked. */
  isFile(path: string): boolean {
    const known = this.paths.get(path);
    if (known) return known.value === 'known';
    const asked = signal<Answer>('asked');
    this.paths.set(path, asked);
    this.ask([path]);
    return asked.value === 'known';
  }

  picture(href: string): Signal<PictureState> {
    const known = this.pictures.get(href) ?? signal<PictureState>('unasked');
    this.pictures.set(href, known);
    return known;
  }

  /** A picture of the folder comes without being asked for: nobody else learns of it. */
  folderPicture(path: string): Signal<PictureState> {
    const state = this.picture(path);
    if (!this.folderPictures.has(path)) {
      this.folderPictures.add(path);
      state.value = 'loading';
      this.send({ type: 'picture/find', path });
    }
    return state;
  }

  loadPicture(href: string): void {
    this.picture(href).value = 'loading';
    this.send({ type: 'picture/load', href });
  }

  apply(facts: readonly ToView[]): void {
    for (const fact of facts) {
      if (fact.type === 'picture/loaded')
        this.picture(fact.href).value = fact.data === undefined ? 'failed' : { data: fact.data };
      else if (fact.type === 'paths/checked') {
        for (const path of fact.known) this.settle(path, 'known');
        for (const path of fact.missing) this.settle(path, 'missing');
      } else if (fact.type === 'state/reset') this.forget();
      else if (fact.type === 'turn/changed' && fact.patch.endedAt !== undefined) this.askAgain();
    }
  }

  /** Another session may be shown: what of it is drawn asks anew, and what is on its way still comes. */
  private forget(): void {
    for (const [path, answer] of this.paths) if (answer.peek() !== 'asked') this.paths.delete(path);
    for (const [href, state] of this.pictures) {
      if (state.peek() === 'loading') continue;
      this.pictures.delete(href);
      this.folderPictures.delete(href);
    }
  }

  private settle(path: string, answer: Answer): void {
    const known = this.paths.get(path);
    if (known) known.value = answer;
  }

  /** What was missing may have been made in the turn that is over, and pictures made anew. */
  private askAgain(): void {
    for (const path of [...this.folderPictures].slice(-mostPicturesAgain))
      this.send({ type: 'picture/find', path });
    const missing = [...this.paths].filter(([, answer]) => answer.peek() === 'missing').map(([path]) => path);
    this.ask(missing.slice(-mostPathsAgain));
  }

  /** Those of one drawing go in one wish. */
  private ask(paths: readonly string[]): void {
    if (this.toAsk.length === 0 && paths.length > 0) setTimeout(() => this.flush());
    this.toAsk.push(...paths);
  }

  private flush(): void {
    const paths = this.toAsk;
    this.toAsk = [];
    for (let at = 0; at < paths.length; at += mostPerWish)
      this.send({ type: 'paths/check', paths: paths.slice(at, at + mostPerWish) });
  }
}
