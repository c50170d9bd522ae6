import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FileStore } from '../../../../src/extension/storage/fileStore';

describe('What is kept in files', () => {
  let folder: string;
  let warnings: string[];
  const open = () => new FileStore(path.join(folder, 'kept'), { warn: (text) => warnings.push(text) });

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'file-store-'));
    warnings = [];
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it('is there for the next window, whatever the key is called', async () => {
    const store = open();
    void store.update('unsent ../a:b', { draft: 'half' });
    void store.update('unsent ../a:b', { draft: 'half a thought' });
    await store.update('shown', 's1');
    await store.flush();
    const next = open();
    assert.deepEqual(next.get('unsent ../a:b'), { draft: 'half a thought' });
    assert.equal(next.get('shown'), 's1');
    assert.deepEqual(fs.readdirSync(path.join(folder, 'kept')).length, 2);
  });

  it('is gone once it was removed', async () => {
    const store = open();
    await store.update('shown', 's1');
    await store.update('shown', undefined);
    assert.equal(store.get('shown'), undefined);
    assert.equal(open().get('shown'), undefined);
    assert.deepEqual(warnings, []);
  });

  it('is not changed by whoever got it', async () => {
    const store = open();
    await store.update('list', ['a']);
    (store.get('list') as string[]).push('b');
    assert.deepEqual(store.get('list'), ['a']);
  });

  it('survives a file that somebody cut, which is told', async () => {
    const store = open();
    await store.update('good', 1);
    fs.writeFileSync(path.join(folder, 'kept', 'bad.json'), '{"half');
    const next = open();
    assert.equal(next.get('good'), 1);
    assert.equal(next.get('bad'), undefined);
    assert.equal(warnings.length, 1);
  });
});
