import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { decide, type Circumstances } from '../../../../src/extension/permissions/decide';
import type { Subject } from '../../../../src/extension/rules/subject';
import type { PermissionMode } from '../../../../src/protocol/toView';

let root: string;
let folder: string;
let second: string;

before(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'flightdeck-decide-')));
  folder = path.join(root, 'shop');
  second = path.join(root, 'lib');
  for (const name of ['shop/src', 'shop/keys', 'shop/.git', 'lib/src', 'shop-private', 'outside'])
    fs.mkdirSync(path.join(root, name), { recursive: true });
  for (const name of [
    'shop/src/a.ts',
    'shop/.env',
    'shop/keys/server.pem',
    'outside/diary.txt',
    'lib/src/b.ts',
  ])
    fs.writeFileSync(path.join(root, name), 'x');
  fs.symlinkSync(path.join(root, 'outside'), path.join(folder, 'src/away'));
  fs.symlinkSync(path.join(root, 'outside/diary.txt'), path.join(folder, 'notes.txt'));
  fs.symlinkSync(path.join(folder, '.env'), path.join(folder, 'settings.txt'));
  fs.symlinkSync(path.join(root, 'nowhere'), path.join(folder, 'dangling.txt'));
  fs.symlinkSync(path.join(folder, 'loop-b'), path.join(folder, 'loop-a'));
  fs.symlinkSync(path.join(folder, 'loop-a'), path.join(folder, 'loop-b'));
  fs.symlinkSync(path.join(folder, 'src'), path.join(folder, 'alias'));
  fs.symlinkSync(folder, path.join(root, 'linked'));
});
after(() => fs.rmSync(root, { recursive: true }));

function verdict(subject: Subject, mode: PermissionMode, given: Partial<Circumstances> = {}): string {
  const found = decide(subject, {
    folders: [folder, second],
    mode,
    isManaged: false,
    tool: 'view',
    denials: () => ({ isPossible: false }),
    allowance: () => undefined,
    ...given,
  });
  return found.decision === 'ask' ? (found.reason ?? 'ask') : `${found.decision} by ${found.by}`;
}

describe('Reading without a word, where reads of the folder are allowed', () => {
  const read = (file: string, tool = 'view') =>
    verdict({ kind: 'read', path: file }, 'allow-reads', { tool });
  const allowed = 'allowed by mode';

  it('reaches the files of the folders, by whatever way', () => {
    const files = [
      'src/a.ts',
      './src/a.ts',
      'src/../src/a.ts',
      'src//a.ts',
      'alias/a.ts',
      'src/not-there-yet.ts',
      'README',
      path.join(folder, 'src/a.ts'),
      path.join(root, 'linked/src/a.ts'),
      path.join(second, 'src/b.ts'),
      path.join(folder, '../lib/src/b.ts'),
      '.github/workflows/ci.yml',
      'package.json',
    ];
    assert.deepEqual(
      files.map((file) => `${file}: ${read(file)}`),
      files.map((file) => `${file}: ${allowed}`),
    );
  });

  it('reaches nothing that is not there by its real path', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['/etc/passwd', 'outside'],
      ['../outside/diary.txt', 'outside'],
      ['src/../../outside/diary.txt', 'outside'],
      ['src/away/diary.txt', 'moved'],
      ['src/away', 'moved'],
      ['src/away/../../shop/../outside', 'moved'],
      ['src/away/../a.ts', 'moved'],
      ['notes.txt', 'moved'],
      ['dangling.txt', 'moved'],
      ['loop-a', 'moved'],
      ['../shop-private/x', 'outside'],
      [path.join(root, 'shop-private'), 'outside'],
      [os.tmpdir(), 'outside'],
      [os.homedir(), 'outside'],
      ['/', 'outside'],
      ['..', 'outside'],
      ['', 'outside'],
      ['/proc/self/environ', 'outside'],
      ['/dev/sda', 'outside'],
      ['~/.ssh/id_rsa/../../../../etc/x', 'outside'],
    ];
    // A home in a shell's words is a folder of that name, and none of keys.
    for (const [file, reason] of cases.slice(0, -1)) assert.equal(read(file), reason, file);
    assert.notEqual(read('~/.ssh/id_rsa'), allowed);
  });

  it('asks for what can hold secrets', () => {
    const files = [
      '.env',
      '.env.local',
      '.env.production',
      'src/.env',
      '.ENV',
      '.envrc',
      'settings.txt',
      'keys/server.pem',
      'a.key',
      'A.PEM',
      'id_rsa',
      'id_ed25519.old',
      '.npmrc',
      '.netrc',
      '.pgpass',
      '.git-credentials',
      '.git/config',
      '.ssh/known_hosts',
      '.aws/credentials',
      '.docker/config.json',
      '.kube/config',
      'secrets.yaml',
      'config/secrets.json',
      'credentials.json',
      'client_secret_1.json',
      'service-account-prod.json',
      'prod.tfvars',
      'terraform.tfstate',
      'terraform.tfstate.backup',
      'release.keystore',
      'vpn.ovpn',
      '.htpasswd',
      // As Windows and macOS read them.
      '.env ',
      '.env.',
      '.env::$DATA',
      '.e\u200bnv',
      '．env',
    ];
    assert.deepEqual(
      files.map((file) => `${file}: ${read(file)}`),
      files.map((file) => `${file}: secret`),
    );
  });

  it('lists and searches folders only with the tools that are known', () => {
    for (const tool of ['view', 'glob', 'grep', 'rg']) assert.equal(read('src', tool), allowed);
    for (const tool of ['', 'dump', '__proto__', 'constructor'])
      assert.equal(read('.', tool), 'whole-folder');
  });

  it('asks for each file of an act that names several', () => {
    const many: Subject = { kind: 'read', path: 'src/a.ts', others: ['/etc/passwd'] };
    assert.equal(verdict(many, 'allow-reads'), 'outside');
  });

  it('is no writing, running, fetching or calling', () => {
    const others: Subject[] = [
      { kind: 'write', path: 'src/a.ts' },
      { kind: 'shell', command: 'ls' },
      { kind: 'url', url: 'https://example.com' },
      { kind: 'mcp', server: 's', tool: 't' },
      { kind: 'tool', name: 't' },
      { kind: 'path', path: '/etc' },
      { kind: 'hook', event: 'preToolUse' },
      { kind: 'other', name: 'read' },
    ];
    for (const subject of others) assert.equal(verdict(subject, 'allow-reads'), 'ask', subject.kind);
  });
});

describe('The editor’s own tools', () => {
  it('go on without a word for files of the folder, in every mode', () => {
    for (const mode of ['ask', 'allow-reads', 'allow-all'] as const) {
      const shown = verdict({ kind: 'editor', tool: 'editor_open_file', path: 'src/a.ts' }, mode);
      assert.equal(shown, mode === 'allow-all' ? 'allowed by mode' : 'allowed by editor');
    }
  });

  it('ask for a file outside, or of keys', () => {
    const open = (file: string) => verdict({ kind: 'editor', tool: 'editor_open_file', path: file }, 'ask');
    assert.deepEqual(['/etc/passwd', 'notes.txt', '.env'].map(open), ['outside', 'moved', 'secret']);
  });
});

describe('What decides', () => {
  const command: Subject = { kind: 'shell', command: 'git push' };
  const rule = (id: string) => ({ id }) as never;

  it('is a rule that forbids before all that allows', () => {
    const all = {
      ownCommand: 'git push',
      isConfined: true,
      allowance: () => rule('a'),
      denials: () => ({ certain: rule('d'), isPossible: false }),
    };
    assert.equal(verdict(command, 'allow-all', all), 'denied by rule');
    const possible = { ...all, denials: () => ({ isPossible: true }) };
    assert.equal(verdict(command, 'allow-all', possible), 'maybe-denied');
    assert.equal(
      verdict(command, 'allow-all', { ...possible, denials: () => ({ isPossible: false }) }),
      'allowed by you',
    );
  });

  it('is a person where an organization wants one, whatever else allows it', () => {
    const all = { isManaged: true, ownCommand: 'git push', isConfined: true, allowance: () => rule('a') };
    assert.equal(verdict(command, 'allow-all', all), 'managed');
  });

  it('is a person where something is to leave the sandbox, whatever they allowed before', () => {
    const all = { leavesSandbox: true, ownCommand: 'git push', isConfined: true, allowance: () => rule('a') };
    assert.equal(verdict(command, 'allow-all', all), 'ask');
    assert.equal(verdict({ kind: 'read', path: 'a.ts' }, 'allow-reads', { leavesSandbox: true }), 'ask');
    const denied = { ...all, denials: () => ({ certain: rule('d'), isPossible: false }) };
    assert.equal(verdict(command, 'allow-all', denied), 'denied by rule');
  });

  it('is never the mode where a command was to be confined and it is not sure that it is', () => {
    assert.equal(verdict(command, 'allow-all', { isUnconfirmed: true }), 'ask');
    assert.equal(
      verdict(command, 'ask', { isUnconfirmed: true, allowance: () => rule('a') }),
      'allowed by rule',
    );
  });

  it('is a rule before the sandbox, and the sandbox for commands alone', () => {
    assert.equal(
      verdict(command, 'ask', { isConfined: true, allowance: () => rule('a') }),
      'allowed by rule',
    );
    assert.equal(verdict(command, 'ask', { isConfined: true }), 'allowed by sandbox');
    assert.equal(verdict({ kind: 'url', url: 'https://x' }, 'ask', { isConfined: true }), 'ask');
  });
});
