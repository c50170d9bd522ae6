import assert from 'node:assert/strict';
import { shellRequest, ticketForm, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('What the agent asks on the page', function () {
  this.timeout(30_000);
  const chat = usePage();

  describe('a question', () => {
    const question = {
      kind: 'question',
      id: 'q1',
      question: 'How should half cents be rounded?',
      choices: ['Half up', 'Half to even'],
      allowsFreeform: true,
    } as const;

    it('is answered with a number key', async () => {
      await chat.load();
      await chat.show(viewState({ turns: [turn()], requests: [question] }));
      await chat.settled();
      await chat.page.locator('main').focus();
      await chat.page.keyboard.press('2');
      await chat.page.getByRole('button', { name: 'Answer Ctrl+Enter' }).click();
      await chat.wished({ type: 'question/answer', id: 'q1', answer: 'Half to even', isFreeform: false });
    });

    it('is answered in own words, where numbers are just numbers', async () => {
      await chat.load();
      await chat.show(viewState({ turns: [turn()], requests: [question] }));
      await chat.settled();
      await chat.page.getByRole('textbox', { name: 'Or in your own words' }).fill('Round 2 digits');
      await chat.page.keyboard.press('Control+Enter');
      await chat.wished({ type: 'question/answer', id: 'q1', answer: 'Round 2 digits', isFreeform: true });
    });

    it('can be declined', async () => {
      await chat.load();
      await chat.show(viewState({ turns: [turn()], requests: [question] }));
      await chat.settled();
      await chat.page.getByRole('button', { name: 'Decline to answer' }).click();
      await chat.wish('question/decline');
    });
  });

  describe('a form', () => {
    const field = (name: string) => chat.page.getByRole('textbox', { name });

    it('says what is wrong and what would be right, and goes only when all is right', async () => {
      await chat.load();
      await chat.show(viewState({ turns: [turn()], requests: [ticketForm] }));
      await chat.settled();
      await field('Due date').fill('31.11.2026');
      await chat.page.getByRole('button', { name: 'Send Ctrl+Enter' }).click();
      await chat.page.getByText('November has 30 days. Enter a date like 2026-11-30.').waitFor();
      assert.equal(await field('Due date').evaluate((one) => one === document.activeElement), true);
      await chat.composer.focus();
      await chat.page.getByRole('button', { name: '1 field to fix' }).click();
      assert.equal(await field('Due date').evaluate((one) => one === document.activeElement), true);
      assert.deepEqual(await chat.wishesOf('form/answer'), []);
      await field('Due date').fill('2026-11-30');
      await chat.page.getByRole('radio', { name: 'Bug' }).check();
      await chat.page.getByRole('checkbox', { name: 'Tell the team' }).uncheck();
      await field('Points').fill('5');
      await chat.page.keyboard.press('Control+Enter');
      await chat.wished({
        type: 'form/answer',
        id: 'f1',
        content: { title: 'Discount codes', due: '2026-11-30', points: 5, kind: 'bug', tell: false },
      });
    });

    it('keeps what was put in while one looks at another request, and can be declined', async () => {
      await chat.load();
      await chat.show(viewState({ turns: [turn()], requests: [ticketForm, shellRequest] }));
      await field('Title (required)').fill('Half a title');
      await chat.page.keyboard.press('Alt+PageDown');
      await chat.page.getByRole('heading', { name: 'Run the cart tests' }).waitFor();
      await chat.page.keyboard.press('Alt+PageUp');
      assert.equal(await field('Title (required)').inputValue(), 'Half a title');
      await chat.settled();
      await chat.page.getByRole('button', { name: 'Decline' }).click();
      await chat.wished({ type: 'form/decline', id: 'f1' });
    });
  });

  describe('a decision', () => {
    it('about the limit of the session is picked with a number key, or refused with the deny key', async () => {
      await chat.load();
      const limit = {
        kind: 'choice',
        id: 'l1',
        about: 'session-limit',
        values: { used: 50, max: 50, add: 50 },
        choices: ['add', 'unset', 'cancel'],
      } as const;
      await chat.show(viewState({ turns: [turn()], requests: [limit, { ...limit, id: 'l2' }] }));
      await chat.page.getByText('50 of 50 credits are used. The agent waits.').waitFor();
      await chat.settled();
      await chat.page.locator('main').focus();
      await chat.page.keyboard.press('2');
      await chat.page.getByRole('button', { name: 'Go on Ctrl+Enter' }).click();
      await chat.wished({ type: 'choice/answer', id: 'l1', choice: 'unset' });
      await chat.settled();
      await chat.tell({ type: 'request/answer', answer: 'deny' });
      await chat.wished({ type: 'choice/answer', id: 'l2', choice: 'cancel' });
    });
  });
});
