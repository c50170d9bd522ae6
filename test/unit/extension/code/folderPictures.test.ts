import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { findFolderPicture } from '../../../../src/extension/code/folderPictures';
import { PathFinder } from '../../../../src/extension/code/pathFinder';
import { makeScratch, type Scratch } from '../../../support/scratch';

describe('A picture of the open folders', () => {
  let scratch: Scratch;
  let root: string;
  let shop: string;
  const find = (named: string, folders = [shop]) => {
    const finder = new PathFinder({
      ground: () => ({ folders, home: root }),
      kindOf: (file) =>
        Promise.resolve(fs.existsSync(file) ? (fs.statSync(file).isFile() ? 'file' : 'folder') : undefined),
      glob: () => Promise.resolve([]),
    });
    return findFolderPicture(named, finder, folders);
  };
  const write = (file: string, bytes = 10) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, Buffer.alloc(bytes));
  };

  beforeEach(() => {
    scratch = makeScratch();
    root = scratch.path;
    shop = path.join(root, 'shop');
    write(path.join(shop, 'media/a.png'));
  });
  afterEach(() => scratch.remove());

  it('is found by its path, with a version that changes when it is made anew', async () => {
    const first = await find('media/a.png');
    assert.ok('path' in first);
    assert.equal(first.path, path.join(shop, 'media/a.png'));
    fs.utimesSync(first.path, 1, 1);
    assert.deepEqual(await find('./media/a.png'), { path: first.path, version: 1000 });
  });

  it('is the one of a folder that is opened through a link', async () => {
    const link = path.join(root, 'link');
    fs.symlinkSync(shop, link);
    const found = await find(path.join(shop, 'media/a.png'), [link]);
    assert.ok('path' in found);
    assert.equal(found.path, path.join(link, 'media/a.png'));
  });

  it('is none when it lies outside, also behind a link', async () => {
    write(path.join(root, 'billing/b.png'));
    fs.symlinkSync(path.join(root, 'billing/b.png'), path.join(shop, 'media/b.png'));
    for (const named of [
      '../billing/b.png',
      path.join(root, 'billing/b.png'),
      '~/billing/b.png',
      'media/b.png',
    ])
      assert.deepEqual(await find(named), { problem: 'outside' }, named);
  });

  it('is none when it is no picture, not there, or larger than 10 MB', async () => {
    write(path.join(shop, 'key.pem'));
    fs.symlinkSync(path.join(shop, 'key.pem'), path.join(shop, 'key.png'));
    write(path.join(shop, 'huge.png'), 10 * 1024 * 1024 + 1);
    fs.mkdirSync(path.join(shop, 'folder.png'));
    assert.deepEqual(await find('key.pem'), { problem: 'no-picture' });
    assert.deepEqual(await find('key.png'), { problem: 'no-picture' });
    assert.deepEqual(await find('gone.png'), { problem: 'missing' });
    assert.deepEqual(await find('folder.png'), { problem: 'missing' });
    assert.deepEqual(await find('huge.png'), { problem: 'too-large' });
  });
});
