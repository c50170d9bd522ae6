import assert from 'node:assert/strict';
import { Choices } from '../../../../src/webview/state/choices';

describe('What the person opened and closed', () => {
  it('is kept by its place, as it was last', () => {
    const choices = new Choices();
    choices.keep('t1/a', true);
    choices.keep('t1/b', true);
    choices.keep('t1/b', false);
    assert.deepEqual(
      [choices.get('t1/a'), choices.get('t1/b'), choices.get('t1/c')],
      [true, false, undefined],
    );
  });

  it('is kept in bounds: what was chosen longest ago goes first', () => {
    const choices = new Choices();
    choices.keep('early', true);
    choices.keep('used again', true);
    for (let at = 0; at < 498; at++) choices.keep(`t${at}`, true);
    choices.keep('used again', false);
    choices.keep('late', true);
    assert.equal(choices.get('early'), undefined);
    assert.equal(choices.get('used again'), false);
    assert.equal(choices.get('t0'), true);
    assert.equal(choices.get('late'), true);
  });

  it('goes with its session, but not when a new one gets its id', () => {
    const choices = new Choices();
    choices.enter(undefined);
    choices.keep('t1/a', true);
    choices.enter('one');
    assert.equal(choices.get('t1/a'), true);
    choices.enter('one');
    assert.equal(choices.get('t1/a'), true);
    choices.enter('two');
    assert.equal(choices.get('t1/a'), undefined);
  });
});
