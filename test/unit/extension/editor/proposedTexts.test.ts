import assert from 'node:assert/strict';
import { proposedTexts } from '../../../../src/extension/editor/proposedTexts';
import type { PermissionRequest } from '../../../../src/sdk/index';

const before = 'one\ntwo\nthree\n';
const diff =
  '\ndiff --git a/shop/p.txt b/shop/p.txt\nindex 0000000..0000000 100644\n--- a/shop/p.txt\n+++ b/shop/p.txt\n@@ -1,4 +1,4 @@\n one\n-two\n+TWO\n three\n \n';
const write = (fields: object) =>
  ({ kind: 'write', fileName: '/shop/p.txt', ...fields }) as unknown as PermissionRequest;
const read = (file: string) => Promise.resolve(file === '/shop/p.txt' ? before : '');

describe('What a write would make of a file', () => {
  const made = [{ path: '/shop/p.txt', before, after: 'one\nTWO\nthree\n' }];

  it('is told by its new text', async () => {
    assert.deepEqual(await proposedTexts(write({ newFileContents: 'one\nTWO\nthree\n', diff }), read), made);
  });

  it('is told by its diff alone', async () => {
    assert.deepEqual(await proposedTexts(write({ diff }), read), made);
  });

  it('is told for each file of a patch', async () => {
    const edit = (name: string) => ({
      before: { path: name, content: `${name} before` },
      after: { path: name, content: `${name} after` },
    });
    const texts = await proposedTexts(write({ diff, fileEdits: [edit('/a'), edit('/b')] }), read);
    assert.deepEqual(
      texts?.map(({ path, after }) => [path, after]),
      [
        ['/a', '/a after'],
        ['/b', '/b after'],
      ],
    );
  });

  it('is not made up where the diff does not fit the file', async () => {
    const other = () => Promise.resolve('something\nelse\naltogether\n');
    assert.equal(await proposedTexts(write({ diff }), other), undefined);
    assert.equal(await proposedTexts(write({ diff: 'no diff' }), read), undefined, 'no diff at all');
    assert.equal(await proposedTexts(write({}), read), undefined);
  });
});
