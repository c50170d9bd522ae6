import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { KeptFiles } from '../../../../src/extension/storage/pastedFiles';
import { makeScratch, type Scratch } from '../../../support/scratch';

describe('Pasted texts and images on the disk', () => {
  const day = 24 * 3600 * 1000;
  let scratch: Scratch;
  let kept: KeptFiles;

  beforeEach(() => {
    scratch = makeScratch('kept');
    kept = new KeptFiles(path.join(scratch.path, 'attachments'));
  });
  afterEach(() => scratch.remove());

  it('are kept as they came', async () => {
    assert.equal(fs.readFileSync(await kept.keepText('ä long log'), 'utf8'), 'ä long log');
    const image = await kept.keepImage('AAEC', 'image/png');
    assert.deepEqual([path.extname(image), [...fs.readFileSync(image)]], ['.png', [0, 1, 2]]);
  });

  it('go a month after nothing unsent names them any more', async () => {
    const [named, forgotten] = [await kept.keepText('named'), await kept.keepText('forgotten')];
    fs.writeFileSync(path.join(scratch.path, 'unsent%20s1.json'), JSON.stringify({ path: named }));
    await kept.prune(Date.now() + 29 * day);
    assert.deepEqual([fs.existsSync(named), fs.existsSync(forgotten)], [true, true]);
    await kept.prune(Date.now() + 31 * day);
    assert.deepEqual([fs.existsSync(named), fs.existsSync(forgotten)], [true, false]);
  });

  it('are none before the first one', async () => {
    await kept.prune();
  });
});
