import assert from 'node:assert/strict';
import { Conversation } from '../../../../src/extension/chat/conversation';
import type { SessionEvent } from '../../../../src/extension/chat/eventFields';
import type { ToView } from '../../../../src/protocol/toView';
import { FakePage, asJson, folder, linesOf, toolsOf } from './trace';

const start = Date.parse('2026-11-22T08:00:00Z');

/** A conversation and the page that shows it; both must always agree. */
class Chat {
  clock = start;
  readonly conversation = new Conversation({ sessionId: 's', folder, now: () => (this.clock += 1) });
  private readonly page = new FakePage();

  get lines(): readonly string[] {
    return linesOf(this.page.shown.turns);
  }

  get requests(): readonly unknown[] {
    return this.page.shown.requests;
  }

  does(act: (conversation: Conversation) => readonly ToView[]): readonly ToView[] {
    const facts = act(this.conversation);
    this.page.take(facts);
    const { turns, requests, usage } = this.conversation.snapshot(1000);
    assert.deepEqual(asJson(this.page.shown), asJson({ turns, requests, usage }));
    return facts;
  }

  event(type: string, data: unknown = {}, more: Partial<SessionEvent> = {}): readonly ToView[] {
    return this.does((conversation) => conversation.apply({ type, data, ...more }));
  }

  /** A message of the person that the CLI has begun to work on. */
  prompt(id: string, text: string): void {
    this.does((conversation) => conversation.promptSubmitted(id, text, []));
    this.does((conversation) => conversation.promptAccepted(id, `message-${id}`));
    this.event('user.message', { messageId: `message-${id}`, content: text, delivery: 'idle' });
    this.event('assistant.turn_start');
  }

  answer(id: string, content: string): void {
    this.event('assistant.message', { messageId: id, content });
    this.event('assistant.turn_end');
  }

  runShell(id: string, command: string): void {
    this.event('tool.execution_start', { toolCallId: id, toolName: 'bash', arguments: { command } });
  }

  ask(requestId: string, toolCallId: string): void {
    const request = { kind: 'shell', fullCommandText: 'ls', toolCallId };
    this.does((conversation) => conversation.permissionAsked(requestId, request, { kind: 'commands' }));
  }
}

describe('a message of the person', () => {
  it('stands at once as being sent, then runs', () => {
    const chat = new Chat();
    chat.does((conversation) => conversation.promptSubmitted('p', 'hi', []));
    assert.deepEqual(chat.lines, ['> hi', '= sending']);
    assert.equal(chat.conversation.state, 'working');
    assert.equal(chat.conversation.title, 'hi');
    chat.does((conversation) => conversation.promptAccepted('p', 'm'));
    chat.event('user.message', { messageId: 'm', content: 'hi' });
    assert.deepEqual(chat.lines, ['> hi', '= running']);
  });

  it('stands once when its event comes before the reply', () => {
    const chat = new Chat();
    chat.does((conversation) => conversation.promptSubmitted('p', 'hi', []));
    chat.event('user.message', { messageId: 'm', content: 'hi' });
    chat.does((conversation) => conversation.promptAccepted('p', 'm'));
    chat.event('user.message', { messageId: 'm', content: 'hi' });
    assert.deepEqual(chat.lines, ['> hi', '= running']);
  });

  it('stands once, as typed, when a hook changed its text and the event came before the reply', () => {
    const chat = new Chat();
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
    const chat = new Chat();
    chat.does((conversation) => conversation.promptSubmitted('p', 'hi', []));
    chat.does((conversation) => conversation.promptRejected('p'));
    assert.deepEqual(chat.lines, []);
    assert.equal(chat.conversation.state, 'idle');
    assert.equal(chat.conversation.hasMessages, false);
  });

  it('from another window is a turn of its own, what is said to subagents and by skills is not', () => {
    const chat = new Chat();
    chat.event('user.message', { messageId: 'x', content: 'from elsewhere' });
    chat.event('user.message', { messageId: 'y', content: 'go', source: 'agent-s' }, { agentId: 'sub' });
    chat.event('user.message', { messageId: 'z', content: 'a skill', source: 'skill-pdf' });
    assert.deepEqual(chat.lines, ['> from elsewhere', '= running']);
  });

  it('of which two are the same stays two turns', () => {
    const chat = new Chat();
    chat.does((conversation) => conversation.promptSubmitted('p', 'go on', []));
    chat.event('user.message', { messageId: 'other', content: 'go on' });
    chat.does((conversation) => conversation.promptAccepted('p', 'mine'));
    chat.event('user.message', { messageId: 'mine', content: 'go on', delivery: 'queued' });
    assert.deepEqual(chat.lines, ['> go on', '= done', '> go on', '= running']);
  });

  it('is kept, with its attachments, for another try', () => {
    const chat = new Chat();
    const attachment = { id: '1', kind: 'file', label: 'a.ts', path: '/projects/shop/a.ts' } as const;
    chat.does((conversation) => conversation.promptSubmitted('p', 'hi', [attachment]));
    const { prompt, attachments } = chat.conversation.lastPrompt ?? {};
    assert.deepEqual({ prompt, attachments }, { prompt: 'hi', attachments: [attachment] });
  });

  it('gives the session its title: one line, cut, unless the session has a name', () => {
    const chat = new Chat();
    assert.equal(chat.conversation.title, '');
    chat.does((conversation) => conversation.promptSubmitted('p', `${'word '.repeat(30)}\nmore`, []));
    assert.equal(chat.conversation.title.length, 60);
    assert.ok(chat.conversation.title.endsWith('…'));
    chat.event('session.title_changed', { title: 'Fix the order total' });
    assert.equal(chat.conversation.title, 'Fix the order total');
  });
});

describe('the end of a turn', () => {
  it('the idle events after an error do not end the next turn', () => {
    const chat = new Chat();
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
    const chat = new Chat();
    chat.prompt('1', 'first');
    chat.does((conversation) => conversation.stopRequested());
    chat.event('abort');
    chat.does((conversation) => conversation.promptSubmitted('2', 'second', []));
    chat.event('session.idle', { aborted: true });
    assert.deepEqual(chat.lines, ['> first', '= stopped', '> second', '= sending']);
  });

  it('comes with assistant.idle, though a shell in the background keeps the session busy', () => {
    const chat = new Chat();
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
    const chat = new Chat();
    chat.prompt('1', 'hi');
    chat.answer('a', 'Hello.');
    chat.event('session.idle');
    assert.equal(chat.conversation.state, 'idle');
  });

  it('is a stop when the person asked for it, even if the idle event does not say so', () => {
    const chat = new Chat();
    chat.prompt('1', 'hi');
    chat.does((conversation) => conversation.stopRequested());
    chat.event('session.idle');
    assert.deepEqual(chat.lines, ['> hi', '= stopped']);
  });

  it('interrupts a step whose end is never told, and a late end fills it all the same', () => {
    const chat = new Chat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'make');
    chat.event('session.idle');
    assert.deepEqual(chat.lines, ['> run', 'shell make [interrupted]', '= done']);
    const result = { content: 'built\n<shellId: 0 completed with exit code 0>' };
    chat.event('tool.execution_complete', { toolCallId: 't', success: true, result });
    assert.deepEqual(chat.lines, ['> run', 'shell make [done] built', '= done']);
  });

  it('cuts off what streams, and a late final text makes it whole', () => {
    const chat = new Chat();
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
    const chat = new Chat();
    chat.does((conversation) => conversation.promptSubmitted('1', 'hi', []));
    chat.does((conversation) => conversation.stopRequested());
    assert.deepEqual(chat.lines, ['> hi', '= stopped']);
    assert.equal(chat.conversation.state, 'idle');
  });
});

describe('a session that goes back', () => {
  it('loses the message and all after it, and the next message starts afresh', () => {
    const chat = new Chat();
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
    const chat = new Chat();
    chat.does((conversation) => conversation.promptSubmitted('one', 'one', []));
    chat.event('user.message', { messageId: 'message-one', content: 'one' }, { id: 'event-one' });
    chat.event('session.snapshot_rewind', { upToEventId: 'event-one', eventsRemoved: 3 });
    assert.deepEqual([chat.lines, chat.conversation.hasMessages], [[], true]);
  });

  it('to a message that is not known here changes nothing', () => {
    const chat = new Chat();
    chat.prompt('one', 'one');
    chat.event('session.snapshot_rewind', { upToEventId: 'elsewhere', eventsRemoved: 1 });
    assert.deepEqual(chat.lines, ['> one', '= running']);
  });
});

describe('texts', () => {
  it('a message that only calls tools leaves no empty answer', () => {
    const chat = new Chat();
    chat.prompt('1', 'hi');
    chat.event('assistant.message_start', { messageId: 'a' });
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: '\n\n' });
    chat.event('assistant.message', { messageId: 'a', content: '\n\n', toolRequests: [{}] });
    assert.deepEqual(chat.lines, ['> hi', '= running']);
  });

  it('pieces of a message that is already whole are not added again', () => {
    const chat = new Chat();
    chat.prompt('1', 'hi');
    chat.event('assistant.message', { messageId: 'a', content: 'Hello.' });
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: ' Hello.' });
    assert.deepEqual(chat.lines, ['> hi', 'answer: Hello.', '= running']);
  });

  it('thinking that arrives after its streamed answer is put before it', () => {
    const chat = new Chat();
    chat.prompt('1', 'hi');
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: 'Hel' });
    chat.event('assistant.message', { messageId: 'a', content: 'Hello.', reasoningText: 'Greet.' });
    chat.event('assistant.reasoning', { reasoningId: 'r', content: 'Greet.' });
    assert.deepEqual(chat.lines, ['> hi', 'reasoning: Greet.', 'answer: Hello.', '= running']);
  });

  it('a new try drops the thinking of the one that failed', () => {
    const chat = new Chat();
    chat.prompt('1', 'hi');
    chat.event('assistant.reasoning_delta', { reasoningId: 'r', deltaContent: 'Hm' });
    chat.event('assistant.turn_retry', { reason: 'transient_auth_error' });
    assert.deepEqual(chat.lines, ['> hi', 'retry unauthorized 1', '= running']);
  });

  it('a new try in a later turn leaves cut off text of earlier turns alone', () => {
    const chat = new Chat();
    chat.prompt('1', 'tell');
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: 'Once' });
    chat.event('abort');
    chat.prompt('2', 'again');
    chat.event('assistant.turn_retry', { reason: 'api_error' });
    assert.deepEqual(chat.lines.slice(0, 2), ['> tell', 'answer (cut off): Once']);
  });
});

describe('steps', () => {
  it('with a call id that the provider uses again are both shown', () => {
    const chat = new Chat();
    chat.prompt('1', 'twice');
    for (const command of ['one', 'two']) {
      chat.runShell('call_0', command);
      chat.ask(`ask ${command}`, 'call_0');
      chat.does((conversation) => conversation.requestSettled(`ask ${command}`));
      const result = { content: command };
      chat.event('tool.execution_complete', { toolCallId: 'call_0', success: true, result });
    }
    const expected = ['shell one [done] one', 'shell two [done] two'];
    assert.deepEqual(chat.lines.slice(1, 3), expected);
  });

  it('wait until the last of their requests is answered', () => {
    const chat = new Chat();
    chat.prompt('1', 'run');
    chat.ask('early', 't');
    chat.runShell('t', 'ls');
    chat.ask('late', 't');
    chat.ask('late', 't');
    assert.equal(chat.requests.length, 2);
    chat.does((conversation) => conversation.requestSettled('early'));
    assert.deepEqual(chat.lines[1], 'shell ls [waiting]');
    assert.equal(chat.conversation.state, 'waiting');
    chat.event('permission.completed', { requestId: 'late' });
    assert.deepEqual(chat.lines[1], 'shell ls [running]');
    assert.equal(chat.conversation.state, 'working');
  });

  it('show how far they are until there is output', () => {
    const chat = new Chat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'ls');
    chat.event('tool.execution_progress', { toolCallId: 't', progressMessage: '1 of 2' });
    assert.equal(chat.lines[1], 'shell ls [running] 1 of 2');
  });

  it('keep only the beginning and the end of endless output', () => {
    const chat = new Chat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'yes');
    const partialOutput = `first\n${'y\n'.repeat(500_000)}last`;
    chat.event('tool.execution_partial_result', { toolCallId: 't', partialOutput });
    const output = toolsOf(chat.conversation.snapshot().turns[0])[0]?.output ?? '';
    assert.ok(output.length < 66_000 && output.startsWith('first') && output.endsWith('last'));
    const content = 'Output too large, saved to a file';
    chat.event('tool.execution_complete', { toolCallId: 't', success: true, result: { content } });
    assert.equal(toolsOf(chat.conversation.snapshot().turns[0])[0]?.output, output);
  });

  it('show all of a long output while it comes, though the summary of it is cut', () => {
    const chat = new Chat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'build');
    const piece = `${'x'.repeat(999)}\n`;
    for (let sequence = 0; sequence < 30; sequence += 1) {
      chat.event('tool.shell_output', { toolCallId: 't', stream: 'stdout', text: piece, sequence });
      chat.event('tool.execution_partial_result', { toolCallId: 't', partialOutput: 'the last line\n' });
    }
    const output = () => toolsOf(chat.conversation.snapshot().turns[0])[0]?.output;
    assert.equal(output(), piece.repeat(30));
    const result = { content: 'Output too large to read at once\n<shellId: 0 completed with exit code 0>' };
    chat.event('tool.execution_complete', { toolCallId: 't', success: true, result });
    assert.equal(output(), piece.repeat(30));
  });

  it('show no colour codes, though they come in pieces', () => {
    const chat = new Chat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'ls');
    for (const [sequence, text] of ['\u001b[3', '1mred\u001b[0m\n'].entries()) {
      chat.event('tool.shell_output', { toolCallId: 't', text, sequence });
    }
    assert.equal(chat.lines[1], 'shell ls [running] red');
  });

  it('show the summary of an output whose beginning was missed', () => {
    const chat = new Chat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'build');
    chat.event('tool.shell_output', { toolCallId: 't', text: 'end\n', sequence: 4 });
    chat.event('tool.execution_partial_result', { toolCallId: 't', partialOutput: 'begin\nend\n' });
    assert.equal(chat.lines[1], 'shell build [running] begin\nend');
  });

  it('of a subagent of an older CLI are known by the call that started it', () => {
    const chat = new Chat();
    chat.prompt('1', 'review');
    const task = { toolCallId: 'task', toolName: 'task', arguments: { agent_type: 'rev' } };
    chat.event('tool.execution_start', task);
    chat.event('assistant.message', { messageId: 'a', content: 'not mine', parentToolCallId: 'task' });
    const nested = {
      toolCallId: 'n',
      toolName: 'bash',
      arguments: { command: 'ls' },
      parentToolCallId: 'task',
    };
    chat.event('tool.execution_start', nested);
    assert.deepEqual(chat.lines, [
      '> review',
      'agent rev [running]',
      '  answer: not mine',
      '  shell ls [running]',
      '= running',
    ]);
  });

  it('of a subagent give their request its name, even if it came before them', () => {
    const chat = new Chat();
    chat.prompt('1', 'review');
    const task = { toolCallId: 'task', toolName: 'task', arguments: { agent_type: 'rev' } };
    chat.event('tool.execution_start', task);
    chat.event('subagent.started', { toolCallId: 'task', agentName: 'rev' }, { agentId: 'x' });
    chat.ask('p', 'n');
    const nested = { toolCallId: 'n', toolName: 'bash', arguments: { command: 'ls' } };
    chat.event('tool.execution_start', nested, { agentId: 'x' });
    const [request] = chat.conversation.waiting;
    assert.equal(request?.kind === 'permission' ? request.askedBy : '', 'rev');
  });

  it('of a background subagent that failed say why', () => {
    const chat = new Chat();
    chat.prompt('1', 'review');
    chat.event('tool.execution_start', { toolCallId: 'task', toolName: 'task', arguments: {} });
    const started = { toolCallId: 'task', agentName: 'rev', executionMode: 'background' };
    chat.event('subagent.started', started, { agentId: 'x' });
    chat.event('tool.execution_complete', {
      toolCallId: 'task',
      success: true,
      result: { content: 'started' },
    });
    chat.event('subagent.failed', { toolCallId: 'task', error: 'no model' }, { agentId: 'x' });
    assert.equal(chat.lines[1], 'agent  [failed] no model');
  });
});

describe('a CLI that ends', () => {
  it('interrupts what ran, withdraws what waited, and says first that it starts again, then that it did', () => {
    const chat = new Chat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'make');
    chat.ask('r', 't');
    chat.does((conversation) => conversation.connectionLost('exit code 1'));
    const turn = ['> run', 'shell make [interrupted]'];
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
    const chat = new Chat();
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
    const chat = new Chat();
    chat.does((conversation) => conversation.promptSubmitted('1', 'hi', []));
    chat.does((conversation) => conversation.connectionLost('SIGKILL'));
    assert.deepEqual(chat.lines, ['> hi', 'notice cli-ended-restarting', '= interrupted']);
    assert.equal(chat.conversation.lastPrompt?.prompt, 'hi');
  });

  it('and whose session cannot be resumed says so in the same place', () => {
    const chat = new Chat();
    chat.prompt('1', 'run');
    chat.does((conversation) => conversation.connectionLost('SIGKILL'));
    chat.does((conversation) => conversation.recoveryFailed('Session not found'));
    assert.deepEqual(chat.lines, ['> run', 'notice resume-failed', '= interrupted']);
    assert.equal(chat.conversation.state, 'failed');
  });
});

describe('other events', () => {
  it('of unknown kinds and broken shapes change nothing', () => {
    const chat = new Chat();
    chat.prompt('1', 'hi');
    const before = chat.lines;
    chat.event('model.messages_snapshot', { messages: ['secret'] });
    chat.event('constructor', {});
    chat.event('hook.start', undefined);
    chat.event('tool.execution_start', null);
    chat.event('tool.execution_complete', 'text');
    chat.event('assistant.message_delta', [1]);
    chat.event('session.usage_info', { currentTokens: 'many' });
    chat.event('subagent.started', {});
    assert.deepEqual(chat.lines, before);
  });

  it('a warning of the CLI stands in its own words, that about interrupted steps does not', () => {
    const chat = new Chat();
    chat.prompt('1', 'hi');
    chat.event('session.warning', { warningType: 'interrupted_tools', message: '1 tool call' });
    chat.event('session.warning', { warningType: 'mcp', message: 'A server did not start' });
    assert.deepEqual(chat.lines, ['> hi', 'notice cli-says', '= running']);
  });

  it('the model in use is the one the session was switched to, not that of a subagent', () => {
    const chat = new Chat();
    chat.event('session.start', { selectedModel: 'one' });
    chat.event('session.model_change', { newModel: 'two' });
    chat.event('session.model_change', { newModel: 'three' }, { agentId: 'sub' });
    assert.equal(chat.conversation.model, 'two');
  });

  it('the newest turns are shown first, older ones on demand', () => {
    const chat = new Chat();
    for (let index = 1; index <= 5; index += 1) {
      chat.prompt(String(index), `prompt ${String(index)}`);
      chat.event('session.idle');
    }
    const { conversation } = chat;
    const newest = conversation.snapshot(2);
    assert.deepEqual([newest.turns.map(({ id }) => id), newest.hasOlder], [['4', '5'], true]);
    assert.equal(newest.turnsBefore, 3);
    assert.equal(conversation.length, 5);
    assert.deepEqual(
      conversation.slice(conversation.indexOf('2'), conversation.indexOf('4')).map(({ id }) => id),
      ['2', '3'],
    );
    assert.equal(conversation.indexOf('unknown'), -1);
  });
});
