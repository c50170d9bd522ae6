import assert from 'node:assert/strict';
import { scenes } from '../../support/page/scenes';
import { answer, finishedSteps, shellRequest, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('Scrolling the chat page', function () {
  this.timeout(30_000);
  const chat = usePage();

  const long = turn({ items: [answer('Line\n\n'.repeat(80), true)] });
  const more = {
    type: 'item/delta',
    turnId: 't1',
    itemId: 'answer',
    text: 'Another line\n\n'.repeat(8),
  } as const;
  const numbered = (count: number) => Array.from({ length: count }, (_, at) => `Line ${at}`).join('\n\n');
  const fromEnd = () =>
    chat.page.locator('main').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);

  it('stays at the end while text streams in', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [long] }));
    await chat.tell(more);
    assert.ok((await fromEnd()) <= 2);
  });

  it('lets go when the person scrolls up, and says that something new came', async () => {
    await chat.load();
    await chat.freeze();
    await chat.show(viewState({ turns: [long] }));
    await chat.page.locator('main').hover();
    await chat.page.mouse.wheel(0, -300);
    await chat.page.waitForFunction(() => {
      const log = document.querySelector('main');
      return log && log.scrollHeight - log.scrollTop - log.clientHeight > 200;
    });
    const before = await chat.page.locator('main').evaluate((log) => log.scrollTop);
    await chat.tell(more);
    assert.equal(await chat.page.locator('main').evaluate((log) => log.scrollTop), before);
    await chat.page.getByRole('button', { name: 'New messages' }).click();
    assert.ok((await fromEnd()) <= 2);
    assert.equal(await chat.page.getByRole('button', { name: 'New messages' }).count(), 0);
  });

  it('keeps the reading line when something comes above the composer', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn({ items: [answer(numbered(80), true)] })] }));
    await chat.page.locator('main').hover();
    await chat.page.mouse.wheel(0, -600);
    await chat.page.waitForFunction(() => {
      const log = document.querySelector('main');
      return log && log.scrollHeight - log.scrollTop - log.clientHeight > 500;
    });
    const firstLine = () =>
      chat.page.evaluate(() => {
        const top = document.querySelector('main')!.getBoundingClientRect().top + 40;
        const line = [...document.querySelectorAll('.answer p')].find(
          (one) => one.getBoundingClientRect().top >= top,
        );
        return [line?.textContent, line?.getBoundingClientRect().top];
      });
    const before = await firstLine();
    await chat.tell({ type: 'requests/changed', requests: [shellRequest] });
    await chat.page.getByRole('heading', { name: 'Run a command' }).waitFor();
    assert.deepEqual(await firstLine(), before);
    await chat.tell({ type: 'requests/changed', requests: [] });
    assert.deepEqual(await firstLine(), before);
  });

  it('leaves transcript and composer the same two edges', async () => {
    for (const width of [320, 420, 700, 1000]) {
      await chat.load({ width });
      await chat.show(viewState({ turns: [long] }));
      const edges = await chat.page.evaluate(() =>
        ['.prompt .own', '.composer'].map((name) => {
          const box = document.querySelector(name)?.getBoundingClientRect();
          return [Math.round(box?.left ?? 0), Math.round(box?.right ?? 0)];
        }),
      );
      assert.deepEqual(edges[0], edges[1], `${width} px wide`);
    }
  });

  it('shows the end of another session, whatever was opened in the one before', async () => {
    await chat.load({ height: 500 });
    await chat.show(scenes['unfolded']!.state);
    const closed = chat.page.locator('details:not([open]) > summary');
    while ((await closed.count()) > 0) await closed.first().click();
    await chat.show(scenes['finished']!.state);
    assert.ok((await fromEnd()) <= 2);
  });

  it('keeps what one opens in its place, and does not call it new', async () => {
    await chat.load();
    const finished = turn({ state: 'done', items: [...finishedSteps, answer('Line\n\n'.repeat(20))] });
    await chat.show(viewState({ turns: [finished] }));
    const fold = chat.page.getByText('6 steps');
    await fold.scrollIntoViewIfNeeded();
    await chat.page.locator('main').evaluate((log) => log.scrollTo(0, log.scrollHeight));
    await fold.scrollIntoViewIfNeeded();
    const before = (await fold.boundingBox())?.y ?? 0;
    await chat.pass(1000);
    await fold.click();
    await chat.page.getByText('Thought for 6 s').waitFor();
    assert.equal((await fold.boundingBox())?.y, before);
    assert.equal(await chat.page.getByRole('button', { name: 'New messages' }).count(), 0);
  });

  it('keeps the reading line when earlier turns come in above', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [long], hasOlder: true }));
    await chat.page.locator('main').evaluate((log) => log.scrollTo(0, 0));
    await chat.page.getByRole('button', { name: 'Show earlier turns' }).click();
    assert.equal((await chat.wish('turns/older')).beforeTurnId, 't1');
    const heading = chat.page.getByRole('heading', { level: 2 }).last();
    const before = (await heading.boundingBox())?.y ?? 0;
    const older = turn({
      id: 't0',
      prompt: 'Before',
      state: 'done',
      items: [answer('Old\n\n'.repeat(40))],
    });
    await chat.tell({ type: 'turns/older', turns: [older], hasOlder: true });
    const after = (await heading.boundingBox())?.y ?? 0;
    assert.ok(Math.abs(after - before) <= 2, `moved from ${before} to ${after}`);
  });

  it('keeps the reading line at the very top too, however soon earlier turns come', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [long], hasOlder: true }));
    const heading = chat.page.getByRole('heading', { level: 2 }).last();
    const older = turn({ id: 't0', prompt: 'Before', state: 'done', items: [answer('Old\n\n'.repeat(40))] });
    await chat.freeze();
    await chat.page.locator('main').evaluate((log) => log.scrollTo(0, 0));
    await chat.page.locator('.log:not(.is-pinned)').waitFor();
    const before = (await heading.boundingBox())?.y ?? 0;
    await chat.tell({ type: 'turns/older', turns: [older], hasOlder: true });
    const after = (await heading.boundingBox())?.y ?? 0;
    assert.ok(Math.abs(after - before) <= 2, `moved from ${before} to ${after}`);
  });

  it('keeps the prompt of a long turn in one line at the top', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [long] }));
    const back = chat.page.getByRole('button', { name: /^Back to prompt: Add discount codes/ });
    await back.click();
    await back.waitFor({ state: 'hidden' });
    assert.ok((await chat.page.locator('main').evaluate((log) => log.scrollTop)) < 10);
  });
});
