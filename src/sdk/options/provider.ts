import { invalid } from '../util/errors';
import { camelKeys } from './spelling';

/** Gives a fresh token before each request to the provider; it never leaves this process otherwise. */
export type BearerTokenProvider = (request: {
  /** `default` for the session's one provider, else the name of the named one. */
  readonly providerName: string;
  readonly sessionId: string;
}) => string | Promise<string>;

interface ProviderFields {
  readonly type?: 'openai' | 'azure' | 'anthropic';
  readonly apiKey?: string;
  readonly bearerToken?: string;
  /** Asked before each request; counts before `apiKey` and `bearerToken`. */
  readonly bearerTokenProvider?: BearerTokenProvider;
  readonly wireApi?: 'completions' | 'responses';
  readonly headers?: Readonly<Record<string, string>>;
  readonly azure?: { readonly apiVersion?: string };
}

/** A model service of your own instead of GitHub's. */
export interface ProviderConfig extends ProviderFields {
  readonly baseUrl: string;
  readonly transport?: 'http' | 'websockets';
  readonly modelId?: string;
  /** The name sent to the provider, if it differs from the model's id. */
  readonly wireModel?: string;
  readonly maxPromptTokens?: number;
  readonly maxOutputTokens?: number;
}

/** `ProviderConfig` as the guide spells it. */
export interface GuideProviderConfig {
  readonly type?: ProviderConfig['type'];
  readonly base_url: string;
  readonly api_key?: string;
  readonly bearer_token?: string;
  readonly wire_api?: ProviderConfig['wireApi'];
}

/** A model service beside GitHub's, whose models are in `models`. */
export interface NamedProviderConfig extends ProviderFields {
  readonly name: string;
  readonly baseUrl: string;
}

/** A model of a named provider; it is selected as `provider/id`. */
export interface ProviderModelConfig {
  readonly id: string;
  /** Name of the provider that serves it. */
  readonly provider: string;
  readonly name?: string;
  /** The name sent to the provider, if it differs from `id`. */
  readonly wireModel?: string;
  /** The well-known model whose behaviour it has, if that is not `id`. */
  readonly modelId?: string;
  readonly maxPromptTokens?: number;
  readonly maxContextWindowTokens?: number;
  readonly maxOutputTokens?: number;
  readonly capabilities?: Readonly<Record<string, unknown>>;
}

type Wire = Readonly<Record<string, unknown>>;

const theOne = 'default';

/** The provider without what cannot leave this process. */
export function providerForCli(given: ProviderConfig | GuideProviderConfig | NamedProviderConfig): Wire {
  const { bearerTokenProvider, ...provider } = ours(given);
  if (!provider.baseUrl) throw invalid('A provider needs a baseUrl.');
  return bearerTokenProvider ? { ...provider, hasBearerTokenProvider: true } : provider;
}

export interface ProviderChoice {
  readonly provider?: ProviderConfig | GuideProviderConfig;
  readonly providers?: readonly NamedProviderConfig[];
}

/** Who gives the token for the provider of that name. */
export function tokenProviderOf(
  { provider, providers = [] }: ProviderChoice,
  name: string,
): BearerTokenProvider | undefined {
  const named = providers.find((candidate) => candidate.name === name);
  if (named) return named.bearerTokenProvider;
  return name === theOne && provider ? ours(provider).bearerTokenProvider : undefined;
}

function ours<T extends ProviderFields>(
  provider: T | GuideProviderConfig,
): ProviderFields & { readonly baseUrl?: string } {
  return camelKeys<object>(provider);
}
