import assert from 'node:assert/strict';
import { drawScene } from '../../support/page/drawScene';
import { scenes } from '../../support/page/scenes';
import { usePage } from '../../support/page/usePage';

describe('By keyboard alone', function () {
  const chat = usePage();

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
