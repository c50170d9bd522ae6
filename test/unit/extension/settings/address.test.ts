import assert from 'node:assert/strict';
import type { CopilotClient } from '../../../../src/sdk/index';
import { addressOf, isLoopback, isReadableOnTheWay } from '../../../../src/extension/settings/address';
import { Models } from '../../../../src/extension/models/modelSource';
import { parseSettings, type Settings } from '../../../../src/extension/settings/settings';

const quiet = () => undefined;
const logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

const here = [
  '4321',
  '127.0.0.1:4321',
  '127.1.2.3:4321',
  'localhost:4321',
  'LOCALHOST:1',
  '[::1]:4321',
  'http://127.0.0.1:4321',
  'http://localhost:4321/',
  'https://[::1]:1/x',
  ' 127.0.0.1:1 ',
];
const elsewhere = [
  '',
  'example.com:4321',
  '127.0.0.1.evil.com:4321',
  'localhost.evil.com:1',
  'localhost@evil.com:1',
  '127.0.0.1@evil.com:1',
  'http://127.0.0.1@evil.com:1',
  'http://127.0.0.1:1@evil.com',
  'evil.com/127.0.0.1',
  'evil.com#127.0.0.1',
  '0.0.0.0:1',
  '10.0.0.1:1',
  '128.0.0.1:1',
  '127.0.0.256:1',
  '[::]:1',
  '[fe80::1]:1',
  '[::ffff:8.8.8.8]:1',
  'my-localhost:1',
  'localhost.:1',
  'http:\\\\127.0.0.1',
  '127.0.0.1\\@evil.com',
  'ｌocalhost:1',
  'ftp://127.0.0.1',
  '127.0.0.1 evil.com',
  '2130706433:1',
  '127.0.0.1:1\nevil.com',
  'a4321',
];

describe('An address', () => {
  it('is of this machine only where it can be no other', () => {
    for (const address of here) assert.equal(isLoopback(address), true, address);
    for (const address of elsewhere) assert.equal(isLoopback(address), false, address);
  });

  it('has one spelling, by which its key is found', () => {
    const same = [
      'https://API.example.com/v1',
      'https://api.example.com:443/v1/',
      'HTTPS://api.example.com/v1//',
      ' https://api.example.com/v1#x',
    ];
    for (const spelling of same) assert.equal(addressOf(spelling), 'https://api.example.com/v1', spelling);
    const others = [
      'http://api.example.com/v1',
      'https://api.example.com:444/v1',
      'https://api.example.com/V1',
      'https://api.example.com/v1/x',
      'https://api.example.com./v1',
      'https://api.example.com.evil.com/v1',
      'https://api.example.com/v1?x',
    ];
    assert.equal(new Set([...others.map(addressOf), 'https://api.example.com/v1']).size, others.length + 1);
    for (const none of [
      '',
      'api.example.com',
      'ftp://a/b',
      'https://api.example.com@evil.com/v1',
      'https://u:p@api.example.com/v1',
      'javascript:1',
    ])
      assert.equal(addressOf(none), undefined, none);
  });

  it('is readable on the way when it is neither encrypted nor of this machine', () => {
    assert.equal(isReadableOnTheWay('http://models.example.com/v1'), true);
    assert.equal(isReadableOnTheWay('HTTP://127.0.0.1.evil.com/v1'), true);
    assert.equal(isReadableOnTheWay('https://models.example.com/v1'), false);
    assert.equal(isReadableOnTheWay('http://127.0.0.1:11434/v1'), false);
  });
});

describe('A key', () => {
  const kept = new Map<string, string>();
  let settings: Settings;
  const models = new Models({
    settings: () => settings,
    secrets: {
      get: (key) => Promise.resolve(kept.get(key)),
      store: (key, value) => Promise.resolve(void kept.set(key, value)),
      delete: (key) => Promise.resolve(void kept.delete(key)),
    },
    startDemo: () =>
      Promise.resolve({
        baseUrl: 'http://127.0.0.1:1/secret/v1',
        model: 'demo',
        fields: {},
        stop: () => Promise.resolve(),
      }),
    demoLabel: 'Demo model',
    logger,
  });
  /** What the CLI would be handed. */
  const handed = async (given: Partial<Record<string, unknown>>) => {
    settings = parseSettings((key) => given[key], quiet);
    return models.resolve({} as CopilotClient);
  };
  const own = (baseUrl: string) => ({ modelSource: 'own', provider: { baseUrl, model: 'm' } });

  before(() => models.storeKey('https://API.example.com/v1/', 'secret-key'));

  it('goes to the address that it was given for, however that is spelt', async () => {
    for (const spelling of [
      'https://api.example.com/v1',
      'https://api.example.com:443/v1/',
      'HTTPS://Api.Example.Com/v1',
    ]) {
      const { provider } = await handed(own(spelling));
      assert.equal(provider?.apiKey, 'secret-key', spelling);
      assert.equal(provider?.baseUrl, 'https://api.example.com/v1');
    }
  });

  it('is known to have been changed, and when', async () => {
    const { keyChangedAt = 0 } = await handed(own('https://api.example.com/v1'));
    assert.ok(Math.abs(Date.now() - keyChangedAt) < 60_000);
    assert.equal((await handed(own('https://other.example.com/v1'))).keyChangedAt, undefined);
  });

  it('goes to no other', async () => {
    for (const other of [
      'http://api.example.com/v1',
      'https://api.example.com/v1/other',
      'https://api.example.com:8443/v1',
      'https://api.example.com.evil.com/v1',
      'https://api.example.com@evil.com/v1',
      'https://evil.com/https://api.example.com/v1',
    ]) {
      const { provider } = await handed(own(other));
      assert.equal(provider?.apiKey, undefined, other);
    }
  });

  it('is handed to no CLI on another machine, and neither is the demo model', async () => {
    for (const url of ['build.example.com:4321', '127.0.0.1.evil.com:4321', 'http://127.0.0.1@evil.com:80']) {
      for (const given of [own('https://api.example.com/v1'), { modelSource: 'demo' }]) {
        const choice = await handed({ ...given, 'cli.url': url });
        assert.deepEqual(choice, { source: 'none', label: '', withheldFrom: url });
      }
    }
    const near = await handed({ ...own('https://api.example.com/v1'), 'cli.url': 'localhost:4321' });
    assert.equal(near.provider?.apiKey, 'secret-key');
    const keyless = await handed({ ...own('https://open.example.com/v1'), 'cli.url': 'build.example.com:1' });
    assert.equal(keyless.source, 'own', 'what has no key keeps nothing back');
  });
});
