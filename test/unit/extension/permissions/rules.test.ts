import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { askedOf, type Asked } from '../../../../src/extension/permissions/asked';
import { isAllowedBy, type RuleMatch } from '../../../../src/extension/permissions/ruleMatch';
import { Rules } from '../../../../src/extension/permissions/rules';
import { scopesFor } from '../../../../src/extension/permissions/scopes';

const shell = (command: string): Asked => ({ kind: 'shell', command });

describe('A rule for commands', () => {
  const allows = (match: RuleMatch, command: string) => isAllowedBy(match, shell(command), '/shop');

  it('of one exact line allows that line only, compound or not', () => {
    const match: RuleMatch = { kind: 'command', line: 'npm test && npm run lint' };
    assert.ok(allows(match, 'npm test && npm run lint'));
    assert.ok(allows(match, ' npm test && npm run lint\n'));
    for (const other of ['npm test', 'npm test && npm run lint; x', 'npm test  && npm run lint', ''])
      assert.ok(!allows(match, other), other);
    assert.ok(!allows({ kind: 'command', line: '' }, ''));
  });

  it('never allows another kind of request', () => {
    const match: RuleMatch = { kind: 'command', line: 'ls' };
    assert.ok(!isAllowedBy(match, { kind: 'tool', name: 'ls' }, '/shop'));
    assert.ok(!isAllowedBy(match, { kind: 'other', name: 'ls' }, '/shop'));
  });

  it('is offered for what the line does, and for the line itself', () => {
    assert.deepEqual(scopesFor(shell('npm test -- cart'), '/shop'), [
      { until: 'session', match: { kind: 'commands', words: ['npm', 'test'] } },
      { until: 'folder', match: { kind: 'commands', words: ['npm', 'test'] } },
      { until: 'folder', match: { kind: 'command', line: 'npm test -- cart' } },
    ]);
    assert.deepEqual(
      scopesFor(shell('npm test | tee log'), '/shop').map(({ match }) => match.kind),
      ['command', 'command'],
    );
  });

  it('is not offered for a line that holds a secret, since a rule is kept as it is', () => {
    assert.deepEqual(scopesFor(shell('curl -H "Authorization: Bearer abcdefghijklmnop" x'), '/shop'), []);
  });

  it('is not offered as a wider one that would not allow the line itself', () => {
    assert.deepEqual(
      scopesFor(shell('npm test --prefix /elsewhere'), '/shop').map(({ match }) => match.kind),
      ['command'],
    );
  });
});

describe('A rule for files', () => {
  let root: string;
  let folder: string;
  before(() => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'flightdeck-rules-')));
    folder = path.join(root, 'shop');
    for (const name of ['shop/src/deep', 'shop/src2', 'shop/.git/hooks', 'outside'])
      fs.mkdirSync(path.join(root, name), { recursive: true });
    fs.writeFileSync(path.join(root, 'outside/secret.txt'), '');
    fs.symlinkSync(path.join(root, 'outside'), path.join(folder, 'src/away'));
    fs.symlinkSync(path.join(root, 'outside/secret.txt'), path.join(folder, 'src/link.txt'));
    fs.symlinkSync(path.join(root, 'outside/new.txt'), path.join(folder, 'src/nowhere.txt'));
    fs.symlinkSync(path.join(folder, 'src'), path.join(folder, 'alias'));
    fs.symlinkSync(folder, path.join(root, 'linked'));
  });
  after(() => fs.rmSync(root, { recursive: true }));

  const write = (file: string, place = 'src', at = folder) =>
    isAllowedBy({ kind: 'write', path: place }, { kind: 'write', path: file }, at);

  it('reaches files below its place, there or not', () => {
    for (const file of ['src/a.ts', 'src/deep/b.ts', 'src/new/deeper/c.ts', 'alias/a.ts'])
      assert.ok(write(file), file);
    assert.ok(write(path.join(folder, 'src/a.ts')));
    assert.ok(write(path.join(root, 'linked/src/a.ts')), 'by another way to the same place');
    assert.ok(write('src/a.ts', 'src', path.join(root, 'linked')), 'in a folder that is a link');
  });

  it('reaches nothing else, whatever way is taken', () => {
    const ways = [
      'a.ts',
      'src2/a.ts',
      'src/../a.ts',
      'src/../../outside/a.ts',
      '../outside/a.ts',
      'src/away/a.ts',
      'src/link.txt',
      'src/nowhere.txt',
      path.join(root, 'outside/secret.txt'),
      '/etc/passwd',
      '',
    ];
    for (const file of ways) assert.ok(!write(file), file);
  });

  it('never reaches out of the folder, even if the rule says so', () => {
    assert.ok(!write('../outside/a.ts', '..'));
    assert.ok(!write('src/away/a.ts', 'src/away'));
    assert.ok(!write('/etc/passwd', '/'));
  });

  it('for a whole folder leaves out what runs later or holds keys', () => {
    for (const file of ['.git/hooks/pre-commit', '.vscode/tasks.json', '.env', '.env.local', 'src/.npmrc'])
      assert.ok(!write(file, '.'), file);
    assert.ok(!write('.GIT/hooks/x', '.'));
    assert.ok(!isAllowedBy({ kind: 'read', path: '.' }, { kind: 'read', path: '.env' }, folder));
    assert.ok(!isAllowedBy({ kind: 'read', path: '.' }, { kind: 'read', path: 'keys/id_rsa' }, folder));
    assert.ok(isAllowedBy({ kind: 'read', path: '.' }, { kind: 'read', path: 'src/a.ts' }, folder));
    assert.ok(write('.env', '.env'), 'the file itself can be named');
  });

  it('for writing is none for reading', () => {
    assert.ok(!isAllowedBy({ kind: 'write', path: 'src' }, { kind: 'read', path: 'src/a.ts' }, folder));
    assert.ok(!isAllowedBy({ kind: 'read', path: '.' }, { kind: 'path', path: 'src/a.ts' }, folder));
  });

  it('is offered for the folder of the file, or for a file at the top', () => {
    const places = (file: string) =>
      scopesFor({ kind: 'write', path: file }, folder).map(({ until, match }) => [until, match]);
    assert.deepEqual(places('src/a.ts'), [
      ['session', { kind: 'write', path: '.' }],
      ['folder', { kind: 'write', path: 'src' }],
    ]);
    assert.deepEqual(places('notes.md')[1], ['folder', { kind: 'write', path: 'notes.md' }]);
    assert.deepEqual(places('/etc/passwd'), []);
    assert.deepEqual(places('.git/hooks/pre-commit'), []);
  });
});

describe('A rule for addresses', () => {
  const match: RuleMatch = { kind: 'url', origin: 'https://wiki.example.com' };
  const allows = (url: string, from?: string) =>
    isAllowedBy(match, { kind: 'url', url, ...(from === undefined ? {} : { from }) }, '/shop');

  it('allows its host only', () => {
    assert.ok(allows('https://wiki.example.com/prices?year=2026'));
    assert.ok(allows('https://WIKI.example.com:443/'));
    for (const url of [
      'http://wiki.example.com/',
      'https://wiki.example.com:8443/',
      'https://wiki.example.com.evil.example/',
      'https://evil.example/?https://wiki.example.com',
      'https://wiki.example.com@evil.example/',
      'https://me:key@wiki.example.com/',
      'https://xwiki.example.com/',
      'file:///etc/passwd',
      'javascript:1',
      'no address',
      '',
    ])
      assert.ok(!allows(url), url);
  });

  it('allows no redirection from elsewhere', () => {
    assert.ok(allows('https://wiki.example.com/b', 'https://wiki.example.com/a'));
    assert.ok(!allows('https://wiki.example.com/b', 'https://evil.example/'));
  });
});

describe('What is asked', () => {
  it('is read from the request and from its display form', () => {
    const of = (request: unknown, prompt?: unknown) => askedOf(request, prompt, '/shop');
    assert.deepEqual(of({ kind: 'shell', fullCommandText: 'ls' }), { kind: 'shell', command: 'ls' });
    assert.deepEqual(of({ kind: 'write', fileName: '/shop/src/a.ts' }), { kind: 'write', path: 'src/a.ts' });
    assert.deepEqual(of({ kind: 'read', path: '/etc/x' }, { kind: 'path', paths: ['/etc/x'] }), {
      kind: 'path',
      path: '/etc/x',
    });
    assert.deepEqual(
      of({ kind: 'mcp', serverName: 'web', toolName: 'web-get' }, { kind: 'mcp', toolName: 'get' }),
      { kind: 'mcp', server: 'web', tool: 'get' },
    );
    assert.deepEqual(of({ kind: 'memory' }), { kind: 'other', name: 'memory' });
    assert.deepEqual(of(undefined), { kind: 'other', name: '' });
  });
});

describe('The saved rules', () => {
  function memory(start: Record<string, unknown> = {}) {
    const map = new Map(Object.entries(start));
    return {
      get: (key: string) => structuredClone(map.get(key)),
      update: (key: string, value: unknown) => Promise.resolve(void map.set(key, structuredClone(value))),
    };
  }
  const match: RuleMatch = { kind: 'commands', words: ['npm', 'test'] };
  const card = { place: 'card', session: 'Add codes' } as const;

  it('outlive the window, those of a session do not', () => {
    const store = memory();
    const rules = new Rules(store, '/shop');
    const saved = rules.save(match, card);
    rules.save({ kind: 'command', line: 'ls' }, card, 's1');
    rules.use(saved.id);
    const later = new Rules(store, '/shop');
    assert.deepEqual(
      later.all.map((rule) => [rule.id, rule.uses, typeof rule.lastUsedAt]),
      [[saved.id, 1, 'number']],
    );
    assert.equal(later.find(shell('npm test'), 's9')?.id, saved.id);
  });

  it('say where they were saved, in a short title without secrets; an earlier version did not', () => {
    const store = memory({
      'permission rules': [
        { id: 'old', match, savedAt: 1 },
        { id: 'odd', match, savedAt: 1, origin: 'x' },
      ],
    });
    const rules = new Rules(store, '/shop');
    assert.deepEqual(
      rules.all.map((rule) => [rule.id, rule.origin]),
      [
        ['old', undefined],
        ['odd', undefined],
      ],
    );
    rules.save({ kind: 'command', line: 'ls' }, { ...card, session: `Use --token=abc ${'x'.repeat(200)}` });
    rules.save({ kind: 'tool', name: 'lint' }, { place: 'approvals' });
    const [page, long] = new Rules(store, '/shop').all;
    assert.deepEqual(page?.origin, { place: 'approvals' });
    assert.ok(long?.origin?.place === 'card');
    assert.match(long.origin.session, /^Use --token=••• x+…$/);
    assert.equal(long.origin.session.length, 81);
  });

  it('of a session do not count in another', () => {
    const rules = new Rules(memory(), '/shop');
    rules.save(match, card, 's1');
    assert.ok(rules.find(shell('npm test'), 's1'));
    assert.equal(rules.find(shell('npm test'), 's2'), undefined);
  });

  it('are saved once', () => {
    const rules = new Rules(memory(), '/shop');
    assert.equal(rules.save(match, card).id, rules.save({ ...match }, card).id);
    assert.equal(rules.all.length, 1);
  });

  it('allow nothing any more once revoked', () => {
    const store = memory();
    const rules = new Rules(store, '/shop');
    rules.revoke(rules.save(match, card).id);
    assert.equal(rules.find(shell('npm test'), 's1'), undefined);
    assert.deepEqual(new Rules(store, '/shop').all, []);
  });

  it('that cannot be read are left out', () => {
    const good = { id: 'r', match, savedAt: 1, uses: 0 };
    const stored = [good, { id: 'x', match: { kind: 'everything' }, savedAt: 1 }, 5, null];
    assert.deepEqual(
      new Rules(memory({ 'permission rules': stored }), '/shop').all.map((rule) => rule.id),
      ['r'],
    );
    assert.deepEqual(new Rules(memory({ 'permission rules': 'broken' }), '/shop').all, []);
  });
});
