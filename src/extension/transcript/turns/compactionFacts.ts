import type { Notice } from '../../../protocol/toView';
import { numberOf, textOf, wordsOf, type Fields } from '../../base/fields';

/** Names one compaction, so that its end takes the place of its beginning. */
export function compactionId(data: Fields): string | undefined {
  const id = wordsOf(data, 'compactionAttemptId');
  return id && `compaction ${id}`;
}

export function compactionStarted(): Notice {
  return { code: 'compacting', severity: 'info', actions: [] };
}

/** What was taken out, and what stands in its place. */
export function compactionEnded(data: Fields): Notice {
  if (data['success'] === false) return compactionFailed(textOf(data, 'error') ?? '');
  const after = numberOf(data, 'postCompactionTokens') ?? 0;
  const values = {
    before: numberOf(data, 'preCompactionTokens') ?? after + (numberOf(data, 'tokensRemoved') ?? 0),
    after,
    messages: numberOf(data, 'messagesRemoved') ?? 0,
    summary: textOf(data, 'summaryContent') ?? '',
    trigger: textOf(data, 'trigger') ?? 'manual',
  };
  return { code: 'compacted', severity: 'info', values, actions: [] };
}

export function compactionFailed(message: string): Notice {
  return { code: 'compact-failed', severity: 'warning', values: { message }, actions: ['show-log'] };
}
