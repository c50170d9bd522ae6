import assert from 'node:assert/strict';
import { PendingPlans } from '../../../../src/extension/requests/pendingPlans';
import type { PlanRequest } from '../../../../src/protocol/toView';

const asked = {
  summary: '- do A',
  planContent: '# The plan',
  actions: ['autopilot', 'interactive', 'exit_only', 'something_new'],
  recommendedAction: 'interactive',
};
const comment = { part: 1, quote: 'do A', text: 'Use B' };

class Show {
  shown: PlanRequest[] = [];
  settledIds: string[] = [];
  isHeard: boolean | undefined;
  readonly plan = (request: PlanRequest): void => void this.shown.push(request);
  readonly settled = (id: string, isHeard: boolean): void => {
    this.settledIds.push(id);
    this.isHeard = isHeard;
  };
}

function ask(request = asked) {
  const show = new Show();
  const plans = new PendingPlans(show);
  const end = new AbortController();
  const answer = plans.ask(request, end.signal);
  return { show, plans, end, answer, id: show.shown[0]?.id ?? '' };
}

describe('A plan that waits', () => {
  it('is the document, else the summary, with the recommended way first', () => {
    assert.equal(ask().show.shown[0]?.text, '# The plan');
    assert.deepEqual(ask().show.shown[0]?.actions, ['interactive', 'autopilot', 'exit_only']);
    assert.equal(ask({ ...asked, planContent: '' }).show.shown[0]?.text, '- do A');
    assert.deepEqual(ask({ ...asked, actions: [] }).show.shown[0]?.actions, ['interactive']);
  });

  it('is approved with the way that was picked', async () => {
    const { plans, id, answer, show } = ask();
    plans.answer(id, { kind: 'approve', action: 'autopilot' });
    assert.deepEqual(await answer, { approved: true, selectedAction: 'autopilot' });
    assert.deepEqual(show.settledIds, [id]);
  });

  it('goes back with each comment beside the words that it is about', async () => {
    const { plans, id, answer, show } = ask();
    plans.answer(id, { kind: 'revise', comments: [comment], note: 'Shorter' });
    assert.deepEqual(await answer, { approved: false, feedback: 'On “do A”:\nUse B\n\nShorter' });
    assert.equal(show.isHeard, true);
  });

  it('that is discarded, withdrawn or approved says that nobody heard its comments', async () => {
    for (const how of ['discarded', 'withdrawn', 'approved'] as const) {
      const { plans, id, answer, show, end } = ask();
      plans.comment(id, [comment]);
      assert.deepEqual(show.shown.at(-1)?.comments, [comment]);
      if (how === 'discarded') plans.answer(id, { kind: 'discard' });
      else if (how === 'withdrawn') end.abort();
      else plans.answer(id, { kind: 'approve', action: 'interactive' });
      assert.equal((await answer).approved, how === 'approved');
      assert.equal(show.isHeard, false);
      plans.answer(id, { kind: 'discard' }); // too late: nothing happens
      assert.equal(show.settledIds.length, 1);
    }
  });
});
