import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as fc from 'fast-check';
import { FolderConsent } from '../../../../src/extension/settings/folderSettingConsent';
import { namesInFiles } from '../../../../src/extension/settings/folderSettingFiles';
import { folderSettings, visible } from '../../../../src/extension/settings/folderSettings';
import { owners, scopes, type Owner } from '../../../../src/extension/settings/settingOwners';
import {
  readSources,
  type FolderOffer,
  type Inspected,
} from '../../../../src/extension/settings/settingSources';
import { settingKeys, type SettingKey } from '../../../../src/extension/settings/settings';
import { makeScratch } from '../../../support/scratch';

type Place = keyof Inspected;
type Given = Partial<Record<SettingKey, Inspected>>;

const inspecting = (given: Given) => (key: SettingKey) => given[key];
const never = () => false;
/** As the editor mixes the places. */
const mixing = (given: Given) => (key: SettingKey) => {
  const { defaultValue, globalValue, workspaceValue, workspaceFolderValue } = given[key] ?? {};
  return workspaceFolderValue ?? workspaceValue ?? globalValue ?? defaultValue;
};
const always = () => true;
const places: readonly Place[] = ['defaultValue', 'globalValue', 'workspaceValue', 'workspaceFolderValue'];

/** What may come from a folder: alone, and after the person has agreed. */
const mayFolder: Readonly<Record<Owner, { readonly alone: boolean; readonly agreed: boolean }>> = {
  person: { alone: false, agreed: false },
  machine: { alone: false, agreed: false },
  'folder-if-agreed': { alone: false, agreed: true },
  folder: { alone: true, agreed: true },
};

describe('A setting', () => {
  for (const key of settingKeys) {
    for (const place of places) {
      it(`${key} counts or not where it stands in ${place}`, () => {
        const isOfFolder = place.startsWith('workspace');
        const given = { [key]: { defaultValue: 'standard', [place]: 'theirs' } };
        const { alone, agreed } = mayFolder[owners[key]];
        const byItself = readSources(inspecting(given), mixing(given), never);
        assert.equal(byItself.value(key), isOfFolder && !alone ? 'standard' : 'theirs');
        const taken = readSources(inspecting(given), mixing(given), always);
        assert.equal(taken.value(key), isOfFolder && !agreed ? 'standard' : 'theirs');
        assert.deepEqual(byItself.ignored, isOfFolder && !alone && !agreed ? [key] : []);
        assert.equal(byItself.offer?.values.get(key), isOfFolder && agreed && !alone ? 'theirs' : undefined);
      });
    }

    it(`${key} has the scope of whoever may set it`, () => {
      const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as {
        readonly contributes: {
          readonly configuration: { readonly properties: Record<string, { readonly scope?: string }> };
        };
        readonly capabilities: {
          readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
        };
      };
      const name = `flightdeck.${key}`;
      const wanted = key === 'provider' ? 'machine-overridable' : scopes[owners[key]];
      assert.equal(manifest.contributes.configuration.properties[name]?.scope, wanted);
      if (owners[key] === 'folder-if-agreed')
        assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(name));
    });
  }

  it('of the folder says nothing about what is allowed, announced, run or called', () => {
    const decisive = settingKeys.filter((key) =>
      /^cli\.|permission|mode$|sandbox|fetch|hook|rule|notif|announce/i.test(key),
    );
    assert.ok(decisive.length >= 9);
    for (const key of decisive) assert.match(owners[key], /^(person|machine)$/, key);
  });

  it('that a policy decides counts as it says, though it stands nowhere', () => {
    const permissionLimit = {
      defaultValue: 'allow-all',
      globalValue: 'allow-all',
      workspaceValue: 'allow-reads',
    };
    const given = { permissionLimit };
    const forced = readSources(
      inspecting(given),
      (key) => (key === 'permissionLimit' ? 'ask' : undefined),
      never,
    );
    assert.equal(forced.value('permissionLimit'), 'ask');
    assert.deepEqual([...forced.forced], ['permissionLimit']);
    const free = readSources(inspecting(given), mixing(given), never);
    assert.equal(free.value('permissionLimit'), 'allow-all', 'a folder is no policy');
    assert.deepEqual([...free.forced], []);
  });

  it('of the person is not mixed with one of the folder', () => {
    const provider = {
      globalValue: { name: 'Mine', baseUrl: 'https://mine.example/v1' },
      workspaceValue: { baseUrl: 'https://theirs.example/v1' },
    };
    assert.deepEqual(
      readSources(inspecting({ provider }), mixing({ provider }), never).value('provider'),
      provider.globalValue,
    );
    assert.deepEqual(
      readSources(inspecting({ provider }), mixing({ provider }), always).value('provider'),
      provider.workspaceValue,
    );
  });
});

describe('An answer to the settings of a folder', () => {
  const offerFrom = (given: Given): FolderOffer => {
    const { offer } = readSources(inspecting(given), mixing(given), never);
    assert.ok(offer);
    return offer;
  };
  const memory = () => {
    const kept = new Map<string, unknown>();
    return {
      get: (key: string) => kept.get(key),
      update: async (key: string, value: unknown) => void kept.set(key, value),
    };
  };

  it('is for these values and no others, and can be taken back', async () => {
    const consent = new FolderConsent(memory());
    const first = offerFrom({ provider: { workspaceValue: { baseUrl: 'https://a.example', model: 'm' } } });
    assert.equal(consent.isAgreed(first), false);
    await consent.answer(first, 'use');
    assert.equal(consent.isAgreed(first), true);
    const same = offerFrom({ provider: { workspaceValue: { model: 'm', baseUrl: 'https://a.example' } } });
    assert.equal(consent.isAgreed(same), true, 'the order of its fields says nothing');
    const others: readonly Given[] = [
      { provider: { workspaceValue: { baseUrl: 'https://b.example', model: 'm' } } },
      { provider: { workspaceValue: { baseUrl: 'https://a.example', model: 'm', type: 'azure' } } },
      { model: { workspaceValue: { baseUrl: 'https://a.example', model: 'm' } } },
      {
        provider: { workspaceValue: { baseUrl: 'https://a.example', model: 'm' } },
        systemMessage: { workspaceValue: { content: 'x' } },
      },
    ];
    for (const other of others)
      assert.equal(consent.isAgreed(offerFrom(other)), false, JSON.stringify(other));
    await consent.forget();
    assert.equal(consent.answerTo(first), undefined);
    await consent.answer(first, 'keep');
    assert.equal(consent.isAgreed(first), false);
    assert.equal(consent.answerTo(first), 'keep');
  });

  it('differs for any two different values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        fc.pre(a !== null && b !== null);
        const isSame = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        const ids = [a, b].map((workspaceValue) => offerFrom({ provider: { workspaceValue } }).id);
        assert.equal(ids[0] === ids[1], isSame);
      }),
    );
  });

  it('is given after every character was shown', () => {
    const offer = offerFrom({
      modelSource: { workspaceValue: 'own' },
      model: { workspaceValue: 'm\u200b' },
      reasoningEffort: { workspaceValue: 'high' },
      provider: { workspaceValue: { baseUrl: 'https://api.openai.com@evil.example/v1', extra: '\u202e' } },
      systemMessage: { workspaceValue: { mode: 'replace', content: 'One\nTwo\u{e0041}' } },
    });
    const { id, entries } = folderSettings(offer);
    assert.equal(id, offer.id);
    const by = new Map(entries.map((entry) => [entry.key, entry]));
    assert.equal(by.get('model')?.text, 'm\\u{200b}');
    assert.equal(by.get('provider')?.address, 'evil.example');
    assert.match(by.get('provider')?.text ?? '', /"extra": "\\u\{202e\}"/);
    assert.equal(by.get('systemMessage')?.text, 'One\nTwo\\u{e0041}');
    assert.equal(by.get('systemMessage')?.replaces, true);
    assert.equal(entries.length, offer.values.size);
    assert.equal(visible('plain ünïcode — 漢字 🛩'), 'plain ünïcode — 漢字 🛩');
  });
});

describe('The files of a folder', () => {
  const scratch = makeScratch('folder-files');
  after(() => scratch.remove());

  it('tell which settings they name, whatever else is in them', async () => {
    const files = [
      scratch.write(
        '.vscode/settings.json',
        '{ // yes\n "flightdeck.permissions": "allow-all", "__proto__": {}, }',
      ),
      scratch.write(
        'a.code-workspace',
        '{"settings":{"flightdeck.mode":"autopilot"},"flightdeck.model":"x"}',
      ),
      scratch.write('b.code-workspace', '{"settings":7}'),
      scratch.write('broken.json', '[['),
      `${scratch.path}/missing.json`,
    ];
    const names = await namesInFiles(files);
    assert.ok(names.includes('flightdeck.permissions') && names.includes('flightdeck.mode'));
    assert.ok(!names.includes('flightdeck.model'));
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { fields: fields.map(([name, field]) => [name, sorted(field)]) };
}
