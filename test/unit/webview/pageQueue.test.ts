import assert from 'node:assert/strict';
import type { ComposerInfo, Queue, QueuedMessage } from '../../../src/protocol/toView';
import { turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

const names = ['Alpha', 'Beta', 'Gamma'] as const;

function message(text: string, patch: Partial<QueuedMessage> = {}): QueuedMessage {
  return { id: text.toLowerCase(), text, attachments: [], ...patch };
}

function queueOf(messages: readonly QueuedMessage[], patch: Partial<Queue> = {}): Queue {
  return { messages, isPaused: false, ...patch };
}

const composerInfo: ComposerInfo = { model: 'M', modelSource: 'own', permissionMode: 'ask' };

describe('The queue in the chat page', function () {
  this.timeout(30_000);
  const chat = usePage();

  async function open(
    queue: Queue = queueOf(names.map((name) => message(name))),
    platform = 'linux' as const,
  ) {
    await chat.load({ platform });
    await chat.show(viewState({ turns: [turn({ state: 'running' })], queue }));
  }

  function row(name: string) {
    return chat.page.getByRole('listitem', { name });
  }

  function composer() {
    return chat.page.getByRole('textbox', { name: 'Message to Copilot' });
  }

  function button(name: string) {
    return chat.page.getByRole('button', { name });
  }

  const order = () => chat.page.locator('.queue li .row .cut').allTextContents();
  const spoken = () => chat.page.locator('[aria-live="polite"]').first().textContent();

  async function wishedKinds(): Promise<readonly string[]> {
    return (await chat.wishes()).map((wish) => wish.type).filter((type) => type.startsWith('queue/'));
  }

  describe('by keyboard', () => {
    it('is one stop for Tab, and the arrows, Home and End go through it', async () => {
      await open();
      await row('Beta').focus();
      await chat.page.keyboard.press('End');
      assert.equal(await chat.focused(), 'Gamma');
      await chat.page.keyboard.press('ArrowUp');
      await chat.page.keyboard.press('ArrowUp');
      await chat.page.keyboard.press('ArrowUp');
      assert.equal(await chat.focused(), 'Alpha');
      await chat.page.keyboard.press('Home');
      await chat.page.keyboard.press('ArrowDown');
      assert.equal(await chat.focused(), 'Beta');
      await chat.page.keyboard.press('Tab');
      assert.equal(await chat.focused(), 'Send now');
      for (const name of ['Edit message', 'Duplicate message', 'Delete message', 'Message to Copilot']) {
        await chat.page.keyboard.press('Tab');
        if (name === 'Message to Copilot') break;
        assert.equal(await chat.focused(), name);
      }
      assert.equal(await row('Gamma').evaluate((li) => li.contains(document.activeElement)), false);
    });

    it('moves a message with Alt+Up and Alt+Down, says where it is, and keeps the focus on it', async () => {
      await open();
      await row('Gamma').focus();
      await chat.page.keyboard.press('Alt+ArrowUp');
      await chat.wished({ type: 'queue/move', id: 'gamma', to: 1 });
      assert.deepEqual(await order(), ['Alpha', 'Gamma', 'Beta']);
      assert.equal(await spoken(), 'Moved to 2 of 3');
      await chat.tell({
        type: 'queue/changed',
        queue: queueOf([message('Alpha'), message('Gamma'), message('Beta')]),
      });
      assert.equal(await chat.focused(), 'Gamma');
      await chat.page.keyboard.press('Alt+ArrowUp');
      await chat.page.keyboard.press('Alt+ArrowUp');
      assert.equal(await chat.focused(), 'Gamma');
      assert.deepEqual(await order(), ['Gamma', 'Alpha', 'Beta']);
      await chat.page.keyboard.press('Alt+ArrowDown');
      assert.deepEqual(
        (await chat.wishesOf('queue/move')).map(({ to }) => to),
        [1, 0, 1],
      );
    });

    it('deletes with Delete, goes to the next message, and brings it back with Ctrl+Z', async () => {
      await open();
      await row('Beta').focus();
      await chat.page.keyboard.press('Delete');
      assert.equal((await chat.wish('queue/remove')).id, 'beta');
      await chat.tell({
        type: 'queue/changed',
        queue: queueOf([message('Alpha'), message('Gamma')], { deleted: { id: 'beta', text: 'Beta' } }),
      });
      assert.equal(await chat.focused(), 'Gamma');
      await chat.page.getByText('Deleted: Beta').waitFor();
      await chat.page.keyboard.press('Control+z');
      await chat.wish('queue/restore');
    });

    it('keeps the way back when the last message is deleted, and the focus on it', async () => {
      await open(queueOf([message('Alpha')]));
      await row('Alpha').focus();
      await chat.page.keyboard.press('Delete');
      await chat.tell({
        type: 'queue/changed',
        queue: queueOf([], { deleted: { id: 'alpha', text: 'Alpha' } }),
      });
      assert.equal(await chat.focused(), 'Undo');
      await chat.page.keyboard.press('Enter');
      await chat.wish('queue/restore');
      await button('Dismiss').click();
      await chat.wish('queue/forget');
      await chat.tell({ type: 'queue/changed', queue: queueOf([]) });
      assert.equal(await chat.focused(), 'Message to Copilot');
    });

    it('is reached with F6 at the message that was left', async () => {
      await open();
      await row('Beta').focus();
      await composer().focus();
      await chat.page.keyboard.press('Shift+F6');
      assert.equal(await chat.focused(), 'Beta');
      await chat.page.keyboard.press('F6');
      assert.equal(await chat.focused(), 'Message to Copilot');
    });

    it('gives the focus to the message field when the last message is sent', async () => {
      await open(queueOf([message('Alpha')]));
      await row('Alpha').focus();
      await chat.tell({ type: 'queue/changed', queue: queueOf([]) });
      assert.equal(await chat.focused(), 'Message to Copilot');
    });
  });

  describe('editing', () => {
    const edited = queueOf([message('Alpha', { isEdited: true }), message('Beta')]);

    it('rewrites a message in its place and tells the host while one types', async () => {
      await open();
      await row('Alpha').focus();
      await chat.page.keyboard.press('Enter');
      assert.equal((await chat.wish('queue/edit')).id, 'alpha');
      await chat.tell({ type: 'queue/changed', queue: edited });
      assert.equal(await chat.focused(), 'Edit queued message');
      await chat.page.getByText('Waits while you edit').waitFor();
      await chat.page.keyboard.press('End');
      await chat.page.keyboard.type(' and more');
      await chat.wished({ type: 'queue/update', id: 'alpha', text: 'Alpha and more' });
      await chat.page.keyboard.press('Shift+Enter');
      await chat.page.keyboard.type('x');
      await chat.page.keyboard.press('Enter');
      await chat.wished({ type: 'queue/edited', id: 'alpha', text: 'Alpha and more\nx' });
      await chat.tell({
        type: 'queue/changed',
        queue: queueOf([message('Alpha and more', { id: 'alpha' }), message('Beta')]),
      });
      assert.equal(await chat.focused(), 'Alpha and more');
    });

    it('leaves the message as it was with Escape, and the turn runs on', async () => {
      await open(edited);
      const field = chat.page.getByRole('textbox', { name: 'Edit queued message' });
      await field.fill('Something else');
      await field.press('Escape');
      await chat.wished({ type: 'queue/edited', id: 'alpha' });
      assert.deepEqual(await chat.wishesOf('turn/stop'), []);
      await chat.pass(1000);
      assert.equal((await wishedKinds()).at(-1), 'queue/edited', 'nothing comes after the end');
    });

    it('tells what was typed at once when the focus leaves the field', async () => {
      await open(edited);
      await chat.page.getByRole('textbox', { name: 'Edit queued message' }).fill('Half');
      await composer().focus();
      assert.equal((await chat.wish('queue/update')).text, 'Half');
    });

    it('takes the Enter of an input method as part of the word', async () => {
      await open(edited);
      await chat.page.getByRole('textbox', { name: 'Edit queued message' }).evaluate((field) => {
        const event = { key: 'Enter', bubbles: true, cancelable: true };
        field.dispatchEvent(new KeyboardEvent('keydown', { ...event, isComposing: true }));
        field.dispatchEvent(new KeyboardEvent('keydown', { ...event, keyCode: 229 }));
      });
      assert.deepEqual(await chat.wishesOf('queue/edited'), []);
    });
  });

  describe('by pointer', () => {
    it('moves a message by its grip, with a line where it would go', async () => {
      await open();
      const from = await row('Alpha').locator('.grip').boundingBox();
      const to = await row('Gamma').boundingBox();
      assert.ok(from && to);
      await chat.page.mouse.move(from.x + 8, from.y + 8);
      await chat.page.mouse.down();
      await chat.page.mouse.move(from.x + 8, to.y + to.height - 4, { steps: 4 });
      await chat.page.locator('.queue li[data-drop="after"]', { hasText: 'Gamma' }).waitFor();
      await chat.page.mouse.up();
      await chat.wished({ type: 'queue/move', id: 'alpha', to: 2 });
      assert.deepEqual(await order(), ['Beta', 'Gamma', 'Alpha']);
      assert.equal(await chat.page.locator('[data-drop]').count(), 0);
    });

    it('leaves everything where it was when a drag is given up with Escape', async () => {
      await open();
      const from = await row('Gamma').locator('.grip').boundingBox();
      const to = await row('Alpha').boundingBox();
      assert.ok(from && to);
      await chat.page.mouse.move(from.x + 8, from.y + 8);
      await chat.page.mouse.down();
      await chat.page.mouse.move(from.x + 8, to.y + 2, { steps: 4 });
      await chat.page.locator('.queue li[data-drop="before"]', { hasText: 'Alpha' }).waitFor();
      await chat.page.keyboard.press('Escape');
      await chat.page.mouse.up();
      assert.deepEqual(await wishedKinds(), []);
      assert.deepEqual(await chat.wishesOf('turn/stop'), []);
      assert.deepEqual(await order(), [...names]);
    });

    it('sends now, duplicates, edits and deletes with the buttons of a row', async () => {
      await open();
      await row('Beta').hover();
      for (const name of ['Send now', 'Duplicate message', 'Edit message', 'Delete message'])
        await row('Beta').getByRole('button', { name }).click();
      assert.deepEqual(await wishedKinds(), [
        'queue/sendNow',
        'queue/duplicate',
        'queue/edit',
        'queue/remove',
      ]);
    });

    it('pauses and goes on, and says why it waits', async () => {
      await open();
      await button('Pause').click();
      await chat.wish('queue/pause');
      const paused = { isPaused: true, pausedBy: 'reload' } as const;
      await chat.tell({ type: 'queue/changed', queue: queueOf([message('Alpha')], paused) });
      await chat.page.getByText('Paused after the reload').waitFor();
      assert.match((await spoken()) ?? '', /Queue paused\./);
      await button('Resume').click();
      await chat.wish('queue/resume');
    });
  });

  it('lets a message that steers be, and nothing go before it', async () => {
    await open(queueOf([message('Alpha', { isSteering: true }), message('Beta')]));
    const steering = row('Alpha, Steers now');
    await steering.focus();
    assert.equal(await steering.getByRole('button').count(), 0);
    for (const key of ['Delete', 'Enter', 'Alt+ArrowDown']) await chat.page.keyboard.press(key);
    await row('Beta').focus();
    await chat.page.keyboard.press('Alt+ArrowUp');
    assert.deepEqual(await wishedKinds(), []);
  });

  describe('sending while the agent works', () => {
    async function type(info: Partial<ComposerInfo>, ...keys: readonly string[]) {
      await open();
      await chat.tell({ type: 'composer/changed', composer: { ...composerInfo, ...info } });
      await composer().fill('Hello');
      for (const key of keys) await composer().press(key);
      return (await chat.wishesOf('prompt/submit')).map(({ text, delivery }) => [text, delivery ?? 'queue']);
    }

    it('queues by default, and Ctrl+Shift+Enter steers once', async () => {
      assert.deepEqual(await type({}, 'Enter'), [['Hello', 'queue']]);
      assert.deepEqual(await type({}, 'Control+Shift+Enter'), [['Hello', 'steer']]);
      assert.equal(await composer().inputValue(), '');
    });

    it('steers by setting, and Ctrl+Shift+Enter queues once', async () => {
      assert.deepEqual(await type({ whileBusy: 'steer' }, 'Enter'), [['Hello', 'steer']]);
      assert.deepEqual(await type({ whileBusy: 'steer' }, 'Control+Shift+Enter'), [['Hello', 'queue']]);
      assert.equal(await composer().getAttribute('placeholder'), 'Steer the agent');
      const title = await button('Steer now').getAttribute('title');
      assert.equal(title, 'Steer now (Enter). Ctrl+Shift+Enter queues it');
    });

    it('sends with the key of the setting, and the other keys make a new line', async () => {
      assert.deepEqual(await type({ sendKey: 'ctrl+enter' }, 'Enter', 'Shift+Enter'), []);
      assert.equal(await composer().inputValue(), 'Hello\n\n');
      assert.deepEqual(await type({ sendKey: 'ctrl+enter' }, 'Control+Enter'), [['Hello', 'queue']]);
      assert.deepEqual(await type({ sendKey: 'shift+enter' }, 'Enter'), []);
      assert.deepEqual(await type({ sendKey: 'shift+enter' }, 'Shift+Enter'), [['Hello', 'queue']]);
    });

    it('just sends when the agent is idle, whatever the keys', async () => {
      await chat.load();
      await chat.show(viewState({ composer: { ...composerInfo, whileBusy: 'steer' } }));
      await composer().fill('Hello');
      await composer().press('Control+Shift+Enter');
      assert.equal((await chat.wish('prompt/submit')).delivery, undefined);
    });

    it('takes Cmd for Ctrl on macOS', async () => {
      await chat.load({ platform: 'mac' });
      await chat.show(viewState({ turns: [turn({ state: 'running' })] }));
      await composer().fill('Hello');
      await composer().press('Meta+Shift+Enter');
      assert.equal((await chat.wish('prompt/submit')).delivery, 'steer');
    });
  });

  it('shows what the agent took in as part of its turn, and brings it back with Up', async () => {
    await open(queueOf([]));
    const steer = { kind: 'steer', id: 's', text: 'Be brief', attachments: [] } as const;
    await chat.tell({ type: 'item/added', turnId: 't1', item: steer });
    await chat.page.locator('.turn .steered', { hasText: 'You, while it worked: Be brief' }).waitFor();
    assert.equal(await chat.page.getByRole('article').count(), 1);
    await composer().press('ArrowUp');
    assert.equal(await composer().inputValue(), 'Be brief');
  });

  it('lets the message field grow to a limit, and scrolls inside beyond it', async () => {
    await open(queueOf([]));
    const size = () =>
      composer().evaluate((area) => ({ height: area.clientHeight, inside: area.scrollHeight }));
    const empty = await size();
    await composer().fill('one\ntwo\nthree');
    const three = await size();
    await composer().fill(Array.from({ length: 80 }, (_, index) => `line ${index}`).join('\n'));
    const long = await size();
    assert.ok(three.height > empty.height && three.inside === three.height, JSON.stringify(three));
    assert.ok(long.height > three.height && long.height <= 200, JSON.stringify(long));
    assert.ok(long.inside > long.height * 3, JSON.stringify(long));
    await composer().press('End');
    assert.ok((await composer().evaluate((area) => area.scrollTop)) > 0, 'the end is in sight');
  });
});
