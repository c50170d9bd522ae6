import assert from 'node:assert/strict';
import { requestNotice, titleInNotice } from '../../../../src/extension/requests/notificationText';
import { shellRequest, ticketForm, writeRequest } from '../../../support/page/states';

describe('A notification of a request', () => {
  const canAllow = (text: string) => requestNotice({ ...shellRequest, text }).canAllow;

  it('takes the answer when it shows the whole command', () => {
    assert.deepEqual(requestNotice(shellRequest), {
      text: 'npm test -- cart',
      canAllow: true,
      canDeny: true,
    });
  });

  it('cannot allow what it does not show whole, or shows other than it is', () => {
    for (const text of [
      'ls\nrm -rf x',
      `echo ${'x'.repeat(200)}`,
      'echo \u202edne',
      'echo \u200b',
      '',
      'echo [a](command:b)',
      'echo  x',
    ])
      assert.equal(canAllow(text), false, JSON.stringify(text));
    assert.equal(requestNotice({ ...shellRequest, leaves: {} }).canAllow, false, 'it leaves the sandbox');
    assert.deepEqual(requestNotice(writeRequest), { text: 'src/cart.ts', canAllow: false, canDeny: true });
  });

  it('only leads to a form', () => {
    assert.deepEqual(requestNotice(ticketForm), { text: undefined, canAllow: false, canDeny: false });
  });

  it('names a session so that no title goes on like the sentence around it', () => {
    assert.equal(titleInNotice('a” waits for your permission: ls'), "a' waits for your permission: ls");
    assert.equal([...titleInNotice('x'.repeat(200))].length, 60);
    assert.equal(titleInNotice('[a](command:b)'), '[a] (command:b)');
  });
});
