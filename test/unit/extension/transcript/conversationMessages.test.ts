import assert from 'node:assert/strict';
import { FakeChat } from './fakeChat';

describe('a message of the person', () => {
  it('stands at once as being sent, then runs', () => {
    const chat = new FakeChat();
    chat.does((conversation) => conversation.promptSubmitted('p', 'hi', []));
    assert.deepEqual(chat.lines, ['> hi', '= sending']);
    assert.equal(chat.conversation.state, 'working');
    assert.equal(chat.conversation.title, 'hi');
    chat.does((conversation) => conversation.promptAccepted('p', 'm'));
    chat.event('user.message', { messageId: 'm', content: 'hi' });
    assert.deepEqual(chat.lines, ['> hi', '= running']);
  });

  it('stands once when its event comes before the reply', () => {
    const chat = new FakeChat();
    chat.does((conversation) => conversation.promptSubmitted('p', 'hi', []));
    chat.event('user.message', { messageId: 'm', content: 'hi' });
    chat.does((conversation) => conversation.promptAccepted('p', 'm'));
    chat.event('user.message', { messageId: 'm', content: 'hi' });
    assert.deepEqual(chat.lines, ['> hi', '= running']);
  });

  it('stands once, as typed, when a hook changed its text and the event came before the reply', () => {
    const chat = new FakeChat();
    chat.does((conversation) => conversation.promptSubmitted('p', 'hi', []));
    chat.event('user.message', { messageId: 'm', content: 'hi, politely' });
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: 'Well' });
    chat.does((conversation) => conversation.promptAccepted('p', 'm'));
    chat.answer('a', 'Well met.');
    chat.event('session.idle');
    assert.deepEqual(chat.lines, ['> hi', 'answer: Well met.', '= done']);
    assert.equal(chat.conversation.state, 'idle');
  });

  it('is gone from the transcript when it could not be sent', () => {
    const chat = new FakeChat();
    chat.does((conversation) => conversation.promptSubmitted('p', 'hi', []));
    chat.does((conversation) => conversation.promptRejected('p'));
    assert.deepEqual(chat.lines, []);
    assert.equal(chat.conversation.state, 'idle');
    assert.equal(chat.conversation.hasMessages, false);
  });

  it('from another window is a turn of its own, what is said to subagents and by skills is not', () => {
    const chat = new FakeChat();
    chat.event('user.message', { messageId: 'x', content: 'from elsewhere' });
    chat.event('user.message', { messageId: 'y', content: 'go', source: 'agent-s' }, { agentId: 'sub' });
    chat.event('user.message', { messageId: 'z', content: 'a skill', source: 'skill-pdf' });
    assert.deepEqual(chat.lines, ['> from elsewhere', '= running']);
  });

  it('of which two are the same stays two turns', () => {
    const chat = new FakeChat();
    chat.does((conversation) => conversation.promptSubmitted('p', 'go on', []));
    chat.event('user.message', { messageId: 'other', content: 'go on' });
    chat.does((conversation) => conversation.promptAccepted('p', 'mine'));
    chat.event('user.message', { messageId: 'mine', content: 'go on', delivery: 'queued' });
    assert.deepEqual(chat.lines, ['> go on', '= done', '> go on', '= running']);
  });

  it('is kept, with its attachments, for another try', () => {
    const chat = new FakeChat();
    const attachment = { id: '1', kind: 'file', label: 'a.ts', path: '/projects/shop/a.ts' } as const;
    chat.does((conversation) => conversation.promptSubmitted('p', 'hi', [attachment]));
    const { prompt, attachments } = chat.conversation.lastPrompt ?? {};
    assert.deepEqual({ prompt, attachments }, { prompt: 'hi', attachments: [attachment] });
  });

  it('gives the session its title: one line, cut, unless the session has a name', () => {
    const chat = new FakeChat();
    assert.equal(chat.conversation.title, '');
    chat.does((conversation) => conversation.promptSubmitted('p', `${'word '.repeat(30)}\nmore`, []));
    assert.equal(chat.conversation.title.length, 60);
    assert.ok(chat.conversation.title.endsWith('…'));
    chat.event('session.title_changed', { title: 'Fix the order total' });
    assert.equal(chat.conversation.title, 'Fix the order total');
  });
});

describe('a session that goes back', () => {
  it('loses the message and all after it, and the next message starts afresh', () => {
    const chat = new FakeChat();
    for (const id of ['one', 'two', 'three']) {
      chat.does((conversation) => conversation.promptSubmitted(id, id, []));
      chat.event('user.message', { messageId: `message-${id}`, content: id }, { id: `event-${id}` });
      chat.event('assistant.turn_start');
      chat.answer(`answer-${id}`, `Answer ${id}`);
      chat.event('session.idle');
    }
    chat.event('session.snapshot_rewind', { upToEventId: 'event-two', eventsRemoved: 9 });
    assert.deepEqual(chat.lines, ['> one', 'answer: Answer one', '= done']);
    chat.prompt('two again', 'two again');
    assert.deepEqual(chat.lines.slice(3), ['> two again', '= running']);
  });

  it('before its only message stays a used session until the next message is sent', () => {
    const chat = new FakeChat();
    chat.does((conversation) => conversation.promptSubmitted('one', 'one', []));
    chat.event('user.message', { messageId: 'message-one', content: 'one' }, { id: 'event-one' });
    chat.event('session.snapshot_rewind', { upToEventId: 'event-one', eventsRemoved: 3 });
    assert.deepEqual([chat.lines, chat.conversation.hasMessages], [[], true]);
  });

  it('to a message that is not known here changes nothing', () => {
    const chat = new FakeChat();
    chat.prompt('one', 'one');
    chat.event('session.snapshot_rewind', { upToEventId: 'elsewhere', eventsRemoved: 1 });
    assert.deepEqual(chat.lines, ['> one', '= running']);
  });
});
