import assert from 'node:assert/strict';
import path from 'node:path';
import { contrastProblems, violations } from '../../support/page/axe';
import type { ChatPage, Theme } from '../../support/page/chatPage';
import { drawScene } from '../../support/page/drawScene';
import { scenes } from '../../support/page/scenes';
import { tabWalk } from '../../support/page/tabWalk';
import { usePage } from '../../support/page/usePage';

/** `PAGE_SCENES=permission` draws only the states of such names. */
const wanted = new RegExp(process.env['PAGE_SCENES'] ?? '');
/** `PAGE_PICTURES=1` keeps a picture of every state, for the eye. */
const pictures = process.env['PAGE_PICTURES'] ? path.join(process.cwd(), 'out/page-pictures') : undefined;
const others = ['light', 'hc', 'hc-light'] satisfies Theme[];

/** Off unless one asks for it. */
const ofNames = { runOnly: ['label-content-name-mismatch'] };

describe('The chat page can be used by everyone', function () {
  this.timeout(120_000);
  const chat = usePage();

  /** Draws each state once; gives back what a look at it finds, by its name. */
  async function problemsIn(look: (name: string) => Promise<readonly string[]>): Promise<object> {
    const found: Record<string, readonly string[]> = {};
    for (const [name, scene] of Object.entries(scenes)) {
      if (!wanted.test(name)) continue;
      await drawScene(chat, scene);
      const problems = await look(name);
      if (problems.length > 0) found[name] = problems;
    }
    return found;
  }

  async function keepPicture(name: string): Promise<void> {
    if (pictures) await chat.page.screenshot({ path: path.join(pictures, `${name}.png`) });
  }

  it('in every state, wide, in every theme', async () => {
    await chat.load({ width: 700, height: 620 });
    const found = await problemsIn(async (name) => {
      await keepPicture(`${name}-dark-700`);
      const problems = [...(await violations(chat.page)), ...(await overflow(chat))];
      // The structure is the same in every theme, its colours are not.
      for (const theme of others) {
        await chat.wear(theme);
        await keepPicture(`${name}-${theme}-700`);
        const inTheme = [...(await contrastProblems(chat.page)), ...(await overflow(chat))];
        problems.push(...inTheme.map((one) => `${theme}: ${one}`));
      }
      await chat.wear('dark');
      return problems;
    });
    assert.deepEqual(found, {});
  });

  it('in every state, narrow, in both directions, and by keyboard alone', async () => {
    await chat.load({ width: 300, height: 620 });
    const turn = (dir: 'ltr' | 'rtl') => chat.page.evaluate((to) => (document.documentElement.dir = to), dir);
    const found = await problemsIn(async (name) => {
      await keepPicture(`${name}-dark-300`);
      const problems = [...(await violations(chat.page)), ...(await overflow(chat))];
      await turn('rtl');
      await chat.wear('hc'); // its borders take room
      await keepPicture(`${name}-hc-300-rtl`);
      const turned = [...(await violations(chat.page, ofNames)), ...(await overflow(chat))];
      await turn('ltr');
      await chat.wear('dark');
      return [...problems, ...turned.map((one) => `rtl: ${one}`), ...(await tabWalk(chat))];
    });
    assert.deepEqual(found, {});
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
