import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { commandIds, commandName } from '../../../../src/extension/settings/contributions';
import { parseSettings, settingKeys } from '../../../../src/extension/settings/settings';

const manifest = JSON.parse(fs.readFileSync(path.resolve('package.json'), 'utf8')) as {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Record<string, { readonly default: unknown }> };
  };
};

describe('Settings', () => {
  it('have the keys and defaults that the manifest shows', () => {
    const { properties } = manifest.contributes.configuration;
    const parsed = parseSettings(
      () => undefined,
      () => assert.fail('a default is bad'),
    );
    assert.deepEqual(Object.keys(properties).sort(), settingKeys.map((key) => `flightdeck.${key}`).sort());
    for (const key of settingKeys)
      assert.deepEqual(parsed[key], properties[`flightdeck.${key}`]?.default, key);
  });

  it('fall back to the default one by one when a value is of the wrong kind', () => {
    const bad: string[] = [];
    const parsed = parseSettings(
      (key) => (key === 'streaming' ? 'yes' : key === 'model' ? 'gpt-5' : undefined),
      (key) => bad.push(key),
    );
    assert.equal(parsed.streaming, true);
    assert.equal(parsed.model, 'gpt-5');
    assert.deepEqual(bad, ['streaming']);
  });

  it('say which part of a value is of the wrong kind', () => {
    const bad: string[] = [];
    parseSettings(
      (key) => (key === 'provider' ? { type: 'opnai', model: 'm' } : undefined),
      (key, problem) => bad.push(`${key}: ${problem}`),
    );
    assert.match(bad.join(), /^provider: type: .*"openai"/);
  });
});

describe('Commands', () => {
  it('of the manifest are those of the table', () => {
    const declared = manifest.contributes.commands.map((one) => one.command).sort();
    assert.deepEqual(declared, commandIds.map(commandName).sort());
  });
});
