import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Request } from '../../../src/protocol/toView';
import { shellRequest, ticketForm, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('What the agent asks on the page', function () {
  this.timeout(30_000);
  const chat = usePage();

  const question = {
    kind: 'question',
    id: 'q1',
    question: 'How should half cents be rounded?',
    choices: ['Half up', 'Half to even'],
    allowsFreeform: true,
  } as const;
  const limit = {
    kind: 'choice',
    id: 'l1',
    about: 'session-limit',
    values: { used: 50, max: 50, add: 50 },
    choices: ['add', 'unset', 'cancel'],
  } as const;

  describe('a question', () => {
    it('is answered with a number key', async () => {
      await chat.load();
      await chat.show(viewState({ turns: [turn()], requests: [question] }));
      await chat.settled();
      await chat.page.locator('main').focus();
      await chat.page.keyboard.press('2');
      await chat.page.getByRole('button', { name: 'Answer Ctrl+Enter' }).click();
      await chat.wished({ type: 'question/answer', id: 'q1', answer: 'Half to even', isFreeform: false });
    });

    it('is drawn as Markdown, its answers too, with a name of plain words', async () => {
      await chat.load();
      const asked =
        'Round in `cart.ts` with **care**?\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nSee <https://a.example>.';
      const choices = ['`Half up`', '1. even'];
      await chat.show(viewState({ turns: [turn()], requests: [{ ...question, question: asked, choices }] }));
      const card = chat.page.getByRole('group', { name: 'Round in cart.ts with care?' });
      await card.locator('h3 code', { hasText: 'cart.ts' }).waitFor();
      await card.locator('.body table').waitFor();
      await card.getByRole('link', { name: 'https://a.example' }).waitFor();
      const names = await card.locator('.choices label > span').allInnerTexts();
      assert.deepEqual(names, ['Half up', '1. even']);
      await card.getByRole('radio', { name: 'Half up' }).click();
      await chat.settled();
      await card.getByRole('button', { name: /^Answer/ }).click();
      await chat.wished({ type: 'question/answer', id: 'q1', answer: '`Half up`', isFreeform: false });
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
      await chat.page.getByRole('heading', { name: 'Run a command' }).waitFor();
      await chat.page.keyboard.press('Alt+PageUp');
      assert.equal(await field('Title (required)').inputValue(), 'Half a title');
      await chat.settled();
      await chat.page.getByRole('button', { name: 'Decline' }).click();
      await chat.wished({ type: 'form/decline', id: 'f1' });
    });
  });

  describe('the keys that answer from anywhere', () => {
    const press = (answer: 'allow' | 'deny') => chat.tell({ type: 'request/answer', answer });
    const none = { choices: [], allowsFreeform: true } as const;

    async function show(request: Request): Promise<void> {
      await chat.load();
      await chat.freeze();
      await chat.show(viewState({ turns: [turn()], requests: [request] }));
      await chat.composer.focus();
      await press('allow');
      assert.equal(await chat.focused(), 'Message to Copilot', 'a card that has just come takes no key');
      await chat.thaw();
      await chat.settled();
    }

    async function isOn(what: Locator): Promise<void> {
      assert.equal(await what.evaluate((one) => one === document.activeElement), true);
    }

    it('lead to an answer that nobody has chosen yet, and send it when pressed there', async () => {
      await show(question);
      await press('allow');
      await isOn(chat.page.getByRole('radio', { name: 'Half up' }));
      assert.deepEqual(await chat.wishesOf('question/answer'), []);
      await press('allow');
      await chat.wished({ type: 'question/answer', id: 'q1', answer: 'Half up', isFreeform: false });
      await isOn(chat.composer);
    });

    it('send at once what was chosen or typed', async () => {
      await show(question);
      await chat.page.locator('main').focus();
      await chat.page.keyboard.press('2');
      await press('allow');
      await chat.wished({ type: 'question/answer', id: 'q1', answer: 'Half to even', isFreeform: false });
      await show({ ...question, ...none });
      await press('allow');
      const own = chat.page.getByRole('textbox', { name: 'Your answer' });
      await isOn(own);
      await press('allow');
      await isOn(own);
      await own.fill('Down');
      await chat.composer.focus();
      await press('allow');
      await chat.wished({ type: 'question/answer', id: 'q1', answer: 'Down', isFreeform: true });
    });

    it('lead into a form, then to what is wrong in it, and send it when all is right', async () => {
      await show(ticketForm);
      await press('allow');
      await isOn(chat.page.getByRole('textbox', { name: 'Title (required)' }));
      const due = chat.page.getByRole('textbox', { name: 'Due date' });
      await due.fill('31.11.2026');
      await chat.composer.focus();
      await press('allow');
      await isOn(due);
      await due.fill('');
      await chat.composer.focus();
      await press('allow');
      const content = { title: 'Discount codes', kind: 'wish', tell: true };
      await chat.wished({ type: 'form/answer', id: 'f1', content });
    });

    it('open no page and spend nothing before one has looked at it', async () => {
      await show({ ...ticketForm, fields: [], url: 'https://tracker.example.com/sign-in' });
      await press('allow');
      await isOn(chat.page.getByRole('button', { name: /^Open the page/ }));
      assert.deepEqual(await chat.wishesOf('form/answer'), []);
      await show(limit);
      await press('allow');
      await isOn(chat.page.getByRole('radio', { name: 'Add 50 credits' }));
      assert.deepEqual(await chat.wishesOf('choice/answer'), []);
      await press('allow');
      await chat.wished({ type: 'choice/answer', id: 'l1', choice: 'add' });
    });

    it('decline each, and stand on its buttons', async () => {
      await show(question);
      const main = chat.page.getByRole('button', { name: /^Answer/ });
      assert.equal(await main.getAttribute('title'), 'Ctrl+Enter here, Alt+A from anywhere');
      await chat.page.getByRole('button', { name: 'Decline to answer Alt+D' }).waitFor();
      await press('deny');
      await chat.wished({ type: 'question/decline', id: 'q1' });
      await show(ticketForm);
      await press('deny');
      await chat.wished({ type: 'form/decline', id: 'f1' });
    });
  });

  describe('a decision', () => {
    it('about the limit of the session is picked with a number key, or refused with the deny key', async () => {
      await chat.load();
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
