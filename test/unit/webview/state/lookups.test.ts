import assert from 'node:assert/strict';
import type { ToHost } from '../../../../src/protocol/toHost';
import { viewState } from '../../../support/page/states';
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

  it('are forgotten with the session that is no longer shown, but for those that are still looked for', async () => {
    const wishes: ToHost[] = [];
    const lookups = new Lookups((wish) => wishes.push(wish));
    for (const name of ['a.ts', 'b.ts']) lookups.isFile(name);
    lookups.folderPicture('a.png');
    await soon();
    lookups.apply([
      { type: 'paths/checked', known: ['a.ts'], missing: [] },
      { type: 'picture/loaded', href: 'a.png', data: 'data:,' },
      { type: 'state/reset', state: viewState() },
    ]);
    wishes.length = 0;
    for (const name of ['a.ts', 'b.ts']) lookups.isFile(name);
    lookups.folderPicture('a.png');
    await soon();
    assert.deepEqual(wishes, [
      { type: 'picture/find', path: 'a.png' },
      { type: 'paths/check', paths: ['a.ts'] },
    ]);
  });
});
