import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  excludedTest,
  excludePattern,
  ignoredTest,
} from '../../../../../src/extension/composer/search/excludes';
import { countChanges, ignoredByGit, readChanges } from '../../../../../src/extension/composer/search/git';
import { makeScratch, type Scratch } from '../../../../support/scratch';

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

  it('is what a setting with braces names, by itself or with its folder', () => {
    const isExcluded = excludedTest([{ '**/*.{js,map}': true, '{out,dist}': true, '**/*.{ts}': false }]);
    assert.deepEqual(['a/b.js', '.c.map', 'out/x/y.css', 'src/out.css', 'a.ts'].map(isExcluded), [
      true,
      true,
      true,
      false,
      false,
    ]);
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

  describe('runs nothing that the repository names:', () => {
    const marker = () => path.join(scratch.path, 'ran');
    /** A program that leaves a mark. */
    const program = () => {
      write('tool', `#!/bin/sh\ntouch '${marker()}'\ncat\n`);
      fs.chmodSync(path.join(scratch.path, 'tool'), 0o755);
      return path.join(scratch.path, 'tool');
    };
    const askAll = async () => {
      await ignoredByGit(scratch.path);
      await countChanges(scratch.path);
      return readChanges(scratch.path);
    };
    const ways: Readonly<Record<string, () => void>> = {
      'a monitor of files': () => git('config', 'core.fsmonitor', program()),
      'a program that draws diffs': () => git('config', 'diff.external', program()),
      'a program that draws diffs of some files': () => {
        git('config', 'diff.own.command', program());
        write('.git/info/attributes', '*.ts diff=own\n');
      },
      'a program that turns files into text': () => {
        git('config', 'diff.own.textconv', program());
        write('.git/info/attributes', '*.ts diff=own\n');
      },
      'a filter': () => {
        git('config', 'filter.own.clean', program());
        write('.git/info/attributes', '*.ts filter=own\n');
      },
      'a filter of a name that the command line cannot hold': () => {
        git('config', 'filter.own=x.clean', program());
        write('.git/info/attributes', '*.ts filter=own=x\n');
      },
      'a long running filter of an included file': () => {
        write('.git/more', `[filter "own"]\n\tprocess = ${program()}\n\trequired\n`);
        git('config', 'include.path', 'more');
        write('.git/info/attributes', '*.ts filter=own\n');
      },
      hooks: () => {
        write('hooks/post-index-change', fs.readFileSync(program(), 'utf8'));
        fs.chmodSync(path.join(scratch.path, 'hooks/post-index-change'), 0o755);
        git('config', 'core.hooksPath', 'hooks');
      },
      'a transport for what is missing': () => {
        git('config', 'remote.origin.url', `ext::${program()}`);
        git('config', 'remote.origin.promisor', 'true');
        git('config', 'extensions.partialClone', 'origin');
        git('config', 'core.repositoryFormatVersion', '1');
        git('config', 'protocol.ext.allow', 'always');
        const id = String(git('rev-parse', 'HEAD:a.ts')).trim();
        fs.rmSync(path.join(scratch.path, '.git', 'objects', id.slice(0, 2), id.slice(2)));
      },
    };
    for (const [name, prepare] of Object.entries(ways)) {
      it(name, async () => {
        git('init', '-q');
        write('a.ts', 'one\n');
        git('add', 'a.ts');
        git('commit', '-qm', 'first');
        prepare();
        write('a.ts', 'two\n');
        fs.rmSync(marker(), { force: true });
        await askAll();
        assert.equal(fs.existsSync(marker()), false);
      });
    }

    it('a repository that lies inside another one, in plain sight', async () => {
      git('init', '-q', '--bare', 'inner');
      const inner = path.join(scratch.path, 'inner');
      execFileSync('git', ['config', 'core.fsmonitor', program()], { cwd: inner });
      execFileSync('git', ['config', 'core.bare', 'false'], { cwd: inner });
      execFileSync('git', ['config', 'core.worktree', '.'], { cwd: inner });
      await countChanges(inner);
      await readChanges(inner);
      assert.equal(fs.existsSync(marker()), false);
    });

    it('and still says what changed', async () => {
      git('init', '-q');
      write('a.ts', 'one\n');
      git('add', 'a.ts');
      git('commit', '-qm', 'first');
      git('config', 'filter.own.clean', program());
      write('.git/info/attributes', '*.ts filter=own\n');
      write('a.ts', 'two\n');
      assert.match(await readChanges(scratch.path), /-one\n\+two/);
    });
  });
});
