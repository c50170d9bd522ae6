import assert from 'node:assert/strict';
import { tellRetired } from '../../../../src/extension/permissions/retiredRules';
import { memory } from '../../../support/makeApprovals';

describe('Rules of an earlier version that are no longer followed', () => {
  const told: number[] = [];
  const shown: string[] = [];
  const open = (retired: number, store = memory(), wants = true) =>
    tellRetired({
      approvals: { retired },
      memory: store,
      tell: (count) => {
        told.push(count);
        return Promise.resolve(wants);
      },
      show: () => shown.push('approvals'),
    });

  it('are told of once, with the way to them', async () => {
    const store = memory();
    await open(0, store);
    await open(2, store);
    await open(2, store);
    await open(3, memory(), false);
    assert.deepEqual([told, shown], [[2, 3], ['approvals']]);
  });
});
