import assert from 'node:assert/strict';
import { FakeChat } from './fakeChat';

describe('the end of a turn', () => {
  it('the idle events after an error do not end the next turn', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'first');
    chat.event('session.error', { errorType: 'query', message: 'nope', statusCode: 400 });
    chat.does((conversation) => conversation.promptSubmitted('2', 'second', []));
    chat.does((conversation) => conversation.promptAccepted('2', 'm2'));
    chat.event('assistant.idle');
    chat.event('session.idle');
    assert.deepEqual(chat.lines, ['> first', 'notice turn-failed', '= failed', '> second', '= sending']);
    assert.equal(chat.conversation.state, 'working');
    chat.event('user.message', { messageId: 'm2', content: 'second' });
    chat.answer('a', 'Here.');
    chat.event('session.idle');
    assert.deepEqual(chat.lines.slice(3), ['> second', 'answer: Here.', '= done']);
  });

  it('the idle event of a stopped turn does not end the next one', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'first');
    chat.does((conversation) => conversation.stopRequested());
    chat.event('abort');
    chat.does((conversation) => conversation.promptSubmitted('2', 'second', []));
    chat.event('session.idle', { aborted: true });
    assert.deepEqual(chat.lines, ['> first', '= stopped', '> second', '= sending']);
  });

  it('comes with assistant.idle, though a shell in the background keeps the session busy', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'serve');
    chat.runShell('t', 'npm start');
    chat.event('tool.execution_complete', { toolCallId: 't', success: true, result: { content: '' } });
    chat.answer('a', 'It runs.');
    chat.event('assistant.idle');
    assert.equal(chat.conversation.state, 'idle');
    chat.event('assistant.turn_start');
    assert.equal(chat.conversation.state, 'working');
    chat.answer('b', 'It has ended.');
    chat.event('session.idle');
    assert.deepEqual(chat.lines.slice(2), ['answer: It runs.', 'answer: It has ended.', '= done']);
  });

  it('comes with session.idle alone, as older CLIs send it', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    chat.answer('a', 'Hello.');
    chat.event('session.idle');
    assert.equal(chat.conversation.state, 'idle');
  });

  it('is a stop when the person asked for it, even if the idle event does not say so', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    chat.does((conversation) => conversation.stopRequested());
    chat.event('session.idle');
    assert.deepEqual(chat.lines, ['> hi', '= stopped']);
  });

  it('interrupts a step whose end is never told, and a late end fills it all the same', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'make');
    chat.event('session.idle');
    assert.deepEqual(chat.lines, ['> run', 'shell make [interrupted]', '= done']);
    const result = { content: 'built\n<shellId: 0 completed with exit code 0>' };
    chat.event('tool.execution_complete', { toolCallId: 't', success: true, result });
    assert.deepEqual(chat.lines, ['> run', 'shell make [done] built', '= done']);
  });

  it('cuts off what streams, and a late final text makes it whole', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'tell');
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: 'Once upon' });
    chat.event('abort');
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: ' a time' });
    assert.deepEqual(chat.lines, ['> tell', 'answer (cut off): Once upon', '= stopped']);
    chat.prompt('2', 'next');
    chat.event('assistant.message', { messageId: 'a', content: 'Once upon a time.' });
    assert.deepEqual(chat.lines.slice(0, 3), ['> tell', 'answer: Once upon a time.', '= stopped']);
    assert.deepEqual(chat.lines.slice(3), ['> next', '= running']);
  });

  it('leaves a message alone that the CLI had not begun when it was stopped', () => {
    const chat = new FakeChat();
    chat.does((conversation) => conversation.promptSubmitted('1', 'hi', []));
    chat.does((conversation) => conversation.stopRequested());
    assert.deepEqual(chat.lines, ['> hi', '= stopped']);
    assert.equal(chat.conversation.state, 'idle');
  });
});

describe('a CLI that ends', () => {
  it('interrupts what ran, withdraws what waited, and says first that it starts again, then that it did', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'make');
    chat.ask('r', 't');
    chat.does((conversation) => conversation.connectionLost('exit code 1'));
    const turn = ['> run', 'shell make [skipped]'];
    assert.deepEqual(chat.lines, [...turn, 'notice cli-ended-restarting', '= interrupted']);
    assert.deepEqual(chat.requests, []);
    assert.equal(chat.conversation.state, 'failed');
    assert.deepEqual(
      chat.does((conversation) => conversation.connectionLost('again')),
      [],
    );
    chat.does((conversation) => conversation.connectionRecovered(2600));
    assert.deepEqual(chat.lines, [...turn, 'notice cli-ended', '= interrupted']);
    assert.equal(chat.conversation.state, 'idle');
  });

  it('between turns is not mentioned in the transcript', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    chat.answer('a', 'Hello.');
    chat.event('session.idle');
    assert.deepEqual(
      chat.does((conversation) => conversation.connectionLost('SIGTERM')),
      [],
    );
    assert.deepEqual(
      chat.does((conversation) => conversation.connectionRecovered(900)),
      [],
    );
    assert.equal(chat.conversation.state, 'idle');
  });

  it('takes a message that was being sent with it, which can be tried again', () => {
    const chat = new FakeChat();
    chat.does((conversation) => conversation.promptSubmitted('1', 'hi', []));
    chat.does((conversation) => conversation.connectionLost('SIGKILL'));
    assert.deepEqual(chat.lines, ['> hi', 'notice cli-ended-restarting', '= interrupted']);
    assert.equal(chat.conversation.lastPrompt?.prompt, 'hi');
  });

  it('and whose session cannot be resumed says so in the same place', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'run');
    chat.does((conversation) => conversation.connectionLost('SIGKILL'));
    chat.does((conversation) => conversation.recoveryFailed('Session not found'));
    assert.deepEqual(chat.lines, ['> run', 'notice resume-failed', '= interrupted']);
    assert.equal(chat.conversation.state, 'failed');
  });
});
