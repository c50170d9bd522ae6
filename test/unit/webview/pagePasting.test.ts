import assert from 'node:assert/strict';
import { cartLines, foot, pixel, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('Pasting and the selection', function () {
  this.timeout(30_000);
  const chat = usePage();

  async function open(): Promise<void> {
    await chat.load();
    await chat.show(viewState());
    await chat.composer.click();
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
    return chat.composer.evaluate(
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
    assert.equal(await chat.composer.inputValue(), '');
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
    await chat.composer.fill('before  after');
    await chat.composer.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(7, 7));
    await chat.page.getByRole('button', { name: `Put ${label} into the message` }).click();
    assert.equal((await chat.wish('attachment/unfold')).id, 'p');
    await chat.tell({ type: 'draft/insert', text: 'the text' });
    assert.equal(await chat.composer.inputValue(), 'before the text after');
  });

  it('says that a model sees no pictures, and opens the list of models', async () => {
    await chat.load();
    const attachments = [{ id: 'p', kind: 'image' as const, label: 'shot.png', path: '/k/p.png' }];
    const { composer: info } = viewState();
    const known = (takesImages?: boolean) => ({ ...info, foot: { ...foot, takesImages } });
    await chat.show(viewState({ attachments, composer: known() }));
    await chat.wished({ type: 'models/load' });
    const said = chat.page.getByText('GPT-5.2 sees no pictures: 1 will not reach it.');
    assert.equal(await said.count(), 0, 'nobody knows yet');
    await chat.tell({ type: 'composer/changed', composer: known(false) });
    await said.waitFor();
    await chat.page.getByRole('button', { name: 'Choose another model' }).click();
    await chat.page.getByRole('menu', { name: 'Model and effort' }).waitFor();
    await chat.page.keyboard.press('Escape');
    await chat.tell({ type: 'composer/changed', composer: known(true) });
    assert.equal(await said.count(), 0);
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

  it('makes an image smaller whose sides are longer than a model takes', async () => {
    await open();
    const wide = await chat.page.evaluate(() => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [9000, 90];
      return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
    });
    await give({ file: { name: 'wide.png', type: 'image/png', base64: wide } });
    const sent = Buffer.from((await chat.wish('attachment/image')).data, 'base64');
    assert.deepEqual([sent.readUInt32BE(16), sent.readUInt32BE(20)], [2000, 20]);
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
