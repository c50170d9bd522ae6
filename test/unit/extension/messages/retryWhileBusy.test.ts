import assert from 'node:assert/strict';
import { onceFree } from '../../../../src/extension/messages/retryWhileBusy';

describe('A session that is busy', () => {
  for (const [name, busy] of [
    ['going back', { outcome: 'session-busy' }],
    ['looking at what going back would change', { reason: 'session-busy' }],
  ] as const) {
    it(`is asked again until it is free for ${name}`, async () => {
      const answers: { readonly outcome?: string; readonly reason?: string }[] = [
        busy,
        busy,
        { outcome: 'success' },
      ];
      const answer = await onceFree(() => Promise.resolve(answers.shift() ?? {}));
      assert.deepEqual([answer, answers], [{ outcome: 'success' }, []]);
    });
  }

  it('is not asked again after another answer', async () => {
    let asked = 0;
    const answer = await onceFree(() => Promise.resolve({ outcome: 'truncation-failed', asked: ++asked }));
    assert.deepEqual(answer, { outcome: 'truncation-failed', asked: 1 });
  });
});
