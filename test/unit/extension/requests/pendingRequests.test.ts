import assert from 'node:assert/strict';
import { PendingRequests } from '../../../../src/extension/requests/pendingRequests';
import type { PermissionRequest } from '../../../../src/sdk/index';
import { askedPermission } from '../permissions/askedPermission';

function setup() {
  const log: string[] = [];
  const pending = new PendingRequests({
    permission: ({ id }) => log.push(`permission ${id}`),
    question: (id) => {
      log.push('question');
      questionId = id;
    },
    form: ({ id }) => log.push(`form ${id}`),
    choice: ({ id }) => log.push(`choice ${id}`),
    settled: (id, isAnswered) =>
      log.push(`${isAnswered ? 'settled' : 'left'} ${id === questionId ? 'question' : id}`),
  });
  let questionId = '';
  return { pending, log, questionId: () => questionId };
}

const shell: PermissionRequest = { kind: 'shell', fullCommandText: 'npm test' };
const waiting = (signal: AbortSignal) => ({
  ...askedPermission('r1', shell, undefined, '/shop'),
  request: shell,
  signal,
});

describe('A permission request', () => {
  it('waits until it is answered, and is gone then', async () => {
    const { pending, log } = setup();
    const answer = pending.permission(waiting(new AbortController().signal));
    assert.deepEqual(log, ['permission r1']);
    assert.equal(pending.find('r1'), shell);
    assert.equal(pending.answerPermission('r1', { decision: 'allow-once' }), true);
    assert.deepEqual(await answer, { decision: 'allow-once' });
    assert.deepEqual(log, ['permission r1', 'settled r1']);
    assert.equal(pending.find('r1'), undefined);
  });

  it('that is withdrawn leaves, and a late answer changes nothing', async () => {
    const { pending, log } = setup();
    const abort = new AbortController();
    const answer = pending.permission(waiting(abort.signal));
    abort.abort();
    assert.equal(pending.answerPermission('r1', { decision: 'allow-once' }), false);
    assert.equal(await answer, undefined);
    assert.deepEqual(log, ['permission r1', 'left r1']);
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

  it('that is declined leaves what was typed on its card', async () => {
    const { pending, log, questionId } = setup();
    const { signal } = new AbortController();
    const answer = pending.question(
      { question: 'Which?', choices: [], allowFreeform: true },
      { sessionId: 's', signal },
    );
    pending.declineQuestion(questionId());
    assert.deepEqual(await answer, { answer: 'The user declined to answer.', wasFreeform: true });
    const form = pending.form({ kind: 'form', id: 'f', message: 'Details', fields: [] }, signal);
    pending.declineForm('f');
    assert.equal(await form, undefined);
    assert.deepEqual(log, ['question', 'left question', 'form f', 'left f']);
  });
});
