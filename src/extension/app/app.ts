import * as vscode from 'vscode';
import { ApprovalsPanel } from '../approvals/approvalsPanel';
import { makeApprovals } from '../approvals/makeApprovals';
import { DisposableStore } from '../base/disposables';
import type { EditorFacade } from '../base/editorApi';
import { showWarning } from '../base/editorMessages';
import type { KeyValueStore } from '../base/keyValueStore';
import { t } from '../base/l10n';
import type { ClientManager } from '../cli/cliManager';
import { EditorCode } from '../code/editorCode';
import { ProposedDiff } from '../editor/permissionDiff';
import { ThemeTokens } from '../editor/themeColors';
import type { Workspace } from '../editor/workspace';
import type { Models } from '../models/modelSource';
import type { Approvals } from '../permissions/approvals';
import { tellRetired } from '../permissions/retiredRules';
import { SessionTree } from '../sessionList/sessionTree';
import { ShownRow } from '../sessionList/shownRow';
import type { SessionRow } from '../sessionList/sessionRows';
import type { Config } from '../settings/config';
import type { CommandId } from '../settings/contributions';
import { ChatView } from '../view/chatView';
import type { Page } from '../window/page';
import { Window } from '../window/window';
import { applySettings } from './applySettings';
import { makeCommands, type Commands } from './commands';
import { followEditor } from './followEditor';
import { LinkFollower } from './followLink';
import { EditorUi } from './vscodeUi';
import { watchFolders } from './watchFolder';
import { windowParts } from './windowParts';
import { WindowStatus } from './windowStatus';

export interface AppOptions {
  readonly context: vscode.ExtensionContext;
  /** The view of the session list, whose rows are ours. */
  readonly sessions: vscode.TreeView<SessionRow>;
  readonly config: Config;
  readonly workspace: Workspace;
  readonly manager: ClientManager;
  readonly models: Models;
  readonly editor: EditorFacade;
  /** What is kept for this folder from window to window. */
  readonly memory: KeyValueStore;
  readonly log: vscode.LogOutputChannel;
}

/** The ages in the session list go by minutes. */
const agingMs = 60_000;

/** One window in the editor: its views, commands and messages, around the window that knows no editor. */
export class App {
  private readonly store = new DisposableStore();
  private readonly window: Window;
  /** The page of the side bar. */
  private readonly page: Page;
  private readonly approvals: Approvals;
  private readonly approvalsPanel: ApprovalsPanel;
  readonly view: ChatView;
  private readonly ui: EditorUi;
  private readonly code: EditorCode;
  readonly tree: SessionTree;
  private readonly shownRow: ShownRow;
  private readonly commands: Commands;
  private readonly links: LinkFollower;
  private readonly status: WindowStatus;
  private readonly proposedDiff = new ProposedDiff();
  private readonly theme: ThemeTokens;

  constructor(private readonly options: AppOptions) {
    const { context, workspace, log } = options;
    const { store } = this;
    const [folder = ''] = workspace.folders;
    this.theme = new ThemeTokens(log, store);
    this.approvals = store.add(makeApprovals(context, folder, log));
    this.approvalsPanel = store.add(
      new ApprovalsPanel({
        extensionUri: context.extensionUri,
        approvals: this.approvals,
        folderName: workspace.name,
        log,
      }),
    );
    this.view = this.makeView();
    this.ui = this.makeUi();
    this.code = new EditorCode(workspace.folders, (file) => this.view.addressOf(file));
    const { approvals, ui, code, theme } = this;
    this.window = store.add(new Window(windowParts(options, { approvals, ui, code, theme }, store)));
    this.page = this.window.openPage();
    this.tree = store.add(new SessionTree(() => this.rows()));
    this.shownRow = store.add(new ShownRow(options.sessions, (row) => this.tree.renew(row)));
    this.status = store.add(this.makeStatus());
    this.links = this.makeLinks();
    this.commands = this.makeCommands();
    this.register();
    this.listen();
    this.refresh();
    void this.tellRetired();
  }

  /** Runs a command of the manifest; resolves when it is done, also when it failed, which is said. */
  run(id: CommandId, args: readonly unknown[]): Promise<void> {
    return this.commands(id, args);
  }

  /** Shows what a link leads to. */
  follow(link: vscode.Uri): Promise<void> {
    return this.links.follow(link);
  }

  dispose(): void {
    this.store.dispose();
  }

  /** Rules of an earlier version that allowed more than they said. */
  private tellRetired(): Promise<void> {
    const show = t('Show Approvals');
    return tellRetired({
      approvals: this.approvals,
      memory: this.options.memory,
      tell: async (count) =>
        (await showWarning(
          t('{0} saved rules allowed more than they said. They are no longer used.', count),
          show,
        )) === show,
      show: () => this.approvalsPanel.show(),
    });
  }

  private makeView(): ChatView {
    const { context, workspace, log } = this.options;
    return new ChatView({
      extensionUri: context.extensionUri,
      folders: workspace.folders,
      onWish: (wish) => void this.page.handle(wish),
      onFocus: (isFocused) => this.status.setKey('chatFocused', isFocused),
      log,
    });
  }

  private makeUi(): EditorUi {
    const { context, manager, log } = this.options;
    return new EditorUi({
      log,
      proposedDiff: this.proposedDiff,
      extensionId: context.extension.id,
      cli: () => {
        const found = manager.find();
        return found && { path: found.path, env: manager.added };
      },
      revealChat: () => this.view.reveal(),
      showApprovals: (decision) => this.approvalsPanel.show(decision),
    });
  }

  private makeStatus(): WindowStatus {
    const { config, manager } = this.options;
    return new WindowStatus({
      chat: this.window.chat,
      page: this.page,
      view: this.view,
      manager,
      ui: this.ui,
      hasSessions: () => this.rows().length > 0,
      notifications: () => config.read().notifications,
    });
  }

  private makeLinks(): LinkFollower {
    const { window, page, view, ui } = this;
    const { log, workspace } = this.options;
    return new LinkFollower({
      surface: page.surface,
      view,
      sessions: window.index,
      rows: () => this.rows(),
      ground: workspace.ground,
      ask: ui.askToFollow,
      say: ui.sayNotFollowed,
      log,
    });
  }

  private makeCommands(): Commands {
    const { window, page, view, ui } = this;
    const { config, log, workspace } = this.options;
    return makeCommands({
      ground: workspace.ground,
      chat: window.chat,
      page,
      view,
      ui,
      approvals: this.approvalsPanel,
      proposals: this.code.proposals,
      reviewFolder: () => config.reviewOffer(),
      sessions: window.index,
      lastSession: () => window.lastSession?.sessionId,
      log,
    });
  }

  private register(): void {
    const { store } = this;
    store.add(this.proposedDiff.register());
    store.add(this.code.proposals.register());
    store.add(this.code.terminals);
  }

  /** What changes by itself. */
  private listen(): void {
    const { store, window, page, view } = this;
    const { chat, index } = window;
    const { config, manager, workspace } = this.options;
    store.add(page.surface.onFacts((facts) => view.post(facts)));
    store.add(chat.onDidChange(() => this.refresh()));
    store.add(manager.onDidChange(() => this.refresh()));
    store.add(index.onDidChange(() => this.refresh()));
    store.add(this.options.sessions.onDidChangeVisibility(() => this.refreshTree()));
    const aging = setInterval(() => this.refreshTree(), agingMs);
    store.addUndo(() => clearInterval(aging));
    store.add(
      this.code.proposals.onDidChangeNewest((proposal) => chat.emit({ type: 'proposal/changed', proposal })),
    );
    store.add(this.theme.onDidChange((tokens) => chat.emit({ type: 'theme/changed', tokens })));
    void this.theme.refresh();
    followEditor(window, store);
    watchFolders(workspace.folders, () => void chat.checkConsent(), store);
    store.add(
      config.onDidChange((keys) => {
        applySettings(keys, chat, manager);
        chat.emit({ type: 'folderSettings/changed', settings: window.parts.folderSettings() });
      }),
    );
    store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => void page.surface.ready()));
  }

  private refresh(): void {
    this.refreshTree();
    this.status.refresh();
  }

  private refreshTree(): void {
    const { wantedId } = this.page.surface;
    this.tree.refresh();
    this.shownRow.follow(this.rows().find((row) => row.sessionId === wantedId));
  }

  private rows(): readonly SessionRow[] {
    return this.window.rows(this.page.surface.current?.sessionId);
  }
}
