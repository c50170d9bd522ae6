import assert from 'node:assert/strict';
import { TextTail } from '../../../../src/sdk/util/textTail';

describe('The last words of the CLI', () => {
  it('are kept up to a bound, however they come', () => {
    const tail = new TextTail(10);
    for (const piece of ['abc', 'defgh', 'ij', 'kl']) tail.add(Buffer.from(piece));
    assert.equal(tail.text(), 'cdefghijkl');
    assert.equal(tail.text(4), 'ijkl');
    tail.add(Buffer.from('0123456789ABCDEF'));
    assert.equal(tail.text(), '6789ABCDEF');
  });

  it('begin with a whole character', () => {
    const tail = new TextTail(5);
    tail.add(Buffer.from('üüü'));
    assert.equal(tail.text(), 'üü');
  });
});
