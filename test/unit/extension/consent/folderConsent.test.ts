import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { FolderConsent } from '../../../../src/extension/consent/folderConsent';
import { HooksNotHeld } from '../../../../src/extension/consent/hooksNotHeld';
import type { CopilotClient } from '../../../../src/sdk/index';
import { makeScratch, type Scratch } from '../../../support/scratch';

const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const hook = { hooks: { sessionStart: [{ type: 'command', bash: './start.sh' }] } };

describe('What a folder is allowed', () => {
  let scratch: Scratch;
  let consents: FolderConsent[];
  const memory = new Map<string, unknown>();
  const asked: string[] = [];

  function open(knows = true): FolderConsent {
    const request = (method: string) => {
      asked.push(method);
      return knows ? Promise.resolve({}) : Promise.reject(new Error('This version does not offer it.'));
    };
    const consent = new FolderConsent({
      folders: [path.join(scratch.path, 'shop')],
      folderName: 'shop',
      memory: {
        get: (key) => memory.get(key),
        update: (key, value) => Promise.resolve(void memory.set(key, value)),
      },
      place: path.join(scratch.path, 'private'),
      client: () => ({ request }) as unknown as CopilotClient,
      sessions: () => ['one', 'two'],
      logger,
    });
    consents.push(consent);
    return consent;
  }

  const put = (name: string, text: unknown) => {
    const file = path.join(scratch.path, 'shop', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text));
  };
  const copied = (consent: FolderConsent) => {
    const { extraParams } = consent.withConsented({});
    const [place] = (extraParams?.['pluginDirectories'] ?? []) as string[];
    const file = path.join(place ?? '', 'hooks.json');
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  };
  const yes = async (consent: FolderConsent) => {
    const [group] = consent.askFor('one')?.groups ?? [];
    assert.ok(group);
    await consent.allow(group.kind, group.hash);
  };

  beforeEach(() => {
    scratch = makeScratch('folder-consent');
    consents = [];
    memory.clear();
    put('.github/hooks/a.json', hook);
    put('start.sh', 'true');
  });
  afterEach(async () => {
    for (const consent of consents) await consent.dispose();
    scratch.remove();
  });

  it('is nothing before a yes, then a private copy that only the person can read', async () => {
    const consent = open();
    await consent.prepare();
    assert.doesNotMatch(copied(consent), /start/);
    await yes(consent);
    assert.match(copied(consent), /start\.sh/);
    const [own] = fs.readdirSync(path.join(scratch.path, 'private'));
    const place = path.join(scratch.path, 'private', own ?? '');
    if (process.platform !== 'win32') {
      assert.equal(fs.statSync(place).mode & 0o777, 0o700);
      assert.equal(fs.statSync(path.join(place, 'hooks', 'hooks.json')).mode & 0o777, 0o600);
    }
    await consent.dispose();
    assert.deepEqual(fs.readdirSync(path.join(scratch.path, 'private')), []);
  });

  it('is taken from open sessions with the change of a script, and given back with the old one', async () => {
    const consent = open();
    await consent.prepare();
    await yes(consent);
    asked.length = 0;
    put('start.sh', 'false');
    await consent.check();
    assert.doesNotMatch(copied(consent), /start/);
    assert.deepEqual(asked, ['sessions.reloadPluginHooks', 'sessions.reloadPluginHooks'], 'in both sessions');
    assert.equal(consent.askFor('one')?.groups[0]?.isChanged, true);
    put('start.sh', 'true');
    await consent.check();
    assert.match(copied(consent), /start\.sh/);
  });

  it('puts off only in the session, and only this content', async () => {
    const consent = open();
    await consent.prepare();
    consent.notNow(consent.askFor('one')?.groups[0]?.hash ?? '', 'one');
    assert.equal(consent.askFor('one'), undefined);
    assert.ok(consent.askFor('two'));
    put('start.sh', 'false');
    await consent.check();
    assert.ok(consent.askFor('one'), 'it is another one by now');
  });

  it('opens no session on a CLI that runs hooks whatever it is told, but where there are none', async () => {
    const consent = open(false);
    await assert.rejects(consent.prepare(), HooksNotHeld);
    fs.rmSync(path.join(scratch.path, 'shop', '.github'), { recursive: true });
    await consent.prepare();
  });

  it('always tells the CLI to look for nothing by itself', () => {
    const { extraParams } = open().withConsented({ extraParams: { enableConfigDiscovery: true, other: 1 } });
    assert.deepEqual(
      [extraParams?.['enableFileHooks'], extraParams?.['enableConfigDiscovery']],
      [false, false],
    );
    assert.equal(extraParams?.['other'], 1);
  });
});
