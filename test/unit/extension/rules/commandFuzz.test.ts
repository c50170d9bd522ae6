import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { isAllowedByPattern, patternOf } from '../../../../src/extension/rules/commandPattern';
import { lines } from './commandLines';
import { gitEnv, makeShop } from './shopFolder';

const patterns = lines.map(({ pattern }) => pattern);

/** Options that run a program, write, reach out or read elsewhere, from the manuals; each long one also shortened. */
const hostileLong = [
  '--output', '--ext-diff', '--textconv', '--no-index', '--upload-pack', '--receive-pack', '--exec', '--exec-path',
  '--open-files-in-pager', '--contents', '--config', '--config-env', '--git-dir', '--work-tree', '--show-signature',
  '--stdin', '--exclude-from', '--ignore-revs-file', '--delete', '--force', '--move', '--copy', '--edit-description',
  '--set-upstream-to', '--unset-upstream', '--track', '--pathspec-from-file', '--files0-from', '--follow-symlinks',
  '--userconfig', '--globalconfig', '--script-shell', '--prefix', '--node-options', '--registry', '--workspace',
  '--require', '--import', '--loader', '--rootDir', '--fix', '--rulesdir', '--plugin', '--basetemp', '--rootdir',
  '--confcutdir', '--junitxml', '--pastebin', '--import-mode', '--pdbcls', '--override-ini', '--manifest-path',
  '--target-dir', '--target', '--artifact-dir', '--out-dir', '--toolexec', '--modfile', '--overlay', '--vettool',
  '--eval', '--makefile', '--directory', '--include-dir', '--template', '--init-script', '--recurse-submodules',
  '--submodule', '--interactive', '--mailmap', '--file', '--dir', '--cwd', '--logfile', '--allow-dirty',
]; // prettier-ignore
const hostileShort = [
  '-O', "-O'x'", '-Ox', '-C', '-C/', '-c', '-ca=b', '-d', '-D', '-f', '-fx', '-m', '-M', '-u', '-o', '-ox', '-p', '-r', '-e',
  '-E', '-x', '-X', '-I', '-W', '-Z', '-exec', '-toolexec=x', '-o=x', '-overlay=x', '-ldflags=x', '-S', '-G', '-w', '-F',
]; // prettier-ignore
/** Short ones that mean something harmless for these commands. */
const harmlessThere: Readonly<Record<string, string>> = {
  'git diff': '-p -M -u -w -W', 'git log': '-p -M -u -w -W -i', 'git show': '-p -M -u -w -W', 'git blame': '-w -M -C -e',
  'git ls-files': '-d -m -o -u -c', 'git shortlog': '-e', 'git branch': '-r', ls: '-d -F -p -r -S', uname: '-o -p -r -m',
  wc: '-c -w -m', 'git status': '', pytest: '-x -m', 'python -m pytest': '-x -m', tail: '-c', head: '-c', 'cargo test': '-p',
  'cargo clippy': '-p', 'cargo build': '-p', 'cargo check': '-p',
}; // prettier-ignore
const shellBits = [
  ';', '&&', '||', '|', '&', '>', '>>', '<', '<<<', '$(touch marker)', '`touch marker`', '$HOME', '%PATH%', '!!', '^&',
  '\n', '\r', '\t', '*', '?', '[a]', '{a,b}', '~', '#', '\\', "'", '"', '@x', ',', '\u202e', '\u200b', '\u201c', '\u00e9', '\0',
  '(', ')', '--%', '2>&1', '$IFS', "$'\\x3b'", '=ls', 'A=b',
]; // prettier-ignore
const places = [
  'src', 'src/a.ts', 'docs/guide.md', './src', '.', 'alias/a.ts', 'cart', 'order', 'test/cart.test.ts', 'tests', './...',
  '..', '../outside', '/etc/passwd', 'src/away/secret.txt', 'src/passwd.ts', '.env', 'src/.env', 'keys/id_rsa', 'src/plain.txt',
  '.git/config', 'away', 'test/away/x.test.js', 'HEAD', 'HEAD~1', 'main..main', 'HEAD:src/a.ts', 'HEAD:.env', 'HEAD:../x',
  'scripts/publish.js', 'publish', 'ship', 'install', 'evil', '"my notes.md"', '"a b"', 'src/loop', 'src/up/etc/passwd', '--',
]; // prettier-ignore
const knownOptions = lines.flatMap(({ allowed }) =>
  allowed.flatMap((line) => line.split(' ').filter((word) => word.startsWith('-'))),
);

const shortened = fc
  .tuple(
    fc.constantFrom(...hostileLong),
    fc.nat(12),
    fc.constantFrom('', '=x', '=./evil', ' x', '=/etc/passwd'),
  )
  .map(([option, cut, value]) => `${option.slice(0, Math.max(3, option.length - cut))}${value}`);
const word = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...places) },
  { weight: 5, arbitrary: fc.constantFrom(...knownOptions) },
  { weight: 2, arbitrary: shortened },
  { weight: 1, arbitrary: fc.constantFrom(...hostileShort) },
  { weight: 1, arbitrary: fc.constantFrom(...shellBits) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...places), fc.constantFrom(...shellBits))
      .map((both) => both.join('')),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);
const commandLine = fc.tuple(fc.constantFrom(...patterns), fc.array(word, { maxLength: 4 }));
/** One that has a chance to be allowed, so that what is allowed is looked at often. */
const likelyLine = fc
  .tuple(
    fc.constantFrom(...lines),
    fc.nat(),
    fc.array(
      fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...places) }, fc.constantFrom(...knownOptions)),
      { maxLength: 2 },
    ),
  )
  .map(
    ([{ pattern, allowed }, at, more]) =>
      [pattern, [allowed[at % allowed.length]?.trim().slice(pattern.length) ?? '', ...more]] as const,
  );

describe('What a pattern allows', () => {
  let shop: ReturnType<typeof makeShop>;
  before(() => {
    shop = makeShop();
    shop.write('shop/src/a.ts', 'export const a = 1;\n');
    shop.git('add', 'src/a.ts', 'docs', 'test/cart.test.ts', 'package.json');
    shop.git('commit', '-qm', 'one');
    shop.write('shop/src/a.ts', 'export const a = 2;\n');
    shop.git('commit', '-qam', 'two');
    shop.git('tag', 'v1.2.0');
    shop.write('outside/secret.txt', 'word-from-outside\n');
    for (const file of ['shop/.env', 'shop/src/.env', 'shop/keys/id_rsa'])
      shop.write(file, 'word-from-a-key\n');
    // Attributes come with a repository; the drivers that they name are in a configuration that does not.
    shop.write('shop/.gitattributes', '* diff=evil filter=evil merge=evil\n');
  });
  after(() => shop.remove());
  const allows = (line: string, pattern: string) =>
    isAllowedByPattern(line, pattern.split(' '), shop.context);

  /** Judges an allowed line without the table: by letters, by manuals, and by where its words lead on the disk. */
  function assertHarmless(line: string, pattern: string): void {
    assert.match(line.replace(/[ \n]+$/, ''), /^[A-Za-z0-9_./:=+~", -]+$/, line);
    const words = line.match(/"[^"]*"|[^ \n]+/g)?.map((one) => one.replaceAll('"', '')) ?? [];
    assert.equal(words.slice(0, pattern.split(' ').length).join(' '), pattern);
    for (const [index, one] of words.entries()) {
      if (index < pattern.split(' ').length || isText(words[index - 1] ?? '')) continue;
      const [name = ''] = one.split('=');
      const harmless = (harmlessThere[pattern] ?? '').split(' ');
      if (one.startsWith('--') && one !== '--')
        assert.ok(
          !hostileLong.some((option) => option.startsWith(name) && !knownOptions.includes(one)),
          line,
        );
      else if (one.startsWith('-')) assert.ok(harmless.includes(one) || !hostileShort.includes(one), line);
      else if (!/^(echo|which|cargo test)$/.test(pattern)) assertStays(one, line);
    }
  }

  /** What stands behind these is looked for, not opened. */
  const isText = (before: string) =>
    /^(--(grep|author|committer|since|after|until|before|(no-)?(merged|contains)|package|features|test|bin)|-p|-k|-m|-run)$/.test(
      before,
    );

  function assertStays(one: string, line: string): void {
    const file = one.replace(/^[\w.~]+:/, '');
    assert.ok(!file.split('/').includes('..'), line);
    const named = path.resolve(shop.folder, file);
    if (!fs.existsSync(named)) return;
    const real = fs.realpathSync(named);
    assert.ok(real === shop.folder || real.startsWith(`${shop.folder}/`), line);
    assert.doesNotMatch(real.slice(shop.folder.length), /\.env|id_rsa|\.pem|\/\.git(\/|$)/, line);
  }

  for (const [name, arbitrary] of [
    ['any', commandLine],
    ['a likely', likelyLine],
  ] as const)
    it(`is harmless, for ${name} line`, () => {
      let seen = 0;
      fc.assert(
        fc.property(arbitrary, ([pattern, more]) => {
          const line = [pattern, ...more].filter((one) => one !== '').join(' ');
          if (!allows(line, pattern)) return;
          seen++;
          assertHarmless(line, pattern);
          assert.deepEqual(patternOf(line), pattern.split(' '), line);
        }),
        { numRuns: 5000 },
      );
      assert.ok(seen > 50, `only ${String(seen)} were allowed`);
    });

  it('is never a verb that changes, sends or evaluates something', () => {
    const programs = [
      'git',
      'npm',
      'pnpm',
      'yarn',
      'cargo',
      'go',
      'python',
      'gh',
      'docker',
      'terraform',
      'make',
      'rm',
      'curl',
    ];
    const verbs = ['push', 'publish', 'install', 'i', 'add', 'ci', 'exec', 'x', 'dlx', 'node', 'clean', 'rm', 'reset', 'fetch', 'pull',
      'clone', 'config', 'commit', 'checkout', 'stash', 'tag', 'remote', 'rebase', 'delete', 'destroy', 'apply', 'generate', 'get', 'fix',
      'grep', 'archive', 'difftool', 'submodule', 'bisect', '-c', '-e', '-m pip', '-C x status', 'run deploy', 'run publish', 'run ship',
      'run release', 'run lint:fix', 'run format', 'run x', 'run test:publish', 'run build:deploy', 'run install']; // prettier-ignore
    const rest = fc.array(fc.constantFrom(...places, ...knownOptions), { maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...programs), fc.constantFrom(...verbs), rest, (program, verb, more) => {
        const line = [program, verb, ...more].join(' ');
        assert.equal(patternOf(line), undefined, line);
        for (const pattern of [...patterns, `${program} ${verb}`]) assert.ok(!allows(line, pattern), line);
      }),
      { numRuns: 3000 },
    );
  });

  it('prints no secret and changes no file when it really runs', function () {
    const runnable = /^(echo|pwd|whoami|uname|which|ls|cat|head|tail|wc|git .*)$/;
    const before = listing(shop.root);
    let runs = 0;
    fc.assert(
      fc.property(likelyLine, ([pattern, more]) => {
        const line = [pattern, ...more].filter((one) => one !== '').join(' ');
        if (!runnable.test(pattern) || runs >= 150 || !allows(line, pattern)) return;
        runs++;
        const { stdout, stderr } = spawnSync('sh', ['-c', line], {
          cwd: shop.folder,
          env: gitEnv(shop.root),
          encoding: 'utf8',
          input: '',
        });
        assert.doesNotMatch(`${stdout}${stderr}`, /word-from/, line);
        // The table spells no option that the program does not have.
        assert.doesNotMatch(stderr, /(unknown|unrecognized|invalid) (option|switch|argument)/, line);
      }),
      { numRuns: 1500 },
    );
    assert.ok(runs > 50, String(runs));
    assert.deepEqual(listing(shop.root), before);
  });

  it('with an npm that really runs gives the script its words, and nothing else', () => {
    const scripts = { test: 'node told.js' };
    shop.write('shop/package.json', JSON.stringify({ scripts }));
    shop.write(
      'shop/told.js',
      `require('fs').appendFileSync('told.txt', process.argv.slice(2).join(' ') + '\\n')`,
    );
    shop.write('shop/evil.npmrc', 'script-shell=./evil.sh\n');
    const given = [
      'npm test -- cart',
      'npm test -- test/cart.test.ts ./test/order.test.ts',
      'npm test order --silent',
    ];
    for (const line of given) {
      assert.ok(allows(line, 'npm test'), line);
      const env = { ...gitEnv(shop.root), npm_config_update_notifier: 'false', npm_config_offline: 'true' };
      assert.equal(spawnSync('sh', ['-c', line], { cwd: shop.folder, env }).status, 0, line);
    }
    assert.deepEqual(fs.readFileSync(path.join(shop.folder, 'told.txt'), 'utf8').trim().split('\n'), [
      'cart',
      'test/cart.test.ts ./test/order.test.ts',
      'order',
    ]);
  });
});

/** Every file with its size and time, but for what git keeps to be faster; no link is followed. */
function listing(folder: string): readonly string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (/\.git(\/index)?$/.test(place)) return entry.isDirectory() ? listing(place) : [];
    const { size, mtimeMs, mode } = fs.lstatSync(place);
    return [`${place} ${size} ${mode} ${mtimeMs}`, ...(entry.isDirectory() ? listing(place) : [])];
  });
}
