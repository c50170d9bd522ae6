import assert from 'node:assert/strict';
import path from 'node:path';
import type { ChatPage, PageOptions, Theme } from '../../support/page/chatPage';
import { drawScene } from '../../support/page/drawScene';
import { scenes } from '../../support/page/scenes';
import { usePage } from '../../support/page/usePage';

/** `PAGE_SCENES=permission` draws only the states of such names. */
const wanted = new RegExp(process.env['PAGE_SCENES'] ?? '');
/** `PAGE_PICTURES=1` keeps a picture of every state, for the eye. */
const pictures = process.env['PAGE_PICTURES'] ? path.join(process.cwd(), 'out/page-pictures') : undefined;

describe('The chat page can be used by everyone', function () {
  this.timeout(120_000);
  const chat = usePage();

  /** What is wrong in each state; the structure is the same in every theme, its colours are not. */
  async function problemsIn(options: PageOptions, rules: string[] | undefined): Promise<object> {
    const { theme = 'dark', width = 300, dir = 'ltr' } = options;
    await chat.load({ ...options, theme, width, height: 620 });
    const found: Record<string, readonly string[]> = {};
    for (const [name, scene] of Object.entries(scenes)) {
      if (!wanted.test(name)) continue;
      await drawScene(chat, scene);
      const picture = `${name}-${theme}-${width}${dir === 'rtl' ? '-rtl' : ''}.png`;
      if (pictures) await chat.page.screenshot({ path: path.join(pictures, picture) });
      const problems = [...(await chat.violations(rules)), ...(await overflow(chat))];
      if (problems.length > 0) found[name] = problems;
    }
    return found;
  }

  it('in every state, narrow', async () => {
    assert.deepEqual(await problemsIn({ width: 300 }, undefined), {});
  });

  // A wide page shows all that a narrow one does, and more.
  for (const theme of ['dark', 'light', 'hc', 'hc-light'] satisfies Theme[]) {
    it(`in every state, wide, theme ${theme}`, async () => {
      const rules = theme === 'dark' ? undefined : ['color-contrast'];
      assert.deepEqual(await problemsIn({ theme, width: 700 }, rules), {});
    });
  }

  it('in every state, from right to left', async () => {
    assert.deepEqual(await problemsIn({ dir: 'rtl' }, ['label-content-name-mismatch']), {});
  });
});

/** Nothing may stick out sideways. */
async function overflow(chat: ChatPage): Promise<readonly string[]> {
  return chat.page.evaluate(() =>
    [
      document.documentElement,
      ...document.querySelectorAll('.log, .dock, .ask, .notice, .composer, .card, .pop'),
    ]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) =>
          `sticks out: ${element.className || element.tagName} ${element.scrollWidth} > ${element.clientWidth}`,
      ),
  );
}
