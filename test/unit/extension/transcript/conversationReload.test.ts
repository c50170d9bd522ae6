import assert from 'node:assert/strict';
import { Conversation } from '../../../../src/extension/transcript/transcript';
import { folder, lines, linesOf, replay, toolsOf, turnsOf } from './trace';
import type { Run } from './trace';

function reloaded(run: Run): Conversation {
  const conversation = new Conversation({ sessionId: run.conversation.sessionId, folder, now: () => 0 });
  conversation.load(run.history);
  return conversation;
}

describe('a session that is opened again', () => {
  const same = [
    'simple-stream',
    'non-streaming',
    'reasoning',
    'shell-approve',
    'shell-deny',
    'reject-plain',
    'file-write-edit',
    'apply-patch',
    'ask-user',
    'abort-perm',
    'resume-restart',
    'custom-agent',
    'bg-task',
    'mcp-tool',
    'two-sessions',
    'error-http401',
    'error-http429',
    'error-http500',
    'error-refused',
    'error-http400',
    'error-http404',
    'error-drop',
    'error-midstream',
  ];
  for (const name of same) {
    it(`${name}: shows what was seen live`, () => {
      const run = replay(name);
      const again = reloaded(run);
      assert.deepEqual(linesOf(again.snapshot().turns), lines(run));
      assert.deepEqual(again.waiting, []);
      assert.equal(again.state, run.conversation.state);
    });
  }

  it('keeps the steps with their times, diffs and places', () => {
    const run = replay('file-write-edit');
    assert.deepEqual(toolsOf(reloaded(run).snapshot().turns[0]), toolsOf(turnsOf(run)[0]));
  });

  it('has no text of a stopped answer, since the CLI does not keep it', () => {
    const again = reloaded(replay('abort-mid-stream'));
    assert.deepEqual(linesOf(again.snapshot().turns).slice(0, 2), ['> long', '= stopped']);
  });

  it('shows attachments of earlier messages', () => {
    const [turn] = reloaded(replay('file-attachments')).snapshot().turns;
    assert.deepEqual(
      turn?.attachments.map(({ kind, label, path }) => [kind, label, path]),
      [
        ['file', 'app.ts', '/projects/shop/src/app.ts'],
        ['file', 'app.ts:2-3', '/projects/shop/src/app.ts'],
        ['selection', 'app.ts:2', '/projects/shop/src/app.ts'],
        ['directory', 'src', '/projects/shop/src'],
      ],
    );
  });

  it('after a crash shows the open turn as interrupted and asks nothing again', () => {
    const run = replay('crash-resume', { crashes: true });
    const end = run.history.findIndex(({ type }) => type === 'permission.completed');
    const conversation = new Conversation({ sessionId: 's', folder, now: () => 0 });
    conversation.load(run.history.slice(0, end));
    assert.deepEqual(linesOf(conversation.snapshot().turns).slice(3), [
      '> do tool',
      'shell sleep 20 [skipped]',
      '= interrupted',
    ]);
    assert.deepEqual(conversation.waiting, []);
    assert.equal(conversation.state, 'idle');
  });

  it('goes on with a turn that is still at work', () => {
    const run = replay('shell-approve');
    const middle = run.history.findIndex(({ type }) => type === 'tool.execution_complete');
    const conversation = new Conversation({ sessionId: 's', folder, now: () => 0 });
    conversation.load(run.history.slice(0, middle), true);
    assert.equal(conversation.state, 'working');
    run.history.slice(middle).forEach((event) => conversation.apply(event));
    conversation.apply({ type: 'session.idle', data: {} });
    assert.deepEqual(linesOf(conversation.snapshot().turns), lines(run));
  });
});
