import assert from 'node:assert/strict';
import { ChatPage, type Theme } from '../../support/page/chatPage';
import { scenes } from '../../support/page/scenes';

describe('The chat page can be used by everyone', function () {
  this.timeout(120_000);
  let chat: ChatPage;

  before(async () => {
    chat = await ChatPage.open();
  });
  after(() => chat.close());

  for (const theme of ['dark', 'light', 'hc'] satisfies Theme[]) {
    for (const width of [300, 700]) {
      it(`in every state, theme ${theme}, ${width} px wide`, async () => {
        await chat.load({ theme, width, height: 620 });
        const found: Record<string, readonly string[]> = {};
        for (const [name, scene] of Object.entries(scenes)) {
          await chat.show(scene.state);
          if (scene.press) await chat.page.getByRole('button', { name: scene.press }).click();
          // The structure is the same in every theme; its colours are not.
          const rules = theme === 'dark' ? undefined : ['color-contrast'];
          const problems = [...(await chat.violations(rules)), ...(await overflow(chat))];
          if (problems.length > 0) found[name] = problems;
        }
        assert.deepEqual(found, {});
        assert.deepEqual(chat.problems, []);
      });
    }
  }
});

/** Nothing may stick out sideways. */
async function overflow(chat: ChatPage): Promise<readonly string[]> {
  return chat.page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('.log, .dock, .ask, .notice, .composer, .card')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) =>
          `sticks out: ${element.className || element.tagName} ${element.scrollWidth} > ${element.clientWidth}`,
      ),
  );
}
