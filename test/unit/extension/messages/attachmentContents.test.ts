import assert from 'node:assert/strict';
import { findMissing, type KeptAttachment } from '../../../../src/extension/transcript/attachments';
import { withContents } from '../../../../src/extension/messages/attachmentContents';

const text: KeptAttachment = { id: 'm1/0', kind: 'text', label: 'Pasted text', path: '' };
const image: KeptAttachment = { id: 'm1/1', kind: 'image', label: 'shot.png', path: '' };
const file: KeptAttachment = { id: 'f', kind: 'file', label: 'a.ts', path: __filename };
const message = {
  type: 'user.message',
  data: {
    messageId: 'm1',
    attachments: [
      { type: 'blob', mimeType: 'text/plain', displayName: 'Pasted text', data: 'bG9n' },
      { type: 'blob', mimeType: 'image/png', displayName: 'shot.png', assetId: 'sha256:1' },
    ],
  },
};
const asset = { type: 'session.binary_asset', data: { assetId: 'sha256:1', data: 'cGljdHVyZQ==' } };

describe('What a message had attached in an earlier window', () => {
  const read = (...events: readonly object[]) =>
    withContents([file, text, image], () => Promise.resolve(events as never));

  it('comes with the contents that the history has', async () => {
    const all = await read(asset, message);
    assert.deepEqual(
      all.map(({ data, mimeType }) => [data, mimeType]),
      [
        [undefined, undefined],
        ['bG9n', 'text/plain'],
        ['cGljdHVyZQ==', 'image/png'],
      ],
    );
    assert.equal(await findMissing(all), undefined);
  });

  it('is missing when nobody has it any more', async () => {
    assert.equal((await findMissing(await read(message)))?.label, 'shot.png');
    assert.equal((await findMissing(await read()))?.label, 'Pasted text');
  });

  it('is not looked for when nothing lacks its content', async () => {
    const here = await withContents([file], () => assert.fail('the whole history is not read for nothing'));
    assert.deepEqual(here, [file]);
  });
});
