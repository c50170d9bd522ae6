import * as z from 'zod';
import type { ModelEntry } from '../../protocol/foot';
import type { ProviderSetting } from '../settings/settings';

const positive = z.number().positive().optional().catch(undefined);
const entry = z.looseObject({
  id: z.string().min(1),
  name: z.string().optional().catch(undefined),
  display_name: z.string().optional().catch(undefined),
  /** OpenRouter, LM Studio, vLLM, Groq: each has its own word for the window. */
  context_length: positive,
  max_context_length: positive,
  max_model_len: positive,
  context_window: positive,
  max_input_tokens: positive,
  max_completion_tokens: positive,
  architecture: z
    .looseObject({ input_modalities: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
  supported_parameters: z.array(z.string()).optional().catch(undefined),
});
const listing = z.object({ data: z.array(z.unknown()) });

export type ProviderListing =
  | { readonly kind: 'listed'; readonly models: readonly ModelEntry[] }
  | { readonly kind: 'failed'; readonly detail: string };

/** Asks a provider which models it has. The key goes to the address it belongs to and nowhere else. */
export async function listProviderModels(
  { baseUrl = '', type = 'openai' }: ProviderSetting,
  key: string | undefined,
  limitMs = 5000,
): Promise<ProviderListing> {
  try {
    const response = await fetch(`${baseUrl.replace(/\/+$/, '')}${pathOf(type, baseUrl)}`, {
      headers: headersOf(type, key),
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    });
    if (!response.ok) return { kind: 'failed', detail: String(response.status) };
    return { kind: 'listed', models: parseModels(await response.json()) };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'failed', detail: isLate ? 'timeout' : reasonOf(error) };
  }
}

/** The entries that can be read; a list of another shape is an error. */
export function parseModels(body: unknown): readonly ModelEntry[] {
  return listing.parse(body).data.flatMap((one) => {
    const parsed = entry.safeParse(one);
    return parsed.success ? [toEntry(parsed.data)] : [];
  });
}

function toEntry(model: z.infer<typeof entry>): ModelEntry {
  const contextTokens =
    model.context_length ??
    model.max_context_length ??
    model.max_model_len ??
    model.context_window ??
    model.max_input_tokens;
  const modalities = model.architecture?.input_modalities;
  const parameters = model.supported_parameters;
  const isWithoutEffort = parameters && !parameters.some((name) => name.startsWith('reasoning'));
  return {
    id: model.id,
    name: model.display_name ?? model.name ?? model.id,
    ...(contextTokens ? { contextTokens } : {}),
    ...(model.max_completion_tokens ? { outputTokens: model.max_completion_tokens } : {}),
    ...(modalities ? { hasVision: modalities.includes('image') } : {}),
    ...(isWithoutEffort ? { efforts: [] } : {}),
  };
}

function pathOf(type: string, baseUrl: string): string {
  return type === 'anthropic' && !/\/v1\/*$/.test(baseUrl) ? '/v1/models' : '/models';
}

function headersOf(type: string, key: string | undefined): Record<string, string> {
  if (type === 'anthropic')
    return { 'anthropic-version': '2023-06-01', ...(key ? { 'x-api-key': key } : {}) };
  if (type === 'azure') return key ? { 'api-key': key } : {};
  return key ? { authorization: `Bearer ${key}` } : {};
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return 'no list of models';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
