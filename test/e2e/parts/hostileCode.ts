import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { say } from '../../../src/demo/replies';
import { until } from '../../support/until';
import { pictureWindow } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

/** Code of an answer on its way out of the chat. */
export function hostileCode(scene: Scene): void {
  describe('code of an answer', () => {
    const page = () => scene.workbench.page;
    const frame = () => scene.chat.frame;
    const inFolder = (name: string) => path.join(scene.workbench.folder, name);
    const answer = async (prompt: string, text: string) => {
      scene.answers(say(text));
      await scene.chat.send(prompt);
      await scene.chat.turnEnds();
    };
    const runInTerminal = (block: string) =>
      frame()
        .locator('figure.code', { hasText: block })
        .getByRole('button', { name: 'Put into the terminal' })
        .click();

    before(() => scene.chat.open());

    it('is run only after all of its lines were seen, and none of it where a program runs', async () => {
      const lines = ['echo $$ > shell-one', 'cat > typed-into-a-program'];
      await answer(
        'How do I note?',
        `\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n\n\`\`\`sh\necho $$ > shell-two\n\`\`\``,
      );
      await runInTerminal('shell-one');
      const dialog = page().locator('.monaco-dialog-box');
      await dialog.getByText(/^Run these lines in /).waitFor();
      const detail = await dialog.innerText();
      for (const line of lines) assert.ok(detail.includes(line), `${line} is not shown`);
      await pictureWindow(scene.workbench, 'run-lines');
      assert.equal(fs.existsSync(inFolder('shell-one')), false);
      await dialog.getByRole('button', { name: 'Run 2 lines' }).click();
      await until('the program to run', () => fs.existsSync(inFolder('typed-into-a-program')));
      await runInTerminal('shell-two');
      const second = page().locator('.terminal-tabs-entry, .terminal-tab').nth(1);
      await second.waitFor();
      assert.equal(fs.existsSync(inFolder('shell-two')), false, 'it was not waited for Enter');
      await page().locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
      await page().keyboard.press('Enter');
      await until('the line to run', () => fs.existsSync(inFolder('shell-two')));
      assert.equal(fs.readFileSync(inFolder('typed-into-a-program'), 'utf8'), '');
      await scene.workbench.palette('Terminal: Kill All Terminals');
    });

    it('is not put into a file outside the folder, by name or by link, and the chat says so', async () => {
      const outside = path.join(path.dirname(scene.workbench.folder), 'outside');
      fs.mkdirSync(outside);
      fs.writeFileSync(path.join(outside, 'a.ts'), 'const a = 1;\n');
      fs.symlinkSync(outside, inFolder('linked'));
      await answer('Change it', '```ts linked/a.ts\nconst a = 2;\n```');
      await frame()
        .getByRole('button', { name: /^Apply to linked\/a\.ts/ })
        .click();
      const toast = page().locator('.notification-toast', {
        hasText: 'no file outside the folders of this window',
      });
      await toast.waitFor();
      assert.match(await toast.innerText(), /shop\/linked\/a\.ts → .*outside\/a\.ts/);
      await pictureWindow(scene.workbench, 'apply-outside');
      assert.equal(await page().locator('.tab', { hasText: 'a.ts' }).count(), 0);
      assert.equal(
        await frame()
          .getByRole('region', { name: /^Preview of/ })
          .count(),
        0,
      );
      assert.equal(fs.readFileSync(path.join(outside, 'a.ts'), 'utf8'), 'const a = 1;\n');
    });

    it('is put into a file of the folder, whose whole path the preview shows', async () => {
      await answer('Change the cart', '```ts src/cart.ts\n// changed\n```');
      await frame()
        .getByRole('button', { name: /^Apply to src\/cart\.ts/ })
        .click();
      const preview = frame().getByRole('region', { name: 'Preview of shop/src/cart.ts' });
      await preview.getByRole('button', { name: 'Discard' }).click();
      await preview.waitFor({ state: 'detached' });
    });
  });
}
