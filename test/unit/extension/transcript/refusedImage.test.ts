import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { refusedImage } from '../../../../src/extension/transcript/refusedImage';
import { makeScratch } from '../../../support/scratch';

describe('An image of the explorer', () => {
  it('is refused before it is sent when no service takes it', async () => {
    const scratch = makeScratch('images');
    try {
      const make = (name: string, size: number) => {
        const file = path.join(scratch.path, name);
        fs.writeFileSync(file, '');
        fs.truncateSync(file, size);
        return file;
      };
      assert.equal((await refusedImage(make('a.HEIC', 10)))?.code, 'image-unreadable');
      assert.deepEqual(await refusedImage(make('a.png', 24_000_000)), {
        code: 'image-too-large',
        values: { name: 'a.png', megabytes: 24, limit: 20 },
      });
      assert.equal(await refusedImage(make('b.png', 10)), undefined);
      assert.equal(await refusedImage(make('a.log', 24_000_000)), undefined);
    } finally {
      scratch.remove();
    }
  });
});
