import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { KeptFiles } from '../../../../src/extension/storage/pastedFiles';
import { FileStore } from '../../../../src/extension/storage/fileStore';
import { LedgerFile } from '../../../../src/extension/permissions/decisionLogFile';
import { appendPrivate, tighten, writePrivate } from '../../../../src/extension/base/privateFiles';
import { makeScratch, type Scratch } from '../../../support/scratch';

const modeOf = (file: string) => (fs.statSync(file).mode & 0o777).toString(8);

describe('What a person typed or decided, on the disk', function () {
  if (process.platform === 'win32') return; // the modes of Windows say nothing
  let scratch: Scratch;
  let mask: number;
  const place = (...names: readonly string[]) => path.join(scratch.path, ...names);

  beforeEach(() => {
    scratch = makeScratch('private');
    mask = process.umask(0); // as careless as an account can be
  });
  afterEach(() => {
    process.umask(mask);
    scratch.remove();
  });

  it('can be read by nobody else, whoever writes it', async () => {
    const store = new FileStore(place('store'), { warn: (text) => assert.fail(text) });
    await store.update('draft', 'half a thought');
    const pasted = await new KeptFiles(place('store', 'attachments')).keepText('a long log');
    const ledger = new LedgerFile(place('ledger', 'decisions.jsonl'));
    await ledger.append('one\n');
    assert.equal(modeOf(place('ledger', 'decisions.jsonl')), '600');
    await ledger.replace('two\n');
    await ledger.append('three\n');
    assert.equal(await ledger.read(), 'two\nthree\n');
    for (const file of [place('store', 'draft.json'), pasted, place('ledger', 'decisions.jsonl')])
      assert.equal(modeOf(file), '600', file);
    for (const folder of [place('store'), place('store', 'attachments'), place('ledger')])
      assert.equal(modeOf(folder), '700', folder);
  });

  it('is closed to others where an earlier version left it open', async () => {
    const old = [scratch.write('a/folders/1/draft.json', '1', 0o666), scratch.write('a/x.log', '2', 0o644)];
    const outside = scratch.write('outside.txt', '3', 0o644);
    fs.symlinkSync(outside, place('a', 'link'));
    fs.symlinkSync(scratch.path, place('a', 'up'));
    assert.deepEqual(await tighten(place('a')), []);
    for (const file of old) assert.equal(modeOf(file), '600', file);
    for (const folder of ['a', 'a/folders', 'a/folders/1'])
      assert.equal(modeOf(place(folder)), '700', folder);
    assert.equal(modeOf(outside), '644', 'what a link leads to is not ours');
    assert.deepEqual(await tighten(place('nowhere')), []);
  });

  it('is closed when it is written to again', async () => {
    const file = scratch.write('open/decisions.jsonl', 'old\n', 0o666);
    await appendPrivate(file, 'new\n');
    assert.equal(modeOf(file), '600');
    assert.equal(modeOf(place('open')), '700');
  });

  it('is never written through a link', async () => {
    const victim = scratch.write('victim.txt', 'untouched');
    fs.mkdirSync(place('kept'));
    const names = ['written', 'appended', `beside.${process.pid}.new`];
    for (const name of names) fs.symlinkSync(victim, place('kept', name));
    await writePrivate(place('kept', 'written'), 'mine');
    await assert.rejects(appendPrivate(place('kept', 'appended'), 'mine'), /link/);
    await writePrivate(place('kept', 'beside'), 'mine');
    assert.equal(fs.readFileSync(victim, 'utf8'), 'untouched');
    assert.equal(fs.lstatSync(place('kept', 'written')).isFile(), true);
    assert.equal(fs.readFileSync(place('kept', 'beside'), 'utf8'), 'mine');
    fs.symlinkSync(place('kept'), place('linked'));
    await assert.rejects(writePrivate(place('linked', 'file'), 'mine'), /link/);
  });

  it('is whole or as it was before, however many write at once', async () => {
    const texts = Array.from({ length: 8 }, (_, index) => String(index).repeat(200_000));
    const written = await Promise.allSettled(texts.map((text) => writePrivate(place('one'), text)));
    assert.ok(written.some(({ status }) => status === 'fulfilled'));
    assert.ok(texts.includes(fs.readFileSync(place('one'), 'utf8')));
  });
});
