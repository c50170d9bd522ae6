import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { createDemoScript, demoModel, demoProviderFields } from '../../src/demo/demoScript';
import { startModelServer } from '../../src/demo/modelServer';
import { Actions } from '../../src/extension/chat/userActions';
import { Chat } from '../../src/extension/chat/chat';
import type { HostUi } from '../../src/extension/chat/ui';
import type { LiveSession } from '../../src/extension/session/openSession';
import { Setup, type Ground } from '../../src/extension/cli/readiness';
import { ChatStorage } from '../../src/extension/storage/sessionStorage';
import { type KeyValueStore } from '../../src/extension/base/keyValueStore';
import { carryOut } from '../../src/extension/view/messageHandlers';
import type { CodeUi } from '../../src/extension/code/codeUi';
import type { ChatContext } from '../../src/extension/composer/composerContext';
import type { ContextSources } from '../../src/extension/composer/search/contextSources';
import { testContext } from './testContext';
import { ClientManager } from '../../src/extension/cli/cliManager';
import { mcpIdentity } from '../../src/extension/consent/mcpIdentity';
import { hookRecords } from '../../src/extension/consent/recordHooks';
import { FolderConsent } from '../../src/extension/consent/folderConsent';
import { watchedByConsent } from '../../src/extension/consent/consentEvents';
import { Foot } from '../../src/extension/composer/composerOptions';
import { Models } from '../../src/extension/models/modelSource';
import { LiveSessions } from '../../src/extension/session/openSessions';
import { chosenConfig, sessionConfig } from '../../src/extension/session/sessionConfig';
import { Approvals } from '../../src/extension/permissions/approvals';
import { Ledger } from '../../src/extension/permissions/decisionLog';
import { LedgerFile } from '../../src/extension/permissions/decisionLogFile';
import { RuleFile } from '../../src/extension/rules/ruleFile';
import { sandboxPlan } from '../../src/extension/sandbox/sandboxPlan';
import { Rules } from '../../src/extension/rules/rules';
import { SessionStore } from '../../src/extension/sessionList/sessionIndex';
import { quickCliPath } from './quickCli';
import { sharedCliUrl } from './sharedCli';
import { until } from './until';
import { parseSettings, type SettingKey, type Settings } from '../../src/extension/settings/settings';
import { Usage } from '../../src/extension/composer/usage';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToView, Turn, ViewState } from '../../src/protocol/toView';

export interface WindowOptions {
  readonly settings?: Partial<Settings>;
  /**
   * A CLI of its own, which ends with the window, if need be without its launcher; else the one of this process, which
   * only unloads the session.
   */
  readonly ownsCli?: boolean | 'quick';
  readonly ground?: Ground;
  /** What an earlier window of the same folder left behind. */
  readonly after?: ChatWindow;
  readonly ui?: Partial<HostUi>;
  /** What lies in the folder besides, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the editor would tell of files, problems and the like. */
  readonly sources?: Partial<ContextSources>;
  /** Puts files into the CLI's home before it starts. */
  readonly prepare?: (home: string) => Promise<void>;
  /** How many events are read at once from an old session. */
  readonly pageSize?: number;
}

/** Everything of a window but the editor: the host's half of the chat on the real CLI. */
export class ChatWindow {
  readonly facts: ToView[] = [];
  readonly log: string[] = [];
  readonly manager: ClientManager;
  readonly chat: Chat;
  readonly foot: Foot;
  readonly usage: Usage;
  readonly sessions: SessionStore;
  readonly approvals: Approvals;
  readonly consent: FolderConsent;
  readonly ownsCli: WindowOptions['ownsCli'];
  private readonly ground: () => Ground;
  settings: Settings;
  private readonly models: Models;
  private readonly setup: Setup;
  private readonly actions: Actions;
  private readonly context: ChatContext;
  private readonly ui: HostUi;
  private readonly waiting = new Set<() => void>();
  private isGone = false;

  private constructor(
    readonly folder: string,
    readonly home: string,
    private readonly memory: Map<string, unknown>,
    options: WindowOptions,
  ) {
    this.ownsCli = options.ownsCli;
    this.ground = () => options.ground ?? { kind: 'ok' };
    const say = (message: string, ...rest: unknown[]) => this.log.push([message, ...rest].join(' '));
    const logger = { trace: () => undefined, debug: say, info: say, warn: say, error: say };
    const environment = { COPILOT_HOME: home };
    const given: Partial<Record<string, unknown>> = { 'cli.environment': environment, ...options.settings };
    this.settings = parseSettings(
      (key) => given[key],
      () => undefined,
    );
    this.manager = new ClientManager({
      settings: () => this.settings,
      cwd: folder,
      searchFrom: [process.cwd()],
      clientInfo: {
        editorName: 'test',
        editorVersion: '1',
        extensionName: 'flightdeck',
        extensionVersion: '1',
      },
      logger,
    });
    this.models = new Models({
      settings: () => this.settings,
      secrets: {
        get: (key) => Promise.resolve(memory.get(`secret ${key}`) as string | undefined),
        store: (key, value) => Promise.resolve(void memory.set(`secret ${key}`, value)),
        delete: (key) => Promise.resolve(void memory.delete(`secret ${key}`)),
      },
      startDemo: async () => {
        const server = await startModelServer(createDemoScript({ delay: 0 }));
        return {
          baseUrl: server.url,
          model: demoModel,
          fields: demoProviderFields,
          stop: () => server.stop(),
        };
      },
      demoLabel: 'Demo model',
      logger,
    });
    this.setup = new Setup({
      ground: this.ground,
      manager: this.manager,
      models: this.models,
      findLocalServers: () => Promise.resolve([]),
      logger,
    });
    this.sessions = new SessionStore(this.manager, folder, logger);
    this.ui = new Proxy({} as HostUi, {
      get: (_, name) => options.ui?.[name as keyof HostUi] ?? (() => Promise.resolve(undefined)),
    });
    const store: KeyValueStore = {
      get: (key) => structuredClone(memory.get(key)),
      update: (key, value) =>
        Promise.resolve(this.isGone || memory.set(key, structuredClone(value))).then(() => undefined),
    };
    const storage = new ChatStorage(store);
    this.approvals = new Approvals({
      rules: new Rules({
        store,
        everywhere: new RuleFile(path.join(home, 'rules.json')),
        folder,
        onError: (error) => say(String(error)),
      }),
      ledger: new Ledger(new LedgerFile(path.join(home, 'decisions.jsonl')), (error) => say(String(error))),
      folder,
      onError: (error) => say(String(error)),
    });
    const sandbox = sandboxPlan({
      folders: [folder],
      settings: () => this.settings,
      client: () => this.manager.connected,
    });
    this.foot = new Foot({
      shown: () => this.chat.current,
      choice: () => this.setup.model,
      models: this.models,
      settings: () => this.settings,
      write: (key, value) => this.write(key, value),
      client: () => this.manager.connected,
      cliVersion: () => (this.manager.state.kind === 'ready' ? this.manager.state.version : ''),
      sandbox,
      emit: (fact) => this.chat.emit(fact),
      changed: () => this.chat.refreshComposer(),
      logger,
    });
    this.usage = new Usage({
      shown: () => this.chat.current,
      emit: (fact) => this.chat.emit(fact),
      logger,
    });
    this.consent = new FolderConsent({
      folders: [folder],
      folderName: path.basename(folder),
      memory: store,
      place: path.join(home, 'consented'),
      client: () => this.manager.connected,
      sessions: () => live.all.map(({ sessionId }) => sessionId),
      logger,
    });
    const live: LiveSessions = new LiveSessions({
      tools: [],
      pageSize: options.pageSize,
      config: () => this.consent.withConsented(sessionConfig(this.settings, this.setup.model, [folder])),
      prepare: () => this.consent.prepare(),
      chosen: (session) => ({
        ...chosenConfig(session.choices, this.setup.model),
        sandbox: session.sandbox.config,
      }),
      live: (sessionId) => ({
        folder,
        folders: [folder],
        folderName: path.basename(folder),
        storage,
        logger,
        permissionMode: () => this.settings.permissions,
        permissionLimit: () => ({ most: this.settings.permissionLimit, by: 'setting' }),
        approvals: this.approvals,
        sandbox,
        mode: () => this.settings.mode,
        takesImages: () => this.foot.takesImages,
        command: (session, text, use) => this.context.resolveCommand(session, text, use),
        mcpIdentity: (server) =>
          mcpIdentity(sessionId, server, {
            client: () => this.manager.connected,
            givenTo: (id) => live.configOf(id)?.mcpServers,
            logger,
          }),
        reviewsPages: () => this.settings.reviewFetchedPages,
        openLink: (address) => this.ui.openLink(address),
        emit: (facts) => this.chat.emitFor(sessionId, facts),
        changed: () => this.chat.changed(),
        hookCommands: (event, names) => this.consent.hookCommands(event, names),
        record: hookRecords({
          sessionId,
          title: () => this.chat.seenAs(sessionId)?.conversation.title ?? '',
          folder,
          approvals: this.approvals,
          hooksAt: (event, names) => this.consent.hooksAt(event, names),
        }),
        observe: (event) => {
          if (watchedByConsent.has(event.type)) void this.chat.checkConsent();
        },
      }),
    });
    this.chat = new Chat({
      setup: this.setup,
      sessions: live,
      storage,
      settings: () => this.settings,
      composer: () => this.foot.composer,
      tokens: () => ({ keyword: '', string: '', number: '', comment: '', function: '', type: '' }),
      lastSession: () => undefined,
      consent: this.consent,
      folderName: path.basename(folder),
      logger,
    });
    this.actions = new Actions({
      chat: this.chat,
      setup: this.setup,
      manager: this.manager,
      models: this.models,
      ui: this.ui,
      useSandbox: () => this.foot.chooseSandbox(true),
      settings: () => this.settings,
      write: (key, value) => this.write(key, value),
      logger,
    });
    this.context = testContext({
      chat: this.chat,
      folder,
      home,
      memory,
      sources: options.sources ?? {},
      logger,
      client: () => this.manager.connected,
    });
    this.chat.onFacts((facts) => {
      this.facts.push(...facts);
      for (const look of [...this.waiting]) look();
    });
  }

  static async open(options: WindowOptions = {}): Promise<ChatWindow> {
    const { after } = options;
    const scratch = after ? '' : await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'flightdeck-')));
    const folder = after?.folder ?? path.join(scratch, 'shop');
    const home = after?.home ?? path.join(scratch, 'home');
    if (!after) {
      await fs.mkdir(folder, { recursive: true });
      await fs.writeFile(path.join(folder, 'README.md'), '# Shop\n\nA small shop.\n');
      for (const [name, text] of Object.entries(options.files ?? {})) {
        await fs.mkdir(path.dirname(path.join(folder, name)), { recursive: true });
        await fs.writeFile(path.join(folder, name), text);
      }
    }
    await options.prepare?.(home);
    const ownsCli = options.ownsCli ?? after?.ownsCli ?? false;
    const settings = { ...options.settings, ...(await cliSettings(ownsCli)) };
    return new ChatWindow(folder, home, after?.memory ?? new Map(), { ...options, ownsCli, settings });
  }

  get state(): ViewState {
    return this.chat.state;
  }

  get current(): LiveSession {
    const session = this.chat.current;
    if (!session) throw new Error(`No session is shown: ${JSON.stringify(this.state.setup)}`);
    return session;
  }

  /** Changes a setting as the editor's settings would. */
  private async write<K extends SettingKey>(key: K, value: Settings[K]): Promise<void> {
    this.settings = { ...this.settings, [key]: value };
    await this.chat.reopen();
    this.chat.refreshComposer();
  }

  /** Carries out a wish as the page sends it. */
  async wish(wish: ToHost): Promise<void> {
    const { chat, actions, ui, foot, usage } = this;
    const code = new Proxy({} as CodeUi, { get: () => () => Promise.resolve(new Set()) });
    const logger = {
      trace() {},
      debug() {},
      info() {},
      warn() {},
      error: (message: string) => this.log.push(message),
    };
    const { context } = this;
    await carryOut(wish, {
      ground: this.ground,
      chat,
      actions,
      ui,
      code,
      foot,
      usage,
      context,
      logger,
      lastSession: () => this.sessions.newest?.sessionId,
      answerFolder: () => Promise.resolve(),
    });
  }

  /** Waits until the state is as wanted; fails with the state as it is then. */
  until(what: string, isSo: (state: ViewState) => boolean, limitMs = 20_000): Promise<ViewState> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const { state } = this;
        if (!isSo(state)) return;
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve(state);
      };
      const timer = setTimeout(() => {
        this.waiting.delete(look);
        const { turns, setup, requests, banner } = this.state;
        const seen = JSON.stringify({ setup, requests, banner, turns: turns.slice(-1) }, undefined, 1);
        reject(
          new Error(`Waited in vain for ${what}. State: ${seen}\nLog:\n${this.log.slice(-20).join('\n')}`),
        );
      }, limitMs);
      this.waiting.add(look);
      look();
    });
  }

  untilDone(turns: number): Promise<ViewState> {
    return this.until(
      `${turns} turns to be over`,
      (state) => state.turns.length === turns && isOver(state.turns.at(-1)),
    );
  }

  /** Waits until the newest turn is stored as it is shown. */
  async untilStored(): Promise<void> {
    const { sessionId } = this.current;
    const shown = () => JSON.stringify(this.state.turns.at(-1)?.items);
    const stored = () => {
      const kept = this.memory.get(`turn ${sessionId}`) as { turn: Turn } | undefined;
      return JSON.stringify(kept?.turn.items);
    };
    await until('the newest turn to be stored', () => shown() === stored());
  }

  killCli(): void {
    const { pid } = this.manager;
    if (pid === undefined) throw new Error('The window has no CLI of its own.');
    process.kill(pid, 'SIGKILL');
  }

  /** Ends as a window does that is killed together with its CLI: nothing is stored any more. */
  async crash(): Promise<void> {
    this.isGone = true;
    this.killCli();
    await this.close();
  }

  /** Closes the window; what it stored stays for the next. */
  async close(): Promise<void> {
    this.chat.dispose();
    this.setup.dispose();
    this.sessions.dispose();
    await this.manager.dispose();
    await this.consent.dispose();
    await this.models.dispose();
  }

  async remove(): Promise<void> {
    await this.close();
    await fs.rm(path.dirname(this.folder), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A turn that is taken up again keeps the time of its first end, so only the state tells. */
function isOver(turn: Turn | undefined): boolean {
  return turn !== undefined && turn.state !== 'sending' && turn.state !== 'running';
}

async function cliSettings(ownsCli: WindowOptions['ownsCli']): Promise<Partial<Settings>> {
  if (!ownsCli) return { 'cli.url': await sharedCliUrl() };
  return ownsCli === 'quick' ? { 'cli.url': '', 'cli.path': await quickCliPath() } : { 'cli.url': '' };
}
