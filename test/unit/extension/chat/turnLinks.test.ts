import assert from 'node:assert/strict';
import { readTurnLink, turnLink } from '../../../../src/extension/chat/turnLinks';

describe('A link to a turn', () => {
  it('names session and message, and is read back', () => {
    for (const eventId of ['67607eb4-9782', undefined]) {
      const address = { sessionId: '0c4373a5-e5ae', eventId };
      assert.deepEqual(readTurnLink(turnLink(address)), address);
    }
  });

  it('that is none, or names what no session is called, leads nowhere', () => {
    assert.equal(readTurnLink({ path: '/elsewhere', query: 'session=a' }), undefined);
    assert.equal(readTurnLink({ path: '/turn', query: '' }), undefined);
    assert.equal(readTurnLink({ path: '/turn', query: 'session=..%2F..%2Fetc' }), undefined);
  });
});
