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
      const png = (name: string, width: number, height: number) => {
        const head = Buffer.from('89504e470d0a1a0a0000000d4948445200000000000000000806000000', 'hex');
        head.writeUInt32BE(width, 16);
        head.writeUInt32BE(height, 20);
        const file = path.join(scratch.path, name);
        fs.writeFileSync(file, head);
        return file;
      };
      assert.deepEqual(await refusedImage(png('wide.png', 9000, 9000)), {
        code: 'image-too-large',
        values: { name: 'wide.png', width: 9000, height: 9000, limit: 8000 },
      });
      assert.equal(await refusedImage(png('fits.png', 8000, 10)), undefined);
      assert.equal(await refusedImage(make('a.log', 24_000_000)), undefined);
    } finally {
      scratch.remove();
    }
  });
});
