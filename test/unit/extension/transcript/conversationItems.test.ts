import assert from 'node:assert/strict';
import { toolsOf } from './trace';
import { FakeChat } from './fakeChat';

describe('texts', () => {
  it('a message that only calls tools leaves no empty answer', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    chat.event('assistant.message_start', { messageId: 'a' });
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: '\n\n' });
    chat.event('assistant.message', { messageId: 'a', content: '\n\n', toolRequests: [{}] });
    assert.deepEqual(chat.lines, ['> hi', '= running']);
  });

  it('pieces of a message that is already whole are not added again', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    chat.event('assistant.message', { messageId: 'a', content: 'Hello.' });
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: ' Hello.' });
    assert.deepEqual(chat.lines, ['> hi', 'answer: Hello.', '= running']);
  });

  it('thinking that arrives after its streamed answer is put before it', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: 'Hel' });
    chat.event('assistant.message', { messageId: 'a', content: 'Hello.', reasoningText: 'Greet.' });
    chat.event('assistant.reasoning', { reasoningId: 'r', content: 'Greet.' });
    assert.deepEqual(chat.lines, ['> hi', 'reasoning: Greet.', 'answer: Hello.', '= running']);
  });

  it('a new try drops the thinking of the one that failed', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    chat.event('assistant.reasoning_delta', { reasoningId: 'r', deltaContent: 'Hm' });
    chat.event('assistant.turn_retry', { reason: 'transient_auth_error' });
    assert.deepEqual(chat.lines, ['> hi', 'retry unauthorized 2', '= running']);
  });

  it('a failure that the CLI will not try again, or of another request than the agent’s, is no wait', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    const failure = { statusCode: 429, retryAttempt: 0, source: 'top_level' };
    chat.event('model.call_failure', { ...failure, statusCode: 400 });
    chat.event('model.call_failure', { ...failure, source: 'mcp_sampling' });
    assert.deepEqual(chat.lines, ['> hi', '= running']);
    chat.event('model.call_failure', failure);
    assert.deepEqual(chat.lines, ['> hi', 'retry busy 2 waits', '= running']);
    chat.event('assistant.turn_retry', { reason: 'rate_limit' });
    assert.deepEqual(chat.lines, ['> hi', 'retry busy 2', '= running']);
    chat.answer('a', 'Hello.');
    assert.deepEqual(chat.lines, ['> hi', 'answer: Hello.', '= running']);
  });

  it('a new try in a later turn leaves cut off text of earlier turns alone', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'tell');
    chat.event('assistant.message_delta', { messageId: 'a', deltaContent: 'Once' });
    chat.event('abort');
    chat.prompt('2', 'again');
    chat.event('assistant.turn_retry', { reason: 'api_error' });
    assert.deepEqual(chat.lines.slice(0, 2), ['> tell', 'answer (cut off): Once']);
  });
});

describe('steps', () => {
  const denied = (chat: FakeChat, id: string, message = 'no') =>
    chat.event('tool.execution_complete', {
      toolCallId: id,
      success: false,
      error: { code: 'denied', message },
    });

  it('say who denied them, as far as the CLI tells', () => {
    const kinds = [
      ['denied-interactively-by-user', undefined, 'you'],
      ['denied-interactively-by-user', 'assisted_approval', 'check'],
      ['denied-interactively-by-user', 'unattended_fallback', 'nobody'],
      ['denied-by-rules', undefined, 'rule'],
      ['denied-by-permission-request-hook', undefined, 'hook'],
      ['denied-by-content-exclusion-policy', undefined, 'policy'],
      ['denied-no-approval-rule-and-could-not-request-from-user', undefined, 'nobody'],
    ] as const;
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    kinds.forEach(([kind, decisionSource], index) => {
      const toolCallId = `call-${String(index)}`;
      chat.runShell(toolCallId, 'ls');
      chat.event('permission.completed', {
        requestId: toolCallId,
        toolCallId,
        result: { kind },
        decisionSource,
      });
      denied(chat, toolCallId);
    });
    assert.deepEqual(
      chat.lines.slice(1, -1),
      kinds.map(([, , by]) => `shell ls [denied by ${by}] no`),
    );
  });

  it('of an agent that is woken when the main one is free already make its turn go on', () => {
    const chat = new FakeChat();
    const toolCallId = 'task';
    const agentId = 'agent';
    chat.prompt('1', 'count');
    chat.event('tool.execution_start', { toolCallId, toolName: 'task', arguments: { agent_type: 'sub' } });
    chat.event('subagent.started', { toolCallId, executionMode: 'background' }, { agentId });
    chat.event('assistant.turn_start', {}, { agentId });
    chat.event('assistant.message', { messageId: 'a', content: 'One.' }, { agentId });
    chat.event('assistant.turn_end', {}, { agentId });
    chat.event('subagent.completed', { toolCallId });
    chat.event('session.idle');
    chat.prompt('2', 'again');
    chat.event('assistant.idle');
    assert.deepEqual(chat.lines, ['> count', 'agent sub [done] One.', '= done', '> again', '= done']);
    chat.event('assistant.turn_start', {}, { agentId });
    const atWork = ['> count', 'agent sub [running]', '  answer: One.', '= done', '> again', '= running'];
    assert.deepEqual(chat.lines, atWork);
    chat.event('assistant.message', { messageId: 'b', content: 'Still one.' }, { agentId });
    chat.event('assistant.turn_end', {}, { agentId });
    chat.event('session.idle');
    assert.deepEqual(chat.lines.slice(1), [
      'agent sub [done] Still one.',
      '  answer: One.',
      '= done',
      '> again',
      '= done',
    ]);
  });

  it('say it too where no request was made, or it came before the step', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    chat.event('permission.completed', { toolCallId: 'c', result: { kind: 'denied-by-rules' } });
    for (const [id, message] of [
      ['a', 'Denied by preToolUse hook: no shells'],
      ['b', '`create` was blocked. Plan mode does not permit changes outside the session folder.'],
      ['c', 'no'],
      ['d', 'no'],
    ] as const) {
      chat.runShell(id, 'ls');
      denied(chat, id, message);
    }
    const who = chat.lines.slice(1, -1).map((line) => /\[(.*?)\]/.exec(line)?.[1]);
    assert.deepEqual(who, ['denied by hook', 'denied by mode', 'denied by rule', 'denied']);
  });

  it('with a call id that the provider uses again are both shown', () => {
    const chat = new FakeChat();
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
    const chat = new FakeChat();
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
    const chat = new FakeChat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'ls');
    chat.event('tool.execution_progress', { toolCallId: 't', progressMessage: '1 of 2' });
    assert.equal(chat.lines[1], 'shell ls [running] 1 of 2');
  });

  it('keep only the beginning and the end of endless output', () => {
    const chat = new FakeChat();
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
    const chat = new FakeChat();
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

  it('show colours whose codes come in pieces', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'ls');
    for (const [sequence, text] of ['\u001b[3', '1mred\u001b[0m\n'].entries()) {
      chat.event('tool.shell_output', { toolCallId: 't', text, sequence });
    }
    assert.equal(chat.lines[1], 'shell ls [running] \u001b[31mred\u001b[0m');
  });

  it('show the summary of an output whose beginning was missed', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'run');
    chat.runShell('t', 'build');
    chat.event('tool.shell_output', { toolCallId: 't', text: 'end\n', sequence: 4 });
    chat.event('tool.execution_partial_result', { toolCallId: 't', partialOutput: 'begin\nend\n' });
    assert.equal(chat.lines[1], 'shell build [running] begin\nend');
  });

  it('of a subagent of an older CLI are known by the call that started it', () => {
    const chat = new FakeChat();
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
    const chat = new FakeChat();
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
    const chat = new FakeChat();
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

describe('other events', () => {
  it('of unknown kinds and broken shapes change nothing', () => {
    const chat = new FakeChat();
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
    const chat = new FakeChat();
    chat.prompt('1', 'hi');
    chat.event('session.warning', { warningType: 'interrupted_tools', message: '1 tool call' });
    chat.event('session.warning', { warningType: 'mcp', message: 'A server did not start' });
    assert.deepEqual(chat.lines, ['> hi', 'notice cli-says', '= running']);
  });

  it('the model in use is the one the session was switched to, not that of a subagent', () => {
    const chat = new FakeChat();
    chat.event('session.start', { selectedModel: 'one' });
    chat.event('session.model_change', { newModel: 'two' });
    chat.event('session.model_change', { newModel: 'three' }, { agentId: 'sub' });
    assert.equal(chat.conversation.model, 'two');
  });

  it('the newest turns are shown first, older ones on demand', () => {
    const chat = new FakeChat();
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
