import { effortLabel } from '../../protocol/choiceWords';
import type { ContextSource, HeavyItem, Spending } from '../../protocol/foot';
import { plural, t } from '../base/l10n';

export function effortWords(effort: string): string {
  return t(effortLabel(effort));
}

/** `128k`, `1.5M`: for lines where the whole number would be noise. */
export function tokensShort(tokens: number): string {
  if (tokens >= 1e6) return `${Math.round(tokens / 1e5) / 10}M`;
  return tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(tokens);
}

export function sourceWords(source: ContextSource): string {
  switch (source) {
    case 'system':
      return t('System prompt');
    case 'instructions':
      return t('Your instructions');
    case 'tools':
      return t('Tools');
    case 'mcp':
      return t('MCP tools');
    case 'messages':
      return t('Conversation');
  }
}

export function heavyWords(item: HeavyItem): string {
  switch (item.kind) {
    case 'prompt':
      return item.label ? t('Prompt: {0}', item.label) : t('A prompt');
    case 'answer':
      return t('Answer: {0}', item.label);
    case 'tool-result':
      return t('Tool result: {0}', item.label);
    case 'tool':
      return t('Tool {0}', item.label);
    case 'other':
      return item.label;
  }
}

/** What a turn or a session took: credits where they are known, tokens always. */
export function spendingWords(spending: Spending): readonly string[] {
  const tokens = t('{0} in, {1} out', tokensShort(spending.inputTokens), tokensShort(spending.outputTokens));
  const cost = costWords(spending);
  const rest = `${plural(spending.requests, '1 request', '{0} requests')} · ${tokens}`;
  return cost === undefined ? [rest] : [cost, rest];
}

/** Undefined where nobody can tell, as with an own key. */
export function costWords({ credits, premiumRequests }: Spending): string | undefined {
  if (credits !== undefined) return credits === 1 ? t('1 credit') : t('{0} credits', decimal(credits));
  if (premiumRequests === 1) return t('1 premium request');
  if (premiumRequests) return t('{0} premium requests', decimal(premiumRequests));
  return undefined;
}

function decimal(value: number): string {
  const digits = value > 0 && value < 0.1 ? 3 : 1;
  const language = typeof document === 'undefined' ? 'en' : document.documentElement.lang || 'en';
  return value.toLocaleString(language, { maximumFractionDigits: digits });
}
