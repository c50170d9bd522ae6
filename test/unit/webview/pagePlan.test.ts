import assert from 'node:assert/strict';
import type { PlanRequest } from '../../../src/protocol/toView';
import { settleMs } from '../../../src/webview/state/dockState';
import { shellRequest, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

const plan: PlanRequest = {
  kind: 'plan',
  id: 'plan',
  text: '# Plan: codes\n\n1. Keep cents\n2. Add codes\n',
  actions: ['interactive', 'autopilot', 'exit_only'],
  comments: [],
};

describe('A plan on the page', function () {
  this.timeout(30_000);
  const chat = usePage();

  async function show(...requests: readonly (PlanRequest | typeof shellRequest)[]): Promise<void> {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], requests }));
    await chat.pass(settleMs);
    await chat.page.locator('.ask[data-settled]').waitFor();
  }
  const button = (name: string | RegExp) => chat.page.getByRole('button', { name });
  const field = (quote: string) => chat.page.getByRole('textbox', { name: `Comment on “${quote}”` });

  async function isFocused(name: string): Promise<void> {
    await chat.page.waitForFunction(
      (label) => document.activeElement?.getAttribute('aria-label') === label,
      name,
    );
  }

  async function comment(quote: string, text: string): Promise<void> {
    await button(`Comment on “${quote}”`).press('Enter');
    await field(quote).pressSequentially(text);
    await field(quote).press('Enter');
  }

  it('is carried out as recommended, or in another way', async () => {
    await show(plan);
    await chat.page.getByRole('heading', { name: 'Plan: codes' }).waitFor();
    await button(/^Implement/).click();
    const approved = { kind: 'approve', action: 'interactive' };
    assert.deepEqual((await chat.wish('plan/answer')).answer, approved);
    await show(plan);
    await button('More ways to go on').press('Enter');
    await chat.page.keyboard.press('ArrowDown');
    await chat.page.keyboard.press('Enter');
    assert.deepEqual((await chat.wish('plan/answer')).answer, { kind: 'approve', action: 'autopilot' });
  });

  it('is commented piece by piece, by keys alone, and sent back with the comments', async () => {
    await show(plan);
    await comment('Add codes', 'In config');
    await isFocused('Edit comment on “Add codes”');
    await comment('Keep cents', 'Yes');
    const comments = [
      { part: 0, quote: 'Keep cents', text: 'Yes' },
      { part: 1, quote: 'Add codes', text: 'In config' },
    ];
    assert.deepEqual((await chat.wishesOf('plan/comment')).at(-1)?.comments, comments);
    await button(/^Revise with 2 comments/).click();
    assert.deepEqual((await chat.wish('plan/answer')).answer, { kind: 'revise', comments, note: '' });
  });

  it('counts a comment that is still being written', async () => {
    await show(plan);
    await button('Comment on “Add codes”').press('Enter');
    await field('Add codes').pressSequentially('Half');
    await button(/^Revise with 1 comment/).click();
    const { answer } = await chat.wish('plan/answer');
    assert.ok(answer.kind === 'revise' && answer.comments[0]?.text === 'Half');
  });

  it('shows comments that were written in an earlier life of the page, which can be deleted', async () => {
    await show({ ...plan, comments: [{ part: 1, quote: 'Add codes', text: 'In config' }] });
    await button('Delete comment on “Add codes”').press('Enter');
    assert.deepEqual((await chat.wish('plan/comment')).comments, []);
    await button(/^Implement/).waitFor();
    await isFocused('Comment on “Add codes”');
  });

  it('is sent back with a word on the whole, or discarded', async () => {
    await show(plan);
    await button('Revise').click();
    await chat.page.getByRole('textbox', { name: 'What should change' }).fill('Shorter');
    await chat.page.keyboard.press('Control+Enter');
    assert.deepEqual((await chat.wish('plan/answer')).answer, {
      kind: 'revise',
      comments: [],
      note: 'Shorter',
    });
    await show(plan);
    await button(/^Discard/).click();
    assert.deepEqual((await chat.wish('plan/answer')).answer, { kind: 'discard' });
  });

  it('keeps its comments while one looks at another request', async () => {
    await show(plan, shellRequest);
    await comment('Add codes', 'In config');
    await button('Next request').click();
    await button('Previous request').click();
    await button(/^Revise with 1 comment/).waitFor();
  });

  it('opens as a document', async () => {
    await show(plan);
    await button('Open plan as a document').click();
    assert.equal((await chat.wish('plan/open')).id, 'plan');
  });
});
