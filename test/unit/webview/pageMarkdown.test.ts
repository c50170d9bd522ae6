import assert from 'node:assert/strict';
import { ChatPage } from '../../support/page/chatPage';
import { answer, turn, viewState } from '../../support/page/states';

describe('Markdown on the chat page', function () {
  this.timeout(30_000);
  let chat: ChatPage;

  before(async () => {
    chat = await ChatPage.open();
  });
  after(() => chat.close());
  beforeEach(() => chat.load());
  afterEach(() => assert.deepEqual(chat.problems, []));

  const streams = (text: string) => chat.show(viewState({ turns: [turn({ items: [answer(text, true)] })] }));
  const grows = (text: string) => chat.tell({ type: 'item/delta', turnId: 't1', itemId: 'answer', text });
  const ends = (text: string) => chat.tell({ type: 'item/changed', turnId: 't1', item: answer(text) });

  /** Counts from now on what changes in the first element of `selector`; -1 when another took its place. */
  async function watch(selector: string): Promise<() => Promise<number>> {
    const handle = await chat.page.evaluateHandle((wanted) => {
      const element = document.querySelector(wanted);
      const seen = { element, changes: 0 };
      const observer = new MutationObserver((list) => (seen.changes += list.length));
      if (element)
        observer.observe(element, { subtree: true, childList: true, characterData: true, attributes: true });
      return seen;
    }, selector);
    return () =>
      handle.evaluate(
        (seen, wanted) =>
          seen.element && seen.element === document.querySelector(wanted) ? seen.changes : -1,
        selector,
      );
  }

  it('never touches a finished block again, while text comes and when it ends', async () => {
    const start =
      'First *words*.\n\n```ts\nconst a = 1;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- one\n- two\n\n';
    await streams(`${start}Go`);
    await chat.page.locator('.code .tk', { hasText: 'const' }).waitFor();
    const untouched = await Promise.all([
      watch('.md > p'),
      watch('.md > figure'),
      watch('.md > .table'),
      watch('.md > ul'),
    ]);
    for (let at = 0; at < 20; at += 1) await grows(` on ${at}`);
    const rest = Array.from({ length: 20 }, (_, at) => ` on ${at}`).join('');
    await ends(`${start}Go${rest}`);
    for (const count of untouched) assert.equal(await count(), 0);
    assert.equal(await chat.page.locator('.md > p').last().textContent(), `Go${rest}`);
  });

  it('appends to a huge code block only at its end, and keeps its element when it closes', async () => {
    const lines = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => `line ${from + at};\n`).join('');
    await streams(`\`\`\`text\n${lines(0, 1000)}`);
    const first = await watch('.code .chunk');
    const figure = await watch('figure.code > figcaption');
    await grows(lines(1000, 1300));
    await grows('```\n\nDone.');
    await chat.page.getByText('Done.').waitFor();
    assert.equal(await first(), 0);
    assert.equal(await figure(), 0);
    assert.equal(await chat.page.locator('.code .chunk').count(), 7);
    const text = await chat.page.locator('.code code').textContent();
    assert.equal(text, lines(0, 1300).trimEnd());
  });
});
