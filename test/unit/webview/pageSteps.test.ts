import assert from 'node:assert/strict';
import type { RetryNote } from '../../../src/protocol/toView';
import { NOON, call, foot, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('The line of a step', function () {
  this.timeout(30_000);
  const chat = usePage();
  const spoken = () => chat.page.locator('p[role=status]').textContent();

  const push = call({ id: 'd', tool: 'shell', subject: 'git push', state: 'running' });

  it('says who denied it, also to those who listen', async () => {
    await chat.load();
    const composer = { ...viewState().composer, foot: { ...foot, announcements: 'everything' as const } };
    await chat.show(viewState({ composer, turns: [turn({ items: [push] })] }));
    const denied = { ...push, state: 'denied', deniedBy: 'you' } as const;
    await chat.tell({ type: 'item/changed', turnId: 't1', item: denied });
    const end = chat.page.locator('.step .end');
    assert.equal(await end.innerText(), 'Denied by you');
    assert.equal(await spoken(), 'Run git push: Denied by you.');
    for (const [deniedBy, words] of [
      ['edit', 'Edited by you'],
      ['rule', 'Denied by a CLI rule'],
      ['mode', 'Denied by plan mode'],
      ['hook', 'Denied by a hook'],
      ['policy', 'Denied by a policy'],
      ['check', 'Denied by a CLI check'],
      ['nobody', 'Denied, nobody could be asked'],
    ] as const) {
      await chat.tell({ type: 'item/changed', turnId: 't1', item: { ...denied, deniedBy } });
      assert.equal(await end.innerText(), words);
    }
  });

  it('has details that say who or what let it run, with the way to it', async () => {
    const ran = { ...push, state: 'done' } as const;
    const byRule = {
      by: 'rule',
      decision: 'd1',
      rule: { kind: 'command', text: 'git', isExact: false },
    } as const;
    const byMode = { by: 'mode', decision: 'd2', mode: 'allow-all' } as const;
    const items = [
      { ...ran, id: 'r', allowedBy: byRule },
      { ...ran, id: 'm', allowedBy: byMode },
      { ...ran, id: 'g', allowedBy: { by: 'rule', decision: 'd3' } as const },
      { ...ran, id: 'y', allowedBy: { by: 'you', decision: 'd4' } as const },
      { ...ran, id: 'a' },
    ];
    await chat.load();
    await chat.show(viewState({ turns: [turn({ items })] }));
    const step = (id: string) => chat.page.locator(`[data-item=${id}]`);
    for (const [id, words] of [
      ['r', 'Allowed by your rule “Run git with known options” · Show'],
      ['m', 'Allowed by the permission mode “Allow everything” · Show'],
      ['g', 'Allowed by a rule that is revoked · Show'],
      ['y', 'Allowed by you · Show'],
    ] as const) {
      await step(id).locator('summary').click();
      assert.equal(await step(id).locator('.note').innerText(), words);
    }
    assert.equal(await step('a').locator('summary').count(), 0, 'nobody had to be asked');
    await step('r').getByRole('link', { name: 'Show in Approvals' }).click();
    await chat.wished({ type: 'approvals/show', decision: 'd1' });
    await step('m').getByRole('link', { name: 'Show in Approvals' }).press('Enter');
    await chat.wished({ type: 'approvals/show', decision: 'd2' });
  });

  it('counts how long a retry has waited, without a word to those who listen', async () => {
    const note: RetryNote = {
      kind: 'retry',
      id: 'r',
      reason: 'busy',
      attempt: 2,
      waitingSince: NOON - 4000,
    };
    await chat.load();
    await chat.show(viewState({ turns: [turn({ items: [note] })] }));
    const line = chat.page.locator('.step[data-state=retry]');
    await line.getByText('waited 4 s').waitFor();
    assert.match(await line.innerText(), /^Provider busy \(429\), attempt 2\s/);
    await chat.pass(3000);
    await line.getByText('waited 7 s').waitFor();
    assert.equal(await line.locator('[aria-live], [role=status], [role=timer]').count(), 0);
    assert.equal(await spoken(), '');
    const { waitingSince: _waitingSince, ...tried } = note;
    await chat.tell({ type: 'item/changed', turnId: 't1', item: tried });
    await line.getByText('waited').waitFor({ state: 'detached' });
  });
});
