import assert from 'node:assert/strict';
import { longPrompt, showLongConversation } from '../../support/page/longHost';
import { usePage } from '../../support/page/usePage';

const length = 10_000;
const mostNodes = 5000;

describe('A conversation of ten thousand turns', function () {
  this.timeout(60_000);
  const chat = usePage();
  beforeEach(async () => {
    await chat.load();
    await showLongConversation(chat, length);
    await prompt(length - 1).waitFor();
  });

  function prompt(index: number) {
    return chat.page.getByRole('heading', { level: 2, name: longPrompt(index), exact: true });
  }

  /** Scrolls as a wheel does, until this turn is drawn; gives back the most nodes that there were. */
  async function scrollTo(index: number, step: number): Promise<number> {
    return chat.page.evaluate(
      async ([id, by]) => {
        const log = document.querySelector('main');
        let most = 0;
        for (let tries = 0; tries < 900 && !document.querySelector(`[data-turn="${id}"]`); tries++) {
          log?.dispatchEvent(new WheelEvent('wheel'));
          log?.scrollBy(0, Number(by));
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          most = Math.max(most, countNodes());
        }
        return most;

        function countNodes(): number {
          const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
          let count = 1;
          while (walker.nextNode()) count++;
          return count;
        }
      },
      [`t${index}`, step],
    );
  }

  const isDrawn = (index: number) =>
    chat.page.evaluate((id) => document.querySelector(`[data-turn="${id}"]`) !== null, `t${index}`);
  const place = (index: number) =>
    chat.page.evaluate(
      (id) => document.querySelector(`[data-turn="${id}"]`)?.getBoundingClientRect().top,
      `t${index}`,
    );

  it('keeps the number of nodes in bounds on the way up and on the way down', async () => {
    const up = await scrollTo(length - 150, -700);
    assert.equal(await isDrawn(length - 150), true);
    assert.equal(await isDrawn(length - 1), false);
    const down = await scrollTo(length - 1, 700);
    assert.equal(await isDrawn(length - 1), true);
    assert.equal(await isDrawn(length - 150), false);
    assert.ok(up <= mostNodes && down <= mostNodes, `${up} up, ${down} down`);
  });

  it('moves nothing that one reads while turns come above and go beneath', async () => {
    await scrollTo(length - 60, -300);
    await chat.page.mouse.move(200, 200);
    for (let round = 0; round < 12; round++) {
      const seen = await chat.page.evaluate(() => {
        const log = document.querySelector('main')!;
        log.scrollBy(0, -350);
        const top = log.getBoundingClientRect().top;
        const turn = [...log.querySelectorAll<HTMLElement>('.turn')].find(
          (one) => one.getBoundingClientRect().bottom > top + 10,
        );
        return { id: turn?.dataset['turn'] ?? '', y: turn?.getBoundingClientRect().top ?? 0 };
      });
      await chat.tell();
      await chat.tell();
      const now = await place(Number(seen.id.slice(1)));
      assert.ok(now !== undefined && Math.abs(now - seen.y) <= 2, `${seen.id} went from ${seen.y} to ${now}`);
    }
  });

  it('says its numbers to screen readers, under real headings', async () => {
    const last = chat.page.locator('article').last();
    assert.equal(await last.getAttribute('aria-posinset'), String(length));
    assert.equal(await last.getAttribute('aria-setsize'), String(length));
    await scrollTo(length - 50, -500);
    const first = chat.page.locator('article').first();
    const name = await first.getByRole('heading', { level: 2 }).textContent();
    assert.equal(name, longPrompt(Number(await first.getAttribute('aria-posinset')) - 1));
  });

  it('never drops the turn that has the focus', async () => {
    const copy = prompt(length - 1)
      .locator('xpath=ancestor::article')
      .getByRole('button', { name: 'Copy answer' });
    await copy.focus();
    await scrollTo(length - 120, -700);
    assert.equal(await isDrawn(length - 30), false);
    assert.equal(await chat.focused(), 'Copy answer');
    assert.equal(await isDrawn(length - 1), true);
    await scrollTo(length - 30, 500);
    await scrollTo(length - 2, 500);
    assert.equal(await chat.focused(), 'Copy answer');
    await chat.page.locator('main').focus();
    assert.equal(await chat.page.locator('article').count(), await chat.page.locator('h2').count());
  });

  it('stands as one left it when it comes back, opened steps too', async () => {
    const steps = (index: number) => chat.page.locator(`[data-turn="t${index}"] details.fold > summary`);
    await steps(length - 1).click();
    await chat.page
      .getByText(`npm test -- ${length - 1}`)
      .first()
      .click();
    await chat.page.getByText(`step ${length - 1} passed`).waitFor();
    // What has the focus would never leave.
    await chat.page.locator('main').focus();
    await scrollTo(length - 150, -700);
    assert.equal(await isDrawn(length - 1), false);
    await scrollTo(length - 1, 700);
    await chat.page.getByText(`step ${length - 1} passed`).waitFor();
    assert.equal(await chat.page.locator(`[data-turn="t${length - 2}"] details[open]`).count(), 0);
  });

  it('follows what happens at the end from far away, and goes back to it', async () => {
    await scrollTo(length - 120, -700);
    await chat.page.getByRole('button', { name: 'Newest turn' }).waitFor();
    await chat.tell({
      type: 'turn/added',
      turn: { id: `t${length}`, prompt: 'Now', attachments: [], items: [], state: 'running', startedAt: 0 },
    });
    await chat.page.getByRole('button', { name: 'New messages' }).waitFor();
    assert.equal(await isDrawn(length), false);
    await chat.page.getByRole('button', { name: 'Stop', exact: true }).first().waitFor();
    await chat.page.getByRole('button', { name: 'New messages' }).click();
    await prompt(length - 1).waitFor();
    const distance = () =>
      chat.page.locator('main').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
    assert.ok((await distance()) <= 2);
  });
});
