import assert from 'node:assert/strict';
import { Conversation } from '../../../../src/extension/transcript/transcript';

function talk(prompts: readonly string[]): Conversation {
  const conversation = new Conversation({ sessionId: 's', folder: '/shop', now: () => 1000 });
  prompts.forEach((text, at) => {
    const event = (type: string, data: object) => ({
      type,
      data,
      id: `${at}${type}`,
      timestamp: '2026-11-22T10:00:00Z',
    });
    conversation.promptSubmitted(`t${at}`, text, []);
    conversation.promptAccepted(`t${at}`, `m${at}`);
    conversation.apply(event('user.message', { content: text, messageId: `m${at}` }));
    conversation.apply(event('assistant.message', { messageId: `a${at}`, content: 'yes' }));
    conversation.apply(event('session.idle', {}));
  });
  return conversation;
}

function lastNotice(conversation: Conversation): string | undefined {
  const items = conversation.snapshot().turns.at(-1)?.items ?? [];
  return items.flatMap((item) => (item.kind === 'notice' ? [item.notice.code] : [])).at(-1);
}

describe('A CLI that comes back without the memory of a session', () => {
  it('is told to the person, who still sees what was said', () => {
    const conversation = talk(['first', 'second']);
    conversation.connectionLost('SIGKILL');
    conversation.connectionRecovered(900, true);
    assert.equal(lastNotice(conversation), 'history-lost');
    assert.equal(conversation.snapshot().turns.length, 2);
  });

  it('is no loss when only the interrupted message was ever sent', () => {
    const conversation = talk([]);
    conversation.promptSubmitted('t', 'first', []);
    conversation.connectionLost('SIGKILL');
    conversation.connectionRecovered(900, true);
    assert.equal(lastNotice(conversation), 'cli-ended');
  });

  it('says nothing of it when the session was resumed as it was', () => {
    const conversation = talk(['first']);
    conversation.connectionLost('SIGKILL');
    conversation.connectionRecovered(900, false);
    assert.equal(lastNotice(conversation), undefined);
  });
});
