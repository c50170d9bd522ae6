import assert from 'node:assert/strict';
import { answer, turn, viewState } from '../../support/page/states';
import { usePage } from '../../support/page/usePage';

describe('One bad part never takes the page', function () {
  this.timeout(30_000);
  const chat = usePage();

  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])
    it(`an answer with [${name}] is drawn as it was written`, async () => {
      await chat.load();
      const text = `See [${name}] and [a][${name}], ![b][${name}], [${name}][].`;
      await chat.show(viewState({ turns: [turn({ items: [answer(text, false)] })] }));
      assert.equal(await chat.page.locator('.answer').innerText(), text.replaceAll('__proto__', 'proto'));
    });
});
