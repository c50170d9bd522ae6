import type { Spending } from '../../../protocol/foot';
import { fieldsOf, numberOf, type Fields } from '../../base/fields';

const nano = 1e9;

export const nothingSpent: Spending = { requests: 0, inputTokens: 0, outputTokens: 0, cachedTokens: 0 };

/** Adds one call of the model (`assistant.usage`) to what was spent before. */
export function addCall(before: Spending | undefined, data: Fields): Spending {
  const credits = numberOf(fieldsOf(data['copilotUsage']), 'totalNanoAiu');
  // With an own key the CLI says 0, which would read as "free".
  const cost = data['isByok'] === true ? undefined : numberOf(data, 'cost');
  return add(before ?? nothingSpent, {
    requests: 1,
    inputTokens: numberOf(data, 'inputTokens') ?? 0,
    outputTokens: numberOf(data, 'outputTokens') ?? 0,
    cachedTokens: numberOf(data, 'cacheReadTokens') ?? 0,
    credits: credits === undefined ? undefined : credits / nano,
    premiumRequests: cost,
  });
}

/** What the whole session spent, from the CLI's own count. */
export function sessionSpending(metrics: Fields): Spending {
  const models = Object.values(fieldsOf(metrics['modelMetrics'])).map(fieldsOf);
  const sum = models.reduce<Spending>((total, model) => {
    const usage = fieldsOf(model['usage']);
    return add(total, {
      requests: numberOf(fieldsOf(model['requests']), 'count') ?? 0,
      inputTokens: numberOf(usage, 'inputTokens') ?? 0,
      outputTokens: numberOf(usage, 'outputTokens') ?? 0,
      cachedTokens: numberOf(usage, 'cacheReadTokens') ?? 0,
    });
  }, nothingSpent);
  const credits = numberOf(metrics, 'totalNanoAiu');
  const premium = numberOf(metrics, 'totalPremiumRequestCost');
  return {
    ...sum,
    ...(credits ? { credits: credits / nano } : {}),
    ...(premium ? { premiumRequests: premium } : {}),
  };
}

function add(a: Spending, b: Spending): Spending {
  const credits = sumOf(a.credits, b.credits);
  const premiumRequests = sumOf(a.premiumRequests, b.premiumRequests);
  return {
    requests: a.requests + b.requests,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    ...(credits === undefined ? {} : { credits }),
    ...(premiumRequests === undefined ? {} : { premiumRequests }),
  };
}

function sumOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
}
