import type { CopilotClient, Logger, ProviderConfig } from '../../sdk/index';
import type { ComposerInfo } from '../../protocol/toView';
import { describe } from '../base/describeError';
import type { Settings } from '../settings/settings';
import { addressOf, isLoopback } from '../settings/address';

/** Where the answers come from, and what a session needs to get them. */
export interface ModelChoice {
  readonly source: ComposerInfo['modelSource'];
  /** Shown in the composer. */
  readonly label: string;
  readonly model?: string;
  readonly provider?: ProviderConfig;
  /** When the person last gave or took away the provider's key; in milliseconds since the epoch. */
  readonly keyChangedAt?: number;
  /** The CLI could not say whether somebody is signed in; it is to be asked again. */
  readonly isLoginUnknown?: boolean;
  /** A CLI on another machine, to which no key and no model of this machine is handed. */
  readonly withheldFrom?: string;
}

export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

export interface DemoModel {
  readonly baseUrl: string;
  readonly model: string;
  /** Further fields of the provider's configuration. */
  readonly fields: Partial<ProviderConfig>;
  stop(): Promise<void>;
}

export interface ModelsOptions {
  readonly settings: () => Settings;
  readonly secrets: SecretStore;
  readonly startDemo: () => Promise<DemoModel>;
  readonly demoLabel: string;
  readonly logger: Logger;
}

export const noModel: ModelChoice = { source: 'none', label: '' };

/** Decides which model answers, from the settings, the stored key and the GitHub login. */
export class Models {
  private demo: Promise<DemoModel> | undefined;
  /** The CLI that said last that somebody is signed in. */
  private signedIn: CopilotClient | undefined;

  constructor(private readonly options: ModelsOptions) {}

  async resolve(client: CopilotClient): Promise<ModelChoice> {
    const settings = this.options.settings();
    switch (settings.modelSource) {
      case 'demo':
        return this.useDemo();
      case 'own':
        return settings.provider.baseUrl ? this.useOwn(settings) : noModel;
      case 'github':
        return this.useGithub(client, settings);
      case 'auto':
        return settings.provider.baseUrl ? this.useOwn(settings) : this.useGithub(client, settings);
    }
  }

  /** The key is kept for one address, so that it never goes to another. */
  async storeKey(baseUrl: string, key: string): Promise<void> {
    const { secrets } = this.options;
    const address = addressOf(baseUrl);
    if (address === undefined) return;
    await (key ? secrets.store(keyId(address), key) : secrets.delete(keyId(address)));
    await secrets.store(changeId(address), String(Date.now()));
  }

  keyFor(baseUrl: string): PromiseLike<string | undefined> {
    const address = addressOf(baseUrl);
    return address === undefined ? Promise.resolve(undefined) : this.options.secrets.get(keyId(address));
  }

  async dispose(): Promise<void> {
    const demo = this.demo;
    this.demo = undefined;
    await (await demo)?.stop();
  }

  /** A CLI elsewhere gets neither a key nor the way to a model of this machine. */
  private get remoteCli(): string | undefined {
    const url = this.options.settings()['cli.url'].trim();
    return url === '' || isLoopback(url) ? undefined : url;
  }

  private async useDemo(): Promise<ModelChoice> {
    const { remoteCli } = this;
    if (remoteCli) return { ...noModel, withheldFrom: remoteCli };
    this.demo ??= this.options.startDemo();
    const { baseUrl, model, fields } = await this.demo;
    return {
      source: 'demo',
      label: this.options.demoLabel,
      model,
      provider: { ...fields, type: 'openai', baseUrl, apiKey: 'demo-model-needs-no-key' },
    };
  }

  private async useOwn({ provider, model }: Settings): Promise<ModelChoice> {
    const { baseUrl = '', name, model: providerModel, ...rest } = provider;
    const apiKey = await this.keyFor(baseUrl);
    const { remoteCli } = this;
    if (apiKey && remoteCli) return { ...noModel, withheldFrom: remoteCli };
    const id = model || providerModel || 'default';
    // In the one spelling that the key is kept for: another program may read an odd address in another way.
    const address = addressOf(baseUrl) ?? baseUrl;
    const config: ProviderConfig = {
      type: 'openai',
      ...rest,
      baseUrl: address,
      ...(apiKey ? { apiKey } : {}),
    };
    const keyChangedAt = Number(await this.options.secrets.get(changeId(address)));
    return {
      source: 'own',
      label: name ? `${id} · ${name}` : id,
      model: id,
      provider: config,
      ...(keyChangedAt > 0 && { keyChangedAt }),
    };
  }

  private async useGithub(client: CopilotClient, { model }: Settings): Promise<ModelChoice> {
    try {
      const { isAuthenticated } = await client.getAuthStatus();
      this.signedIn = isAuthenticated ? client : undefined;
      if (!isAuthenticated) return noModel;
    } catch (error) {
      this.options.logger.warn(`The login state is unknown: ${describe(error)}`);
      // One failed question does not end a login.
      if (this.signedIn !== client) return { ...noModel, isLoginUnknown: true };
    }
    return { source: 'github', label: model || 'Auto', ...(model ? { model } : {}) };
  }
}

/** Beside the key, so that it is known in every window. */
function changeId(address: string): string {
  return `flightdeck.keyChanged ${address}`;
}

function keyId(address: string): string {
  return `flightdeck.key ${address}`;
}
