import assert from 'node:assert/strict';
import type { Todo, Turn } from '../../../src/protocol/toView';
import { answer, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

const over: Turn = turn({ state: 'done', items: [answer('The answer')], prompt: 'The prompt' });
const edit = { turnId: over.id, text: 'The prompt', laterTurns: 0, files: [] };

describe('A turn on the page', function () {
  this.timeout(30_000);
  const chat = usePage();

  async function show(turns: readonly Turn[]): Promise<void> {
    await chat.load();
    await chat.show(viewState({ turns }));
  }
  const button = (name: string) => chat.page.getByRole('button', { name });
  const editor = () => chat.page.getByRole('textbox', { name: 'Edit prompt' });

  it('offers what one can do with it, by hover and by key', async () => {
    await show([over]);
    await button('Copy prompt').focus();
    assert.equal(
      await chat.page.locator('.prompt .tools').evaluate((one) => getComputedStyle(one).opacity),
      '1',
    );
    await button('Copy the session up to here').click();
    assert.equal((await chat.wish('turn/fork')).turnId, over.id);
    await button('Send the prompt again, in place of this answer').click();
    assert.equal((await chat.wish('turn/retry')).turnId, over.id);
    await button('Copy link to this turn').click();
    assert.equal((await chat.wish('turn/link')).turnId, over.id);
    await button('Link copied').waitFor();
  });

  it('offers nothing that needs the CLI before the CLI has its message', async () => {
    await show([turn({ state: 'sending', eventId: undefined })]);
    assert.equal(await button('Edit and send again').count(), 0);
    assert.equal(await button('Copy the session up to here').count(), 0);
  });

  it('is edited in sight, also above a long answer whose end is in sight', async () => {
    const long = { ...over, items: [answer('A paragraph.\n\n'.repeat(120), false)] };
    await show([long]);
    await button('Edit and send again').press('Enter');
    await chat.wish('turn/edit');
    await chat.tell({ type: 'edit/changed', edit });
    await editor().waitFor();
    await chat.tell();
    const place = await editor().boundingBox();
    const log = await chat.page.locator('main').boundingBox();
    assert.ok(
      place && log && place.y >= log.y && place.y + place.height <= log.y + log.height,
      JSON.stringify(place),
    );
  });

  it('is edited in its place, with the focus, and sent with what was chosen', async () => {
    await show([over]);
    await button('Edit and send again').press('Enter');
    assert.equal((await chat.wish('turn/edit')).turnId, over.id);
    const files = [{ path: 'src/cart.ts', change: 'modified' as const }];
    await chat.tell({ type: 'edit/changed', edit: { ...edit, laterTurns: 2, files } });
    assert.equal(await editor().evaluate((area) => area === document.activeElement), true);
    await chat.page.getByText('Sending drops this answer and 2 later turns.').waitFor();
    await chat.page.getByText('Changed since: src/cart.ts.').waitFor();
    await chat.page.getByLabel('Put 1 file back as it was').check();
    await editor().fill('The better prompt');
    await editor().press('Enter');
    await chat.wished({
      type: 'edit/send',
      text: 'The better prompt',
      restoresFiles: true,
      keepsCopy: false,
    });
  });

  it('tells the host what is typed into it, so that nothing is lost with the page', async () => {
    await show([over]);
    await chat.tell({ type: 'edit/changed', edit });
    await editor().pressSequentially(' more');
    assert.equal((await chat.wish('edit/changed')).text, 'The prompt more');
  });

  it('does not take the focus when the page comes back with a half edited prompt', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [over], edit: { ...edit, text: 'Half' } }));
    assert.equal(await editor().inputValue(), 'Half');
    assert.equal(await editor().evaluate((area) => area === document.activeElement), false);
  });

  it('is left with Escape, which does not stop the turn that runs, and the focus goes back', async () => {
    await show([over, turn({ id: 't2', prompt: 'Next' })]);
    await button('Edit and send again').first().press('Enter');
    await chat.tell({ type: 'edit/changed', edit });
    await editor().press('Escape');
    await chat.wish('edit/cancel');
    await editor().waitFor({ state: 'detached' });
    await chat.page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'Edit and send again',
    );
    assert.deepEqual(await chat.wishesOf('turn/stop'), []);
  });

  it('that a link leads to comes into sight and takes the focus', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({
      ...over,
      id: `many-${index}`,
      prompt: `Prompt ${index}`,
      items: [answer('word '.repeat(200))],
    }));
    await show(many);
    await chat.tell({ type: 'turn/reveal', turnId: 'many-2' });
    const heading = chat.page.getByRole('heading', { name: 'Prompt 2' });
    await chat.page.waitForFunction(() => document.activeElement?.textContent === 'Prompt 2');
    const box = await heading.boundingBox();
    assert.ok(box && box.y >= 0 && box.y < 200, JSON.stringify(box));
  });
});

describe('The todos of the agent', function () {
  this.timeout(30_000);
  const chat = usePage();

  const todos: readonly Todo[] = [
    { id: 'a', title: 'Keep prices in cents', state: 'done' },
    { id: 'b', title: 'Show the discount', state: 'open' },
    { id: 'c', title: 'Write the tests', state: 'active' },
  ];
  const strip = () => chat.page.getByRole('region', { name: 'Todos' });

  it('are one line that says how far it is and what it is at, and opens in place', async () => {
    await chat.load();
    await chat.show(viewState({ turns: [turn()], todos }));
    assert.equal((await strip().innerText()).replaceAll(/\s+/g, ' ').trim(), 'Todos 1/3 Write the tests');
    await strip().locator('summary').press('Enter');
    assert.deepEqual(
      (await strip().getByRole('listitem').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' ')),
      ['Keep prices in cents done', 'Show the discount open', 'Write the tests in progress'],
    );
    await chat.tell({
      type: 'todos/changed',
      todos: todos.map((todo) => ({ ...todo, state: 'done' as const })),
    });
    await strip().getByText('Todos 3/3').waitFor();
  });

  it('go when all is done and the turn is over, or when the list is emptied', async () => {
    await chat.load();
    const done = todos.map((todo) => ({ ...todo, state: 'done' as const }));
    await chat.show(viewState({ turns: [over], todos: done }));
    assert.equal(await strip().count(), 0);
    await chat.tell({ type: 'todos/changed', todos });
    assert.equal(await strip().count(), 1);
    await chat.tell({ type: 'todos/changed', todos: [] });
    assert.equal(await strip().count(), 0);
  });
});
