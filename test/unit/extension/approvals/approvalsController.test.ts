import assert from 'node:assert/strict';
import { ApprovalsDesk } from '../../../../src/extension/approvals/approvalsController';
import type { RuleMatch } from '../../../../src/extension/rules/ruleMatch';
import { makeApprovals, makeRules, memory } from '../../../support/makeApprovals';

function open(answers: { readonly forget?: boolean } = {}, approvals = makeApprovals()) {
  const exported: string[] = [];
  const desk = new ApprovalsDesk({
    approvals,
    folderName: 'shop',
    saveAs: (text) => Promise.resolve(void exported.push(text)),
    confirmForget: () => Promise.resolve(answers.forget ?? false),
    logError: assert.fail,
    changed: () => undefined,
  });
  const decide = (command: string, decision: 'allowed' | 'denied' = 'allowed') =>
    approvals.record({
      session: 's1',
      title: 'Fix the cart',
      asked: { kind: 'shell', command },
      decision,
      by: 'you',
    });
  return { approvals, desk, decide, exported };
}

const allow = (match: RuleMatch) => ({ effect: 'allow', match }) as const;

describe('The desk of approvals', () => {
  it('leads to the rule that made a decision, else to the decision itself', () => {
    const { desk, approvals } = open();
    const saved = approvals.save(allow({ kind: 'command', line: 'git' }), { place: 'approvals' }, 'folder');
    assert.ok(saved);
    const decided = { session: 's1', title: 'Fix', asked: { kind: 'shell', command: 'git' } } as const;
    approvals.record({ ...decided, decision: 'allowed', by: 'rule', rule: saved.id });
    const [{ id } = { id: '' }] = desk.state.decisions;
    desk.reveal(id);
    assert.deepEqual(desk.state.reveal, { place: `rule-${saved.id}`, count: 1 });
    approvals.revoke(saved.id);
    desk.reveal(id);
    assert.deepEqual(desk.state.reveal, { place: `decision-${id}`, count: 2 });
  });

  it('makes a rule of a past decision after it was looked at, wide or narrow', async () => {
    const { desk, decide, approvals } = open();
    decide('npm test');
    decide('npm test -- cart');
    decide('git push', 'denied');
    const past = desk.state.decisions;
    assert.deepEqual(
      past.map((one) => [one.text, one.canBecomeRule]),
      [
        ['git push', false],
        ['npm test -- cart', true],
        ['npm test', true],
      ],
    );
    await desk.carryOut({ type: 'approvals/try', decision: past[1]?.id ?? '' });
    assert.deepEqual([desk.state.draft?.rehearsal.requests.length, desk.state.draft?.rehearsal.of], [2, 3]);
    await desk.carryOut({ type: 'approvals/narrow' });
    const { draft } = desk.state;
    assert.deepEqual(draft?.rule, { kind: 'command', text: 'npm test -- cart', isExact: true });
    assert.deepEqual([draft?.rehearsal.requests.length, draft?.narrower], [1, undefined]);
    assert.equal(approvals.rules.length, 0, 'nothing is saved by looking');
    await desk.carryOut({ type: 'approvals/save' });
    assert.deepEqual(approvals.rules[0]?.match, { kind: 'command', line: 'npm test -- cart' });
    assert.equal(desk.state.draft, undefined);
    await desk.carryOut({ type: 'approvals/save' });
    assert.equal(approvals.rules.length, 1);
  });

  it('revokes a rule, and still says that it was one', async () => {
    const { desk, approvals } = open();
    const origin = { place: 'card', session: 'Look it up' } as const;
    const rule = approvals.save(allow({ kind: 'tool', name: 'lookup' }), origin, 'folder');
    assert.ok(rule);
    assert.deepEqual(desk.state.rules[0]?.origin, { place: 'card', session: 'Look it up' });
    const asked = { kind: 'tool', name: 'lookup' } as const;
    approvals.record({ session: 's1', title: '', asked, decision: 'allowed', by: 'rule', rule: rule.id });
    assert.deepEqual([desk.state.rules[0]?.uses, desk.state.decisions[0]?.rule?.id], [1, rule.id]);
    await desk.carryOut({ type: 'approvals/revoke', id: rule.id });
    const { rules, decisions } = desk.state;
    assert.deepEqual([rules.length, decisions[0]?.rule, decisions[0]?.hasRule], [0, undefined, true]);
  });

  it('forbids commands, and shows that as a rule of its own kind', async () => {
    const { desk, approvals } = open();
    await desk.carryOut({ type: 'approvals/forbid', command: 'git push', until: 'everywhere' });
    await desk.carryOut({ type: 'approvals/forbid', command: '$(x)', until: 'folder' });
    assert.deepEqual(
      desk.state.rules.map(({ effect, until, rule, isInForce }) => [effect, until, rule, isInForce]),
      [['deny', 'everywhere', { kind: 'command', text: 'git push', isExact: false }, true]],
    );
    assert.ok(approvals.denials({ kind: 'shell', command: 'cd x && git -C y push --force' }).certain);
  });

  it('shows a rule of an earlier version that allowed more than it said, and that it is not used', () => {
    const rules = makeRules(
      memory({
        'permission rules': [{ id: 'old', match: { kind: 'commands', words: ['git', 'fetch'] }, savedAt: 1 }],
      }),
    );
    const { desk, approvals } = open({}, makeApprovals(rules));
    assert.deepEqual(
      desk.state.rules.map(({ id, isInForce }) => [id, isInForce]),
      [['old', false]],
    );
    assert.equal(approvals.allowance({ kind: 'shell', command: 'git fetch' }, 's1'), undefined);
  });

  it('exports one line for each decision, and forgets them only when that is confirmed', async () => {
    const { desk, decide, exported } = open();
    decide('ls');
    decide('curl -u me:hunter2 x');
    await desk.carryOut({ type: 'approvals/export' });
    const lines = exported[0]
      ?.trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { asked: unknown });
    assert.deepEqual(
      lines?.map((line) => line.asked),
      [
        { kind: 'shell', command: 'ls' },
        { kind: 'shell', command: 'curl -u me:••• x' },
      ],
    );
    await desk.carryOut({ type: 'approvals/forget' });
    assert.equal(desk.state.decisions.length, 2);
    const sure = open({ forget: true });
    sure.decide('ls');
    await sure.desk.carryOut({ type: 'approvals/forget' });
    assert.equal(sure.desk.state.decisions.length, 0);
  });
});
