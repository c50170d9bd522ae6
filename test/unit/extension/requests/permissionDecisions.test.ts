import assert from 'node:assert/strict';
import { PendingRequests, type PermissionAnswer } from '../../../../src/extension/requests/pendingRequests';
import { SessionPermissions } from '../../../../src/extension/requests/permissionDecisions';
import { ledgerDecision } from '../../../../src/extension/requests/stepDecision';
import type { AllowScope } from '../../../../src/protocol/approvals';
import type { PermissionMode } from '../../../../src/protocol/toView';
import { subjectText } from '../../../../src/extension/rules/subject';
import type { PermissionRequest } from '../../../../src/sdk/index';
import { makeApprovals } from '../../../support/makeApprovals';

const shell = (fullCommandText: string): PermissionRequest => ({ kind: 'shell', fullCommandText });
const approved = { kind: 'approve-once' };

/** A session whose person answers as told; without an answer the request stays. */
function session(mode: PermissionMode = 'ask', approvals = makeApprovals(), sessionId = 's1') {
  const asked: string[] = [];
  const offered: (readonly AllowScope[])[] = [];
  const answers: (PermissionAnswer | undefined)[] = [];
  let count = 0;
  const requests: PendingRequests = new PendingRequests({
    permission: ({ id, facts, scopes }) => {
      asked.push(subjectText(facts.subject));
      offered.push(scopes);
      const answer = answers.shift();
      if (answer) setImmediate(() => requests.answerPermission(id, answer));
    },
    question: () => undefined,
    form: () => undefined,
    choice: () => undefined,
    settled: () => undefined,
  });
  const permissions = new SessionPermissions({
    sessionId,
    folders: ['/shop'],
    approvals,
    requests,
    mode: () => mode,
    title: () => 'Fix the cart',
    askedBy: () => 'explore',
    toolOf: () => 'view',
  });
  const decide = (
    request: PermissionRequest,
    answer?: PermissionAnswer,
    signal = new AbortController().signal,
  ) => {
    answers.push(answer);
    const decision = permissions.decide(request, {
      sessionId,
      requestId: `r${++count}`,
      promptRequest: undefined,
      signal,
    });
    return decision.finally(() => (answers.length = 0));
  };
  return { decide, permissions, asked, offered, approvals, requests };
}

describe('The permissions of a session', () => {
  it('are asked for, and every answer is written down with who gave it', async () => {
    const { decide, approvals } = session();
    assert.deepEqual(await decide(shell('ls'), { decision: 'allow-once' }), approved);
    assert.deepEqual(await decide(shell('rm x'), { decision: 'deny', reason: 'Keep it' }), {
      kind: 'reject',
      feedback: 'Keep it',
    });
    assert.deepEqual(
      approvals.decisions.map(({ asked, decision, by, words, askedBy, title }) => [
        asked.kind === 'shell' && asked.command,
        decision,
        by,
        words,
        askedBy,
        title,
      ]),
      [
        ['ls', 'allowed', 'you', undefined, 'explore', 'Fix the cart'],
        ['rm x', 'denied', 'you', 'Keep it', 'explore', 'Fix the cart'],
      ],
    );
  });

  it('are denied with words even without a reason, since without them the CLI would end the turn', async () => {
    const decision = await session().decide(shell('ls'), { decision: 'deny', reason: '  ' });
    assert.ok(decision.kind === 'reject' && decision.feedback);
  });

  it('are not asked for again once a folder rule allows them, in other sessions too', async () => {
    const { decide, approvals, offered, asked } = session();
    const first = decide(shell('npm test -- cart'), { decision: 'allow-scope', scope: '1' });
    assert.equal(offered[0]?.[1]?.until, 'folder');
    assert.deepEqual(await first, approved);
    assert.deepEqual(await decide(shell('npm test -- order')), approved);
    const other = session('ask', approvals, 's2');
    assert.deepEqual(await other.decide(shell('npm test')), approved);
    assert.deepEqual([asked, other.asked], [['npm test -- cart'], []]);
    const [rule] = approvals.rules;
    assert.deepEqual([rule?.uses, approvals.decisions.at(-1)?.rule], [2, rule?.id]);
    const words = { kind: 'command', text: 'npm test', isExact: false };
    const byRule = { by: 'rule', decision: approvals.decisions[1]?.id, rule: words, mode: undefined };
    assert.deepEqual(ledgerDecision(approvals, 'r2'), { allowedBy: byRule });
    approvals.revoke(rule?.id ?? '');
    assert.deepEqual(ledgerDecision(approvals, 'r2'), { allowedBy: { ...byRule, rule: undefined } });
    assert.equal(ledgerDecision(approvals, 'another'), undefined);
    assert.deepEqual(
      approvals.decisions.map(({ by }) => by),
      ['you', 'rule', 'rule'],
    );
  });

  it('that a session rule allows are asked for in another session', async () => {
    const { decide, approvals } = session();
    await decide(shell('npm test'), { decision: 'allow-scope', scope: '0' });
    assert.deepEqual(await decide(shell('npm test')), approved);
    const other = session('ask', approvals, 's2');
    await other.decide(shell('npm test'), { decision: 'allow-once' });
    assert.deepEqual(other.asked, ['npm test']);
  });

  it('are asked for again after the rule is revoked', async () => {
    const { decide, approvals, asked } = session();
    await decide(shell('npm test'), { decision: 'allow-scope', scope: '1' });
    approvals.revoke(approvals.rules[0]?.id ?? '');
    await decide(shell('npm test'), { decision: 'allow-once' });
    assert.deepEqual(asked, ['npm test', 'npm test']);
  });

  it('that wait are given by a rule saved meanwhile', async () => {
    const { decide, approvals } = session();
    const waiting = decide(shell('npm test -- order'));
    const match = { kind: 'commands', words: ['npm', 'test'] } as const;
    approvals.save(
      { effect: 'allow', match: { ...match, words: [...match.words] } },
      { place: 'approvals' },
      'folder',
    );
    assert.deepEqual(await waiting, approved);
    assert.equal(approvals.decisions.at(-1)?.by, 'rule');
  });

  it('of a managed policy are always asked for, and no rule is offered', async () => {
    const { decide, approvals, asked, offered } = session('allow-all');
    approvals.save(
      { effect: 'allow', match: { kind: 'command', line: 'ls' } },
      { place: 'approvals' },
      'folder',
    );
    await decide({ ...shell('ls'), managedApprovalRequired: true }, { decision: 'allow-once' });
    assert.deepEqual([asked, offered], [['ls'], [[]]]);
  });

  it('that the mode gives are written down as such', async () => {
    const { decide, approvals, asked } = session('allow-reads');
    assert.deepEqual(await decide({ kind: 'read', path: '/shop/a.ts' }), approved);
    const [given] = approvals.decisions;
    assert.deepEqual([asked.length, given?.by, given?.mode], [0, 'mode', 'allow-reads']);
    assert.deepEqual(ledgerDecision(approvals, 'r1'), {
      allowedBy: { by: 'mode', decision: given?.id, rule: undefined, mode: 'allow-reads' },
    });
  });

  it('withdrawn are no decision', async () => {
    const { decide, approvals } = session();
    const abort = new AbortController();
    const waiting = decide(shell('ls'), undefined, abort.signal);
    abort.abort();
    assert.deepEqual(await waiting, { kind: 'no-result' });
    assert.equal(approvals.decisions.length, 0);
  });

  it('for an edited command deny, ask for the own version, and give it once', async () => {
    const { decide, approvals, asked } = session();
    const decision = await decide(shell('npm test'), { decision: 'edit', command: 'npm test -- cart ' });
    assert.ok(decision.kind === 'reject' && decision.feedback?.endsWith('\nnpm test -- cart'));
    assert.deepEqual(await decide(shell('npm test -- cart')), approved);
    await decide(shell('npm test -- cart'), { decision: 'allow-once' });
    assert.deepEqual(
      ['r1', 'r2', 'r3'].map((request) => ledgerDecision(approvals, request)),
      [
        { deniedBy: 'edit' },
        ...approvals.decisions.slice(1).map(({ id }) => ({ allowedBy: { by: 'you', decision: id } })),
      ],
    );
    assert.deepEqual(asked, ['npm test', 'npm test -- cart']);
    assert.deepEqual(
      approvals.decisions.map(({ decision, by, words }) => [decision, by, words]),
      [
        ['edited', 'you', 'npm test -- cart '],
        ['allowed', 'you', undefined],
        ['allowed', 'you', undefined],
      ],
    );
  });

  it('for an edited command end with the turn', async () => {
    const { decide, permissions, asked } = session();
    await decide(shell('npm test'), { decision: 'edit', command: 'make clean' });
    permissions.turnEnded();
    await decide(shell('make clean'), { decision: 'allow-once' });
    assert.deepEqual(asked, ['npm test', 'make clean']);
  });

  it('are refused by a rule that forbids, also where everything is allowed, and asked where it cannot be told', async () => {
    const { decide, approvals, asked } = session('allow-all');
    const denied = await decide(shell('git status'));
    assert.deepEqual(denied, approved);
    approvals.save(
      { effect: 'deny', match: { kind: 'commands', words: ['git', 'push'] } },
      { place: 'approvals' },
      'folder',
    );
    const decision = await decide(shell('git push origin main'));
    assert.ok(decision.kind === 'reject' && decision.feedback);
    assert.deepEqual(
      [asked, approvals.decisions.at(-1)?.by, approvals.decisions.at(-1)?.decision],
      [[], 'rule', 'denied'],
    );
    await decide(shell('eval "$(cat push.txt)"'), { decision: 'deny' });
    assert.deepEqual(asked, ['eval "$(cat push.txt)"']);
  });

  it('can be denied for good on the card', async () => {
    const { decide, approvals } = session();
    await decide(shell('git push --force'), { decision: 'deny-always', denial: '1' });
    const [rule] = approvals.rules;
    assert.deepEqual(
      [rule?.effect, rule?.reach, rule?.match],
      ['deny', 'everywhere', { kind: 'commands', words: ['git', 'push'] }],
    );
    assert.ok((await decide(shell('git push'))).kind === 'reject');
  });
});
