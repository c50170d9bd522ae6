import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { say } from '../../../src/demo/replies';
import {
  editorLines,
  explorerRow,
  openFile,
  pickFromContextMenu,
  pickFromFileDialog,
} from '../../support/workbench/menus';
import { pictures } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

const SEND_FILE = 'Send File as Attachment';
const SEND_SELECTION = 'Send Selection as Attachment';

/** Takes a window with cart.ts in front. */
export function attachments(scene: Scene): void {
  describe('sending files along', () => {
    const page = () => scene.workbench.page;
    const chips = () => scene.chat.frame.getByRole('list', { name: 'Attachments' }).getByRole('listitem');

    before(() => scene.chat.newSession());

    async function chipsAre(...labels: readonly string[]): Promise<void> {
      const last = labels.at(-1);
      if (last) await chips().filter({ hasText: last }).waitFor();
      else await chips().first().waitFor({ state: 'detached' });
      assert.deepEqual(
        (await chips().allInnerTexts()).map((text) => text.trim()),
        labels,
      );
    }

    it('attaches a file from the explorer', async () => {
      await pickFromContextMenu(explorerRow(page(), 'README.md'), SEND_FILE);
      await chipsAre('README.md');
    });

    it('attaches a file that is picked in the editor’s dialog', async () => {
      await scene.workbench.palette('Flight Deck: Attach File…');
      await pickFromFileDialog(page(), 'order.ts');
      await chipsAre('README.md', 'order.ts');
      await scene.chat.frame.getByRole('button', { name: 'Remove order.ts' }).click();
      await chips().filter({ hasText: 'order.ts' }).waitFor({ state: 'detached' });
    });

    it('attaches several files and a folder at once', async () => {
      await explorerRow(page(), 'package.json').click();
      await explorerRow(page(), 'tsconfig.json').click({ modifiers: ['Control'] });
      const src = explorerRow(page(), 'src');
      await src.click({ modifiers: ['Control'] });
      await pickFromContextMenu(src, SEND_FILE);
      await chips().nth(3).waitFor();
      const labels = (await chips().allInnerTexts()).map((text) => text.trim()).sort();
      assert.deepEqual(labels, ['README.md', 'package.json', 'src', 'tsconfig.json']);
    });

    it('takes an attachment away again', async () => {
      for (const name of ['package.json', 'tsconfig.json', 'src']) {
        await scene.chat.frame.getByRole('button', { name: `Remove ${name}` }).click();
      }
      await chips().nth(1).waitFor({ state: 'detached' });
      await chipsAre('README.md');
    });

    it('attaches the file of an editor from its tab', async () => {
      await openFile(page(), 'cart.ts');
      await pickFromContextMenu(page().locator('.tab.active'), SEND_FILE);
      await chipsAre('README.md', 'cart.ts');
    });

    it('attaches the selected lines from inside an editor', async () => {
      await openFile(page(), 'order.ts', 3);
      await editorLines(page()).nth(2).click();
      await page().keyboard.press('Home');
      for (let line = 0; line < 3; line += 1) await page().keyboard.press('Shift+ArrowDown');
      await pickFromContextMenu(editorLines(page()).nth(3), SEND_SELECTION);
      await chips().nth(2).waitFor();
      await chips()
        .filter({ hasText: /order\.ts:3/ })
        .waitFor();
    });

    it('attaches the file of the editor from the palette', async () => {
      await openFile(page(), 'package.json');
      await scene.workbench.palette(`Flight Deck: ${SEND_FILE}`);
      await chips().filter({ hasText: 'package.json' }).waitFor();
    });

    it('attaches a picture that is open, which has no text', async () => {
      const dot =
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
      fs.writeFileSync(path.join(scene.workbench.folder, 'dot.png'), Buffer.from(dot, 'base64'));
      await explorerRow(page(), 'dot.png').dblclick();
      await page().locator('.tab.active', { hasText: 'dot.png' }).waitFor();
      // The preview has the keys, and loses them until it is drawn; then the status bar tells its size.
      await page().locator('.statusbar-item', { hasText: '1x1' }).waitFor();
      await scene.workbench.palette(`Flight Deck: ${SEND_FILE}`);
      await scene.chat.frame.getByRole('button', { name: 'Remove dot.png' }).click();
      await chips().filter({ hasText: 'dot.png' }).waitFor({ state: 'detached' });
    });

    it('attaches what is dropped on the composer', async () => {
      await scene.chat.frame.evaluate(
        (uri) => {
          const data = new DataTransfer();
          data.setData('application/vnd.code.uri-list', uri);
          const composer = document.querySelector('.composer');
          for (const type of ['dragover', 'drop']) {
            composer?.dispatchEvent(
              new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
            );
          }
        },
        `file://${path.join(scene.workbench.folder, 'tsconfig.json')}`,
      );
      await chips().filter({ hasText: 'tsconfig.json' }).waitFor();
    });

    it('finds a file after @, without those that git or the settings leave out', async () => {
      const { frame, composer } = scene.chat;
      await composer.click();
      await page().keyboard.type('Look at @ord');
      const option = frame.getByRole('option', { name: /^order\.ts/ });
      await option.first().waitFor();
      await pictures(scene.workbench, 'mention');
      await page().keyboard.press('Enter');
      await frame.getByRole('listbox').waitFor({ state: 'detached' });
      assert.equal(await composer.inputValue(), 'Look at @order.ts ');
      await frame.getByRole('button', { name: 'Remove order.ts', exact: true }).waitFor();
      await page().keyboard.type('and @node_modules');
      await frame.getByText('Nothing found').waitFor();
      await composer.fill('');
    });

    it('finds what a terminal printed and what changed in Git after @', async () => {
      const { frame, composer } = scene.chat;
      await scene.workbench.palette('Terminal: Create New Terminal');
      const terminal = page().locator('.terminal-wrapper.active');
      await terminal.locator('.terminal-command-decoration').first().waitFor(); // the shell tells of its commands
      await terminal.locator('.xterm-screen').click();
      await terminal.locator('.xterm.focus').waitFor();
      // What comes together with the news that a command runs, the editor keeps to itself.
      await page().keyboard.insertText('sleep 0.3; echo from-the-$((40+2))');
      await page().keyboard.press('Enter');
      await terminal.locator('.codicon-terminal-decoration-success').first().waitFor(); // it has ended
      const printed = frame.getByRole('option', { name: /^Terminal output.*echo from-the/ });
      // The shell tells of its commands a moment after it has run one; a person would type again too.
      for (const end = Date.now() + 20_000; Date.now() < end && !(await printed.isVisible());) {
        await composer.fill('');
        await composer.click();
        await page().keyboard.insertText('@terminal');
        await frame.getByRole('option', { name: /^Terminal output/ }).waitFor();
      }
      await page().keyboard.press('Enter');
      await chips().filter({ hasText: 'Terminal output' }).waitFor();
      await page().keyboard.type('@changes');
      await frame.getByRole('option', { name: /^Changes in Git.*\d files?/ }).waitFor();
      await page().keyboard.press('Enter');
      await chips().filter({ hasText: 'Changes in Git' }).waitFor();
      await composer.fill('');
      await scene.workbench.palette('Terminal: Kill the Active Terminal Instance');
    });

    it('shows the selection of the editor, and hides it from the agent at the eye', async () => {
      await openFile(page(), 'cart.ts', 2);
      await editorLines(page()).nth(1).click();
      await page().keyboard.press('Home');
      await page().keyboard.press('Shift+ArrowDown');
      const { frame } = scene.chat;
      await frame.getByRole('group', { name: /^Selection in the editor: cart\.ts:/ }).waitFor();
      await frame.getByRole('button', { name: 'Hide selection from the agent', pressed: false }).click();
      await frame.getByRole('button', { name: 'Hide selection from the agent', pressed: true }).waitFor();
      await pictures(scene.workbench, 'chips');
    });

    it('gives them to the agent with the next message, and then has none', async () => {
      scene.answers(say('I have read them.'));
      await scene.chat.send('Look at these');
      await scene.chat.frame.getByText('I have read them.').waitFor();
      await scene.chat.turnEnds();
      await chipsAre();
      const sent = scene.chat.frame.getByRole('list', { name: 'Attached' });
      await sent.getByText('cart.ts').waitFor();
      const request = scene.model.requests.find(({ model }) => model?.prompt.includes('Look at these'));
      const text = JSON.stringify(request?.body);
      for (const name of [
        'README.md',
        'cart.ts',
        'order.ts',
        'package.json',
        'tsconfig.json',
        'from-the-42',
        'dot.png',
      ]) {
        assert.ok(text.includes(name), `${name} did not reach the model`);
      }
    });
  });
}
