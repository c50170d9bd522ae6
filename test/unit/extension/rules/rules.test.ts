import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { readRequest } from '../../../../src/extension/permissions/readRequest';
import { isCovered, type RuleMatch } from '../../../../src/extension/rules/ruleMatch';
import { RuleFile } from '../../../../src/extension/rules/ruleFile';
import { scopesFor } from '../../../../src/extension/rules/ruleSuggestions';
import type { Subject } from '../../../../src/extension/rules/subject';
import { makeRules, memory } from '../../../support/makeApprovals';

const shell = (command: string): Subject => ({ kind: 'shell', command });

describe('A rule for commands', () => {
  const allows = (match: RuleMatch, command: string) => isCovered(match, shell(command), '/shop');

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
    assert.ok(!isCovered(match, { kind: 'tool', name: 'ls' }, '/shop'));
    assert.ok(!isCovered(match, { kind: 'other', name: 'ls' }, '/shop'));
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

  it('is offered for every folder where it only reads', () => {
    const reaches = (line: string) =>
      scopesFor(shell(line), '/shop').map(({ until, match }) => `${until} ${match.kind}`);
    assert.deepEqual(reaches('pwd'), ['session commands', 'folder commands', 'everywhere commands']);
    assert.ok(!reaches('npm test').some((reach) => reach.startsWith('everywhere')));
  });

  it('is not offered for a line that holds a secret, since a rule is kept as it is', () => {
    assert.deepEqual(scopesFor(shell('curl -H "Authorization: Bearer abcdefghijklmnop" x'), '/shop'), []);
  });

  it('is not offered as a wider one that would not allow the line itself', () => {
    assert.deepEqual(
      scopesFor(shell('npm test --prefix /elsewhere'), '/shop').map(({ match }) => match.kind),
      ['command', 'command'],
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
    isCovered({ kind: 'write', path: place }, { kind: 'write', path: file }, at);

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
    assert.ok(!isCovered({ kind: 'read', path: '.' }, { kind: 'read', path: '.env' }, folder));
    assert.ok(!isCovered({ kind: 'read', path: '.' }, { kind: 'read', path: 'keys/id_rsa' }, folder));
    assert.ok(isCovered({ kind: 'read', path: '.' }, { kind: 'read', path: 'src/a.ts' }, folder));
    for (const file of ['package.json', '.env', 'Makefile'])
      assert.ok(!write(file, file), `${file} itself too`);
  });

  it('for writing is none for reading', () => {
    assert.ok(!isCovered({ kind: 'write', path: 'src' }, { kind: 'read', path: 'src/a.ts' }, folder));
    assert.ok(!isCovered({ kind: 'read', path: '.' }, { kind: 'path', path: 'src/a.ts' }, folder));
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
    isCovered(match, { kind: 'url', url, ...(from === undefined ? {} : { from }) }, '/shop');

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
    const of = (request: { kind: string }, prompt?: unknown) =>
      readRequest(request, prompt, ['/shop']).subject;
    const shellRequest = { kind: 'shell', fullCommandText: 'ls' };
    assert.deepEqual(of(shellRequest), { kind: 'shell', command: 'ls' });
    const write = { kind: 'write', fileName: '/shop/src/a.ts' };
    assert.deepEqual(of(write), { kind: 'write', path: 'src/a.ts' });
    const side = (name: string) => ({ after: { path: name, content: '' } });
    const more = { ...write, fileEdits: [side('/shop/src/a.ts'), side('/etc/x')] };
    assert.deepEqual(of(more), { kind: 'write', path: 'src/a.ts', others: ['/etc/x'] });
    assert.deepEqual(
      of({ kind: 'read', path: '/etc/x' } as { kind: string }, { kind: 'path', paths: ['/etc/x'] }),
      {
        kind: 'path',
        path: '/etc/x',
      },
    );
    const mcp = { kind: 'mcp', serverName: 'web', toolName: 'web-get', args: {} };
    assert.deepEqual(of(mcp, { kind: 'mcp', toolName: 'get' }), { kind: 'mcp', server: 'web', tool: 'get' });
    const known = readRequest(mcp, { kind: 'mcp', toolName: 'get' }, ['/shop'], 'hash').subject;
    assert.deepEqual(known, { kind: 'mcp', server: 'web', tool: 'get', identity: 'hash' });
    const asking = { kind: 'hook', toolName: 'view', toolArgs: { path: '/shop/.env' } };
    assert.deepEqual(of(asking), { kind: 'read', path: '.env' });
    const asksToRun = { ...asking, toolName: 'bash' };
    assert.deepEqual(of(asksToRun), { kind: 'other', name: 'bash' });
    assert.deepEqual(of({ kind: 'memory' }), { kind: 'other', name: 'memory' });
    assert.deepEqual(
      of({ kind: 'shell' }),
      { kind: 'other', name: 'shell' },
      'without a command it is no command',
    );
  });
});

describe('A rule for a tool of an MCP server', () => {
  const match: RuleMatch = { kind: 'mcp', server: 'web', tool: 'get', identity: 'one' };
  const asks = (identity: string | undefined): Subject => ({
    kind: 'mcp',
    server: 'web',
    tool: 'get',
    ...(identity === undefined ? {} : { identity }),
  });

  it('counts for what the server runs or reaches, and for no other of its name', () => {
    assert.ok(isCovered(match, asks('one'), '/shop'));
    assert.ok(!isCovered(match, asks('two'), '/shop'));
    assert.ok(!isCovered(match, asks(undefined), '/shop'));
    assert.ok(!isCovered({ kind: 'mcp', server: 'web', tool: 'get' }, asks(undefined), '/shop'));
  });

  it('is offered where it is known what the server runs', () => {
    assert.equal(scopesFor(asks(undefined), '/shop').length, 0);
    assert.deepEqual(
      scopesFor(asks('one'), '/shop').map(({ until }) => until),
      ['session', 'folder'],
    );
  });
});

describe('The saved rules', () => {
  const match: RuleMatch = { kind: 'commands', words: ['npm', 'test'] };
  const allow = (allowed: RuleMatch) => ({ effect: 'allow', match: allowed }) as const;
  const card = { place: 'card', session: 'Add codes' } as const;

  it('outlive the window, those of a session do not', () => {
    const store = memory();
    const rules = makeRules(store);
    const saved = rules.save(allow(match), card, 'folder');
    rules.save(allow({ kind: 'command', line: 'ls' }), card, 'session', 's1');
    rules.use(saved.id);
    const later = makeRules(store);
    assert.deepEqual(
      later.all.map((rule) => [rule.id, rule.uses, typeof rule.lastUsedAt]),
      [[saved.id, 1, 'number']],
    );
    assert.equal(later.allowance(shell('npm test'), 's9')?.id, saved.id);
  });

  it('say where they were saved, in a short title without secrets; an earlier version did not', () => {
    const store = memory({
      'permission rules': [
        { id: 'old', match, savedAt: 1 },
        { id: 'odd', match, savedAt: 1, origin: 'x' },
      ],
    });
    const rules = makeRules(store);
    assert.deepEqual(
      rules.all.map((rule) => [rule.id, rule.origin]),
      [
        ['old', undefined],
        ['odd', undefined],
      ],
    );
    const title = `Use --token=abc ${'x'.repeat(200)}`;
    const long = rules.save(allow({ kind: 'command', line: 'ls' }), { ...card, session: title }, 'folder');
    const page = rules.save(allow({ kind: 'tool', name: 'lint' }), { place: 'approvals' }, 'folder');
    assert.deepEqual(page.origin, { place: 'approvals' });
    assert.ok(long.origin?.place === 'card');
    assert.match(long.origin.session, /^Use --token=••• x+…$/);
    assert.equal(long.origin.session.length, 81);
  });

  it('of a session do not count in another', () => {
    const rules = makeRules();
    rules.save(allow(match), card, 'session', 's1');
    assert.ok(rules.allowance(shell('npm test'), 's1'));
    assert.equal(rules.allowance(shell('npm test'), 's2'), undefined);
  });

  it('are saved once', () => {
    const rules = makeRules();
    assert.equal(
      rules.save(allow(match), card, 'folder').id,
      rules.save(allow({ ...match }), card, 'folder').id,
    );
    assert.equal(rules.all.length, 1);
  });

  it('allow nothing any more once revoked', () => {
    const store = memory();
    const rules = makeRules(store);
    rules.revoke(rules.save(allow(match), card, 'folder').id);
    assert.equal(rules.allowance(shell('npm test'), 's1'), undefined);
    assert.deepEqual(makeRules(store).all, []);
  });

  it('of every folder count in another window of another folder at once, and both windows’ rules stay', () => {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'flightdeck-rules-'));
    const window = () => makeRules(memory(), new RuleFile(path.join(home, 'deep', 'rules.json')));
    const [here, there] = [window(), window()];
    const forbid = (words: string[]) => ({ effect: 'deny', match: { kind: 'commands', words } }) as const;
    here.save(forbid(['git', 'push']), card, 'everywhere');
    there.save(forbid(['npm', 'publish']), card, 'everywhere');
    assert.ok(there.denials(shell('git push')).certain);
    assert.ok(here.denials(shell('npm publish')).certain);
    assert.equal(fs.statSync(path.join(home, 'deep', 'rules.json')).mode & 0o777, 0o600);
    fs.rmSync(home, { recursive: true });
  });

  it('that cannot be read are left out, and kept for who wrote them', () => {
    const good = { id: 'r', match, savedAt: 1, uses: 0 };
    const later = { id: 'x', match: { kind: 'everything' }, savedAt: 1 };
    const store = memory({ 'permission rules': [good, later, 5, null] });
    const rules = makeRules(store);
    assert.deepEqual(
      rules.all.map((rule) => rule.id),
      ['r'],
    );
    assert.equal(rules.denials(shell('ls')).isPossible, false);
    rules.use('r');
    assert.deepEqual((store.get('permission rules') as unknown[])[1], later);
  });

  it('that may forbid and cannot be read make everything asked for', () => {
    const later = { id: 'x', effect: 'deny', match: { kind: 'everything' }, savedAt: 1 };
    assert.equal(makeRules(memory({ 'permission rules': [later] })).denials(shell('ls')).isPossible, true);
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'flightdeck-rules-')), 'rules.json');
    fs.writeFileSync(file, '{"permission rules": [');
    const errors: unknown[] = [];
    const broken = makeRules(memory(), new RuleFile(file), '/shop', (error) => errors.push(error));
    assert.equal(broken.denials(shell('ls')).isPossible, true);
    assert.ok(errors.length > 0);
    fs.rmSync(path.dirname(file), { recursive: true });
  });
});
