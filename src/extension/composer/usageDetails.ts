import type { ContextSource, HeavyItem, Spending, UsageDetails } from '../../protocol/foot';
import { fieldsOf, listOf, numberOf, textOf, type Fields } from '../base/fields';
import { nothingSpent, sessionSpending } from '../transcript/turns/spending';

const shownHeavy = 5;

export interface UsageAnswers {
  /** `session.metadata.getContextAttribution`; undefined when the CLI does not know the method. */
  readonly attribution: unknown;
  /** `session.metadata.getContextHeaviestMessages`, with every message. */
  readonly heaviest: unknown;
  /** `session.usage.getMetrics`. */
  readonly metrics: unknown;
  readonly turn: Spending | undefined;
  /** The prompts of the conversation, oldest first, if all are known. */
  readonly prompts: readonly string[];
}

/** The CLI's answers as the popup shows them; each of them may be missing. */
export function usageDetails({ attribution, heaviest, metrics, turn, prompts }: UsageAnswers): UsageDetails {
  const context = fieldsOf(fieldsOf(attribution)['contextAttribution']);
  const categories = fieldsOf(context['categories']);
  const known = numberOf(context, 'totalTokens') !== undefined;
  const session = metrics === undefined ? nothingSpent : sessionSpending(fieldsOf(metrics));
  return {
    sources: sourcesOf(categories),
    usedTokens: numberOf(context, 'totalTokens') ?? 0,
    limitTokens: numberOf(context, 'limit') ?? 0,
    reservedTokens: numberOf(categories, 'buffer') ?? 0,
    heaviest: heaviestOf(context, fieldsOf(heaviest), prompts),
    compactions: numberOf(fieldsOf(context['compactions']), 'count') ?? 0,
    session,
    turn,
    ...(known ? {} : { missing: attribution === undefined ? 'not-supported' : 'empty' }),
  };
}

const sourceFields: Readonly<Record<ContextSource, string>> = {
  system: 'systemPrompt',
  instructions: 'customInstructions',
  tools: 'systemTools',
  mcp: 'mcpTools',
  messages: 'messages',
};

function sourcesOf(categories: Fields): UsageDetails['sources'] {
  return Object.entries(sourceFields).flatMap(([kind, field]) => {
    const tokens = numberOf(categories, field) ?? 0;
    // The keys of the table are the kinds.
    return tokens > 0 ? [{ kind: kind as ContextSource, tokens }] : [];
  });
}

function heaviestOf(context: Fields, answer: Fields, prompts: readonly string[]): readonly HeavyItem[] {
  const tools = listOf(context, 'entries')
    .map(fieldsOf)
    .filter((entry) => entry['kind'] === 'toolDefinition')
    .map((entry): HeavyItem => ({
      kind: 'tool',
      label: textOf(entry, 'label') ?? '',
      tokens: tokensOf(entry),
    }));
  return [...messagesOf(answer, prompts), ...tools]
    .filter((item) => item.tokens > 0)
    .sort((a, b) => b.tokens - a.tokens)
    .slice(0, shownHeavy);
}

function messagesOf(answer: Fields, prompts: readonly string[]): readonly HeavyItem[] {
  const messages = listOf(answer, 'messages')
    .map(fieldsOf)
    .sort((a, b) => indexOf(a) - indexOf(b));
  const asked = messages.filter((message) => message['role'] === 'user');
  // Only when each is there can a prompt be told from its place; the CLI's own label shows but its wrapping.
  const isAligned = asked.length === prompts.length;
  return messages.map((message): HeavyItem => {
    const tokens = tokensOf(message);
    switch (message['role']) {
      case 'user':
        return { kind: 'prompt', label: isAligned ? (prompts[asked.indexOf(message)] ?? '') : '', tokens };
      case 'assistant':
        return { kind: 'answer', label: labelOf(message), tokens };
      case 'tool':
        return { kind: 'tool-result', label: labelOf(message), tokens };
      default:
        return { kind: 'other', label: labelOf(message), tokens };
    }
  });
}

function indexOf(message: Fields): number {
  return Number(/\d+$/.exec(textOf(message, 'id') ?? '')?.[0] ?? 0);
}

/** Without the role, which the CLI writes before it. */
function labelOf(message: Fields): string {
  return (textOf(message, 'label') ?? '').replace(/^[a-z]+: (-> )?/, '');
}

function tokensOf(fields: Fields): number {
  return numberOf(fields, 'tokens') ?? 0;
}
