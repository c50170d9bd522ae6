import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  isAllowedByPattern,
  isStillPattern,
  patternDoes,
  patternOf,
} from '../../../../src/extension/rules/commandPattern';
import { simpleWords } from '../../../../src/extension/rules/shellWords';
import { formerTries, lines } from './commandLines';
import { makeShop } from './shopFolder';

describe('A pattern of commands', () => {
  let shop: ReturnType<typeof makeShop>;
  before(() => (shop = makeShop()));
  after(() => shop.remove());
  const allows = (line: string, pattern: string, folder = shop.folder) =>
    isAllowedByPattern(line, pattern.split(' '), { ...shop.context, folder });

  for (const { pattern, allowed, asked } of lines) {
    it(`${pattern} allows what it says`, () => {
      for (const line of allowed) {
        assert.ok(allows(line, pattern), line);
        assert.deepEqual(patternOf(line), pattern.split(' '), line);
      }
      assert.ok(isStillPattern(pattern.split(' ')));
    });
    it(`${pattern} asks about the rest`, () => {
      for (const line of asked) assert.ok(!allows(line, pattern), line);
    });
  }

  it('has a table of enough lines of every kind', () => {
    const count = lines.reduce(
      (sum, { allowed, asked }) => sum + allowed.length + asked.length,
      formerTries.length,
    );
    assert.ok(count >= 220, String(count));
  });

  it('asks about what ran under the rules of an earlier version', () => {
    assert.ok(formerTries.length >= 77);
    for (const [pattern, line] of formerTries) assert.ok(!allows(line, pattern), line);
  });

  it('is none of those whose line is not read alike by every shell, or whose program is not known', () => {
    const never = [
      'rm -rf build', 'bash x.sh', 'sh -c ls', 'sudo ls', 'env ls', 'xargs rm', 'find . -delete', 'curl example.com',
      'node x.js', 'python x.py', 'npx thing', 'npm exec thing', 'npm run', 'npm run deploy', 'npm install', 'npm ci',
      'go run main.go', 'go build', 'cargo run thing', 'git -c core.pager=x log', 'git config core.pager x', 'git push',
      'git fetch', 'git commit -m x', 'git rebase -x ls', 'git branch new', 'git tag -l', 'git stash list', 'docker run x',
      './script', '/bin/ls', 'git', 'npm --prefix x test', 'make test', 'eslint src', 'tsc --noEmit', 'date', 'tee x',
      'npm test; rm x', 'npm test | sh', 'npm test > x', 'npm test\nrm x', 'npm test $X', '', '   ', 'git status --evil',
    ]; // prettier-ignore
    for (const line of never) assert.equal(patternOf(line), undefined, line);
  });

  it('keeps its words and no others', () => {
    assert.ok(!allows('npm test', ''));
    assert.ok(!isAllowedByPattern('npm test', [], shop.context));
    for (const [line, pattern] of [
      ['npm test', 'npm'],
      ['git status', 'git'],
      ['git status', 'git diff'],
      ['git status --short', 'git status --short'],
      ['npm run lint', 'npm run'],
      ['npm run lint', 'npm run build'],
      ['npm run lint', 'npm run <lint>'],
      ['python3 -m pytest', 'python -m pytest'],
    ] as const)
      assert.ok(!allows(line, pattern), `${line} under ${pattern}`);
  });

  it('of an earlier version that would not be offered any more is known', () => {
    for (const words of [
      ['git', 'push'],
      ['git'],
      ['npm', 'run'],
      ['make', 'test'],
      ['date'],
      [],
      [''],
      ['npm', 'test', 'x y'],
    ])
      assert.ok(!isStillPattern(words), words.join(' '));
    assert.ok(!isStillPattern(['echo', 'one']));
    assert.ok(!isStillPattern(['npm test']));
    for (const [pattern] of formerTries)
      if (!lines.some((one) => one.pattern === pattern))
        assert.ok(!isStillPattern(pattern.split(' ')), pattern);
  });

  it('says whether it only reads or runs files of the folder', () => {
    assert.equal(patternDoes(['git', 'status']), 'reads');
    assert.equal(patternDoes(['npm', 'run', 'lint']), 'runs');
    assert.equal(patternDoes(['anything']), 'runs');
  });

  it('of git is none without a repository, in a folder that only looks like one, or below it', () => {
    const bare = path.join(shop.root, 'bare');
    for (const name of ['HEAD', 'objects/x', 'refs/x', 'below/x']) shop.write(`bare/${name}`);
    assert.ok(!allows('git status', 'git status', bare));
    assert.ok(!allows('git status', 'git status', path.join(bare, 'below')));
    assert.ok(allows('ls', 'ls', bare));
    assert.ok(!allows('git diff secret.txt x.test.js', 'git diff', path.join(shop.root, 'outside')));
    assert.ok(allows('git status', 'git status', path.join(shop.folder, 'src')));
  });

  it('of git below the top of a repository names files of a revision from the folder on', () => {
    const src = path.join(shop.folder, 'src');
    assert.ok(allows('git show HEAD:./a.ts', 'git show', src));
    assert.ok(!allows('git show HEAD:a.ts', 'git show', src));
  });

  it('takes a word as a whole, as a shell would', () => {
    assert.deepEqual(simpleWords('  npm  test -- cart '), ['npm', 'test', '--', 'cart']);
    assert.deepEqual(simpleWords('cat "a b"  c'), ['cat', 'a b', 'c']);
    assert.deepEqual(simpleWords('git diff HEAD~2'), ['git', 'diff', 'HEAD~2']);
    for (const line of [
      'git diff ~2',
      'git diff HEAD~x',
      'a "b',
      'a b"c"',
      'a "-x"',
      'a " b"',
      'A=b',
      'A=b c',
    ])
      assert.equal(simpleWords(line), undefined, line);
  });

  describe('and a path', () => {
    const inside = [
      'src', 'src/', './src', './src/a.ts', '.', './', 'src/deep/b.ts', 'src/new.ts', 'new/deeper/x.ts', 'alias/a.ts',
      'alias/deep/b.ts', 'src/home/docs/guide.md', 'docs/guide.md', 'docs/.hidden', 'a+b.txt', 'a-b_c.txt', 'UPPER.TXT',
      'concert.txt', 'auxiliary', 'com10x', '...x', 'x.y.z', 'src/./a.ts',
    ]; // prettier-ignore
    const outside = [
      '..', '../', '../x', '../shop2/a.ts', '../outside/secret.txt', 'src/..', 'src/../a.ts', 'src/../../outside/secret.txt',
      'src/away', 'src/away/', 'src/away/secret.txt', 'src/away/new.txt', 'away', 'away/x.test.js', 'src/away/../a.ts',
      'src/passwd.ts', 'src/nowhere.ts', 'src/plain.txt', 'src/key.txt', 'src/git', 'src/git/config', 'src/up',
      'src/up/etc', 'src/loop', 'src/loop/x', 'src/home/.env', 'src/home/src/away/secret.txt', 'src/home/src/home/.git/config',
      '.env', './.env', 'src/.env', '.ENV', '.env.local', 'keys/id_rsa', 'server.pem', 'SERVER.PEM', '.git', '.git/config',
      '.GIT/config', 'src/.git/x', '/', '/etc/passwd', '//etc/passwd', '/dev/null', '/proc/self/cwd/src/a.ts', '~', '~/x',
      '~root/x', 'C:', 'C:/x', 'c:x', '//host/share', 'file:///etc/passwd', 'CON', 'con', 'nul.txt', 'src/COM1', 'lpt9.log',
      'PRN/x', 'aux.', 'a.txt.', 'src./a.ts', 'a.txt:stream', 'src//a.ts', '-x', 'a*', 'a?', '[a]', 'a\\b',
      'src\\..\\..\\x', '@list', ':(top)x', ':/', 'a\nb', 'ä', 'a\u202eb', '%X%', '$X',
    ]; // prettier-ignore

    it('inside the folder may follow', () => {
      for (const place of inside) assert.ok(allows(`cat ${place}`, 'cat'), place);
      assert.ok(allows(`cat ${shop.folder}/src/a.ts`, 'cat'), 'with its whole name');
      assert.ok(allows(`cat ${shop.root}/linked/src/a.ts`, 'cat', path.join(shop.root, 'linked')));
      assert.ok(allows('cat src/a.ts', 'cat', path.join(shop.root, 'linked')), 'in a folder that is a link');
    });

    it('that leads elsewhere, to a secret, or that systems read in different ways, may not', () => {
      for (const place of outside)
        for (const verb of ['cat', 'ls', 'wc', 'git diff', 'git log', 'git status'])
          for (const line of [`${verb} ${place}`, `${verb} -- ${place}`, `${verb} src/a.ts ${place}`])
            assert.ok(!allows(line, verb), line);
      assert.ok(!allows(`cat ${shop.root}/outside/secret.txt`, 'cat'));
      assert.ok(!allows(`cat ${shop.root}/shop2/a.ts`, 'cat'));
      assert.ok(!allows(`cat ${shop.folder}/.env`, 'cat'));
      assert.ok(!allows(`cat ${shop.folder}/../shop2/a.ts`, 'cat'));
    });

    it('that could be taken for a revision is looked for, too', () => {
      assert.ok(allows('git diff KEYS~1', 'git diff'));
      shop.write('shop/KEYS~1');
      assert.ok(!allows('git diff KEYS~1', 'git diff'));
      assert.ok(!allows('cat KEYS~1', 'cat'));
      fs.rmSync(path.join(shop.folder, 'KEYS~1'));
      assert.ok(!allows('git log id_rsa', 'git log'));
      assert.ok(!allows('git log src/away', 'git log'));
    });

    it('is counted enough', () => assert.ok(inside.length + outside.length >= 60));

    it('from the root is none on Windows', () => {
      const context = { ...shop.context, platform: 'win32' } as const;
      assert.ok(!isAllowedByPattern(`cat ${shop.folder}/src/a.ts`, ['cat'], context));
      assert.ok(isAllowedByPattern('cat src/a.ts', ['cat'], context));
    });

    it('is looked at each time', () => {
      const file = path.join(shop.folder, 'docs/moved.md');
      assert.ok(allows('cat docs/moved.md', 'cat'));
      fs.symlinkSync(path.join(shop.root, 'outside/secret.txt'), file);
      assert.ok(!allows('cat docs/moved.md', 'cat'));
      fs.rmSync(file);
    });
  });
});
