import assert from 'node:assert/strict';
import { answer, finishedSteps, NOON, shellRequest, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('In a narrow side bar', function () {
  this.timeout(30_000);
  const chat = usePage();

  /** How many of these can be seen. */
  const seen = (selector: string) => chat.page.locator(selector).filter({ visible: true }).count();

  async function show(width: number): Promise<void> {
    await chat.load({ width, height: 800 });
    await chat.show(viewState({ turns: [turn({ items: finishedSteps })], requests: [shellRequest] }));
    await chat.composer.press('Control+f');
    await chat.page.getByRole('textbox', { name: 'Find', exact: true }).waitFor();
  }

  /** Whether what one looks for stands above the buttons that go through the hits. */
  async function isFindInTwoRows(): Promise<boolean> {
    const box = await chat.page.locator('.find .box').boundingBox();
    const next = await chat.page.getByRole('button', { name: 'Next match' }).boundingBox();
    return (next?.y ?? 0) >= (box?.y ?? 0) + (box?.height ?? 0);
  }

  const giveWay = ['.ask .btn kbd', '.pick .eff', '.step .end .codicon-chevron-right'];
  const words = ['Allow once', 'Deny', 'Agent', 'GPT-5.2', 'Ask before changes', 'Exit code 2'];

  it('keys, the effort and the chevrons of steps give way, find takes two rows, and the words stay', async () => {
    await show(420);
    for (const selector of giveWay) assert.ok((await seen(selector)) > 0, selector);
    assert.equal(await isFindInTwoRows(), false);
    await show(340);
    for (const selector of giveWay) assert.equal(await seen(selector), 0, selector);
    assert.equal(await isFindInTwoRows(), true);
    for (const word of words) assert.ok(await chat.page.getByText(word).first().isVisible(), word);
  });

  it('nothing is cut of what stands beneath an answer', async () => {
    await chat.load({ width: 240, height: 600 });
    const model = 'a-very-long-name-of-a-model-from-some-provider-2026-11-30';
    const done = turn({ state: 'done', endedAt: NOON, model, items: [answer('Done.')] });
    await chat.show(viewState({ turns: [done] }));
    const meta = chat.page.locator('.foot .meta', { hasText: model });
    await meta.waitFor();
    const [isWhole, box] = await meta.evaluate((one) => [
      one.scrollWidth <= one.clientWidth,
      one.getBoundingClientRect().toJSON() as DOMRect,
    ]);
    assert.ok(isWhole && box.left >= 0 && box.right <= 240, JSON.stringify(box));
  });
});
