import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Ground } from '../../../../src/extension/cli/readiness';
import { LinkFollower, type LinkOptions } from '../../../../src/extension/app/followLink';

/** A link follower whose every touch of the window is written down. */
function follower({ wants, ground = { kind: 'ok' } }: { wants: () => Promise<boolean>; ground?: Ground }) {
  const calls: string[] = [];
  const note =
    (name: string) =>
    (...args: readonly unknown[]) => {
      calls.push([name, ...args.filter((one) => typeof one === 'string')].join(' '));
      return Promise.resolve(undefined);
    };
  const tell =
    (name: string) =>
    (...args: readonly unknown[]) =>
      void note(name)(...args);
  const options: LinkOptions = {
    surface: {
      current: undefined,
      ready: note('ready'),
      openSession: note('open'),
      setBanner: tell('banner'),
      emit: tell('emit'),
    },
    view: { reveal: note('reveal') },
    sessions: { refresh: note('refresh') },
    rows: () => [{ sessionId: 'mine', title: 'Mine', state: 'idle', isShown: false, modifiedAt: 0 }],
    ground: () => ground,
    ask: () => {
      calls.push('ask');
      return wants();
    },
    say: tell('say'),
    log: { warn: () => undefined },
  };
  return { links: new LinkFollower(options), calls };
}

const hostile = fc.oneof(
  fc.record({ path: fc.constant('/turn'), query: fc.webQueryParameters() }),
  fc.record({ path: fc.string({ unit: 'binary' }), query: fc.string({ unit: 'binary' }) }),
  fc.record({
    path: fc.constantFrom('/turn', '/turn/', '//turn', '/prompt', '/allow', '/run'),
    query: fc.constantFrom(
      'session=mine',
      'session=mine&at=a',
      'session=other',
      'session=mine&prompt=rm',
      'session=mine&session=other',
      'session=..%2Fmine',
      'session=mine&at=%5Bx%5D(command:a)',
      'session=-rf',
      `session=${'a'.repeat(500)}`,
      'session=mine%0A',
    ),
  }),
);

describe('A link from outside the editor', () => {
  it('does nothing but ask, whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (link) => {
        const { links, calls } = follower({ wants: () => Promise.resolve(false) });
        await links.follow(link);
        assert.ok(calls.length === 0 || (calls.length === 1 && calls[0] === 'ask'), calls.join());
      }),
      { numRuns: 1000 },
    );
  });

  it('opens a session of the folder when that is wanted, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (link) => {
        const { links, calls } = follower({ wants: () => Promise.resolve(true) });
        await links.follow(link);
        const way = ['ask', 'reveal', 'ready', 'refresh'];
        if (calls.length === 0) return;
        assert.deepEqual(calls.slice(0, -1), way);
        assert.ok(['open mine', 'say elsewhere'].includes(calls.at(-1) ?? ''), calls.join());
      }),
      { numRuns: 1000 },
    );
  });

  it('is not heard with more in it than a session and a place there', async () => {
    const { links, calls } = follower({ wants: () => Promise.resolve(true) });
    for (const query of [
      'session=mine&prompt=x',
      'session=mine&session=other',
      'session=mine&at=%20',
      'session=-a',
    ])
      await links.follow({ path: '/turn', query });
    assert.deepEqual(calls, []);
  });

  it('does not ask beside another one', async () => {
    let decide: (wants: boolean) => void = () => undefined;
    const { links, calls } = follower({ wants: () => new Promise((resolve) => (decide = resolve)) });
    const link = { path: '/turn', query: 'session=mine' };
    const first = links.follow(link);
    await links.follow(link);
    assert.deepEqual(calls, ['ask']);
    decide(false);
    await first;
    void links.follow(link);
    assert.deepEqual(calls, ['ask', 'ask']);
  });

  it('only says why where no CLI may run', async () => {
    const { links, calls } = follower({
      wants: () => Promise.resolve(true),
      ground: { kind: 'restricted' },
    });
    await links.follow({ path: '/turn', query: 'session=mine' });
    assert.deepEqual(calls, ['say blocked']);
  });
});
