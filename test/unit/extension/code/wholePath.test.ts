import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { wholePath } from '../../../../src/extension/code/wholePath';

describe('The file that code is put into', () => {
  let scratch: string;
  let shop: string;
  const at = (...names: string[]) => path.join(scratch, ...names);

  before(() => {
    scratch = fs.realpathSync.native(fs.mkdtempSync(path.join(os.tmpdir(), 'whole-')));
    shop = at('shop');
    fs.mkdirSync(at('shop', 'src'), { recursive: true });
    fs.mkdirSync(at('shop-outside'));
    fs.writeFileSync(at('shop', 'src', 'cart.ts'), '');
    fs.symlinkSync(at('shop', 'src', 'cart.ts'), at('shop', 'other.ts'));
    fs.symlinkSync(at('shop-outside'), at('shop', 'out'));
    fs.symlinkSync(at('nowhere'), at('shop', 'broken.ts'));
    fs.symlinkSync(shop, at('linked-shop'));
  });
  after(() => fs.rmSync(scratch, { recursive: true, force: true }));

  const whole = (file: string, folders = [shop]) => wholePath(file, folders);

  it('is shown with its folder, there or not yet', () => {
    assert.deepEqual(whole(at('shop', 'src', 'cart.ts')), {
      real: at('shop', 'src', 'cart.ts'),
      shown: path.join('shop', 'src', 'cart.ts'),
    });
    assert.equal(whole(at('shop', 'new', 'a.ts')).shown, path.join('shop', 'new', 'a.ts'));
  });

  it('is shown with where it leads when it is a link', () => {
    const { real, shown } = whole(at('shop', 'other.ts'));
    assert.equal(real, at('shop', 'src', 'cart.ts'));
    assert.equal(shown, `${path.join('shop', 'other.ts')} → ${path.join('shop', 'src', 'cart.ts')}`);
  });

  it('is none outside the folders, whatever way leads there', () => {
    const ways = [
      at('shop-outside', 'a.ts'),
      at('shop', '..', 'shop-outside', 'a.ts'),
      at('shop', 'out', 'a.ts'),
      at('shop', 'out', 'new', 'a.ts'),
      at('shop', 'broken.ts'),
      at('shop'),
      '/etc/passwd',
      path.join(os.homedir(), '.bashrc'),
    ];
    for (const way of ways) assert.equal(whole(way).real, undefined, way);
    assert.equal(
      whole(at('shop', 'out', 'a.ts')).shown,
      `${path.join('shop', 'out', 'a.ts')} → ${at('shop-outside', 'a.ts')}`,
    );
  });

  it('is inside a folder that was opened by a link', () => {
    const { real } = whole(at('linked-shop', 'src', 'cart.ts'), [at('linked-shop')]);
    assert.equal(real, at('shop', 'src', 'cart.ts'));
  });
});
