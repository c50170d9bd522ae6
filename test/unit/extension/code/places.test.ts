import assert from 'node:assert/strict';
import * as path from 'node:path';
import { PathFinder } from '../../../../src/extension/code/pathFinder';
import { candidatePaths, globFor } from '../../../../src/extension/code/places';

const shop = path.resolve('/home/me/shop');
const ground = { folders: [shop], home: path.resolve('/home/me') };
const inShop = (...parts: readonly string[]) => path.join(shop, ...parts);

describe('A file that the model names', () => {
  it('is looked for from the folder, from its parent and without the prefixes of a diff', () => {
    assert.deepEqual(candidatePaths('src/cart.ts', ground), [inShop('src', 'cart.ts')]);
    assert.deepEqual(candidatePaths('./src/cart.ts', ground), [inShop('src', 'cart.ts')]);
    assert.ok(candidatePaths('shop/src/cart.ts', ground).includes(inShop('src', 'cart.ts')));
    assert.ok(candidatePaths('b/src/cart.ts', ground).includes(inShop('src', 'cart.ts')));
    assert.ok(candidatePaths('/src/cart.ts', ground).includes(inShop('src', 'cart.ts')));
    assert.deepEqual(candidatePaths('~/notes.md', ground), [path.resolve('/home/me/notes.md')]);
  });

  it('is never looked for on another machine', () => {
    assert.deepEqual(candidatePaths('\\\\evil.example\\share\\a.ts', ground), []);
    assert.deepEqual(candidatePaths('//evil.example/share/a.ts', ground), []);
  });

  it('is searched for by the end of its path, unless that is a pattern', () => {
    assert.equal(globFor('cart.ts'), '**/cart.ts');
    assert.equal(globFor('src\\cart.ts'), '**/src/cart.ts');
    for (const named of ['../cart.ts', '~/cart.ts', 'src/*.ts', 'C:\\cart.ts', '/etc/passwd'])
      assert.equal(globFor(named), undefined, named);
  });
});

describe('Finding files', () => {
  const files = [inShop('src', 'cart.ts'), inShop('src', 'index.ts'), inShop('test', 'index.ts')];
  let searches = 0;
  const finder = new PathFinder({
    ground: () => ground,
    kindOf: (one) =>
      Promise.resolve(files.includes(one) ? 'file' : one === inShop('src') ? 'folder' : undefined),
    glob: (pattern, limit) => {
      searches += 1;
      const end = path.sep + path.normalize(pattern.slice(3));
      return Promise.resolve(files.filter((one) => one.endsWith(end)).slice(0, limit));
    },
  });

  it('takes a name without its folder when only one file bears it', async () => {
    assert.deepEqual(await finder.find('cart.ts'), { path: inShop('src', 'cart.ts'), kind: 'file' });
    assert.equal(await finder.find('index.ts'), undefined);
    assert.deepEqual(await finder.find('src'), { path: inShop('src'), kind: 'folder' });
  });

  it('tells which of many are there, with a limit to the searching', async () => {
    searches = 0;
    const wrong = Array.from({ length: 90 }, (_, at) => `none${at}.ts`);
    const known = await finder.check(['src/cart.ts', 'cart.ts', 'index.ts', ...wrong]);
    assert.deepEqual([...known].sort(), ['cart.ts', 'src/cart.ts']);
    assert.ok(searches <= 40, `${searches}`);
  });
});
