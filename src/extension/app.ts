import * as vscode from 'vscode';
import type { ToHost } from '../protocol/toHost';
import { Actions } from './chat/actions';
import { Chat } from './chat/chat';
import { ChatView } from './chat/chatView';
import { Setup } from './chat/setup';
import { ChatStorage, type KeyValueStore } from './chat/storage';
import { openTurn } from './chat/turnActions';
import { readTurnLink } from './chat/turnLinks';
import { carryOut } from './chat/wishes';
import type { ClientManager } from './clientManager';
import { EditorCode } from './code/editorCode';
import { registerCommands } from './commands';
import type { Config } from './config';
import { section, views, type ContextKeys } from './contributions';
import { DisposableStore } from './disposables';
import type { ChatContext } from './context/chatContext';
import type { LiveSelection } from './context/liveSelection';
import { makeContext } from './context/makeContext';
import type { EditorFacade } from './editorFacade';
import { EditorUi } from './editorUi';
import { describe } from './errors';
import { findLocalServers } from './models/localServers';
import { Foot } from './models/foot';
import type { Models } from './models/models';
import type { Approvals } from './permissions/approvals';
import { ApprovalsPanel } from './permissions/approvalsPanel';
import { makeApprovals } from './permissions/makeApprovals';
import { ProposedDiff } from './proposedDiff';
import { LiveSessions } from './sessions/liveSessions';
import { chosenConfig, sessionConfig } from './sessions/sessionConfig';
import { sessionRows, type SessionRow } from './sessions/sessionList';
import { SessionStore } from './sessions/sessionStore';
import { SessionTree } from './sessions/sessionTree';
import { restartKeys, sessionKeys, type SettingKey } from './settings';
import { StatusBar } from './statusBar';
import { ThemeTokens } from './themeTokens';
import { editorTools } from './tools/index';
import { Usage } from './usage/usage';
import type { Workspace } from './workspace';

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

/** The parts of one window, wired to each other. */
export class App {
  private readonly store = new DisposableStore();
  private readonly setup: Setup;
  private readonly sessions: SessionStore;
  private readonly approvals: Approvals;
  private readonly approvalsPanel: ApprovalsPanel;
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
  private readonly status: StatusBar;
  private readonly proposedDiff = new ProposedDiff();
  private readonly theme: ThemeTokens;
  private readonly keys: Partial<Record<keyof ContextKeys, boolean>> = {};
  private announced = new Set<string>();

  constructor(private readonly options: AppOptions) {
    const { manager, models, workspace, log } = options;
    const { store } = this;
    this.setup = store.add(
      new Setup({ ground: workspace.ground, manager, models, findLocalServers, logger: log }),
    );
    this.theme = new ThemeTokens(log, store);
    this.sessions = store.add(new SessionStore(manager, workspace.folders[0] ?? '', log));
    this.approvals = store.add(makeApprovals(options.context, workspace.folders[0] ?? '', log));
    this.approvalsPanel = store.add(
      new ApprovalsPanel({
        extensionUri: options.context.extensionUri,
        approvals: this.approvals,
        folderName: workspace.name,
        log,
      }),
    );
    this.foot = this.makeFoot();
    const ownTools = editorTools(options.editor, workspace.folders[0] ?? '');
    const context = makeContext(
      {
        context: options.context,
        editor: options.editor,
        memory: options.memory,
        folders: workspace.folders,
        chat: () => this.chat,
        client: () => manager.connected,
        ownTools,
        chooseMode: (mode) => this.foot.chooseMode(mode),
        log,
      },
      store,
    );
    this.chat = store.add(this.makeChat(ownTools, context.selection));
    this.context = context.connect();
    this.usage = new Usage({
      shown: () => this.chat.current,
      emit: (fact) => this.chat.emit(fact),
      logger: log,
    });
    this.view = new ChatView({
      extensionUri: options.context.extensionUri,
      onWish: (wish) => void this.fulfil(wish),
      onFocus: (isFocused) => this.setKey('chatFocused', isFocused),
      log,
    });
    this.ui = new EditorUi({
      log,
      proposedDiff: this.proposedDiff,
      extensionId: options.context.extension.id,
      cli: () => this.cliForLogin(),
      revealChat: () => this.view.reveal(),
    });
    this.code = new EditorCode(workspace.folders);
    this.actions = new Actions({
      chat: this.chat,
      setup: this.setup,
      manager,
      models,
      ui: this.ui,
      settings: () => options.config.read(),
      write: (key, value) => options.config.write(key, value),
      logger: log,
    });
    this.tree = store.add(new SessionTree(() => this.rows()));
    this.treeView = store.add(vscode.window.createTreeView(views.sessions, { treeDataProvider: this.tree }));
    this.status = store.add(new StatusBar());
    this.listen();
    this.refresh();
  }

  dispose(): void {
    this.store.dispose();
  }

  private makeFoot(): Foot {
    const { config, manager, models, log } = this.options;
    return new Foot({
      shown: () => this.chat.current,
      choice: () => this.setup.model,
      models,
      settings: () => config.read(),
      write: (key, value) => config.write(key, value),
      client: () => manager.connected,
      cliVersion: () => (manager.state.kind === 'ready' ? manager.state.version : ''),
      emit: (fact) => this.chat.emit(fact),
      changed: () => this.chat.refreshComposer(),
      logger: log,
    });
  }

  private makeChat(tools: ReturnType<typeof editorTools>, selection: LiveSelection): Chat {
    const { config, workspace, log } = this.options;
    const storage = new ChatStorage(this.options.memory);
    const live: LiveSessions = new LiveSessions({
      tools,
      config: () => sessionConfig(config.read(), this.setup.model, workspace.folders),
      chosen: (session) => chosenConfig(session.choices, this.setup.model),
      live: (sessionId) => ({
        folder: workspace.folders[0] ?? '',
        folderName: workspace.name,
        title: this.sessions.titleOf(sessionId),
        storage,
        logger: log,
        permissionMode: () => config.read().permissions,
        approvals: this.approvals,
        mode: () => config.read().mode,
        implicit: () => selection.attachments,
        openLink: (address) => this.ui.openLink(address),
        emit: (facts) => this.chat.emitFor(sessionId, facts),
        changed: () => this.chat.changed(),
      }),
    });
    return new Chat({
      setup: this.setup,
      sessions: live,
      storage,
      settings: () => config.read(),
      composer: () => this.foot.composer,
      tokens: () => this.theme.current,
      lastSession: () => this.lastSession(),
      selection: () => selection.current,
      folderName: workspace.name,
      logger: log,
    });
  }

  private listen(): void {
    const { store, view, chat, tree, sessions } = this;
    const { config, manager } = this.options;
    store.add(vscode.window.registerWebviewViewProvider(views.chat, view));
    store.add(this.proposedDiff.register());
    store.add(this.code.proposals.register());
    store.add(vscode.window.registerUriHandler({ handleUri: (uri) => this.openLink(uri) }));
    store.add(chat.onFacts((facts) => view.post(facts)));
    store.add(chat.onDidChange(() => this.refresh()));
    store.add(this.theme.onDidChange((tokens) => chat.emit({ type: 'theme/changed', tokens })));
    void this.theme.refresh();
    store.add(manager.onDidChange(() => this.refresh()));
    store.add(sessions.onDidChange(() => this.refresh()));
    store.add(this.treeView.onDidChangeVisibility(() => tree.refresh()));
    store.add(config.onDidChange((keys) => this.settingsChanged(keys)));
    store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => void chat.ready()));
    store.add(
      registerCommands({
        chat,
        view,
        context: this.context,
        actions: this.actions,
        ui: this.ui,
        approvals: this.approvalsPanel,
        proposals: this.code.proposals,
        sessions,
        foot: this.foot,
        usage: this.usage,
        log: this.options.log,
      }),
    );
  }

  private async openLink(uri: vscode.Uri): Promise<void> {
    const address = readTurnLink(uri);
    if (!address) return this.options.log.warn(`The link leads to no turn: ${uri.path}`);
    await this.view.reveal();
    await this.chat.ready();
    await this.sessions.refresh();
    if (!this.rows().some((row) => row.sessionId === address.sessionId)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'The session of this link is not in this folder. Open its folder and follow the link again.',
        ),
      );
      return;
    }
    await openTurn(address, this.chat);
  }

  private async fulfil(wish: ToHost): Promise<void> {
    const { chat, actions, ui, code } = this;
    const { log } = this.options;
    try {
      await carryOut(wish, {
        chat,
        actions,
        ui,
        code,
        foot: this.foot,
        usage: this.usage,
        context: this.context,
        lastSession: () => this.sessions.newest?.sessionId,
        logger: log,
      });
    } catch (error) {
      log.error(`${wish.type} failed: ${describe(error)}`);
      const message = error instanceof Error ? error.message : String(error);
      chat.setBanner({
        code: 'cli-says',
        severity: 'error',
        values: { message },
        actions: ['show-log', 'dismiss'],
      });
    }
  }

  private settingsChanged(keys: readonly SettingKey[]): void {
    const { chat } = this;
    const restart = keys.find((key) => restartKeys.includes(key));
    if (restart && this.options.manager.state.kind !== 'ready') {
      if (this.options.manager.state.kind !== 'idle') void chat.restart();
    } else if (restart) {
      const values = { setting: `${section}.${restart}` };
      chat.setBanner({ code: 'restart-needed', severity: 'info', values, actions: ['restart', 'dismiss'] });
    } else if (keys.some((key) => sessionKeys.includes(key)) && this.options.manager.state.kind === 'ready') {
      void chat.reopen();
    }
    chat.refreshComposer();
  }

  /** Everything outside the page that shows how things are. */
  private refresh(): void {
    const { chat, status, tree } = this;
    const { manager } = this.options;
    const open = chat.open;
    const waiting = open.reduce((sum, session) => sum + session.conversation.waiting.length, 0);
    status.show({ client: manager.state, isWorking: open.some((session) => session.isBusy), waiting });
    this.view.setBadge(waiting, vscode.l10n.t('{0} waiting for you', waiting));
    tree.refresh();
    this.setKey('canChat', chat.canChat);
    this.setKey('isWorking', chat.isWorking);
    this.setKey('hasRequest', waiting > 0);
    this.setKey('hasSessions', this.rows().length > 0);
    this.foot.prepare();
    this.setKey('hasEfforts', chat.canChat && this.foot.hasEfforts);
    this.setKey('hasModes', chat.canChat && this.foot.hasModes);
    this.setKey('canCompact', chat.canChat && this.usage.canCompact);
    this.setKey('cliRunning', manager.pid !== undefined);
    this.setKey('cliFound', manager.state.kind !== 'not-found');
    this.announce();
  }

  private setKey(key: keyof ContextKeys, value: boolean): void {
    if (this.keys[key] === value) return;
    this.keys[key] = value;
    void vscode.commands.executeCommand('setContext', `${section}.${key}`, value);
  }

  /** A request is announced once, and only while the chat cannot be seen. */
  private announce(): void {
    for (const session of this.chat.open) {
      for (const request of session.conversation.waiting) {
        if (this.announced.has(request.id)) continue;
        this.announced.add(request.id);
        const isSeen = this.view.isVisible && vscode.window.state.focused && this.chat.current === session;
        if (isSeen) continue;
        this.ui.announceRequest(request, session.conversation.title, (word) =>
          session.requests.answerPermission(request.id, {
            decision: word === 'allow' ? 'allow-once' : 'deny',
          }),
        );
      }
    }
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

  private lastSession() {
    const last = this.sessions.newest;
    return (
      last && {
        sessionId: last.sessionId,
        title: last.name ?? last.summary ?? '',
        modifiedAt: Date.parse(last.modifiedTime) || 0,
      }
    );
  }

  private cliForLogin() {
    const found = this.options.manager.find();
    return found && { path: found.path, env: this.options.config.read()['cli.environment'] };
  }
}
