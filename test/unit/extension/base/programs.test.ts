import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { findProgram, type ProgramSearch } from '../../../../src/extension/base/programs';
import { makeScratch } from '../../../support/scratch';

describe('A program that the host runs', () => {
  /** Git as it is found where these files are there; links by their target. */
  const find = (
    platform: NodeJS.Platform,
    env: ProgramSearch['env'],
    files: Readonly<Record<string, string | true>>,
    folders: readonly string[] = ['C:\\shop', '/shop'],
  ) =>
    findProgram('git', {
      env,
      folders,
      platform,
      realProgram: (file) => {
        const found = files[file];
        return found === true ? file : found;
      },
    });

  it('is the one that PATH leads to, whatever the variable is called on Windows', () => {
    const files = { 'C:\\Git\\cmd\\git.exe': true, 'D:\\git.com': true } as const;
    for (const name of ['PATH', 'Path', 'path'])
      assert.equal(find('win32', { [name]: 'D:\\;C:\\Git\\cmd' }, files), 'D:\\git.com');
    assert.equal(
      find('win32', { Path: '"C:\\Git\\cmd"', PATHEXT: '.BAT;.EXE' }, files),
      'C:\\Git\\cmd\\git.exe',
    );
    assert.equal(
      find('linux', { PATH: '/usr/local/bin:/usr/bin' }, { '/usr/bin/git': true }),
      '/usr/bin/git',
    );
  });

  it('is none of the working directory, by no way of writing it', () => {
    const here = [
      '.',
      '',
      'bin',
      '.\\bin',
      '..\\bin',
      '\\bin',
      'C:',
      'C:bin',
      '/bin',
      '%CD%',
      '"."',
      '"bin"',
    ];
    const everywhere = { realProgram: (file: string) => file };
    for (const entry of here) {
      const env = { PATH: entry };
      assert.equal(
        findProgram('git', { env, folders: [], platform: 'win32', ...everywhere }),
        undefined,
        entry,
      );
    }
    for (const entry of ['.', '', 'bin', './bin', '../bin', '~/bin', '$PWD'])
      assert.equal(
        findProgram('git', { env: { PATH: entry }, folders: [], platform: 'linux', ...everywhere }),
        undefined,
        entry,
      );
  });

  it('is none of the workspace, by its path or by a link', () => {
    const files = {
      'C:\\shop\\bin\\git.exe': true,
      'c:\\SHOP\\git.exe': true,
      'C:\\links\\git.exe': 'C:\\shop\\git.exe',
      'C:\\shopping\\git.exe': true,
    } as const;
    const path = 'C:\\shop\\bin;c:\\SHOP;C:\\links;C:\\other\\..\\shop\\bin';
    assert.equal(find('win32', { PATH: path }, files), undefined);
    assert.equal(find('win32', { PATH: `${path};C:\\shopping` }, files), 'C:\\shopping\\git.exe');
    assert.equal(find('darwin', { PATH: '/Shop/bin' }, { '/Shop/bin/git': true }), undefined);
    assert.equal(find('linux', { PATH: '/shop/bin:/usr/bin' }, { '/shop/bin/git': true }), undefined);
  });

  it('is no script that a shell would have to read', () => {
    const files = { 'C:\\a\\git.cmd': true, 'C:\\a\\git.bat': true, 'C:\\a\\git': true } as const;
    assert.equal(find('win32', { PATH: 'C:\\a', PATHEXT: '.CMD;.BAT;.EXE;.VBS' }, files), undefined);
  });

  it('is really there and can be run', () => {
    const scratch = makeScratch('programs');
    const bin = path.join(scratch.path, 'bin');
    fs.mkdirSync(path.join(bin, 'folder'), { recursive: true });
    fs.writeFileSync(path.join(bin, 'text'), '');
    fs.writeFileSync(path.join(bin, 'tool'), '', { mode: 0o755 });
    const found = (name: string) => findProgram(name, { env: { PATH: bin }, folders: [], platform: 'linux' });
    assert.equal(found('tool'), path.join(bin, 'tool'));
    assert.equal(found('text'), undefined);
    assert.equal(found('folder'), undefined);
    assert.equal(found('none'), undefined);
    scratch.remove();
  });
});
