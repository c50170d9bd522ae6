import type { NoticeAction } from '../../protocol/toView';
import type { Logger } from '../../sdk/index';
import type { ClientManager } from '../cli/cliManager';
import { describe } from '../base/describeError';
import { localBaseUrl } from '../models/localServers';
import type { Models } from '../models/modelSource';
import type { SettingKey, Settings } from '../settings/settings';
import { attachPath, type KeptAttachment } from '../transcript/attachments';
import { refusedImage } from '../transcript/refusedImage';
import type { Chat } from './chat';
import type { Surface } from './surface';
import type { HostUi } from './ui';
import type { Setup } from '../cli/readiness';
import { tryAgain } from '../session/retryTurn';

export interface UserActionsOptions {
  readonly chat: Chat;
  readonly surface: Surface;
  readonly setup: Setup;
  readonly manager: ClientManager;
  readonly models: Models;
  readonly ui: HostUi;
  /** Confines the commands of the shown session. */
  readonly useSandbox: () => Promise<void>;
  readonly settings: () => Settings;
  readonly write: <K extends SettingKey>(key: K, value: Settings[K]) => Promise<void>;
  readonly logger: Logger;
}

/** What a person can do apart from talking; the page's wishes and the palette's commands both lead here. */
export class UserActions {
  constructor(private readonly options: UserActionsOptions) {}

  /** Attaches what can be attached, and says what cannot. */
  async attachPaths(paths: readonly string[]): Promise<void> {
    const attached: KeptAttachment[] = [];
    for (const path of paths) {
      try {
        const refused = await refusedImage(path);
        if (refused) this.options.surface.setBanner({ ...refused, severity: 'error', actions: ['dismiss'] });
        else attached.push(await attachPath(path));
      } catch (error) {
        this.options.logger.warn(`${path} was not attached: ${describe(error)}`);
        this.options.surface.setBanner({
          code: 'attachment-missing',
          severity: 'error',
          values: { name: path },
          actions: ['dismiss'],
        });
      }
    }
    if (attached.length > 0) this.options.surface.attach(attached);
  }

  async pickFiles(): Promise<void> {
    await this.attachPaths(await this.options.ui.pickFiles());
  }

  async chooseCli(): Promise<void> {
    const path = await this.options.ui.pickCli();
    if (path) await this.options.write('cli.path', path); // the change of the setting starts it
  }

  signIn(): void {
    const { setup, ui } = this.options;
    ui.signIn(() => {
      setup.signingIn(false);
      this.useLogin();
    });
    setup.signingIn(true);
  }

  /** The CLI reads its login when it starts; nothing that runs is ended for that. */
  private useLogin(): void {
    const { chat, manager } = this.options;
    const client = manager.connected;
    if (chat.working.length === 0) return void chat.restart();
    chat.setBanner({ code: 'login-waits', severity: 'info', actions: ['restart', 'dismiss'] });
    const waiting = chat.onDidChange(() => {
      if (chat.working.length > 0) return;
      waiting.dispose();
      if (manager.connected === client) void chat.restart();
    });
  }

  /** Ends what runs only with the person's word. */
  async restart(): Promise<void> {
    const { chat, ui } = this.options;
    const titles = chat.working.map(({ conversation }) => conversation.title);
    if (titles.length > 0 && !(await ui.confirmRestart(titles))) return;
    await chat.restart();
  }

  async stopCli(): Promise<void> {
    const { chat, ui } = this.options;
    const titles = chat.working.map(({ conversation }) => conversation.title);
    if (titles.length > 0 && !(await ui.confirmRestart(titles))) return;
    await chat.stopCli();
  }

  async useDemo(): Promise<void> {
    await this.options.write('modelSource', 'demo');
  }

  async useLocal(name: 'Ollama' | 'LM Studio'): Promise<void> {
    const { state } = this.options.setup;
    const server = state.kind === 'choose-model' && state.localServers.find((one) => one.name === name);
    if (!server) return;
    const model =
      server.models.length === 1 ? server.models[0] : await this.options.ui.pickLocalModel(server);
    if (!model) return;
    await this.useProvider({ name, type: 'openai', baseUrl: localBaseUrl(server.port), model });
  }

  async useOwnKey(): Promise<void> {
    const given = await this.options.ui.askProvider(this.options.settings().provider);
    if (!given) return;
    await this.options.models.storeKey(given.provider.baseUrl ?? '', given.key);
    await this.useProvider(given.provider);
    await this.options.chat.reopen(); // the key alone may have changed, which no setting tells
  }

  /** The model was chosen with the provider, so one that stands in the setting for another must not win. */
  private async useProvider(provider: Settings['provider']): Promise<void> {
    if (this.options.settings().model) await this.options.write('model', '');
    await this.options.write('provider', provider);
    await this.options.write('modelSource', 'own');
  }

  async changeKey(): Promise<void> {
    const { baseUrl } = this.options.settings().provider;
    if (!baseUrl) return this.useOwnKey();
    const key = await this.options.ui.askKey(baseUrl);
    if (key === undefined) return;
    await this.options.models.storeKey(baseUrl, key);
    await this.options.chat.reopen();
  }

  /** `words` are for the agent, when it is to go on with what it has begun. */
  async carryOut(action: Exclude<NoticeAction, 'send-as-text'>, words?: string): Promise<void> {
    const { surface, ui } = this.options;
    switch (action) {
      case 'retry':
        return surface.current && tryAgain(surface.current, words);
      case 'show-log':
        return ui.showLog();
      case 'change-key':
        return this.changeKey();
      case 'choose-model':
        return ui.pickModel();
      case 'restart':
        return this.restart();
      case 'remove-attachment':
        return surface.current?.removeMissing();
      case 'new-session':
        surface.setBanner(undefined);
        await surface.newSession();
        return;
      case 'use-sandbox':
        surface.current?.setBanner(undefined);
        return this.options.useSandbox();
      case 'dismiss':
        surface.setBanner(undefined);
        return surface.current?.setBanner(undefined);
    }
  }
}
