import assert from 'node:assert/strict';
import { SleepWatch } from '../../../../src/extension/base/sleepWatch';

describe('The sleep of the machine', () => {
  it('is known by the jump of the clock, and a slow machine is not asleep', () => {
    let now = 0;
    const slept: number[] = [];
    const watch = new SleepWatch(
      (ms) => slept.push(ms),
      () => now,
    );
    for (const step of [10_000, 25_000, 3_610_000, 10_000]) {
      now += step;
      watch.look();
    }
    watch.dispose();
    assert.deepEqual(slept, [3_600_000]);
  });
});
