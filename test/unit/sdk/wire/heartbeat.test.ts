import assert from 'node:assert/strict';
import type { CopilotError } from '../../../../src/sdk/util/errors';
import { defaultHeartbeat, Heartbeat } from '../../../../src/sdk/wire/heartbeat';
import { FakeClock } from '../../../support/fakeClock';

describe('The heartbeat', () => {
  let clock: FakeClock;
  let heardAt: number;
  let isAwaited: boolean;
  let pings: number;
  let mostTimers: number;
  let frozen: CopilotError | undefined;
  /** How long the CLI takes to answer a ping; undefined: it never does. */
  let answerAfterMs: number | undefined;
  let heartbeat: Heartbeat;
  /** When answers come. */
  let answers: number[];
  /** Processor time per second of the CLI. */
  let cpuShare: number;

  beforeEach(() => {
    clock = new FakeClock();
    [heardAt, isAwaited, pings, mostTimers, frozen, answerAfterMs] = [0, true, 0, 0, undefined, 1];
    answers = [];
    cpuShare = NaN;
    heartbeat = new Heartbeat(
      {
        isAwaited: () => isAwaited,
        isLoading: () => false,
        heardAt: () => heardAt,
        ping: () => {
          pings++;
          const delay = answerAfterMs;
          // As a request does: it waits for a reply, so there is something to watch over.
          heartbeat.watch();
          mostTimers = Math.max(mostTimers, clock.pending);
          return delay === undefined ? new Promise(() => undefined) : answer(delay);
        },
        cpuMs: () => clock.time * cpuShare,
        onFrozen: (error) => (frozen = error),
      },
      defaultHeartbeat,
    );
  });

  afterEach(() => clock.restore());

  function answer(delay: number): Promise<void> {
    answers.push(clock.time + delay);
    return Promise.resolve();
  }

  /** Lets time pass in small steps; answers that are due come in. */
  async function pass(ms: number): Promise<void> {
    for (const end = clock.time + ms; clock.time < end;) {
      await clock.pass(100);
      for (const due of answers.splice(0)) {
        if (due <= clock.time) heardAt = due;
        else answers.push(due);
      }
      mostTimers = Math.max(mostTimers, clock.pending);
    }
  }

  it('has one timer at most, however often something begins to wait', async () => {
    heartbeat.watch();
    for (let minute = 0; minute < 10; minute++) {
      await pass(60_000);
      for (let request = 0; request < 5; request++) heartbeat.watch();
    }
    assert.equal(mostTimers, 1);
    // One ping for each time of silence, not one for each timer that was forgotten.
    assert.ok(pings > 50 && pings <= 10 * (60_000 / defaultHeartbeat.quietMs), `${pings} pings`);
  });

  it('does not stop by itself while something waits, whatever the CLI takes to answer', async () => {
    heartbeat.watch();
    for (const delay of [1, 100, 2900, 3000, 3100, 5800]) {
      answerAfterMs = delay;
      const before = pings;
      await pass(120_000);
      assert.ok(pings - before > 5, `with an answer after ${delay} ms: ${pings - before} pings`);
      assert.equal(clock.pending, 1, `with an answer after ${delay} ms`);
    }
    assert.equal(frozen, undefined);
    answerAfterMs = undefined;
    await pass(20_000);
    assert.ok(frozen, 'and a CLI that freezes in the end is noticed');
  });

  it('notices a frozen CLI in time though every timer fires a little early', async () => {
    clock.earlyMs = 0.4;
    answerAfterMs = undefined;
    heartbeat.watch();
    await pass(defaultHeartbeat.quietMs + defaultHeartbeat.answerMs + 200);
    assert.ok(frozen);
  });

  it('leaves a CLI alone that is silent because it is short of time, but not for ever', async () => {
    [cpuShare, answerAfterMs] = [0.05, 25_000];
    heartbeat.watch();
    await pass(40_000);
    assert.equal(frozen, undefined);
    answerAfterMs = undefined;
    await pass(120_000);
    assert.ok(frozen, 'one that answers nobody is given up in the end');
  });

  it('notices a frozen CLI in time whose process can be looked at', async () => {
    [cpuShare, answerAfterMs] = [0, undefined];
    heartbeat.watch();
    await pass(defaultHeartbeat.quietMs + defaultHeartbeat.answerMs + 200);
    assert.ok(frozen);
  });

  it('rests when nothing waits, and goes on with the next wait', async () => {
    heartbeat.watch();
    await pass(10_000);
    isAwaited = false;
    await pass(10_000);
    assert.equal(clock.pending, 0);
    const before = pings;
    await pass(60_000);
    assert.equal(pings, before);
    [isAwaited, answerAfterMs] = [true, undefined];
    heartbeat.watch();
    const since = clock.time;
    while (!frozen && clock.time - since < 60_000) await pass(100);
    assert.ok(frozen);
    assert.ok(clock.time - since <= 10_000, 'a frozen CLI is noticed within 10 s');
  });

  it('is over once it was stopped', async () => {
    heartbeat.watch();
    heartbeat.stop();
    heartbeat.watch();
    await pass(60_000);
    assert.deepEqual([clock.pending, pings, frozen], [0, 0, undefined]);
  });
});
