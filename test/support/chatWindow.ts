import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { createDemoScript, demoModel, demoProviderFields } from '../../src/demo/demoScript';
import { startModelServer } from '../../src/demo/modelServer';
import type { KeyValueStore } from '../../src/extension/base/keyValueStore';
import type { Chat } from '../../src/extension/chat/chat';
import type { Surface } from '../../src/extension/chat/surface';
import type { HostUi } from '../../src/extension/chat/ui';
import { ClientManager } from '../../src/extension/cli/cliManager';
import type { Ground } from '../../src/extension/cli/readiness';
import type { ComposerOptions } from '../../src/extension/composer/composerOptions';
import type { ContextSources } from '../../src/extension/composer/search/contextSources';
import type { Usage } from '../../src/extension/composer/usage';
import type { FolderConsent } from '../../src/extension/consent/folderConsent';
import { Models } from '../../src/extension/models/modelSource';
import { Approvals } from '../../src/extension/permissions/approvals';
import { Ledger } from '../../src/extension/permissions/decisionLog';
import { LedgerFile } from '../../src/extension/permissions/decisionLogFile';
import { RuleFile } from '../../src/extension/rules/ruleFile';
import { Rules } from '../../src/extension/rules/rules';
import type { OpenSession } from '../../src/extension/session/openSession';
import type { SessionIndex } from '../../src/extension/sessionList/sessionIndex';
import { parseSettings, type SettingKey, type Settings } from '../../src/extension/settings/settings';
import { KeptFiles } from '../../src/extension/storage/pastedFiles';
import { carryOut } from '../../src/extension/view/messageHandlers';
import type { Page } from '../../src/extension/window/page';
import { Window } from '../../src/extension/window/window';
import type { ToHost } from '../../src/protocol/toHost';
import type { ToView, Turn, ViewState } from '../../src/protocol/toView';
import type { Logger } from '../../src/sdk/index';
import { quickCliPath } from './quickCli';
import { sharedCliUrl } from './sharedCli';
import { until } from './until';
import { windowDoubles } from './windowDoubles';

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

/** The window as it ships, on the real CLI; what it gets from the editor is a double. */
export class ChatWindow {
  readonly facts: ToView[] = [];
  readonly log: string[] = [];
  readonly manager: ClientManager;
  readonly window: Window;
  /** The page of the side bar. */
  readonly page: Page;
  readonly approvals: Approvals;
  readonly ownsCli: WindowOptions['ownsCli'];
  settings: Settings;
  private readonly models: Models;
  private readonly waiting = new Set<() => void>();
  private isGone = false;

  private constructor(
    readonly folder: string,
    readonly home: string,
    readonly memory: Map<string, unknown>,
    options: WindowOptions,
  ) {
    this.ownsCli = options.ownsCli;
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
    this.models = this.makeModels(logger);
    const store: KeyValueStore = {
      get: (key) => structuredClone(memory.get(key)),
      update: (key, value) =>
        Promise.resolve(this.isGone || memory.set(key, structuredClone(value))).then(() => undefined),
    };
    this.approvals = this.makeApprovals(store);
    this.window = new Window({
      ...windowDoubles(options, memory),
      folders: [folder],
      folderName: path.basename(folder),
      settings: () => this.settings,
      permissionLimit: () => ({ most: this.settings.permissionLimit, by: 'setting' }),
      write: (key, value) => this.write(key, value),
      manager: this.manager,
      models: this.models,
      memory: store,
      approvals: this.approvals,
      consentPlace: path.join(home, 'consented'),
      pastedFiles: new KeptFiles(path.join(home, 'kept')),
      pageSize: options.pageSize,
      logger,
    });
    this.page = this.window.openPage();
    this.page.surface.onFacts((facts) => {
      this.facts.push(...facts);
      for (const look of [...this.waiting]) look();
    });
  }

  get chat(): Chat {
    return this.window.chat;
  }

  get surface(): Surface {
    return this.page.surface;
  }

  get foot(): ComposerOptions {
    return this.page.foot;
  }

  get usage(): Usage {
    return this.page.usage;
  }

  get sessions(): SessionIndex {
    return this.window.index;
  }

  get consent(): FolderConsent {
    return this.window.consent;
  }

  private makeModels(logger: Logger): Models {
    const { memory } = this;
    return new Models({
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
  }

  private makeApprovals(store: KeyValueStore): Approvals {
    const { folder, home } = this;
    const onError = (error: unknown) => this.log.push(String(error));
    return new Approvals({
      rules: new Rules({ store, everywhere: new RuleFile(path.join(home, 'rules.json')), folder, onError }),
      ledger: new Ledger(new LedgerFile(path.join(home, 'decisions.jsonl')), onError),
      folder,
      onError,
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
    return this.surface.state;
  }

  get current(): OpenSession {
    const session = this.surface.current;
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
    await carryOut(wish, this.page.toWishes);
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
    const closed = this.window.dispose();
    await this.manager.dispose();
    await closed;
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
