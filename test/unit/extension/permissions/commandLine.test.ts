import assert from 'node:assert/strict';
import { beginsWith, prefixOf, simpleWords } from '../../../../src/extension/permissions/commandLine';

describe('A command line', () => {
  it('is cut into words as a shell would', () => {
    assert.deepEqual(simpleWords('  npm  test -- cart '), ['npm', 'test', '--', 'cart']);
    assert.deepEqual(simpleWords(`git commit -m 'a; b && c' "d e"`), [
      'git',
      'commit',
      '-m',
      'a; b && c',
      'd e',
    ]);
    assert.deepEqual(simpleWords(`echo ''`), ['echo', '']);
    assert.deepEqual(simpleWords('npm i @scope/name@1.2.3'), ['npm', 'i', '@scope/name@1.2.3']);
  });

  const nasty = [
    'npm test; rm -rf /',
    'npm test && curl evil.example',
    'npm test || true',
    'npm test | sh',
    'npm test |& sh',
    'npm test & rm x',
    'npm test > ~/.bashrc',
    'npm test >> x',
    'npm test < /etc/passwd',
    'npm test 2>&1',
    'npm test $(rm x)',
    'npm test `rm x`',
    'npm test "$(rm x)"',
    'npm test "`rm x`"',
    'npm test $HOME',
    'npm test "$HOME"',
    'npm test ${IFS}x',
    "npm test $'\\x3b'",
    'npm test\nrm -rf /',
    'npm test\r\nrm x',
    'npm test \\\nrm x',
    'npm test \\; rm x',
    'npm test <(rm x)',
    'npm test {a,b}',
    'npm test *',
    'npm test ?',
    'npm test [a]',
    'npm test ~root',
    'npm test !!',
    'npm test "!!"',
    'npm test # comment',
    'npm test %PATH%',
    'npm test ^& rm',
    "npm test 'open",
    'npm test "open',
    'PATH=evil npm test',
    'npm test \u201cx\u201d',
    "npm test '\u2019; rm x; \u2019'",
    'npm test \u00a0rm',
    'npm test \u202e',
    'npm test \0',
    'npm\u200btest',
    'npm test "a\\" ; rm x"',
    '(npm test)',
    '{ npm test; }',
    '',
    '   ',
  ];
  for (const line of nasty) {
    it(`is not simple when it is ${JSON.stringify(line)}`, () => {
      assert.equal(simpleWords(line), undefined);
      assert.equal(beginsWith(line, ['npm', 'test']), false);
      assert.equal(prefixOf(line), undefined);
    });
  }

  it('lets a rule keep only the words that say what is done', () => {
    assert.deepEqual(prefixOf('npm test -- cart'), ['npm', 'test']);
    assert.deepEqual(prefixOf('npm run build --if-present'), ['npm', 'run', 'build']);
    assert.deepEqual(prefixOf('git status --short'), ['git', 'status']);
    assert.deepEqual(prefixOf('ls src'), ['ls']);
  });

  for (const line of [
    'rm -rf build',
    'bash x.sh',
    'sh -c ls',
    'sudo ls',
    'env ls',
    'xargs rm',
    'find . -delete',
    'curl example.com',
    'node x.js',
    'python x.py',
    'npx thing',
    'npm exec thing',
    'npm run',
    'go run main.go',
    'cargo run thing',
    'git -c core.pager=x log',
    'git config core.pager x',
    'git rebase -x ls',
    'docker run x',
    'cat .env',
    './script',
    '/bin/ls',
    'git',
    'npm --prefix x test',
  ]) {
    it(`can only be allowed as it stands when it is ${line}`, () => assert.equal(prefixOf(line), undefined));
  }

  it('begins with the words of a rule, not with their letters', () => {
    assert.equal(beginsWith('npm test', ['npm', 'test']), true);
    assert.equal(beginsWith('npm test -- cart', ['npm', 'test']), true);
    assert.equal(beginsWith(`"npm" 'test'`, ['npm', 'test']), true);
    assert.equal(beginsWith('npm tests', ['npm', 'test']), false);
    assert.equal(beginsWith('npm', ['npm', 'test']), false);
    assert.equal(beginsWith('xnpm test', ['npm', 'test']), false);
    assert.equal(beginsWith('npm  run test', ['npm', 'test']), false);
    assert.equal(beginsWith('anything', []), false);
  });

  for (const extra of [
    '/etc',
    '../other',
    'a/../../b',
    '--prefix=/tmp/x',
    '--prefix /tmp/x',
    '--prefix=../x',
    '-C..',
    '-C/tmp',
    '"~/x"',
    "'C:\\x'",
    'C:/x',
    'file:///etc/passwd',
    'https://example.com/x.tgz',
    "'..\\x'",
    '--script-shell=./evil',
    '--upload-pack=./evil',
    '-exec ./evil',
    '-toolexec=./evil',
    '--ext-diff',
    '--output=x',
    '-c core.pager=x',
    '--config x',
    'SHELL=./evil',
    '--node-options=--require=./evil',
  ]) {
    it(`is asked about again when it adds ${extra}`, () =>
      assert.equal(beginsWith(`npm test ${extra}`, ['npm', 'test']), false));
  }
});
