import assert from 'node:assert/strict';
import { settleMs } from '../../../src/webview/cards/dockState';
import type { PageOptions } from '../../support/page/chatPage';
import { scenes } from '../../support/page/scenes';
import {
  answer,
  chooseModel,
  finishedSteps,
  orderFile,
  runningTest,
  shellRequest,
  ticketForm,
  turn,
  viewState,
  writeRequest,
} from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('The chat page', function () {
  this.timeout(30_000);
  const chat = usePage();

  function open(options?: PageOptions): Promise<void> {
    return chat.load(options);
  }

  function composer() {
    return chat.page.getByRole('textbox', { name: 'Message to Copilot' });
  }

  /** Answers count only once a card has been in sight for a moment. */
  async function settled(): Promise<void> {
    await chat.pass(settleMs);
    await chat.page.locator('.ask[data-settled]').waitFor();
  }

  it('tells the host what is typed on a card, and shows it again when the page comes back', async () => {
    await open();
    await chat.show(viewState({ requests: [shellRequest] }));
    await chat.page.getByRole('button', { name: 'Deny with a reason' }).click();
    const reason = chat.page.getByRole('textbox', { name: 'Reason for the agent' });
    await reason.fill('Not on a Friday');
    const { id, field, value } = await chat.wish('request/typed');
    assert.deepEqual([id, value], [shellRequest.id, 'Not on a Friday']);
    await open();
    await chat.show(viewState({ requests: [shellRequest], typed: { [id]: { [field]: value } } }));
    assert.equal(await reason.inputValue(), 'Not on a Friday');
    assert.notEqual(await chat.focused(), 'Not on a Friday', 'the focus is not taken');
    await chat.page.waitForFunction(() => document.activeElement === document.body);
  });

  it('fills the card of a request that was asked before, and takes the words out of the message', async () => {
    await open();
    await chat.show(viewState());
    await composer().fill('Not on a Friday\nand more');
    const fields = { reason: 'Not on a Friday' };
    await chat.tell(
      { type: 'requests/changed', requests: [shellRequest] },
      { type: 'draft/taken', text: 'Not on a Friday' },
      { type: 'request/filled', id: shellRequest.id, fields },
    );
    const reason = chat.page.getByRole('textbox', { name: 'Reason for the agent' });
    assert.equal(await reason.inputValue(), 'Not on a Friday');
    assert.equal(await composer().inputValue(), 'and more');
    assert.equal(await chat.focused(), 'Message to Copilot');
    await chat.tell({ type: 'draft/taken', text: 'and' });
    assert.equal(await composer().inputValue(), 'and more', 'only what stands there whole');
  });

  it('says that previewed code is not written yet, and what can become of it, as long as the preview is open', async () => {
    await open();
    await chat.show(viewState({ proposal: { name: 'cart.ts', isNew: false } }));
    const notice = chat.page.getByRole('region', { name: 'Preview of cart.ts' });
    await notice.getByText('Nothing is written yet.').waitFor();
    await notice.getByRole('button', { name: 'Discard' }).click();
    await chat.wished({ type: 'proposal/answer', answer: 'discard' });
    await chat.tell({ type: 'proposal/changed', proposal: undefined });
    await notice.waitFor({ state: 'detached' });
    assert.equal(await chat.focused(), 'Message to Copilot', 'the focus does not go with the notice');
    await chat.tell({ type: 'proposal/changed', proposal: { name: 'new.ts', isNew: true } });
    await chat.page.getByRole('button', { name: 'Create file' }).click();
    await chat.wished({ type: 'proposal/answer', answer: 'apply' });
  });

  describe('writing', () => {
    it('sends what was typed with Enter and clears the field', async () => {
      await open();
      await chat.show(viewState());
      await composer().click();
      await chat.page.keyboard.type('Fix the cart');
      await chat.page.keyboard.press('Shift+Enter');
      await chat.page.keyboard.type('now');
      await chat.page.keyboard.press('Enter');
      await chat.wished({ type: 'prompt/submit', text: 'Fix the cart\nnow', sessionId: 's1' });
      assert.equal(await composer().inputValue(), '');
    });

    it('sends nothing when nothing was typed', async () => {
      await open();
      await chat.show(viewState());
      await composer().fill('   ');
      await composer().press('Enter');
      assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
    });

    it('takes the Enter of an input method as part of the word', async () => {
      await open();
      await chat.show(viewState());
      await composer().click();
      const session = await chat.page.context().newCDPSession(chat.page);
      await session.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
      const isSent = await composer().evaluate((area) => {
        const event = { key: 'Enter', bubbles: true, cancelable: true };
        const composing = area.dispatchEvent(new KeyboardEvent('keydown', { ...event, isComposing: true }));
        return composing && area.dispatchEvent(new KeyboardEvent('keydown', { ...event, keyCode: 229 }));
      });
      assert.equal(isSent, true, 'the key was taken');
      assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
      await session.send('Input.insertText', { text: '日本' });
      await composer().press('Enter');
      assert.equal((await chat.wish('prompt/submit')).text, '日本');
    });

    it('tells the host the draft a moment after typing, and at once when the focus leaves', async () => {
      await open();
      await chat.show(viewState());
      await composer().fill('Half a thought');
      assert.equal((await chat.wish('draft/changed')).text, 'Half a thought');
      await composer().pressSequentially(' more');
      await composer().blur();
      assert.equal((await chat.wishesOf('draft/changed')).at(-1)?.text, 'Half a thought more');
    });

    it('shows the draft again after a reload', async () => {
      await open();
      await chat.show(viewState({ draft: 'Unsent words' }));
      assert.equal(await composer().inputValue(), 'Unsent words');
    });

    it('puts a message that could not be sent before what was typed since', async () => {
      await open();
      await chat.show(viewState());
      await composer().fill('newer');
      await chat.tell({ type: 'draft/restored', text: 'older' });
      assert.equal(await composer().inputValue(), 'older\nnewer');
    });

    it('brings earlier prompts back with Up in the empty field', async () => {
      await open();
      await chat.show(
        viewState({
          turns: [
            turn({ prompt: 'First', state: 'done' }),
            turn({ id: 't2', prompt: 'Second', state: 'done' }),
          ],
        }),
      );
      await composer().click();
      await chat.page.keyboard.press('ArrowUp');
      await chat.page.keyboard.press('ArrowUp');
      assert.equal(await composer().inputValue(), 'First');
      await chat.page.keyboard.press('ArrowDown');
      assert.equal(await composer().inputValue(), 'Second');
    });

    it('waits with a message until the CLI is ready', async () => {
      await open();
      await chat.show(viewState({ setup: { kind: 'starting' } }));
      await composer().fill('Early bird');
      await composer().press('Enter');
      assert.deepEqual(await chat.wishesOf('prompt/submit'), []);
      await chat.page.getByText('Sends when the CLI is ready').waitFor();
      await chat.tell({ type: 'setup/changed', setup: { kind: 'ready' } });
      assert.equal((await chat.wish('prompt/submit')).text, 'Early bird');
    });

    it('cannot be written in while there is no model, and says why', async () => {
      await open();
      await chat.show(viewState({ setup: { kind: 'restricted' } }));
      assert.equal(await composer().isDisabled(), true);
      assert.equal(await composer().getAttribute('placeholder'), 'Trust this folder first');
      await chat.page.getByText('This folder is not trusted, so the CLI is not started.').waitFor();
      await chat.page.getByRole('button', { name: 'Manage trust' }).click();
      await chat.wish('setup/manageTrust');
    });

    it('attaches files that are dropped, and removes them again', async () => {
      await open();
      await chat.show(viewState({ attachments: [orderFile] }));
      await chat.page.evaluate(() => {
        const data = new DataTransfer();
        data.setData(
          'application/vnd.code.uri-list',
          'file:///home/me/shop/a.ts\r\nfile:///home/me/shop/b.ts',
        );
        document.body.dispatchEvent(
          new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }),
        );
      });
      await chat.page.getByText('Drop to attach. Hold Shift while dropping.').waitFor();
      await chat.page.evaluate(() => {
        const data = new DataTransfer();
        data.setData(
          'application/vnd.code.uri-list',
          'file:///home/me/shop/a.ts\r\nfile:///home/me/shop/b.ts',
        );
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

  describe('a running turn', () => {
    it('streams the answer, with its code highlighted once closed', async () => {
      await open();
      await chat.show(viewState({ turns: [turn({ items: [answer('Hel', true)] })] }));
      for (const text of ['lo **wor', 'ld**\n\n```ts\nconst a', ' = 1;\n', '```\n\nDone'])
        await chat.tell({ type: 'item/delta', turnId: 't1', itemId: 'answer', text });
      assert.equal(await chat.page.locator('.answer strong').textContent(), 'world');
      await chat.page.locator('.answer .tk', { hasText: 'const' }).waitFor();
      assert.equal(await chat.page.locator('.answer .md > p').last().textContent(), 'Done');
    });

    it('is stopped with Escape and with the button', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()] }));
      await composer().press('Escape');
      await chat.page.getByRole('button', { name: 'Stop' }).click();
      assert.equal((await chat.wishesOf('turn/stop')).length, 2);
    });

    it('takes a further message into the queue', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()] }));
      assert.equal(await composer().getAttribute('placeholder'), 'Queue a message');
      await composer().fill('And then this');
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
      const kinds = (await chat.wishes())
        .map((wish) => wish.type)
        .filter((type) => type.startsWith('queue/'));
      assert.deepEqual(kinds, ['queue/edit', 'queue/remove', 'queue/resume']);
    });

    it('shows a running command with its output, and folds the steps when the turn is over', async () => {
      await open();
      await chat.show(viewState({ turns: [turn({ items: [...finishedSteps, runningTest] })] }));
      await chat.page.getByRole('group', { name: 'Output of npm test -- cart' }).waitFor();
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
      await chat.page.getByText('7 steps, 2 min 10 s').waitFor();
      await chat.page.getByText('1 failed').waitFor();
      assert.equal(await chat.page.getByText('Exit code 2').count(), 0);
      await chat.page.getByText('7 steps').click();
      await chat.page.getByText('Exit code 2').waitFor();
      await chat.page.getByText('All good.').waitFor();
    });

    it('speaks its beginning and its end once, and not its words', async () => {
      await open();
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
  });

  describe('scrolling', () => {
    const long = turn({ items: [answer('Line\n\n'.repeat(80), true)] });
    const more = {
      type: 'item/delta',
      turnId: 't1',
      itemId: 'answer',
      text: 'Another line\n\n'.repeat(8),
    } as const;
    const fromEnd = () =>
      chat.page.locator('main').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);

    it('stays at the end while text streams in', async () => {
      await open();
      await chat.show(viewState({ turns: [long] }));
      await chat.tell(more);
      assert.ok((await fromEnd()) <= 2);
    });

    it('lets go when the person scrolls up, and says that something new came', async () => {
      await open();
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

    it('leaves transcript and composer the same two edges', async () => {
      for (const width of [320, 420, 700, 1000]) {
        await open({ width });
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
      await open({ height: 500 });
      await chat.show(scenes['unfolded']!.state);
      const closed = chat.page.locator('details:not([open]) > summary');
      while ((await closed.count()) > 0) await closed.first().click();
      await chat.show(scenes['finished']!.state);
      assert.ok((await fromEnd()) <= 2);
    });

    it('keeps what one opens in its place, and does not call it new', async () => {
      await open();
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
      await open();
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

    it('keeps the prompt of a long turn in one line at the top', async () => {
      await open();
      await chat.show(viewState({ turns: [long] }));
      const back = chat.page.getByRole('button', { name: /^Back to prompt: Add discount codes/ });
      await back.click();
      await back.waitFor({ state: 'hidden' });
      assert.ok((await chat.page.locator('main').evaluate((log) => log.scrollTop)) < 10);
    });
  });

  describe('a request', () => {
    it('is allowed once, and gone at once', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
      await chat.page.getByRole('heading', { name: 'Run the cart tests' }).waitFor();
      await chat.page.getByText('May change files. The CLI cannot tell for shell commands.').waitFor();
      await settled();
      await chat.page.getByRole('button', { name: 'Allow once' }).click();
      await chat.wished({ type: 'permission/answer', id: 'p1', decision: 'allow-once' });
      assert.equal(await chat.page.getByRole('heading', { name: 'Run the cart tests' }).count(), 0);
    });

    it('ignores what comes in its first half second', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
      await chat.tell({ type: 'request/answer', answer: 'allow' });
      assert.deepEqual(await chat.wishesOf('permission/answer'), []);
      await settled();
      await chat.tell({ type: 'request/answer', answer: 'deny' });
      assert.equal((await chat.wish('permission/answer')).decision, 'deny');
    });

    it('is allowed for the session in the opened card', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
      await settled();
      await chat.page.getByRole('button', { name: 'More ways to allow' }).click();
      await chat.page.getByText('Kept in memory, ends with this session.').waitFor();
      await chat.page.getByRole('group', { name: 'Command' }).getByText('npm test -- cart').waitFor();
      await chat.page.keyboard.press('ArrowDown');
      await chat.page.keyboard.press('Enter');
      await chat.wished({ type: 'permission/allowScope', id: 'p1', scope: '0' });
    });

    it('says what a rule would have allowed, with the list, before it is saved', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
      await settled();
      await chat.page.getByRole('button', { name: 'More ways to allow' }).click();
      const folder = chat.page.getByRole('menuitem', { name: /^Allow npm test in this folder/ });
      assert.match(
        (await folder.textContent()) ?? '',
        /Saved for shop until you revoke it\..*It would have allowed 12 of your last 40 requests\. You had denied 1 of those\./,
      );
      await chat.page.getByRole('menuitem', { name: 'Show those 12 requests' }).click();
      const list = chat.page.getByRole('list', { name: 'Requests that it would have allowed' });
      assert.equal(await list.getByRole('listitem').count(), 12);
      await list.getByText('You had denied it.').waitFor();
      await folder.click();
      assert.equal((await chat.wish('permission/allowScope')).scope, '1');
    });

    it('can have its command edited, and says what becomes of that', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
      await settled();
      await chat.page.getByRole('button', { name: 'Edit command before allowing' }).click();
      await chat.page
        .getByText('The request is denied and the agent is asked to run your version.')
        .waitFor();
      const use = chat.page.getByRole('button', { name: 'Use my version' });
      assert.ok(await use.isDisabled(), 'nothing is changed yet');
      await chat.page.keyboard.press('End');
      await chat.page.keyboard.type(' --reporter dot');
      await chat.page.getByText('Command in shop, edited by you').waitFor();
      await use.click();
      await chat.wished({ type: 'permission/edit', id: 'p1', command: 'npm test -- cart --reporter dot' });
    });

    it('allows what stands on the card: the allow key takes the edited command, not the old one', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
      await settled();
      await chat.page.getByRole('button', { name: 'Edit command before allowing' }).click();
      await chat.tell({ type: 'request/answer', answer: 'allow' });
      assert.deepEqual(await chat.wishesOf('permission/answer'), []);
      await chat.page.keyboard.type(' --bail');
      await chat.tell({ type: 'request/answer', answer: 'allow' });
      assert.equal((await chat.wish('permission/edit')).command, 'npm test -- cart --bail');
      assert.deepEqual(await chat.wishesOf('permission/answer'), []);
    });

    it('keeps what was typed on it while one looks at another', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest, writeRequest] }));
      await settled();
      await chat.page.getByRole('button', { name: 'Deny with a reason' }).click();
      await chat.page.keyboard.type('Use the copy');
      await chat.page.keyboard.press('Alt+PageDown');
      await chat.page.getByRole('heading', { name: 'Edit cart.ts' }).waitFor();
      await chat.page.keyboard.press('Alt+PageUp');
      assert.equal(
        await chat.page.getByRole('textbox', { name: 'Reason for the agent' }).inputValue(),
        'Use the copy',
      );
    });

    it('is denied with a reason', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
      await settled();
      await chat.page.getByRole('button', { name: 'Deny with a reason' }).click();
      await chat.page.keyboard.type('Use the copy');
      await chat.page.getByRole('button', { name: 'Deny with reason' }).click();
      await chat.wished({ type: 'permission/answer', id: 'p1', decision: 'deny', reason: 'Use the copy' });
    });

    it('never takes the focus when it comes', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()] }));
      await composer().click();
      await chat.tell({ type: 'requests/changed', requests: [shellRequest] });
      await chat.page.keyboard.type('still typing');
      assert.equal(await composer().inputValue(), 'still typing');
      assert.equal(await chat.page.getByRole('status').textContent(), 'Waiting for you: Run the cart tests.');
    });

    it('hands the focus to the next card, then to the composer', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest, writeRequest] }));
      await chat.page.getByText('1 of 2').waitFor();
      await settled();
      await chat.page.getByRole('button', { name: 'Deny Alt+D' }).click();
      await chat.page.getByRole('heading', { name: 'Edit cart.ts' }).waitFor();
      assert.match(await chat.focused(), /^Allow once/);
      await settled();
      await chat.page.keyboard.press('Enter');
      assert.equal(await chat.focused(), 'Message to Copilot');
      assert.deepEqual(
        (await chat.wishesOf('permission/answer')).map((wish) => wish.id),
        ['p1', 'p2'],
      );
    });

    it('shows the change of a write and opens it beside', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest, writeRequest] }));
      await chat.page.keyboard.press('Alt+PageDown');
      const change = chat.page.getByRole('group', { name: 'Proposed change in src/cart.ts' });
      assert.match((await change.textContent()) ?? '', /13\+ {2}return Math\.round/);
      await chat.page.getByRole('button', { name: 'Open diff beside' }).click();
      assert.equal((await chat.wish('permission/openDiff')).id, 'p2');
    });

    it('shows the keys of a Mac on a Mac', async () => {
      await open({ platform: 'mac' });
      await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
      await chat.page.getByText('⌃⌘A').waitFor();
    });
  });

  describe('a question', () => {
    const question = {
      kind: 'question',
      id: 'q1',
      question: 'How should half cents be rounded?',
      choices: ['Half up', 'Half to even'],
      allowsFreeform: true,
    } as const;

    it('is answered with a number key', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [question] }));
      await settled();
      await chat.page.locator('main').focus();
      await chat.page.keyboard.press('2');
      await chat.page.getByRole('button', { name: 'Answer Ctrl+Enter' }).click();
      await chat.wished({ type: 'question/answer', id: 'q1', answer: 'Half to even', isFreeform: false });
    });

    it('is answered in own words, where numbers are just numbers', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [question] }));
      await settled();
      await chat.page.getByRole('textbox', { name: 'Or in your own words' }).fill('Round 2 digits');
      await chat.page.keyboard.press('Control+Enter');
      await chat.wished({ type: 'question/answer', id: 'q1', answer: 'Round 2 digits', isFreeform: true });
    });

    it('can be declined', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [question] }));
      await settled();
      await chat.page.getByRole('button', { name: 'Decline to answer' }).click();
      await chat.wish('question/decline');
    });
  });

  describe('a form', () => {
    const field = (name: string) => chat.page.getByRole('textbox', { name });

    it('says what is wrong and what would be right, and goes only when all is right', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [ticketForm] }));
      await settled();
      await field('Due date').fill('31.11.2026');
      await chat.page.getByRole('button', { name: 'Send Ctrl+Enter' }).click();
      await chat.page.getByText('November has 30 days. Enter a date like 2026-11-30.').waitFor();
      await chat.page.getByText('1 field to fix').waitFor();
      assert.equal(await field('Due date').evaluate((one) => one === document.activeElement), true);
      assert.deepEqual(await chat.wishesOf('form/answer'), []);
      await field('Due date').fill('2026-11-30');
      await chat.page.getByRole('radio', { name: 'Bug' }).check();
      await chat.page.getByRole('checkbox', { name: 'Tell the team' }).uncheck();
      await field('Points').fill('5');
      await chat.page.keyboard.press('Control+Enter');
      await chat.wished({
        type: 'form/answer',
        id: 'f1',
        content: { title: 'Discount codes', due: '2026-11-30', points: 5, kind: 'bug', tell: false },
      });
    });

    it('keeps what was put in while one looks at another request, and can be declined', async () => {
      await open();
      await chat.show(viewState({ turns: [turn()], requests: [ticketForm, shellRequest] }));
      await field('Title (required)').fill('Half a title');
      await chat.page.keyboard.press('Alt+PageDown');
      await chat.page.getByRole('heading', { name: 'Run the cart tests' }).waitFor();
      await chat.page.keyboard.press('Alt+PageUp');
      assert.equal(await field('Title (required)').inputValue(), 'Half a title');
      await settled();
      await chat.page.getByRole('button', { name: 'Decline' }).click();
      await chat.wished({ type: 'form/decline', id: 'f1' });
    });
  });

  describe('a decision', () => {
    it('about the limit of the session is picked with a number key, or refused with the deny key', async () => {
      await open();
      const limit = {
        kind: 'choice',
        id: 'l1',
        about: 'session-limit',
        values: { used: 50, max: 50, add: 50 },
        choices: ['add', 'unset', 'cancel'],
      } as const;
      await chat.show(viewState({ turns: [turn()], requests: [limit, { ...limit, id: 'l2' }] }));
      await chat.page.getByText('50 of 50 credits are used. The agent waits.').waitFor();
      await settled();
      await chat.page.locator('main').focus();
      await chat.page.keyboard.press('2');
      await chat.page.getByRole('button', { name: 'Go on Ctrl+Enter' }).click();
      await chat.wished({ type: 'choice/answer', id: 'l1', choice: 'unset' });
      await settled();
      await chat.tell({ type: 'request/answer', answer: 'deny' });
      await chat.wished({ type: 'choice/answer', id: 'l2', choice: 'cancel' });
    });
  });

  it('copies code and the answer, and puts code into the editor', async () => {
    await open();
    await chat.show(
      viewState({ turns: [turn({ state: 'done', items: [answer('Run:\n\n```sh\nnpm test\n```')] })] }),
    );
    await chat.page.getByRole('button', { name: 'Copy code' }).click();
    assert.equal((await chat.wish('code/copy')).text, 'npm test');
    await chat.page.getByRole('button', { name: 'Copied' }).waitFor();
    await chat.page.getByRole('button', { name: 'Insert at cursor' }).click();
    assert.equal((await chat.wish('code/insert')).text, 'npm test');
    await chat.page.getByRole('button', { name: 'Copy answer' }).click();
    assert.equal((await chat.wish('code/copy')).text, 'Run:\n\n```sh\nnpm test\n```');
  });

  it('offers the three ways to a model', async () => {
    await open();
    await chat.show(viewState({ setup: chooseModel }));
    for (const name of [
      /^Sign in to GitHub/,
      'Use Ollama on port 11434',
      'Enter base URL and key',
      /^Try the demo model/,
    ])
      await chat.page.getByRole('button', { name }).click();
    await chat.page.getByText('Ollama answered with 3 models. LM Studio is not running.').waitFor();
    const wished = (await chat.wishes()).filter((wish) => wish.type.startsWith('setup/'));
    assert.deepEqual(wished, [
      { type: 'setup/signIn' },
      { type: 'setup/useLocal', server: 'Ollama' },
      { type: 'setup/useOwnKey' },
      { type: 'setup/useDemo' },
    ]);
  });

  it('offers the install command when there is no CLI', async () => {
    await open();
    const command = 'npm install -g @github/copilot';
    await chat.show(viewState({ setup: { kind: 'cli-not-found', command, configured: undefined } }));
    await chat.page.getByText(command).waitFor();
    await chat.page.getByRole('button', { name: 'Install in terminal' }).click();
    await chat.page.getByRole('button', { name: 'Choose file' }).click();
    await chat.page.getByRole('button', { name: 'Look again' }).click();
    const wished = (await chat.wishes()).map((wish) => wish.type).filter((type) => type.startsWith('setup/'));
    assert.deepEqual(wished, ['setup/installCli', 'setup/chooseCli', 'setup/restart']);
  });

  it('offers the ways out of a failure, and the model and permission lists', async () => {
    await open();
    const notice = {
      code: 'key-refused',
      severity: 'error',
      actions: ['change-key', 'retry', 'show-log'],
      values: { provider: 'api.example.com', status: 401 },
    } as const;
    await chat.show(
      viewState({ turns: [turn({ state: 'failed', items: [{ kind: 'notice', id: 'n', notice }] })] }),
    );
    await chat.page.getByRole('heading', { name: 'The provider refused the key (401)' }).waitFor();
    for (const name of ['Change key', 'Try again', 'Show log'])
      await chat.page.getByRole('button', { name }).click();
    const acts = (await chat.wishesOf('notice/act')).map((wish) => wish.action);
    assert.deepEqual(acts, ['change-key', 'retry', 'show-log']);
  });

  it('continues the last session from an empty one', async () => {
    await open();
    const lastSession = {
      sessionId: 's0',
      title: 'Add discount codes',
      modifiedAt: Date.parse('2026-11-20T10:42:00Z'),
    };
    await chat.show(viewState({ lastSession }));
    await chat.page.getByRole('button', { name: 'Continue “Add discount codes” Idle since 10:42' }).click();
    await chat.wish('session/resumeLast');
  });

  it('takes the focus to the message when the editor asks for it', async () => {
    await open();
    await chat.show(viewState());
    await chat.tell({ type: 'focus/composer' });
    assert.equal(await chat.focused(), 'Message to Copilot');
  });

  it('tells the host of its own failures', async () => {
    await open();
    await chat.show(viewState());
    await chat.page.evaluate(() => void Promise.reject(new Error('broken part')));
    assert.match((await chat.wish('page/error')).message, /broken part/);
    await chat.hasProblem(/broken part/);
  });

  it('takes the colours of code from the theme', async () => {
    await open();
    await chat.show(viewState());
    const tokens = { keyword: '#123456', string: '', number: '', comment: '', function: '', type: '' };
    await chat.tell({ type: 'theme/changed', tokens });
    const keyword = await chat.page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--fd-token-keyword'),
    );
    assert.equal(keyword, '#123456');
  });

  it('moves between its parts with F6', async () => {
    await open();
    await chat.show(viewState({ turns: [turn()], requests: [shellRequest] }));
    await chat.page.locator('main').focus();
    await chat.page.keyboard.press('F6');
    assert.match(await chat.focused(), /^Allow once/);
    await chat.page.keyboard.press('F6');
    assert.equal(await chat.focused(), 'Message to Copilot');
    await chat.page.keyboard.press('Shift+F6');
    assert.match(await chat.focused(), /^Allow once/);
  });

  it('opens links of the model only through the host, and no picture at all', async () => {
    await open();
    const text =
      '[site](https://a.example/x) [file](src/cart.ts#L12) [bad](javascript:alert(1)) ![chart](https://a.example/c.png) <img src=x onerror=alert(1)>';
    await chat.show(viewState({ turns: [turn({ state: 'done', items: [answer(text)] })] }));
    await chat.page.getByRole('link', { name: 'site' }).click();
    await chat.page.getByRole('link', { name: 'file' }).click();
    assert.equal((await chat.wish('link/open')).href, 'https://a.example/x');
    await chat.wished({ type: 'file/open', path: 'src/cart.ts', line: 12 });
    assert.equal(await chat.page.getByRole('link', { name: 'bad' }).count(), 0);
    assert.equal(await chat.page.locator('img').count(), 0);
    await chat.page.getByText('<img src=x onerror=alert(1)>').waitFor();
  });

  it('speaks the language of the editor', async () => {
    await open({
      l10n: {
        'Ask for a change, @ adds context': 'Was soll sich ändern?',
        'New session in {0}': 'Neue Sitzung in {0}',
      },
    });
    await chat.show(viewState());
    await chat.page.getByRole('heading', { name: 'Neue Sitzung in shop' }).waitFor();
    assert.equal(await composer().getAttribute('placeholder'), 'Was soll sich ändern?');
  });

  it('says so when nothing was heard for a minute', async () => {
    await open();
    await chat.show(viewState({ turns: [turn()] }));
    await chat.page.getByText('Working', { exact: true }).waitFor();
    await chat.pass(61_000);
    await chat.page.getByText('No news for 60 s').waitFor();
    await chat.page.locator('.tail').getByRole('button', { name: 'Stop' }).click();
    await chat.wish('turn/stop');
  });
});
