import assert from 'node:assert/strict';
import { carryOut, type WishesOptions } from '../../../../src/extension/view/messageHandlers';
import type { Ground } from '../../../../src/extension/cli/readiness';
import { commandIds } from '../../../../src/extension/settings/contributions';
import { mayRun } from '../../../../src/extension/view/restricted';
import { toHost, type ToHost } from '../../../../src/protocol/toHost';

/** Places where no CLI may run. */
const grounds: readonly Ground[] = [{ kind: 'restricted' }, { kind: 'virtual', scheme: 'virtual' }];
const allWishes = toHost.options.map((option) => option.shape.type.value);
const harmless = [
  'code/copy',
  'draft/changed',
  'page/error',
  'setup/manageTrust',
  'setup/openFolder',
  'view/focus',
  'view/ready',
  'view/reveal',
];

/** What of the host a wish touches, when the page sends it although it should not. */
function touched(wish: ToHost, ground: Ground): readonly string[] {
  const calls: string[] = [];
  const recorder = (name: string): unknown =>
    new Proxy(() => undefined, {
      get: (_, key) => (typeof key === 'string' ? recorder(`${name}.${key}`) : undefined),
      apply: () => {
        calls.push(name);
        return undefined;
      },
    });
  const options = new Proxy(
    {},
    { get: (_, key) => (key === 'ground' ? () => ground : recorder(String(key))) },
  ) as WishesOptions;
  void carryOut(wish, options);
  return calls;
}

/** With every field that any wish has. */
const forged = (type: string, more: object = {}): ToHost =>
  ({
    type,
    id: 'a',
    text: 'rm -rf /',
    sessionId: 'a',
    href: 'https://a.example',
    path: '/etc/passwd',
    paths: ['/etc/passwd'],
    uris: ['file:///etc/passwd'],
    turnId: 'a',
    command: 'x',
    action: 'retry',
    answer: 'apply',
    mode: 'allow-all',
    ...more,
  }) as unknown as ToHost;

describe('Where no CLI may run, the host itself', () => {
  for (const ground of grounds) {
    it(`does nothing that the page wishes, but show and explain: ${ground.kind}`, () => {
      for (const type of allWishes.filter((one) => !harmless.includes(one)))
        assert.deepEqual(touched(forged(type), ground), ['logger.error'], type);
    });

    it(`lets one read, copy, and make it a place where one may: ${ground.kind}`, () => {
      for (const type of harmless.filter((one) => one !== 'view/focus' && one !== 'page/error'))
        assert.ok(!touched(forged(type), ground).includes('logger.error'), type);
      for (const action of ['show-log', 'dismiss'])
        assert.deepEqual(touched(forged('notice/act', { action }), ground), ['actions.carryOut'], action);
    });

    it(`runs only the commands that start and send nothing: ${ground.kind}`, () => {
      const allowed = commandIds.filter((id) => mayRun(id, ground));
      assert.deepEqual(allowed, ['focusChat', 'stop', 'stopCli', 'showLogs', 'openSettings']);
    });
  }

  it('does what is wished elsewhere', () => {
    assert.deepEqual(touched(forged('code/run'), { kind: 'ok' }), ['code.runInTerminal']);
    assert.ok(commandIds.every((id) => mayRun(id, { kind: 'ok' })));
  });
});
