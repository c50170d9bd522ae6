import type { Surface } from '../chat/surface';
import type { ChatView } from '../view/chatView';
import type { Ground } from '../cli/readiness';
import { openTurn } from '../chat/turnActions';
import { readTurnLink } from '../chat/turnLinks';
import type { SessionRow } from '../sessionList/sessionRows';
import type { SessionIndex } from '../sessionList/sessionIndex';

export interface LinkOptions {
  readonly surface: Pick<Surface, 'current' | 'ready' | 'openSession' | 'setBanner' | 'emit'>;
  readonly view: Pick<ChatView, 'reveal'>;
  readonly sessions: Pick<SessionIndex, 'refresh'>;
  readonly rows: () => readonly SessionRow[];
  readonly ground: () => Ground;
  /** Whether the person wants to follow a link, which any page of the web may have opened. */
  readonly ask: () => Promise<boolean>;
  readonly say: (what: 'elsewhere' | 'blocked') => void;
  readonly log: { readonly warn: (message: string) => void };
}

/** Shows the turns that links of ours lead to; without a click a link only asks for one. */
export class LinkFollower {
  private isAsking = false;

  constructor(private readonly options: LinkOptions) {}

  async follow(link: { readonly path: string; readonly query: string }): Promise<void> {
    const { surface, view, sessions, rows, ground, ask, say, log } = this.options;
    const address = readTurnLink(link);
    if (!address) return log.warn('A link was not followed: it leads to no turn.');
    if (ground().kind !== 'ok') return say('blocked');
    if (this.isAsking) return log.warn('A link was not followed: an earlier one still asks.');
    this.isAsking = true;
    const isWanted = await ask().finally(() => (this.isAsking = false));
    if (!isWanted) return;
    await view.reveal();
    await surface.ready();
    await sessions.refresh();
    if (rows().some((row) => row.sessionId === address.sessionId)) return openTurn(address, surface);
    say('elsewhere');
  }
}
