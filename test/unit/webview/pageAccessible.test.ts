import assert from 'node:assert/strict';
import path from 'node:path';
import { drawScene } from '../../support/page/drawScene';
import { drawFrame } from '../../support/page/inPage';
import { type Look, problemsInLooks } from '../../support/page/looks';
import { scenes } from '../../support/page/scenes';
import { tabWalk } from '../../support/page/tabWalk';
import { usePage } from '../../support/page/usePage';

/** `PAGE_SCENES=permission` draws only the states of such names. */
const wanted = new RegExp(process.env['PAGE_SCENES'] ?? '');
/** `PAGE_PICTURES=1` keeps a picture of every state, for the eye. */
const pictures = process.env['PAGE_PICTURES'] ? path.join(process.cwd(), 'out/page-pictures') : undefined;
/** What nothing may stick out of. */
const boxes = '.log, .dock, .ask, .notice, .composer, .card, .pop';
type Looks = readonly [Look, ...Look[]];
const wide: Looks = [
  { theme: 'dark', at: 'everything' },
  // The structure is the same in every theme, its colours are not.
  { theme: 'light', at: 'colours' },
  { theme: 'hc', at: 'colours' },
  { theme: 'hc-light', at: 'colours' },
];
const narrow: Looks = [
  { theme: 'dark', at: 'everything' },
  { theme: 'hc', dir: 'rtl', at: 'names' }, // its borders take room
];

describe('The chat page can be used by everyone', () => {
  const chat = usePage();

  /** What is wrong with the state that is drawn, with the page as wide as this. */
  async function problemsAt(name: string, width: number, looks: Looks): Promise<readonly string[]> {
    await chat.page.setViewportSize({ width, height: 620 });
    await chat.page.evaluate(drawFrame);
    if (pictures) await keepPictures(`${name}-${width}`, looks);
    const problems = await problemsInLooks(chat, looks, boxes);
    return problems.map((problem) => `${width}: ${problem}`);
  }

  async function keepPictures(name: string, looks: readonly Look[]): Promise<void> {
    const show = async ({ theme, dir = 'ltr' }: Look) => {
      await chat.page.evaluate((to) => (document.documentElement.dir = to), dir);
      await chat.wear(theme);
    };
    for (const look of looks) {
      await show(look);
      if (scenes[name]?.waitFor?.includes('diagram')) await chat.page.waitForTimeout(2500); // it is drawn anew
      const file = `${name}-${look.theme}-${look.dir ?? 'ltr'}.png`;
      await chat.page.screenshot({ path: path.join(pictures ?? '', file) });
    }
    if (looks[0]) await show(looks[0]);
  }

  before(() => chat.load());

  for (const [name, scene] of Object.entries(scenes).filter(([key]) => wanted.test(key))) {
    it(`in the state ${name}: wide in every theme, narrow in both directions, by keyboard alone`, async () => {
      await chat.page.setViewportSize({ width: 700, height: 620 });
      await drawScene(chat, scene);
      const problems = [
        ...(await problemsAt(name, 700, wide)),
        ...(await problemsAt(name, 300, narrow)),
        ...(await tabWalk(chat)),
      ];
      assert.deepEqual(problems, []);
    });
  }
});
