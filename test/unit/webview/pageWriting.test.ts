import assert from 'node:assert/strict';
import { orderFile, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('Writing in the chat page', function () {
  this.timeout(30_000);
  const chat = usePage();

  it('sends what was typed with Enter and clears the field', async () => {
    await chat.load();
    await chat.show(viewState());
    await chat.composer.click();
    await chat.page.keyboard.type('Fix the cart');
    await chat.page.keyboard.press('Shift+Enter');
    await chat.page.keyboard.type('now');
    await chat.page.keyboard.press('Enter');
    await chat.wished({ type: 'prompt/submit', text: 'Fix the cart\nnow', sessionId: 's1' });
    assert.equal(await chat.composer.inputValue(), '');
  });

  it('does not bring back a sent message with a state that the host told before it came', async () => {
    await chat.load();
    await chat.show(viewState());
    await chat.composer.fill('Fix the cart');
    await chat.composer.press('Enter');
    await chat.show(viewState({ draft: 'Fix the cart' }));
    assert.equal(await chat.composer.inputValue(), '');
    await chat.tell({ type: 'draft/restored', text: 'Fix the cart' });
    await chat.composer.fill('');
    await chat.show(viewState({ draft: 'Fix the cart' }));
    assert.equal(await chat.composer.inputValue(), 'Fix the cart', 'it came back, so it is a draft again');
  });

  it('sends nothing when nothing was typed', async () => {
    await chat.load();
    await chat.show(viewState());
    await chat.composer.fill('   ');
    await chat.composer.press('Enter');
    assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
  });

  it('takes the Enter of an input method as part of the word', async () => {
    await chat.load();
    await chat.show(viewState());
    await chat.composer.click();
    const session = await chat.page.context().newCDPSession(chat.page);
    await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
    const isSent = await chat.composer.evaluate((area) => {
      const event = { key: 'Enter', bubbles: true, cancelable: true };
      const composing = area.dispatchEvent(new KeyboardEvent('keydown', { ...event, isComposing: true }));
      return composing && area.dispatchEvent(new KeyboardEvent('keydown', { ...event, keyCode: 229 }));
    });
    assert.equal(isSent, true, 'the key was taken');
    assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
    await session.send('Input.insertText', { text: '日本' });
    await chat.composer.press('Enter');
    assert.equal((await chat.wish('prompt/submit')).text, '日本');
  });

  it('tells the host the draft a moment after typing, and at once when the focus leaves', async () => {
    await chat.load();
    await chat.show(viewState());
    await chat.composer.fill('Half a thought');
    assert.equal((await chat.wish('draft/changed')).text, 'Half a thought');
    await chat.composer.pressSequentially(' more');
    await chat.composer.blur();
    assert.equal((await chat.wishesOf('draft/changed')).at(-1)?.text, 'Half a thought more');
  });

  it('shows the draft again after a reload', async () => {
    await chat.load();
    await chat.show(viewState({ draft: 'Unsent words' }));
    assert.equal(await chat.composer.inputValue(), 'Unsent words');
  });

  it('puts a message that could not be sent before what was typed since', async () => {
    await chat.load();
    await chat.show(viewState());
    await chat.composer.fill('newer');
    await chat.tell({ type: 'draft/restored', text: 'older' });
    assert.equal(await chat.composer.inputValue(), 'older\nnewer');
  });

  it('brings earlier prompts back with Up in the empty field', async () => {
    await chat.load();
    await chat.show(
      viewState({
        turns: [
          turn({ prompt: 'First', state: 'done' }),
          turn({ id: 't2', prompt: 'Second', state: 'done' }),
        ],
      }),
    );
    await chat.composer.click();
    await chat.page.keyboard.press('ArrowUp');
    await chat.page.keyboard.press('ArrowUp');
    assert.equal(await chat.composer.inputValue(), 'First');
    await chat.page.keyboard.press('ArrowDown');
    assert.equal(await chat.composer.inputValue(), 'Second');
  });

  it('brings back the newest prompts also while one reads far above, and none out of their order', async () => {
    const done = (id: string) => turn({ id, prompt: id, state: 'done' });
    await chat.load();
    await chat.show(viewState({ turns: [done('Ninth'), done('Tenth')] }));
    await chat.tell({
      type: 'turns/window',
      turns: [done('First'), done('Second')],
      hasOlder: false,
      before: 0,
      after: 8,
    });
    await chat.composer.press('ArrowUp');
    await chat.composer.press('ArrowUp');
    assert.equal(await chat.composer.inputValue(), 'Tenth');
  });

  it('waits with a message until the CLI is ready', async () => {
    await chat.load();
    await chat.show(viewState({ setup: { kind: 'starting' } }));
    await chat.composer.fill('Early bird');
    await chat.composer.press('Enter');
    assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
    await chat.page.getByText('Sends when the CLI is ready').waitFor();
    await chat.tell({ type: 'setup/changed', setup: { kind: 'ready' } });
    assert.equal((await chat.wish('prompt/submit')).text, 'Early bird');
  });

  it('cannot be written in while there is no model, and says why', async () => {
    await chat.load();
    await chat.show(viewState({ setup: { kind: 'restricted' } }));
    assert.equal(await chat.composer.isDisabled(), true);
    assert.equal(await chat.composer.getAttribute('placeholder'), 'Trust this folder first');
    await chat.page.getByText('This folder is not trusted, so the CLI is not started.').waitFor();
    await chat.page.getByRole('button', { name: 'Manage trust' }).click();
    await chat.wish('setup/manageTrust');
  });

  it('attaches files that are dropped, and removes them again', async () => {
    await chat.load();
    await chat.show(viewState({ attachments: [orderFile] }));
    await chat.page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('application/vnd.code.uri-list', 'file:///home/me/shop/a.ts\r\nfile:///home/me/shop/b.ts');
      document.body.dispatchEvent(
        new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    });
    await chat.page.getByText('Drop to attach. Hold Shift while dropping.').waitFor();
    await chat.page.evaluate(() => {
      const data = new DataTransfer();
      data.setData('application/vnd.code.uri-list', 'file:///home/me/shop/a.ts\r\nfile:///home/me/shop/b.ts');
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
      );
    });
    assert.deepEqual((await chat.wish('attachment/drop')).uris, [
      'file:///home/me/shop/a.ts',
      'file:///home/me/shop/b.ts',
    ]);
    await chat.page.getByRole('button', { name: 'Remove order.ts' }).click();
    assert.equal((await chat.wish('attachment/remove')).id, 'a1');
    await chat.page.getByRole('button', { name: 'Add context' }).click();
    await chat.wish('attachment/pick');
  });
});
