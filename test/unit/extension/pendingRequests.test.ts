import assert from 'node:assert/strict';
import { PendingRequests } from '../../../src/extension/chat/pendingRequests';
import type { PermissionRequest } from '../../../src/sdk/index';

function setup() {
  const log: string[] = [];
  const pending = new PendingRequests({
    permission: (id) => log.push(`permission ${id}`),
    question: (id) => {
      log.push('question');
      questionId = id;
    },
    settled: (id) => log.push(`settled ${id === questionId ? 'question' : id}`),
  });
  let questionId = '';
  return { pending, log, questionId: () => questionId };
}

const shell: PermissionRequest = {
  kind: 'shell',
  fullCommandText: 'npm test',
  commands: [{ identifier: 'npm test', readOnly: false }],
};
const context = (signal: AbortSignal) => ({
  sessionId: 's',
  requestId: 'r1',
  promptRequest: undefined,
  signal,
});

describe('A permission request', () => {
  it('waits until it is answered, and is gone then', async () => {
    const { pending, log } = setup();
    const decision = pending.permission(shell, context(new AbortController().signal));
    assert.deepEqual(log, ['permission r1']);
    assert.equal(pending.find('r1'), shell);
    pending.answerPermission('r1', { decision: 'allow-once' });
    assert.deepEqual(await decision, { kind: 'approve-once' });
    assert.deepEqual(log, ['permission r1', 'settled r1']);
    assert.equal(pending.find('r1'), undefined);
  });

  it('that is withdrawn leaves, and a late answer changes nothing', async () => {
    const { pending, log } = setup();
    const abort = new AbortController();
    const decision = pending.permission(shell, context(abort.signal));
    abort.abort();
    pending.answerPermission('r1', { decision: 'allow-once' });
    assert.deepEqual(await decision, { kind: 'no-result' });
    assert.deepEqual(log, ['permission r1', 'settled r1']);
  });

  it('that is denied always carries words, since without them the CLI would end the turn', async () => {
    const { pending } = setup();
    const first = pending.permission(shell, context(new AbortController().signal));
    pending.answerPermission('r1', { decision: 'deny', reason: '  ' });
    const plain = await first;
    assert.ok(plain.kind === 'reject' && plain.feedback);
    const second = pending.permission(shell, context(new AbortController().signal));
    pending.answerPermission('r1', { decision: 'deny', reason: 'Use yarn' });
    assert.deepEqual(await second, { kind: 'reject', feedback: 'Use yarn' });
  });

  it('allowed for the session names exactly what is allowed', async () => {
    const { pending } = setup();
    const answer = async (request: PermissionRequest, promptRequest?: PermissionRequest) => {
      const { signal } = new AbortController();
      const decision = pending.permission(request, { sessionId: 's', requestId: 'r', promptRequest, signal });
      pending.answerPermission('r', { decision: 'allow-session' });
      return decision;
    };
    const session = (approval: unknown) => ({ kind: 'approve-for-session', approval });
    assert.deepEqual(await answer(shell), session({ kind: 'commands', commandIdentifiers: ['npm test'] }));
    assert.deepEqual(await answer({ kind: 'write', fileName: '/a' }), session({ kind: 'write' }));
    assert.deepEqual(await answer({ kind: 'read', path: '/a' }), session({ kind: 'read' }));
    assert.deepEqual(
      await answer(
        { kind: 'mcp', serverName: 'web', toolName: 'web-get', args: {} },
        { kind: 'mcp', toolName: 'get' },
      ),
      session({ kind: 'mcp', serverName: 'web', toolName: 'get' }),
    );
    assert.deepEqual(await answer({ kind: 'url', url: 'http://x' }), { kind: 'approve-once' });
  });
});

describe('A question', () => {
  it('gets the person’s answer', async () => {
    const { pending, log, questionId } = setup();
    const { signal } = new AbortController();
    const request = { question: 'Which?', choices: ['a', 'b'], allowFreeform: true };
    const answer = pending.question(request, { sessionId: 's', signal });
    pending.answerQuestion(questionId(), { answer: 'b', wasFreeform: false });
    assert.deepEqual(await answer, { answer: 'b', wasFreeform: false });
    assert.deepEqual(log, ['question', 'settled question']);
  });
});
