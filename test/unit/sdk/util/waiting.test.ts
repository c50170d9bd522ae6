import assert from 'node:assert/strict';
import { after, onEnough, waitFor } from '../../../../src/sdk/util/waiting';

describe('A limit', () => {
  for (const timeoutMs of [Infinity, 2 ** 31, 2 ** 53, Number.MAX_VALUE]) {
    it(`of ${timeoutMs} ms is not over at once`, async () => {
      const slow = new Promise<string>((resolve) => setTimeout(resolve, 20, 'done'));
      assert.equal(await waitFor(() => slow, { timeoutMs }, 'the work'), 'done');
    });
  }

  for (const timeoutMs of [NaN, -1, null as unknown as number, '10' as unknown as number]) {
    it(`of ${String(timeoutMs)} is told by its name, before anything begins`, async () => {
      const begin = () => assert.fail('It has begun.');
      const told = { code: 'invalid-argument', message: /^timeoutMs of the work is / };
      await assert.rejects(waitFor(begin, { timeoutMs }, 'the work'), told);
      const heard: unknown[] = [];
      onEnough({ timeoutMs }, 'the work', (error) => heard.push(error.code));
      assert.deepEqual(heard, ['invalid-argument']);
    });
  }

  it('without an end sets no timer', () => {
    assert.equal(
      after(Infinity, () => undefined),
      undefined,
    );
  });
});
