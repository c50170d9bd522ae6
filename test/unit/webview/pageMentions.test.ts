import assert from 'node:assert/strict';
import type { ContextItem } from '../../../src/protocol/toView';
import { commandItems, contextItems, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('The list after @, # and /', function () {
  this.timeout(30_000);
  const chat = usePage();

  const list = () => chat.page.getByRole('listbox', { name: 'Suggestions' });
  const press = (key: string) => chat.page.keyboard.press(key);

  async function open(): Promise<void> {
    await chat.load();
    await chat.show(viewState());
    await chat.composer.click();
  }

  /** Answers the newest question. */
  async function answer(items: readonly ContextItem[] = contextItems): Promise<void> {
    const { id } = await chat.wish('context/search');
    await chat.tell({ type: 'context/found', id, items });
  }

  async function chosen(): Promise<string> {
    const id = await chat.composer.getAttribute('aria-activedescendant');
    return chat.page.locator(`[id="${id}"] .name`).innerText();
  }

  it('opens while the focus stays in the text, and asks again at each letter', async () => {
    await open();
    await chat.page.keyboard.type('Compare with @ca');
    const asked = (await chat.wishesOf('context/search')).map(({ trigger, query }) => trigger + query);
    assert.deepEqual(asked, ['@', '@c', '@ca']);
    assert.equal(await list().count(), 0);
    await answer();
    await list().waitFor();
    assert.equal(await chat.composer.evaluate((area) => area === document.activeElement), true);
    assert.equal(await chat.composer.getAttribute('aria-controls'), await list().getAttribute('id'));
    assert.equal(await chosen(), 'cart.ts');
    assert.equal(await chat.page.getByRole('status').innerText(), `${contextItems.length} results`);
  });

  it('drops an answer that comes too late', async () => {
    await open();
    await chat.page.keyboard.type('@c');
    const { id } = await chat.wish('context/search');
    await chat.page.keyboard.type('a');
    await chat.tell({ type: 'context/found', id, items: contextItems });
    assert.equal(await list().count(), 0);
    await answer();
    await list().waitFor();
  });

  it('moves with the arrows, the page keys, Home and End, round at the ends', async () => {
    await open();
    await chat.page.keyboard.type('@ca');
    await answer();
    await press('ArrowDown');
    assert.equal(await chosen(), 'cart.test.ts');
    await press('End');
    assert.equal(await chosen(), 'Terminal output');
    await press('ArrowDown');
    assert.equal(await chosen(), 'cart.ts');
    await press('ArrowUp');
    assert.equal(await chosen(), 'Terminal output');
    await press('Home');
    assert.equal(await chosen(), 'cart.ts');
    await press('PageDown');
    assert.equal(await chosen(), 'Terminal output');
    await press('PageUp');
    assert.equal(await chosen(), 'cart.ts');
  });

  for (const key of ['Enter', 'Tab']) {
    it(`takes the chosen row with ${key}, sends nothing, and gives the word back with undo`, async () => {
      await open();
      await chat.page.keyboard.type('Fix @ca');
      await answer();
      await press(key);
      assert.equal(await chat.composer.inputValue(), 'Fix @cart.ts ');
      await chat.wished({
        type: 'context/pick',
        kind: 'file',
        value: '/home/me/shop/src/cart.ts',
        label: 'cart.ts',
      });
      assert.equal(await list().count(), 0);
      assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
      await press('Control+z');
      assert.equal(await chat.composer.inputValue(), 'Fix @ca');
    });
  }

  it('takes the best row when Enter comes before the answer', async () => {
    await open();
    await chat.page.keyboard.type('Fix @ca');
    await press('Enter');
    assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
    await answer();
    assert.equal(await chat.composer.inputValue(), 'Fix @cart.ts ');
  });

  it('takes a row with the mouse and keeps the focus', async () => {
    await open();
    await chat.page.keyboard.type('@ca');
    await answer();
    await chat.page.getByRole('option', { name: /catalog/ }).click();
    assert.equal(await chat.composer.inputValue(), '@catalog ');
    assert.equal(await chat.composer.evaluate((area) => area === document.activeElement), true);
  });

  it('closes only the list with Esc, and stays closed for the same word', async () => {
    await open();
    await chat.show(viewState({ turns: [] }));
    await chat.composer.click();
    await chat.page.keyboard.type('@ca');
    await answer();
    await press('Escape');
    assert.equal(await list().count(), 0);
    assert.deepEqual(await chat.wishesOf('turn/stop'), []);
    await chat.page.keyboard.type('r');
    assert.equal((await chat.wishesOf('context/search')).length, 3);
    await press('Enter');
    assert.equal((await chat.wish('prompt/submit')).text, '@car');
  });

  it('says that nothing was found, and lets Enter send', async () => {
    await open();
    await chat.page.keyboard.type('Ask @nobody');
    await answer([]);
    await chat.page.getByText('Nothing found').waitFor();
    await press('Enter');
    assert.equal((await chat.wish('prompt/submit')).text, 'Ask @nobody');
  });

  it('does not take a row that holds nothing', async () => {
    await open();
    await chat.page.keyboard.type('@term');
    const row = {
      group: 'more',
      kind: 'terminal',
      label: '',
      detail: '',
      marks: [],
      value: '',
      count: 0,
    } as const;
    await answer([row]);
    await chat.page.getByRole('option', { name: /No command has run/ }).waitFor();
    await press('Tab');
    assert.deepEqual(await chat.wishesOf('context/pick'), []);
  });

  it('sends a command that is written out with Enter, and completes another with Tab', async () => {
    await open();
    await chat.page.keyboard.type('/new');
    await answer(commandItems.slice(0, 1));
    await press('Enter');
    assert.equal((await chat.wish('prompt/submit')).text, '/new');
    await chat.page.keyboard.type('/mo');
    await answer(commandItems.slice(1, 2));
    await press('Tab');
    assert.equal(await chat.composer.inputValue(), '/model ');
    assert.deepEqual(await chat.wishesOf('context/pick'), []);
  });

  it('sends an unknown command as words when told to', async () => {
    await open();
    const banner = {
      code: 'unknown-command',
      severity: 'error',
      values: { name: 'etc' },
      actions: ['send-as-text', 'dismiss'],
    } as const;
    await chat.tell({ type: 'draft/restored', text: '/etc is big' }, { type: 'banner/changed', banner });
    await chat.page.getByRole('button', { name: 'Send as text' }).click();
    const { text, isText } = await chat.wish('prompt/submit');
    assert.deepEqual([text, isText], ['/etc is big', true]);
    assert.equal(await chat.page.getByRole('button', { name: 'Send as text' }).count(), 0);
    await chat.page.keyboard.type('/etc again');
    await press('Enter');
    assert.equal((await chat.wish('prompt/submit')).isText, undefined);
  });

  it('keeps the chosen row when a second answer adds more', async () => {
    await open();
    await chat.page.keyboard.type('@ca');
    await answer(contextItems.filter(({ group }) => group !== 'symbols'));
    await press('End');
    await answer();
    assert.equal(await chosen(), 'Terminal output');
  });
});
