import assert from 'node:assert/strict';
import type { ToolCall } from '../../../../../src/protocol/toView';
import { FakeChat } from '../fakeChat';

const at = (seconds: number) => ({
  timestamp: new Date(Date.UTC(2026, 10, 22, 8, 0, seconds)).toISOString(),
});

function stepOf(chat: FakeChat): ToolCall | undefined {
  return chat.conversation
    .snapshot()
    .turns[0]?.items.flatMap((item) => (item.kind === 'tool' ? [item] : []))
    .at(-1);
}

/** A command that waits from second 2 to second 50, and runs until second 53. */
function run(answer: boolean): FakeChat {
  const chat = new FakeChat();
  chat.prompt('1', 'run');
  const start = { toolCallId: 't', toolName: 'bash', arguments: { command: 'make' } };
  chat.event('tool.execution_start', start, at(1));
  const permissionRequest = { kind: 'shell', toolCallId: 't', fullCommandText: 'make' };
  chat.event('permission.requested', { requestId: 'r', permissionRequest }, at(2));
  if (answer) {
    chat.event('permission.completed', { requestId: 'r', toolCallId: 't' }, at(50));
    chat.event('tool.execution_complete', { toolCallId: 't', success: true, result: {} }, at(53));
  }
  return chat;
}

describe('A step that waited for the person', () => {
  it('took only the time in which it worked, and so did its turn', () => {
    const chat = run(true);
    assert.equal(stepOf(chat)?.durationMs, 4000);
    chat.event('session.idle', {}, at(54));
    const [turn] = chat.conversation.snapshot().turns;
    assert.equal(turn?.waitedMs, 48_000);
  });

  it('and was never answered is said not to have run', () => {
    const chat = run(false);
    chat.event('session.idle', { aborted: true }, at(60));
    assert.equal(stepOf(chat)?.state, 'skipped');
    assert.equal(stepOf(chat)?.durationMs, undefined);
  });

  it('and in which the machine slept took only the time in which it was awake', () => {
    const chat = new FakeChat();
    chat.prompt('1', 'run');
    chat.event(
      'tool.execution_start',
      { toolCallId: 't', toolName: 'bash', arguments: { command: 'make' } },
      at(1),
    );
    chat.conversation.slept(3_600_000);
    chat.event('tool.execution_complete', { toolCallId: 't', success: true, result: {} }, at(3605));
    chat.event('session.idle', {}, at(3606));
    assert.equal(stepOf(chat)?.durationMs, 4000);
    assert.equal(chat.conversation.snapshot().turns[0]?.waitedMs, 3_600_000);
  });
});
