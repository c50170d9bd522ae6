import assert from 'node:assert/strict';
import { longPrompt, showLongConversation } from '../../support/page/longHost';
import { usePage } from '../../support/page/usePage';

const length = 300;

describe('The way from prompt to prompt', function () {
  this.timeout(30_000);
  const chat = usePage();
  beforeEach(async () => {
    await chat.load();
    await showLongConversation(chat, length);
    await heading(length - 1).waitFor();
  });

  const heading = (index: number) =>
    chat.page.getByRole('heading', { level: 2, name: longPrompt(index), exact: true });
  const spoken = () => chat.page.locator('p[role=status][aria-live=polite]').textContent();
  const offset = (index: number) =>
    heading(index).evaluate((element) => {
      const log = document.querySelector('main')?.getBoundingClientRect();
      return element.getBoundingClientRect().top - (log?.top ?? 0);
    });

  async function step(key: 'ArrowUp' | 'ArrowDown'): Promise<number> {
    const before = await spoken();
    await chat.page.keyboard.press(`Control+${key}`);
    await chat.page.waitForFunction(
      (old) => document.querySelector('p[role=status][aria-live=polite]')?.textContent !== old,
      before,
    );
    await chat.tell();
    return Number(/\d+$/.exec((await spoken()) ?? '')?.[0]);
  }

  it('goes up and down one by one, beyond what is drawn, and leaves the focus in the message', async () => {
    await chat.page.getByRole('textbox', { name: 'Message to Copilot' }).focus();
    let at = await step('ArrowUp');
    for (let count = 0; count < 24; count++) {
      const next = await step('ArrowUp');
      assert.equal(next, at - 1);
      at = next;
      const top = await offset(at);
      assert.ok(top >= 0 && top < 60, `${at} is at ${top}`);
    }
    for (; at < length - 1; at++) assert.equal(await step('ArrowDown'), at + 1);
    await chat.page.keyboard.press('Control+ArrowDown');
    await chat.tell();
    const end = await chat.page
      .locator('main')
      .evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
    assert.ok(end <= 2, `${end} from the end`);
    assert.equal(await chat.focused(), 'Message to Copilot');
  });

  it('takes the focus along when it is in the transcript', async () => {
    await chat.page.getByRole('main').focus();
    const at = await step('ArrowUp');
    assert.equal(await chat.focused(), longPrompt(at));
  });

  it('lists the prompts, and goes to one of them', async () => {
    await chat.page.getByRole('navigation', { name: 'Prompts' }).getByRole('button').click();
    const current = chat.page.locator('.prompts [aria-current]');
    await current.waitFor();
    assert.equal(await chat.focused(), await current.textContent());
    await chat.page.keyboard.press('Home');
    await chat.page.keyboard.press('Enter');
    await chat.page.getByRole('button', { name: longPrompt(110), exact: true }).waitFor();
    await chat.page.getByRole('button', { name: longPrompt(110), exact: true }).click();
    await heading(110).waitFor();
    await chat.tell();
    assert.ok(Math.abs(await offset(110)) < 60);
    assert.equal(await chat.focused(), longPrompt(110));
    assert.equal(await chat.page.locator('.prompts').count(), 0);
  });

  it('closes the list with Escape and gives the focus back', async () => {
    await chat.page.getByRole('navigation', { name: 'Prompts' }).getByRole('button').click();
    await chat.page.locator('.prompts [aria-current]').waitFor();
    await chat.page.keyboard.press('Escape');
    assert.equal(await chat.page.locator('.prompts').count(), 0);
    assert.equal(await chat.focused(), 'Prompts');
  });
});
