import assert from 'node:assert/strict';
import type { ToHost } from '../../../../src/protocol/toHost';
import { Lookups } from '../../../../src/webview/state/lookups';

describe('Files that an answer names', () => {
  const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

  it('are looked for again at the end of a turn, only the newest that were missing', async () => {
    const wishes: ToHost[] = [];
    const lookups = new Lookups((wish) => wishes.push(wish));
    const names = Array.from({ length: 500 }, (_, index) => `file${index}.ts`);
    for (const name of names) lookups.isFile(name);
    await soon();
    lookups.apply([{ type: 'paths/checked', known: [], missing: names }]);
    wishes.length = 0;
    lookups.apply([{ type: 'turn/changed', turnId: 't', patch: { endedAt: 1 } }]);
    await soon();
    const asked = wishes.flatMap((wish) => (wish.type === 'paths/check' ? wish.paths : []));
    assert.deepEqual(asked, names.slice(-12));
  });
});
