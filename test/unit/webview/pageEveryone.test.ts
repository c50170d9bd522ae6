import assert from 'node:assert/strict';
import type { Announcements } from '../../../src/protocol/foot';
import { settleMs } from '../../../src/webview/state/dockState';
import { plainWords } from '../../../src/webview/announce/turnSummary';
import {
  NOON,
  answer,
  answerText,
  call,
  cartDiff,
  foot,
  shellRequest,
  turn,
  viewState,
  writeRequest,
} from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('Without eyes, without a mouse', function () {
  this.timeout(30_000);
  const chat = usePage();

  const press = (key: string) => chat.page.keyboard.press(key);
  const spoken = () => chat.page.locator('p[role=status]').textContent();

  async function show(patch: Parameters<typeof viewState>[0] = {}): Promise<void> {
    await chat.load();
    await chat.show(viewState(patch));
  }

  describe('the live region', () => {
    const edit = call({
      id: 'e',
      tool: 'edit',
      subject: 'src/cart.ts',
      path: '/home/me/shop/src/cart.ts',
      diff: cartDiff,
      state: 'running',
    });
    const test = call({ id: 's', tool: 'shell', subject: 'npm test', state: 'failed', exitCode: 2 });

    async function showAt(announcements: Announcements): Promise<void> {
      const composer = { ...viewState().composer, foot: { ...foot, announcements } };
      await show({ composer, turns: [turn({ items: [edit] })] });
    }

    const stepEnds = { type: 'item/changed', turnId: 't1', item: { ...edit, state: 'done' } } as const;
    const testEnds = { type: 'item/added', turnId: 't1', item: test } as const;
    const turnEnds = { type: 'turn/changed', turnId: 't1', patch: { state: 'done', endedAt: NOON } } as const;

    it('tells at the end of a turn what it did, and nothing of its text', async () => {
      await showAt('summary');
      await chat.tell(stepEnds, testEnds, { type: 'item/added', turnId: 't1', item: answer('Secret', true) });
      assert.equal(await spoken(), '');
      await chat.tell(turnEnds);
      assert.equal(await spoken(), 'Finished after 1 min 4 s. 2 steps. 1 of them failed. 1 file changed.');
    });

    it('tells nothing when it is off', async () => {
      await showAt('off');
      await chat.tell(stepEnds, turnEnds, { type: 'requests/changed', requests: [shellRequest] });
      assert.equal(await spoken(), '');
    });

    it('tells each step and the finished answer when it is to tell everything', async () => {
      await showAt('everything');
      await chat.tell(stepEnds);
      assert.equal(await spoken(), 'Edited cart.ts.');
      await chat.tell(testEnds);
      assert.equal(await spoken(), 'Ran npm test: Exit code 2.');
      await chat.tell({ type: 'item/added', turnId: 't1', item: answer('Half an', true) });
      await chat.tell({ type: 'item/delta', turnId: 't1', itemId: 'answer', text: ' **answer**' });
      assert.equal(await spoken(), 'Ran npm test: Exit code 2.');
      await chat.tell(turnEnds);
      assert.match((await spoken()) ?? '', /^Finished after .* 1 file changed\. Half an answer$/);
    });

    it('tells of a compaction when it happens, and not again when the page opens', async () => {
      const values = { before: 84_200, after: 12_300, messages: 31, summary: 'x', trigger: 'manual' };
      const notice = { code: 'compacted', severity: 'info', values, actions: [] } as const;
      const item = { kind: 'notice', id: 'n', notice } as const;
      await show({ turns: [turn({ state: 'done', endedAt: NOON })] });
      await chat.tell({ type: 'item/added', turnId: 't1', item });
      assert.equal(await spoken(), 'The conversation was compacted: 84k → 12k tokens.');
      await show({ turns: [turn({ state: 'done', endedAt: NOON, items: [item] })] });
      assert.equal(await spoken(), '');
    });

    it('names code instead of spelling it', () => {
      const words = plainWords(answerText);
      assert.match(words, /^Discounts now work in whole cents\. discount looks the rate up/);
      assert.match(
        words,
        /Code block\. What to check An unknown code gives the full price, it does not throw\./,
      );
      assert.doesNotMatch(words, /RATES|[`*|#]/);
    });
  });

  describe('the focus', () => {
    async function settled(): Promise<void> {
      await chat.pass(settleMs);
      await chat.page.locator('.ask[data-settled]').waitFor();
    }

    it('is not taken by a card that comes', async () => {
      await show({ turns: [turn()] });
      await chat.page.getByRole('button', { name: 'Mode: Agent' }).focus();
      await chat.tell({ type: 'requests/changed', requests: [shellRequest] });
      assert.equal(await chat.focused(), 'Mode: Agent');
    });

    it('goes from an answered card to the next, and from the last one back to where it was', async () => {
      await show({ turns: [turn()], requests: [shellRequest, writeRequest] });
      await settled();
      await chat.page.getByRole('button', { name: 'Mode: Agent' }).focus();
      await chat.page.getByRole('button', { name: /^Allow once/ }).focus();
      await press('Enter');
      await chat.page.getByRole('heading', { name: /cart\.ts/ }).waitFor();
      assert.match(await chat.focused(), /^Allow once/);
      await settled();
      await press('Enter');
      await chat.page.locator('.ask').waitFor({ state: 'detached' });
      assert.equal(await chat.focused(), 'Mode: Agent');
    });

    it('goes to the message when the Stop button goes with its turn', async () => {
      await show({ turns: [turn()] });
      await chat.page.getByRole('button', { name: 'Stop', exact: true }).focus();
      await chat.tell({ type: 'turn/changed', turnId: 't1', patch: { state: 'done', endedAt: NOON } });
      await chat.page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' });
      assert.equal(await chat.focused(), 'Message to Copilot');
    });

    it('goes round with F6 and Shift+F6: transcript, card, queue, message with its foot', async () => {
      const queue = { messages: [{ id: 'q', text: 'Later', attachments: [] }], isPaused: false };
      await show({ turns: [turn()], requests: [shellRequest], queue });
      const region = () =>
        chat.page.evaluate(() => {
          const at = document.activeElement;
          if (at?.closest('form')) return 'message';
          if (at?.closest('.ask')) return 'card';
          return at?.closest('main')
            ? 'transcript'
            : (at?.closest('section')?.getAttribute('aria-label') ?? '');
        });
      const seen: string[] = [];
      for (let count = 0; count < 4; count += 1) {
        await press('F6');
        seen.push(await region());
      }
      assert.deepEqual(seen, ['transcript', 'card', 'Queued messages', 'message']);
      await chat.page.getByRole('button', { name: 'Permissions: Ask before changes' }).focus();
      await press('Shift+F6');
      assert.equal(await region(), 'Queued messages');
    });
  });

  it('nothing moves when motion is to be reduced, by the system or by the editor', async () => {
    const moving = () =>
      chat.page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((one) => {
            const { animationName, transitionDuration } = getComputedStyle(one);
            return animationName !== 'none' || !/^(0s(, )?)+$/.test(transitionDuration);
          }).length,
      );
    await show({ turns: [turn()] });
    assert.equal(await moving(), 0);
    await chat.page.emulateMedia({ reducedMotion: 'no-preference' });
    assert.ok((await moving()) > 0, 'the spinner turns');
    await chat.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    assert.equal(await moving(), 0);
    await chat.page.emulateMedia({ reducedMotion: 'reduce' });
  });
});
