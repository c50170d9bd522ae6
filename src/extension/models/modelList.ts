import type { ModelEntry, ModelGroup } from '../../protocol/foot';
import type { CopilotClient, Logger } from '../../sdk/index';
import { describe } from '../base/describeError';
import type { Settings } from '../settings/settings';
import { copilotEntry } from './copilotModels';
import type { Models } from './modelSource';
import { listProviderModels, type ProviderListing } from './providerModels';

export interface ModelListOptions {
  readonly client: CopilotClient | undefined;
  readonly settings: Settings;
  readonly models: Pick<Models, 'keyFor'>;
  readonly logger: Logger;
}

/** Copilot's models, those of the own provider, and the demo: one list, each group with what it lacks. */
export async function gatherModels(options: ModelListOptions): Promise<readonly ModelGroup[]> {
  const [github, own] = await Promise.all([githubGroup(options), ownGroup(options)]);
  return [github, own, { source: 'demo', name: '', models: [{ id: 'demo', name: '' }] }];
}

async function githubGroup({ client, logger }: ModelListOptions): Promise<ModelGroup> {
  const group = { source: 'github', name: '', models: [] } as const;
  let detail = '';
  try {
    const models = (await client?.listModels()) ?? [];
    if (models.length > 0) return { ...group, models: models.map(copilotEntry) };
  } catch (error) {
    logger.debug(`No Copilot models: ${describe(error)}`);
    detail = error instanceof Error ? error.message : String(error);
  }
  const isSignedOut = !client || (await isSignedOutOf(client, logger));
  return { ...group, problem: isSignedOut ? { kind: 'signed-out' } : { kind: 'not-listed', detail } };
}

/** Only when the CLI says so. */
async function isSignedOutOf(client: CopilotClient, logger: Logger): Promise<boolean> {
  try {
    return !(await client.getAuthStatus()).isAuthenticated;
  } catch (error) {
    logger.debug(`The login state is unknown: ${describe(error)}`);
    return false;
  }
}

async function ownGroup({ settings, models, logger }: ModelListOptions): Promise<ModelGroup> {
  const { provider } = settings;
  const { baseUrl, name = '' } = provider;
  if (!baseUrl) return { source: 'own', name, models: [], problem: { kind: 'no-provider' } };
  const listing = await listProviderModels(provider, await models.keyFor(baseUrl));
  if (listing.kind === 'failed') logger.debug(`${baseUrl} lists no models: ${listing.detail}`);
  return ownModels(settings, listing);
}

/** What is configured stands first, with the limits that the person set; then what else the provider has. */
export function ownModels({ provider, model }: Settings, listing: ProviderListing): ModelGroup {
  const { name = '', model: configured, maxPromptTokens, maxOutputTokens } = provider;
  const limits = {
    ...(maxPromptTokens ? { contextTokens: maxPromptTokens } : {}),
    ...(maxOutputTokens ? { outputTokens: maxOutputTokens } : {}),
  };
  const listed = listing.kind === 'listed' ? listing.models : [];
  const ids = [...new Set([configured ?? '', model])].filter((id) => id !== '');
  const first = ids.map((id): ModelEntry => ({
    id,
    name: id,
    ...listed.find((one) => one.id === id),
    ...limits,
  }));
  const rest = listed.filter((one) => !ids.includes(one.id)).map((one) => ({ ...one, ...limits }));
  const problem = listing.kind === 'failed' && { kind: 'not-listed' as const, detail: listing.detail };
  return { source: 'own', name, models: [...first, ...rest], ...(problem ? { problem } : {}) };
}
