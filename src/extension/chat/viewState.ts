import type { Attachment, ViewState } from '../../protocol/toView';
import { forPage } from '../transcript/attachments';
import type { OpenSession } from '../session/openSession';

/** What the page shows whichever session is open. */
type Around = Pick<
  ViewState,
  | 'setup'
  | 'composer'
  | 'selection'
  | 'problems'
  | 'unsaved'
  | 'proposal'
  | 'folderSettings'
  | 'consent'
  | 'banner'
  | 'tokens'
  | 'lastSession'
>;

/** What the page shows while no session is open. */
export interface Unopened {
  readonly folder: string;
  readonly isScratch: boolean;
  /** Whether a session with turns is on its way. */
  readonly isComing: boolean;
  readonly draft: string;
  readonly attachments: readonly Attachment[];
}

/** Everything the page needs to draw itself. */
export function chatState(shown: OpenSession | undefined, around: Around, unopened: Unopened): ViewState {
  const own = shown ? ofSession(shown) : ofNone(unopened);
  return { ...own, ...around, now: Date.now(), banner: around.banner ?? shown?.banner };
}

type OfSession = Omit<ViewState, keyof Around | 'now'>;

function ofSession(shown: OpenSession): OfSession {
  const { conversation, outbox, pages } = shown;
  const snapshot = conversation.snapshot();
  return {
    ...snapshot,
    hasOlder: snapshot.hasOlder || pages.hasUnread,
    turnsBefore: pages.hasUnread ? undefined : snapshot.turnsBefore,
    typed: shown.asks.typed,
    session: shown.info,
    queue: outbox.queue,
    attachments: outbox.attachments.map(forPage),
    draft: outbox.draft,
    edit: shown.edits.current,
    todos: shown.todos.all,
  };
}

function ofNone({ folder, isScratch, isComing, draft, attachments }: Unopened): OfSession {
  return {
    turns: [],
    hasOlder: false,
    turnsBefore: 0,
    requests: [],
    usage: undefined,
    session: { sessionId: '', title: '', folder, isScratch, isComing },
    queue: { messages: [], isPaused: false },
    attachments,
    draft,
    edit: undefined,
    todos: [],
  };
}
