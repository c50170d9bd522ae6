import assert from 'node:assert/strict';
import { NOON, answer, call, finishedSteps, runningTest, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('A running turn on the page', function () {
  this.timeout(30_000);
  const chat = usePage();

  it('streams the answer, with its code highlighted once closed', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn({ items: [answer('Hel', true)] })] }));
    for (const text of ['lo **wor', 'ld**\n\n```ts\nconst a', ' = 1;\n', '```\n\nDone'])
      await chat.tell({ type: 'item/delta', turnId: 't1', itemId: 'answer', text });
    assert.equal(await chat.page.locator('.answer strong').textContent(), 'world');
    await chat.page.locator('.answer .tk', { hasText: 'const' }).waitFor();
    assert.equal(await chat.page.locator('.answer .md > p').last().textContent(), 'Done');
  });

  it('is stopped with Escape and with the button', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()] }));
    await chat.composer.press('Escape');
    await chat.page.getByRole('button', { name: 'Stop' }).click();
    assert.equal((await chat.wishesOf('turn/stop')).length, 2);
  });

  it('takes a further message into the queue', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()] }));
    assert.equal(await chat.composer.getAttribute('placeholder'), 'Queue a message');
    await chat.composer.fill('And then this');
    await chat.page.getByRole('button', { name: 'Queue message' }).click();
    assert.equal((await chat.wish('prompt/submit')).text, 'And then this');
    await chat.tell({
      type: 'queue/changed',
      queue: { isPaused: true, messages: [{ id: 'q1', text: 'And then this', attachments: [] }] },
    });
    await chat.page.getByRole('listitem', { name: 'And then this' }).hover();
    await chat.page.getByRole('button', { name: 'Edit message' }).click();
    await chat.page.getByRole('button', { name: 'Delete message' }).click();
    await chat.page.getByRole('button', { name: 'Resume' }).click();
    const kinds = (await chat.wishes()).map((wish) => wish.type).filter((type) => type.startsWith('queue/'));
    assert.deepEqual(kinds, ['queue/edit', 'queue/remove', 'queue/resume']);
  });

  it('shows a running command with its output, and folds the steps when the turn is over', async () => {
    await chat.load({ width: 700 });
    await chat.show(viewState({ turns: [turn({ items: [...finishedSteps, runningTest] })] }));
    const output = chat.page.getByRole('group', { name: 'Output of npm test -- cart' });
    await output.waitFor();
    const long = { ...runningTest, output: `${'a line\n'.repeat(300)}the end` };
    await chat.tell({ type: 'item/changed', turnId: 't1', item: long });
    const { height, fromEnd } = await output.evaluate((well) => ({
      height: well.getBoundingClientRect().height,
      fromEnd: well.scrollHeight - well.scrollTop - well.clientHeight,
    }));
    assert.equal(height, 104, 'five lines, however much there is');
    assert.ok(fromEnd <= 1, 'at its end');
    await chat.page.getByText('Exit code 2').waitFor();
    await chat.tell(
      { type: 'item/changed', turnId: 't1', item: { ...runningTest, state: 'done', durationMs: 12_000 } },
      { type: 'item/added', turnId: 't1', item: answer('All good.') },
      {
        type: 'turn/changed',
        turnId: 't1',
        patch: { state: 'done', endedAt: Date.parse('2026-11-20T12:01:06Z') },
      },
    );
    await chat.page.locator('.fold .what', { hasText: '7 steps, 2 min 10 s' }).waitFor();
    await chat.page.locator('.fold .what', { hasText: '1 failed' }).waitFor();
    await chat.page.locator('.fold .sum', { hasText: '1 file +3 −1' }).waitFor();
    assert.equal(await chat.page.getByText('Exit code 2').count(), 0);
    await chat.page.locator('.fold .what', { hasText: '7 steps' }).click();
    await chat.page.getByText('Exit code 2').waitFor();
    await chat.page.getByText('All good.').waitFor();
  });

  it('does not fold its steps under the pointer, nor around the focus', async () => {
    const over = {
      type: 'turn/changed',
      turnId: 't1',
      patch: { state: 'done', endedAt: NOON },
    } as const;
    const fold = chat.page.locator('.fold', { hasText: '6 steps' });
    const running = viewState({ turns: [turn({ items: [...finishedSteps, answer('Done.')] })] });
    await chat.load({ height: 1000 });
    await chat.show(running);
    await chat.page.getByText('Exit code 2').hover();
    await chat.tell(over);
    assert.equal(await fold.count(), 0);
    await chat.composer.hover();
    await fold.waitFor();
    await chat.show(running);
    await chat.page.locator('.step summary', { hasText: 'npm run lint' }).focus();
    await chat.tell(over);
    assert.equal(await fold.count(), 0);
    await chat.composer.focus();
    await fold.waitFor();
  });

  it('says the time of a step that took long beside what it brought', async () => {
    const slow = call({ id: 'g', tool: 'search', subject: 'x', found: { count: 2, what: 'matches' } });
    await chat.load();
    await chat.show(viewState({ turns: [turn({ items: [{ ...slow, durationMs: 3200 }] })] }));
    await chat.page.locator('.step .end', { hasText: /^2 matches3\.2 s$/ }).waitFor();
    await chat.show(viewState({ turns: [turn({ items: [slow] })] }));
    await chat.page.locator('.step .end', { hasText: /^2 matches$/ }).waitFor();
  });

  it('leaves the prompt that is being edited with Escape before it is stopped', async () => {
    await chat.load();
    const edit = { turnId: 't0', text: 'Before, half', laterTurns: 1, files: [] };
    const before = turn({ id: 't0', prompt: 'Before', state: 'done', endedAt: NOON });
    await chat.show(viewState({ turns: [before, turn()], edit }));
    await chat.composer.press('Escape');
    await chat.wish('edit/cancel');
    assert.deepEqual(await chat.wishesOf('turn/stop'), []);
    await chat.composer.press('Escape');
    await chat.wish('turn/stop');
  });

  it('can be tried again where it failed, and only as long as nothing came after', async () => {
    await chat.load();
    const notice = { code: 'provider-busy', severity: 'error', actions: ['retry'] } as const;
    const failed = turn({ state: 'failed', endedAt: NOON, items: [{ kind: 'notice', id: 'n', notice }] });
    await chat.show(viewState({ turns: [failed] }));
    const again = chat.page.getByRole('button', { name: 'Try again' });
    await again.click();
    assert.deepEqual(await chat.wish('notice/act'), {
      type: 'notice/act',
      action: 'retry',
      noticeId: 'n',
      words: 'Go on where you were interrupted.',
    });
    await chat.tell({ type: 'turn/added', turn: turn({ id: 't2', prompt: 'Next' }) });
    await again.waitFor({ state: 'detached' });
  });

  it('speaks its beginning and its end once, and not its words', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn({ items: [answer('Secret', true)] })] }));
    const status = chat.page.getByRole('status');
    await chat.tell({ type: 'item/delta', turnId: 't1', itemId: 'answer', text: ' words' });
    assert.equal(await status.textContent(), '');
    await chat.tell({
      type: 'turn/changed',
      turnId: 't1',
      patch: { state: 'done', endedAt: Date.parse('2026-11-20T12:00:00Z') },
    });
    assert.equal(await status.textContent(), 'Finished after 1 min 4 s.');
  });

  it('says so when nothing was heard for a minute', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()] }));
    await chat.page.getByText('Working', { exact: true }).waitFor();
    await chat.pass(61_000);
    await chat.page.getByText('No news for 60 s').waitFor();
    await chat.page.locator('.tail').getByRole('button', { name: 'Stop' }).click();
    await chat.wish('turn/stop');
  });
});
