import assert from 'node:assert/strict';
import { drawScene } from '../../support/page/drawScene';
import { scenes } from '../../support/page/scenes';
import { tabWalk } from '../../support/page/tabWalk';
import { usePage } from '../../support/page/usePage';

/** `PAGE_SCENES=permission` goes through the states of such names only. */
const wanted = new RegExp(process.env['PAGE_SCENES'] ?? '');

describe('By keyboard alone', function () {
  this.timeout(120_000);
  const chat = usePage();

  it('Tab reaches everything in every state, shows where it is, and gets out again', async () => {
    await chat.load({ width: 420, height: 700 });
    const found: Record<string, readonly string[]> = {};
    for (const [name, scene] of Object.entries(scenes)) {
      if (!wanted.test(name)) continue;
      await drawScene(chat, scene);
      const problems = await tabWalk(chat);
      if (problems.length > 0) found[name] = problems;
    }
    assert.deepEqual(found, {});
  });

  it('shows what is picked in forced colours too, where no background counts', async () => {
    await chat.load();
    await chat.page.emulateMedia({ forcedColors: 'active' });
    await drawScene(chat, scenes['question'] ?? assert.fail('no such state'));
    await chat.page.keyboard.press('2');
    await chat.page.getByRole('radio', { name: 'Half to even' }).and(chat.page.locator(':checked')).waitFor();
    const looks = (name: string) => chat.page.getByRole('radio', { name }).screenshot();
    const [other, picked] = [await looks('Half up'), await looks('Half to even')];
    assert.notDeepEqual(picked, other);
    await chat.page.emulateMedia({ forcedColors: 'none' });
  });
});
