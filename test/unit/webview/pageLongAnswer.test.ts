import assert from 'node:assert/strict';
import { longAnswer } from '../../bench/web/texts';
import { answer, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

/** Some 60 headings with what belongs to them. */
const long = longAnswer(30_000);

/** What a screen reader that is running switches on. */
const withScreenReader = '--force-renderer-accessibility';

describe('A long answer on the chat page', function () {
  this.timeout(30_000);
  const chat = usePage(withScreenReader);

  beforeEach(async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn({ items: [answer('', true)] })] }));
    // In several parts, as it comes: each is drawn once near the end.
    for (let at = 0; at < long.length; at += 2500) await grows(long.slice(at, at + 2500));
    await chat.page.getByRole('heading', { name: 'Part 1', exact: true }).waitFor({ state: 'attached' });
  });

  const grows = (text: string) => chat.tell({ type: 'item/delta', turnId: 't1', itemId: 'answer', text });
  const height = () => chat.page.evaluate(() => document.querySelector('main')?.scrollHeight ?? 0);
  const fromEnd = () =>
    chat.page.evaluate(() => {
      const log = document.querySelector('main');
      return log ? log.scrollHeight - log.scrollTop - log.clientHeight : NaN;
    });
  const isDrawn = (place: 'first' | 'last') =>
    chat.page.locator('.stretch')[place]().locator(':scope > *').first().evaluate(hasPaint);
  const scrollTo = (top: number) =>
    chat.page.evaluate((to) => document.querySelector('main')?.scrollTo(0, to), top);

  it('is not laid out where nobody looks, and has its height all the same', async () => {
    assert.equal(await isDrawn('first'), false);
    assert.equal(await isDrawn('last'), true);
    const before = await height();
    await scrollTo(0);
    await chat.page.waitForFunction(() =>
      document.querySelector('.stretch > *')?.checkVisibility({ contentVisibilityAuto: true }),
    );
    assert.ok(Math.abs((await height()) - before) <= 2, `${before} became ${await height()}`);
  });

  it('never touches an earlier part again, while text comes and when it ends', async () => {
    const seen = await chat.page.evaluateHandle(() => {
      const stretches = [...document.querySelectorAll('.stretch')].slice(0, -1);
      const watched = { stretches, changes: 0 };
      const observer = new MutationObserver((list) => (watched.changes += list.length));
      for (const one of stretches)
        observer.observe(one, { subtree: true, childList: true, characterData: true, attributes: true });
      return watched;
    });
    for (let at = 0; at < 10; at += 1) await grows(`\n\nAnd on ${at}`);
    const whole = `${long}${Array.from({ length: 10 }, (_, at) => `\n\nAnd on ${at}`).join('')}`;
    await chat.tell({ type: 'item/changed', turnId: 't1', item: answer(whole) });
    const { changes, areHere } = await seen.evaluate(({ stretches, changes }) => ({
      changes,
      areHere: stretches.every((one, index) => document.querySelectorAll('.stretch')[index] === one),
    }));
    assert.equal(changes, 0);
    assert.equal(areHere, true);
  });

  it('stays at its end, and lets go of it for one who reads above', async () => {
    assert.ok((await fromEnd()) <= 2);
    await grows('\n\n- more\n- and more');
    assert.ok((await fromEnd()) <= 2);
    await chat.page.locator('main').hover();
    await chat.page.mouse.wheel(0, -4000);
    await chat.page.waitForFunction(() => !document.querySelector('main.is-pinned'));
    const top = () => chat.page.evaluate(() => document.querySelector('main')?.scrollTop);
    const before = await top();
    await grows(longAnswer(4000));
    await chat.page.getByRole('button', { name: 'New messages' }).click();
    await chat.page.waitForFunction(() => document.querySelector('main.is-pinned'));
    assert.notEqual(before, await top());
    assert.ok((await fromEnd()) <= 2);
  });

  it('is whole for screen readers, and for the clipboard', async () => {
    assert.equal(await isDrawn('first'), false);
    const session = await chat.page.context().newCDPSession(chat.page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const headings = nodes
      .filter((node) => node.role?.value === 'heading')
      .map((node) => node.name?.value as string);
    const parts = long.match(/^## Part \d+/gm)?.map((line) => line.slice(3)) ?? [];
    assert.ok(parts.length > 50);
    assert.deepEqual(
      headings.filter((name) => name.startsWith('Part ')),
      parts,
    );
    const copied = await chat.page.evaluate(() => {
      getSelection()?.selectAllChildren(document.querySelector('.answer') ?? document.body);
      return getSelection()?.toString() ?? '';
    });
    assert.match(copied, /first point of part 20\n/);
  });
});

function hasPaint(element: Element): boolean {
  return element.checkVisibility({ contentVisibilityAuto: true });
}
