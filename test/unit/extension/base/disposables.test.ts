import assert from 'node:assert/strict';
import { DisposableStore } from '../../../../src/extension/base/disposables';

describe('The end of a window', () => {
  it('ends all its parts, though one of them throws', () => {
    const ended: string[] = [];
    const store = new DisposableStore();
    store.addUndo(() => ended.push('first'));
    store.addUndo(() => {
      throw new Error('no');
    });
    store.addUndo(() => ended.push('last'));
    assert.throws(() => store.dispose(), /no/);
    assert.deepEqual(ended, ['last', 'first']);
  });
});
