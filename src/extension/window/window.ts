import type { ToolInvocation } from '../../sdk/index';
import { SleepWatch } from '../base/sleepWatch';
import { DisposableStore } from '../base/disposables';
import { Chat } from '../chat/chat';
import type { ChatOptions, SurfaceMemory } from '../chat/chatOptions';
import { Setup } from '../cli/readiness';
import { selectionFact } from '../composer/composerContext';
import { LiveSelection } from '../composer/liveSelection';
import { FolderConsent } from '../consent/folderConsent';
import { LiveProblems } from '../editor/liveProblems';
import { LiveUnsaved } from '../editor/liveUnsaved';
import { editorTools } from '../editor/tools/index';
import type { EditorAct } from '../editor/tools/editorToolOptions';
import { isOpenFile } from '../rules/folderPlace';
import { sandboxPlan, type SandboxPlan } from '../sandbox/sandboxPlan';
import type { OpenSession } from '../session/openSession';
import type { OpenSessionOptions } from '../session/openSessionOptions';
import { SessionIndex } from '../sessionList/sessionIndex';
import { SessionAges, type UsedSession } from '../sessionList/sessionAges';
import { lastSessionOf, sessionRows, type ListedSession, type SessionRow } from '../sessionList/sessionRows';
import type { ViewState } from '../../protocol/toView';
import { ChatStorage } from '../storage/sessionStorage';
import { makeSessions } from './makeSessions';
import { Page } from './page';
import type { WindowParts } from './windowParts';

type ResolveCommand = NonNullable<OpenSessionOptions['command']>;

/** One window of the editor without the editor: its sessions, and the pages that show them. */
export class Window {
  readonly setup: Setup;
  /** The sessions of the folder, open or not. */
  readonly index: SessionIndex;
  readonly consent: FolderConsent;
  readonly sandbox: SandboxPlan;
  readonly selection: LiveSelection;
  readonly problems: LiveProblems;
  readonly unsaved: LiveUnsaved;
  readonly tools: ReturnType<typeof editorTools>;
  readonly chat: Chat;
  private readonly shared: ChatOptions;
  private readonly ages: SessionAges;
  private readonly pages = new Set<Page>();
  private readonly store = new DisposableStore();

  constructor(readonly parts: WindowParts) {
    const { folders, manager, memory, editor, logger } = parts;
    const [folder = ''] = folders;
    const client = () => manager.connected;
    this.setup = this.store.add(new Setup(parts));
    this.index = this.store.add(new SessionIndex(manager, folder, logger));
    this.sandbox = sandboxPlan({ folders, settings: parts.settings, client });
    this.consent = new FolderConsent({
      folders,
      folderName: parts.folderName,
      memory,
      place: parts.consentPlace,
      client,
      sessions: () => this.chat.open.map(({ sessionId }) => sessionId),
      logger,
    });
    this.selection = new LiveSelection({
      editor,
      store: memory,
      isOpenFile: (file) => isOpenFile(file, folders),
      changed: (selected) => this.chat.emit(selectionFact(selected)),
    });
    this.problems = new LiveProblems(editor, (problems) =>
      this.chat.emit({ type: 'problems/changed', problems }),
    );
    this.unsaved = new LiveUnsaved(editor, folders, (files) =>
      this.chat.emit({ type: 'unsaved/changed', files }),
    );
    this.tools = editorTools({
      editor,
      folders,
      isHidden: () => this.selection.isHidden,
      permit: (act, call) => this.permit(act, call),
    });
    this.shared = this.makeShared();
    this.chat = this.store.add(new Chat(this.shared));
    this.ages = new SessionAges(memory);
    this.store.add(this.chat.onDidChange(() => this.ages.follow(this.usedSessions)));
    this.store.add(
      new SleepWatch((ms) => {
        for (const { conversation } of this.chat.open) conversation.slept(ms);
      }),
    );
  }

  /** A page that shows one session; without a memory it is the first one, which comes back in the next window. */
  openPage(memory: SurfaceMemory = firstMemory(this.shared.storage)): Page {
    const page: Page = new Page(this, { ...this.shared, chat: this.chat, memory }, () =>
      this.pages.delete(page),
    );
    this.pages.add(page);
    return page;
  }

  pageOf(sessionId: string): Page | undefined {
    return [...this.pages].find(({ surface }) => surface.current?.sessionId === sessionId);
  }

  /** What a message comes to that may be a command; where no page shows the session, in view of the first. */
  readonly resolveCommand: ResolveCommand = (session: OpenSession, text, use) => {
    const [first] = this.pages;
    const page = this.pageOf(session.sessionId) ?? first;
    return page ? page.context.resolveCommand(session, text, use) : Promise.resolve({ kind: 'text' });
  };

  /** The session that was last worked with. */
  get lastSession(): ViewState['lastSession'] {
    return lastSessionOf(this.listed);
  }

  /** The folder's sessions, newest first. */
  rows(shownId: string | undefined): readonly SessionRow[] {
    const open = this.chat.open.map(({ sessionId, conversation }) => ({
      sessionId,
      title: conversation.title,
      state: conversation.state,
      hasMessages: conversation.hasMessages,
    }));
    return sessionRows(this.listed, open, shownId, Date.now());
  }

  async dispose(): Promise<void> {
    for (const page of this.pages) page.dispose();
    this.ages.follow([]);
    this.store.dispose();
    await this.consent.dispose();
  }

  private get listed(): readonly ListedSession[] {
    return this.index.all.map((session) => ({ ...session, usedAt: this.ages.of(session) }));
  }

  /** The open sessions that something was said in. */
  private get usedSessions(): readonly UsedSession[] {
    return this.chat.open.flatMap(({ sessionId, conversation: { usedAt, isBusy } }) =>
      usedAt === undefined ? [] : [{ sessionId, usedAt: isBusy ? Date.now() : usedAt }],
    );
  }

  /** An act of one of our tools is decided on in the session that called it. */
  private permit(act: EditorAct, call: ToolInvocation): Promise<void> {
    const session = this.chat.session(call.sessionId);
    if (!session) return Promise.reject(new Error('The session is not open.'));
    return session.asks.permitInEditor(act, call);
  }

  private makeShared(): ChatOptions {
    const { parts, setup, consent } = this;
    const storage = new ChatStorage(parts.memory);
    return {
      ...parts,
      setup,
      storage,
      consent,
      sessions: makeSessions(this, parts, storage, this.sandbox),
      lastSession: () => this.lastSession,
      selection: () => this.selection.current,
      problems: () => this.problems.current,
      unsaved: () => this.unsaved.current,
    };
  }
}

function firstMemory(storage: ChatStorage): SurfaceMemory {
  return {
    get shownSession() {
      return storage.shownSession;
    },
    setShownSession: (id) => storage.setShownSession(id),
    draftKey: undefined,
  };
}
