import assert from 'node:assert/strict';
import type { ContextItem } from '../../../src/protocol/toView';
import { cartLines, commandItems, contextItems, pixel, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('The list after @, # and /', function () {
  this.timeout(30_000);
  const chat = usePage();

  const composer = () => chat.page.getByRole('textbox', { name: 'Message to Copilot' });
  const list = () => chat.page.getByRole('listbox', { name: 'Suggestions' });
  const press = (key: string) => chat.page.keyboard.press(key);

  async function open(): Promise<void> {
    await chat.load();
    await chat.show(viewState());
    await composer().click();
  }

  /** Answers the newest question. */
  async function answer(items: readonly ContextItem[] = contextItems): Promise<void> {
    const { id } = await chat.wish('context/search');
    await chat.tell({ type: 'context/found', id, items });
  }

  async function chosen(): Promise<string> {
    const id = await composer().getAttribute('aria-activedescendant');
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
    assert.equal(await composer().evaluate((area) => area === document.activeElement), true);
    assert.equal(await composer().getAttribute('aria-controls'), await list().getAttribute('id'));
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
      assert.equal(await composer().inputValue(), 'Fix @cart.ts ');
      await chat.wished({
        type: 'context/pick',
        kind: 'file',
        value: '/home/me/shop/src/cart.ts',
        label: 'cart.ts',
      });
      assert.equal(await list().count(), 0);
      assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
      await press('Control+z');
      assert.equal(await composer().inputValue(), 'Fix @ca');
    });
  }

  it('takes the best row when Enter comes before the answer', async () => {
    await open();
    await chat.page.keyboard.type('Fix @ca');
    await press('Enter');
    assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
    await answer();
    assert.equal(await composer().inputValue(), 'Fix @cart.ts ');
  });

  it('takes a row with the mouse and keeps the focus', async () => {
    await open();
    await chat.page.keyboard.type('@ca');
    await answer();
    await chat.page.getByRole('option', { name: /catalog/ }).click();
    assert.equal(await composer().inputValue(), '@catalog ');
    assert.equal(await composer().evaluate((area) => area === document.activeElement), true);
  });

  it('closes only the list with Esc, and stays closed for the same word', async () => {
    await open();
    await chat.show(viewState({ turns: [] }));
    await composer().click();
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
    assert.equal(await composer().inputValue(), '/model ');
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

describe('Pasting and the selection', function () {
  this.timeout(30_000);
  const chat = usePage();

  const composer = () => chat.page.getByRole('textbox', { name: 'Message to Copilot' });

  async function open(): Promise<void> {
    await chat.load();
    await chat.show(viewState());
    await composer().click();
  }

  interface Given {
    readonly text?: string;
    readonly file?: {
      readonly name: string;
      readonly type: string;
      readonly base64?: string;
      readonly size?: number;
    };
    readonly by?: 'paste' | 'drop';
  }

  /** Gives back whether the page took it. */
  function give({ text, file, by = 'paste' }: Given): Promise<boolean> {
    return composer().evaluate(
      (area, given) => {
        const data = new DataTransfer();
        if (given.text !== undefined) data.setData('text/plain', given.text);
        if (given.file) {
          const { name, type, base64 = '', size } = given.file;
          const bytes = size
            ? new Uint8Array(size)
            : Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
          data.items.add(new File([bytes], name, { type }));
        }
        const options = { bubbles: true, cancelable: true };
        const event =
          given.by === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', { ...options, dataTransfer: data });
        return !area.dispatchEvent(event);
      },
      { text, file, by },
    );
  }

  it('folds a long text to a chip and leaves a short one to the field', async () => {
    await open();
    const long = Array.from({ length: 214 }, (_, index) => `line ${index}`).join('\n');
    assert.equal(await give({ text: 'short' }), false);
    assert.equal(await give({ text: long }), true);
    await chat.wished({ type: 'attachment/text', text: long, label: 'Pasted text, 214 lines' });
    assert.equal(await composer().inputValue(), '');
  });

  it('opens a folded text, and puts it back where the cursor is', async () => {
    await open();
    const label = 'Pasted text, 214 lines';
    await chat.tell({
      type: 'attachments/changed',
      attachments: [{ id: 'p', kind: 'text', label, path: '/kept/p.txt' }],
    });
    await chat.page.getByRole('button', { name: `Open ${label}` }).click();
    assert.equal((await chat.wish('file/open')).path, '/kept/p.txt');
    await composer().fill('before  after');
    await composer().evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(7, 7));
    await chat.page.getByRole('button', { name: `Put ${label} into the message` }).click();
    assert.equal((await chat.wish('attachment/unfold')).id, 'p');
    await chat.tell({ type: 'draft/insert', text: 'the text' });
    assert.equal(await composer().inputValue(), 'before the text after');
  });

  it('attaches a pasted and a dropped image with a small picture of it', async () => {
    for (const by of ['paste', 'drop'] as const) {
      await open();
      assert.equal(await give({ file: { name: 'shot.png', type: 'image/png', base64: pixel }, by }), true);
      const image = await chat.wish('attachment/image');
      assert.deepEqual([image.name, image.mimeType, image.data], ['shot.png', 'image/png', pixel]);
      assert.match(image.preview, /^data:image\/png;base64,/);
      const { preview } = image;
      const attachment = { id: 'i', kind: 'image', label: 'shot.png', path: '/kept/i.png', preview } as const;
      await chat.tell({ type: 'attachments/changed', attachments: [attachment] });
      const thumb = chat.page.locator('.chip img');
      await thumb.waitFor();
      assert.equal(
        await thumb.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth)),
        1,
      );
    }
  });

  it('says of an image that is too large or damaged what is wrong', async () => {
    await open();
    await give({ file: { name: 'huge.png', type: 'image/png', size: 24_000_000 } });
    await chat.page.getByRole('heading', { name: 'huge.png is too large' }).waitFor();
    await chat.page.getByText('It has 24 MB; images up to 20 MB can be attached.').waitFor();
    await give({ file: { name: 'bad.png', type: 'image/png', base64: 'AAAA' } });
    await chat.page.getByRole('heading', { name: 'bad.png cannot be read' }).waitFor();
    assert.deepEqual(await chat.wishesOf('attachment/image'), []);
  });

  it('draws an image in a format that models do not read anew', async () => {
    await open();
    await give({ file: { name: 'a.bmp', type: 'image/bmp', base64: bitmap } });
    const image = await chat.wish('attachment/image');
    assert.equal(image.mimeType, 'image/png');
    assert.equal(Buffer.from(image.data, 'base64').subarray(1, 4).toString(), 'PNG');
  });

  it('takes the words when a program copies words and their picture', async () => {
    await open();
    const taken = await give({
      text: 'cells',
      file: { name: 'image.png', type: 'image/png', base64: pixel },
    });
    assert.equal(taken, false);
    assert.deepEqual(await chat.wishesOf('attachment/image'), []);
  });

  it('attaches a dropped text file of another program by its content', async () => {
    await open();
    await give({ file: { name: 'notes.md', type: 'text/markdown', base64: btoa('# Notes') }, by: 'drop' });
    await chat.wished({ type: 'attachment/text', text: '# Notes', label: 'notes.md' });
    await give({ file: { name: 'a.zip', type: 'application/zip', base64: 'AAAA' }, by: 'drop' });
    await chat.page.getByRole('heading', { name: 'a.zip cannot be dropped here' }).waitFor();
  });

  it('shows the selection of the editor with an eye that hides it', async () => {
    await open();
    const { label, path } = cartLines;
    await chat.tell({ type: 'selection/changed', selection: { label, path, isHidden: false } });
    const eye = chat.page.getByRole('button', { name: 'Hide selection from the agent' });
    assert.equal(await eye.getAttribute('aria-pressed'), 'false');
    await eye.click();
    await chat.wish('selection/toggle');
    await chat.tell({ type: 'selection/changed', selection: { label, path, isHidden: true } });
    assert.equal(await eye.getAttribute('aria-pressed'), 'true');
    await chat.page.locator('.chip').getByText('hidden').waitFor();
    await chat.tell({ type: 'attachments/changed', attachments: [cartLines] });
    assert.equal(await eye.count(), 0);
    await chat.tell(
      { type: 'attachments/changed', attachments: [] },
      { type: 'selection/changed', selection: undefined },
    );
    assert.equal(await chat.page.locator('.chip').count(), 0);
  });
});

/** One red pixel. */
const bitmap = 'Qk06AAAAAAAAADYAAAAoAAAAAQAAAAEAAAABABgAAAAAAAQAAAATCwAAEwsAAAAAAAAAAAAAAAD/AA==';
