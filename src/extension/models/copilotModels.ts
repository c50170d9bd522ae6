import type { ModelEntry } from '../../protocol/foot';
import type { ModelInfo } from '../../sdk/index';
import { fieldsOf, numberOf, textOf } from '../base/fields';

/** A model of the GitHub login as the list shows it; an older CLI may leave any limit out. */
export function copilotEntry(model: ModelInfo): ModelEntry {
  const { limits, supports } = model.capabilities;
  const contextTokens =
    numberOf(limits, 'max_prompt_tokens') ?? numberOf(limits, 'max_context_window_tokens');
  const outputTokens = numberOf(limits, 'max_output_tokens');
  const multiplier = numberOf(fieldsOf(model.billing), 'multiplier');
  return {
    id: model.id,
    name: model.name,
    efforts: model.supportedReasoningEfforts ?? [],
    ...(contextTokens ? { contextTokens } : {}),
    ...(outputTokens ? { outputTokens } : {}),
    ...(typeof supports['vision'] === 'boolean' ? { hasVision: supports['vision'] } : {}),
    ...(multiplier === undefined ? {} : { multiplier }),
    ...(model.defaultReasoningEffort ? { standardEffort: model.defaultReasoningEffort } : {}),
    ...(textOf(fieldsOf(model.policy), 'state') === 'disabled' ? { isForbidden: true } : {}),
  };
}
