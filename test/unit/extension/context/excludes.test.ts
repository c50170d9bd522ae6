import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { excludePattern, ignoredTest } from '../../../../src/extension/context/excludes';
import { countChanges, ignoredByGit, readChanges } from '../../../../src/extension/context/git';
import { makeScratch, type Scratch } from '../../../support/scratch';

describe('What a search of files leaves out', () => {
  it('is what the settings switch on, and folders that git ignores', () => {
    const settings = [
      { '**/.git': true, '**/*.js': { when: '$(basename).ts' }, '**/keep': false },
      { out: true },
    ];
    assert.equal(excludePattern(settings, ['dist/', 'a.log']), '{**/.git,out,dist/**}');
  });

  it('is nothing when nothing is named', () => {
    assert.equal(excludePattern([{}, {}], ['a.log']), undefined);
  });

  it('is a file that git ignores, and all below a folder', () => {
    const isIgnored = ignoredTest(['a.log', 'packages/x/dist/']);
    assert.deepEqual(['a.log', 'b.log', 'packages/x/dist/deep/b.js', 'packages/x/src/b.js'].map(isIgnored), [
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('What git tells of a folder', () => {
  let scratch: Scratch;
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: scratch.path,
    });
  const write = (name: string, text: string) => {
    const file = path.join(scratch.path, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };

  beforeEach(() => (scratch = makeScratch('git')));
  afterEach(() => scratch.remove());

  it('is nothing where there is no repository', async () => {
    assert.deepEqual(await ignoredByGit(scratch.path), []);
    assert.equal(await countChanges(scratch.path), 0);
    assert.equal(await readChanges(scratch.path), '');
  });

  it('is what it ignores, with nested rules, without a look into ignored folders', async () => {
    git('init', '-q');
    write('.gitignore', 'dist/\n*.log\n');
    write('dist/deep/a.js', '');
    write('b.log', '');
    write('pkg/.gitignore', 'own.txt\n');
    write('pkg/own.txt', '');
    write('pkg/ä.ts', '');
    assert.deepEqual([...(await ignoredByGit(scratch.path))].sort(), ['b.log', 'dist/', 'pkg/own.txt']);
  });

  it('is what changed since the last commit, staged or not, and what is new', async () => {
    git('init', '-q');
    write('a.ts', 'one\n');
    git('add', '.');
    assert.match(await readChanges(scratch.path), /\+one/);
    git('commit', '-qm', 'first');
    assert.equal(await countChanges(scratch.path), 0);
    write('a.ts', 'two\n');
    git('add', '.');
    write('ö.ts', 'new\n');
    assert.equal(await countChanges(scratch.path), 2);
    const changes = await readChanges(scratch.path);
    assert.match(changes, /-one\n\+two/);
    assert.match(changes, /New files, not in git yet:\nö\.ts/);
  });
});
