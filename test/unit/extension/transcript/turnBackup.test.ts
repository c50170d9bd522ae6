import assert from 'node:assert/strict';
import { Conversation } from '../../../../src/extension/transcript/transcript';
import type { Item, Notice } from '../../../../src/protocol/toView';
import { folder, linesOf } from './trace';

describe('A turn that an earlier window kept', () => {
  const notice = (code: Notice['code']): Item => ({
    kind: 'notice',
    id: `t1/${code}`,
    notice: { code, severity: 'warning', actions: [] },
  });

  function restored(...items: readonly Item[]): readonly string[] {
    const conversation = new Conversation({ sessionId: 's', folder, now: () => 0 });
    const turn = { id: 't1', prompt: 'hi', attachments: [], items, state: 'running', startedAt: 1 } as const;
    conversation.restore({ turn, messageId: 'm1' });
    return linesOf(conversation.snapshot().turns);
  }

  it('comes back without what is no longer so: a try that was waited for, a start of the CLI', () => {
    const retry: Item = { kind: 'retry', id: 'r', reason: 'busy', attempt: 2, waitingSince: 1 };
    assert.deepEqual(restored(retry), ['> hi', 'notice interrupted', '= interrupted']);
    assert.deepEqual(restored(notice('cli-ended-restarting')), [
      '> hi',
      'notice interrupted',
      '= interrupted',
    ]);
  });

  it('says only once how it came to its end', () => {
    assert.deepEqual(restored(notice('cli-ended')), ['> hi', 'notice cli-ended', '= interrupted']);
  });
});
