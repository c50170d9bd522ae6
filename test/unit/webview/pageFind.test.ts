import assert from 'node:assert/strict';
import type { FindPlace } from '../../../src/protocol/toView';
import { showLongConversation } from '../../support/page/longHost';
import { scenes } from '../../support/page/scenes';
import { answer, call, finishedSteps, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('Find in chat', function () {
  this.timeout(30_000);
  const chat = usePage();
  beforeEach(() => chat.load());

  const field = () => chat.page.getByRole('textbox', { name: 'Find', exact: true });
  const status = () => chat.page.getByRole('search').getByRole('status');

  async function look(text: string, places: readonly FindPlace[], source = text): Promise<void> {
    await chat.page.keyboard.press('Control+f');
    await field().fill(text);
    await chat.page.waitForFunction(
      (wanted) =>
        (window as unknown as { wishes: { type: string; query?: { text: string } }[] }).wishes.some(
          (wish) => wish.type === 'find/start' && wish.query?.text === wanted,
        ),
      text,
    );
    const { id } = await chat.wish('find/start');
    await chat.tell(
      { type: 'find/started', id, source, flags: 'gi' },
      { type: 'find/found', id, places, isDone: true },
    );
  }

  /** The text under the frame of the current hit, by where the frame is. */
  async function framed(): Promise<string> {
    const found = await chat.page.waitForFunction(() => {
      const box = document.querySelector('.hits > i')?.getBoundingClientRect();
      const log = document.querySelector('main')?.getBoundingClientRect();
      if (!box || !log || box.top < log.top || box.bottom > log.bottom) return undefined;
      const all = [...(CSS.highlights.get('find-hit') ?? [])] as Range[];
      const hit = all.find((range) => {
        const rect = range.getClientRects()[0];
        return rect && Math.abs(rect.top - box.top) < 1 && Math.abs(rect.left - box.left) < 1;
      });
      return hit?.toString();
    });
    return (await found.jsonValue()) ?? '';
  }

  it('opens with its key, counts, goes on and back, and gives the focus back', async () => {
    const two = turn({ state: 'done', items: [answer('The **ce**nts are cents.\n\n```\ncents\n```')] });
    await chat.show(viewState({ turns: [two] }));
    await chat.page.getByRole('textbox', { name: 'Message to Copilot' }).focus();
    const id = two.items[0]!.id;
    await look('cents', [
      { turnId: 't1', itemId: 'prompt', count: 1 },
      { turnId: 't1', itemId: id, count: 3 },
    ]);
    assert.equal(await status().textContent(), '1 of 4');
    assert.equal(await framed(), 'cents');
    assert.equal(await chat.page.evaluate(() => CSS.highlights.get('find-hit')?.size), 4);
    for (const [keys, words] of [
      ['Enter', '2 of 4'],
      ['F3', '3 of 4'],
      ['Shift+F3', '2 of 4'],
      ['Shift+Enter', '1 of 4'],
      ['Shift+Enter', '4 of 4'],
    ] as const) {
      await chat.page.keyboard.press(keys);
      assert.equal(await status().textContent(), words);
    }
    await chat.page.keyboard.press('Escape');
    assert.equal(await chat.page.getByRole('search').count(), 0);
    assert.equal(await chat.focused(), 'Message to Copilot');
    assert.equal(await chat.page.evaluate(() => CSS.highlights.has('find-hit')), false);
    assert.equal((await chat.wishesOf('turn/stop')).length, 0);
    await chat.wish('find/stop');
  });

  it('asks for case, whole words and regular expressions with keys and buttons', async () => {
    await chat.show(viewState({ turns: [turn({ state: 'done', items: [answer('cents')] })] }));
    await look('cents', []);
    await chat.page.keyboard.press('Alt+c');
    await chat.page.keyboard.press('Alt+r');
    await chat.page.getByRole('button', { name: 'Match whole word' }).click();
    await chat.page.waitForFunction(() =>
      (window as unknown as { wishes: { query?: { isWholeWord: boolean } }[] }).wishes.some(
        (wish) => wish.query?.isWholeWord,
      ),
    );
    const { id, query } = await chat.wish('find/start');
    assert.deepEqual(query, { text: 'cents', isCaseSensitive: true, isWholeWord: true, isRegex: true });
    await chat.tell({ type: 'find/failed', id, reason: 'bad-regex', detail: 'Unterminated group' });
    await chat.page
      .getByText('Not a regular expression: Unterminated group. Turn off “Use regular expression” to find')
      .waitFor();
    assert.equal(await field().getAttribute('aria-invalid'), 'true');
  });

  it('opens what holds the hit: the steps of a turn, a group, a step, a long prompt', async () => {
    const prompt = `Long\n${'line\n'.repeat(9)}needle`;
    const inner = call({ id: 'in', tool: 'read', subject: 'a.ts', output: 'first needle here' });
    const other = call({ id: 'other', tool: 'read', subject: 'b.ts' });
    const items = [...finishedSteps, inner, other, answer('Done')];
    await chat.show(viewState({ turns: [turn({ prompt, state: 'done', items })] }));
    await look('needle', [
      { turnId: 't1', itemId: 'prompt', count: 1 },
      { turnId: 't1', itemId: 'in', count: 1 },
    ]);
    assert.equal(await framed(), 'needle');
    assert.match((await chat.page.getByRole('heading', { level: 2 }).getAttribute('class')) ?? '', /whole/);
    await chat.page.keyboard.press('Enter');
    await chat.page.getByText('first needle here').waitFor();
    await chat.page.waitForFunction(() => CSS.highlights.get('find-hit')?.size === 2);
    assert.equal(await framed(), 'needle');
  });

  it('leaves the drawn answer as it is', async () => {
    await chat.show(scenes['finished']!.state);
    const html = () => chat.page.locator('.answer').last().innerHTML();
    const before = await html();
    await look('discount', [{ turnId: 't1', itemId: 'prompt', count: 1 }]);
    assert.ok((await chat.page.evaluate(() => CSS.highlights.get('find-hit')?.size ?? 0)) > 1);
    assert.equal(await html(), before);
  });

  it('goes to a hit thousands of turns away, and on from there', async () => {
    await showLongConversation(chat, 10_000);
    await chat.page.keyboard.press('Control+f');
    await field().fill('Thought 123');
    // Turns 123, 1230 to 1239; the search begins at the end, so the last one is nearest.
    await chat.page.getByText('11 of 11').waitFor();
    await chat.page.waitForFunction(() => document.querySelector('[data-turn="t1239"]') !== null);
    assert.equal(await framed(), 'Thought 123');
    await chat.page.keyboard.press('F3');
    await chat.page.getByText('1 of 11').waitFor();
    await chat.page.waitForFunction(() => document.querySelector('[data-turn="t123"]') !== null);
    assert.equal(await framed(), 'Thought 123');
    assert.ok((await chat.page.evaluate(() => document.querySelectorAll('*').length)) < 5000);
  });

  it('follows what comes while it stands', async () => {
    await chat.show(viewState({ turns: [turn({ state: 'done', items: [answer('one word')] })] }));
    await look('word', [{ turnId: 't1', itemId: 'answer', count: 1 }]);
    const { id } = await chat.wish('find/start');
    await chat.tell(
      { type: 'turn/added', turn: turn({ id: 't2', prompt: 'word', state: 'running' }) },
      { type: 'find/changed', id, turnId: 't2', places: [{ turnId: 't2', itemId: 'prompt', count: 1 }] },
    );
    await chat.page.getByText('1 of 2').waitFor();
    await chat.page.waitForFunction(() => CSS.highlights.get('find-hit')?.size === 2);
  });
});
