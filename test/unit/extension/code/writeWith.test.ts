import assert from 'node:assert/strict';
import { writeWith } from '../../../../src/extension/code/writeWith';

describe('Code that is applied', () => {
  const says = (answer: boolean) => () => Promise.resolve(answer);

  it('is said not to be written when the editor refuses it, and then nothing is saved', async () => {
    let isSaved = false;
    const save = () => Promise.resolve((isSaved = true));
    assert.equal(await writeWith({ change: says(false), save }), 'refused');
    assert.equal(isSaved, false);
  });

  it('is said not to be saved when that fails', async () => {
    assert.equal(await writeWith({ change: says(true), save: says(false) }), 'unsaved');
    assert.equal(await writeWith({ change: says(true), save: says(true) }), 'written');
    assert.equal(await writeWith({ change: says(true) }), 'written');
  });
});
