import * as vscode from 'vscode';
import type { FolderSettings } from '../../protocol/folderSettings';
import type { ToHost } from '../../protocol/toHost';
import type { ToolInvocation } from '../../sdk/index';
import { applySettings } from './applySettings';
import { Actions } from '../chat/userActions';
import { Chat } from '../chat/chat';
import { ChatView } from '../view/chatView';
import { fulfil } from '../view/handleMessage';
import { Setup } from '../cli/readiness';
import { ChatStorage } from '../storage/sessionStorage';
import { type KeyValueStore } from '../base/keyValueStore';
import type { ClientManager } from '../cli/cliManager';
import { EditorCode } from '../code/editorCode';
import { registerCommands } from './commands';
import type { Config } from '../settings/config';
import { makeConsent } from './makeConsent';
import type { FolderConsent } from '../consent/folderConsent';
import { views } from '../settings/contributions';
import { DisposableStore } from '../base/disposables';
import type { ChatContext } from '../composer/composerContext';
import { makeContext } from './makeContext';
import type { EditorFacade } from '../base/editorApi';
import { showWarning } from '../base/editorMessages';
import { EditorUi } from './vscodeUi';
import { folderSettings } from '../settings/folderSettings';
import { LinkFollower } from './followLink';
import { t } from '../base/l10n';
import { findLocalServers } from '../models/localServers';
import { Foot } from '../composer/composerOptions';
import type { Models } from '../models/modelSource';
import type { Approvals } from '../permissions/approvals';
import { ApprovalsPanel } from '../approvals/approvalsPanel';
import { makeApprovals } from '../approvals/makeApprovals';
import { tellRetired } from '../permissions/retiredRules';
import { sandboxPlan, type SandboxPlan } from '../sandbox/sandboxPlan';
import { ProposedDiff } from '../editor/permissionDiff';
import { makeSessions } from './makeSessions';
import { lastSessionOf, sessionRows, type SessionRow } from '../sessionList/sessionRows';
import { SessionStore } from '../sessionList/sessionIndex';
import { SessionTree } from '../sessionList/sessionTree';
import { ThemeTokens } from '../editor/themeColors';
import type { EditorAct } from '../editor/tools/editorToolOptions';
import { editorTools } from '../editor/tools/index';
import { Usage } from '../composer/usage';
import { WindowStatus } from './windowStatus';
import type { Workspace } from '../editor/workspace';

export interface AppOptions {
  readonly context: vscode.ExtensionContext;
  readonly config: Config;
  readonly workspace: Workspace;
  readonly manager: ClientManager;
  readonly models: Models;
  readonly editor: EditorFacade;
  /** What is kept for this folder from window to window. */
  readonly memory: KeyValueStore;
  readonly log: vscode.LogOutputChannel;
}

type OwnTools = ReturnType<typeof editorTools>;

/** The parts of one window, wired to each other. */
export class App {
  private readonly store = new DisposableStore();
  private readonly setup: Setup;
  private readonly sessions: SessionStore;
  private readonly approvals: Approvals;
  private readonly approvalsPanel: ApprovalsPanel;
  private readonly consent: FolderConsent;
  private readonly sandbox: SandboxPlan;
  private readonly chat: Chat;
  private readonly foot: Foot;
  private readonly usage: Usage;
  private readonly context: ChatContext;
  private readonly view: ChatView;
  private readonly ui: EditorUi;
  private readonly code: EditorCode;
  private readonly actions: Actions;
  private readonly tree: SessionTree;
  private readonly treeView: vscode.TreeView<SessionRow>;
  private readonly status: WindowStatus;
  private readonly proposedDiff = new ProposedDiff();
  private readonly theme: ThemeTokens;

  constructor(private readonly options: AppOptions) {
    const { editor, manager, models, workspace, log } = options;
    const [folder = ''] = workspace.folders;
    const { store } = this;
    this.setup = store.add(
      new Setup({ ground: workspace.ground, manager, models, findLocalServers, logger: log }),
    );
    this.theme = new ThemeTokens(log, store);
    this.sessions = store.add(new SessionStore(manager, folder, log));
    this.approvals = store.add(makeApprovals(options.context, folder, log));
    this.approvalsPanel = store.add(
      new ApprovalsPanel({
        extensionUri: options.context.extensionUri,
        approvals: this.approvals,
        folderName: workspace.name,
        log,
      }),
    );
    this.consent = makeConsent({ ...options, chat: () => this.chat }, store);
    this.sandbox = sandboxPlan({
      folders: workspace.folders,
      settings: () => options.config.read(),
      client: () => manager.connected,
    });
    this.foot = this.makeFoot();
    const ownTools = editorTools({
      editor,
      folders: workspace.folders,
      isHidden: (): boolean => context.selection.isHidden,
      permit: (act, call) => this.permit(act, call),
    });
    const context = this.makeContext(ownTools);
    this.chat = store.add(this.makeChat(ownTools, context));
    this.context = context.connect();
    this.usage = new Usage({
      shown: () => this.chat.current,
      emit: (fact) => this.chat.emit(fact),
      logger: log,
    });
    this.view = this.makeView();
    this.ui = this.makeUi();
    this.code = new EditorCode(workspace.folders, (file) => this.view.addressOf(file));
    this.actions = this.makeActions();
    this.tree = store.add(new SessionTree(() => this.rows()));
    this.treeView = store.add(vscode.window.createTreeView(views.sessions, { treeDataProvider: this.tree }));
    this.status = store.add(this.makeStatus());
    this.listen();
    this.refresh();
    void this.tellRetired();
  }

  dispose(): void {
    this.store.dispose();
  }

  /** An act of one of our tools is decided on in the session that called it. */
  private permit(act: EditorAct, call: ToolInvocation): Promise<void> {
    const session = this.chat.open.find(({ sessionId }) => sessionId === call.sessionId);
    if (!session) return Promise.reject(new Error('The session is not open.'));
    return session.asks.permitInEditor(act, call);
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

  private makeFoot(): Foot {
    const { config, manager, models, log } = this.options;
    return new Foot({
      shown: () => this.chat.current,
      choice: () => this.setup.model,
      models,
      settings: () => config.read(),
      permissionLimit: () => config.permissionLimit,
      write: (key, value) => config.write(key, value),
      client: () => manager.connected,
      cliVersion: () => (manager.state.kind === 'ready' ? manager.state.version : ''),
      sandbox: this.sandbox,
      emit: (fact) => this.chat.emit(fact),
      changed: () => this.chat.refreshComposer(),
      logger: log,
    });
  }

  private makeContext(ownTools: OwnTools): ReturnType<typeof makeContext> {
    const { manager, workspace } = this.options;
    return makeContext(
      {
        ...this.options,
        folders: workspace.folders,
        chat: () => this.chat,
        client: () => manager.connected,
        ownTools,
        chooseMode: (mode) => this.foot.chooseMode(mode),
      },
      this.store,
    );
  }

  private makeChat(
    tools: OwnTools,
    { selection, problems }: Pick<ReturnType<typeof makeContext>, 'selection' | 'problems'>,
  ): Chat {
    const { config, workspace, log } = this.options;
    const storage = new ChatStorage(this.options.memory);
    const sessions = makeSessions({
      ...this.options,
      setup: this.setup,
      storage,
      sessions: this.sessions,
      approvals: this.approvals,
      consent: this.consent,
      sandbox: this.sandbox,
      tools,
      selection,
      chat: () => this.chat,
      takesImages: () => this.foot.takesImages,
      command: (session, text, use) => this.context.resolveCommand(session, text, use),
      openLink: (address) => this.ui.openLink(address),
      logger: log,
    });
    return new Chat({
      setup: this.setup,
      sessions,
      storage,
      settings: () => config.read(),
      composer: () => this.foot.composer,
      tokens: () => this.theme.current,
      lastSession: () => lastSessionOf(this.sessions.newest),
      selection: () => selection.current,
      problems: () => problems.current,
      proposal: () => this.code.proposals.current,
      folderSettings: () => this.folderSettings,
      consent: this.consent,
      folderName: workspace.name,
      logger: log,
    });
  }

  private makeView(): ChatView {
    const { context, workspace, log } = this.options;
    return new ChatView({
      extensionUri: context.extensionUri,
      folders: workspace.folders,
      onWish: (wish) => void this.fulfil(wish),
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

  private makeActions(): Actions {
    const { config, manager, models, log } = this.options;
    return new Actions({
      chat: this.chat,
      setup: this.setup,
      manager,
      models,
      ui: this.ui,
      useSandbox: () => this.foot.chooseSandbox(true),
      settings: () => config.read(),
      write: (key, value) => config.write(key, value),
      logger: log,
    });
  }

  private makeStatus(): WindowStatus {
    const { config, manager } = this.options;
    return new WindowStatus({
      chat: this.chat,
      view: this.view,
      manager,
      foot: this.foot,
      usage: this.usage,
      ui: this.ui,
      hasSessions: () => this.rows().length > 0,
      notifications: () => config.read().notifications,
    });
  }

  private listen(): void {
    const { store, view, chat, tree, sessions } = this;
    const { config, manager, log } = this.options;
    store.add(vscode.window.registerWebviewViewProvider(views.chat, view));
    store.add(this.proposedDiff.register());
    store.add(this.code.proposals.register());
    store.add(this.code.terminals);
    store.add(
      this.code.proposals.onDidChangeNewest((proposal) => chat.emit({ type: 'proposal/changed', proposal })),
    );
    const { ground } = this.options.workspace;
    const { askToFollow: ask, sayNotFollowed: say } = this.ui;
    const links = new LinkFollower({ chat, view, sessions, rows: () => this.rows(), ground, ask, say, log });
    store.add(vscode.window.registerUriHandler({ handleUri: (uri) => links.follow(uri) }));
    store.add(chat.onFacts((facts) => view.post(facts)));
    store.add(chat.onDidChange(() => this.refresh()));
    store.add(this.theme.onDidChange((tokens) => chat.emit({ type: 'theme/changed', tokens })));
    void this.theme.refresh();
    store.add(manager.onDidChange(() => this.refresh()));
    store.add(sessions.onDidChange(() => this.refresh()));
    store.add(this.treeView.onDidChangeVisibility(() => tree.refresh()));
    store.add(
      config.onDidChange((keys) => {
        applySettings(keys, chat, manager);
        chat.emit({ type: 'folderSettings/changed', settings: this.folderSettings });
      }),
    );
    store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => void chat.ready()));
    store.add(
      registerCommands({
        ground,
        chat,
        view,
        context: this.context,
        actions: this.actions,
        ui: this.ui,
        approvals: this.approvalsPanel,
        proposals: this.code.proposals,
        reviewFolder: () => config.reviewOffer(),
        sessions,
        foot: this.foot,
        usage: this.usage,
        log,
      }),
    );
  }

  private get folderSettings(): FolderSettings | undefined {
    const { offer } = this.options.config;
    return offer && folderSettings(offer);
  }

  private fulfil(wish: ToHost): Promise<void> {
    const { chat, actions, ui, code, foot, usage, context } = this;
    const lastSession = () => this.sessions.newest?.sessionId;
    const { config, log: logger } = this.options;
    const answerFolder = (id: string, answer: 'use' | 'keep') => config.answerOffer(id, answer);
    const { ground } = this.options.workspace;
    const parts = {
      ground,
      chat,
      actions,
      ui,
      code,
      foot,
      usage,
      context,
      lastSession,
      answerFolder,
      logger,
    };
    return fulfil(wish, parts);
  }

  private refresh(): void {
    this.tree.refresh();
    this.status.refresh();
  }

  private rows(): readonly SessionRow[] {
    const open = this.chat.open.map(({ sessionId, conversation }) => ({
      sessionId,
      title: conversation.title,
      state: conversation.state,
      hasMessages: conversation.hasMessages,
    }));
    return sessionRows(this.sessions.all, open, this.chat.current?.sessionId, Date.now());
  }
}
