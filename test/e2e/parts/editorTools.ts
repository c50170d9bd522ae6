import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { callTool, say } from '../../../src/demo/replies';
import { editorLines, openFile } from '../../support/workbench/menus';
import type { Scene } from '../../support/workbench/scene';

export function editorTools(scene: Scene): void {
  describe('the agent in the editor', () => {
    const page = () => scene.workbench.page;
    let calls = 0;

    before(async () => {
      await scene.chat.open();
      await scene.workbench.statusShows('Ready');
      await scene.workbench.palette('View: Close All Editors');
    });

    /** Lets the model call a tool and gives back what it was told. */
    async function call(tool: string, args: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
      calls += 1;
      const done = `Call ${calls} is done.`;
      scene.answers(callTool(tool, args), say(done));
      await scene.chat.send(`Use ${tool}`);
      await scene.chat.frame.getByText(done).last().waitFor();
      await scene.chat.turnEnds();
      const result = scene.model.requests
        .findLast(({ model }) => model && !model.isSideRequest)
        ?.model?.outcomes.at(-1);
      return JSON.parse(result?.result ?? '') as Record<string, unknown>;
    }

    it('reads what is selected', async () => {
      await openFile(page(), 'cart.ts', 2);
      await editorLines(page()).nth(1).click();
      await page().keyboard.press('Home');
      await page().keyboard.press('Shift+ArrowDown');
      const { file, text, startLine } = await call('editor_get_selection');
      assert.deepEqual(
        { file, text, startLine },
        {
          file: 'src/cart.ts',
          text: 'export interface CartLine {\n',
          startLine: 2,
        },
      );
    });

    it('lists the open editors', async () => {
      await openFile(page(), 'order.ts');
      const { files } = (await call('editor_list_open')) as { files: { file: string; isActive: boolean }[] };
      assert.equal(files.find(({ isActive }) => isActive)?.file, 'src/order.ts');
    });

    it('opens a file at a range', async () => {
      await call('editor_open_file', { path: 'src/cart.ts', startLine: 9, endLine: 10 });
      await page().locator('.tab.active', { hasText: 'cart.ts' }).waitFor();
      await page().locator('.statusbar-item', { hasText: /Ln 9/ }).waitFor();
    });

    it('reads the problems of a file and of the workspace', async () => {
      await openFile(page(), 'cart.ts', 1);
      // All at once: half a line has problems of its own.
      await page().keyboard.insertText('const broken: number = "text";\n');
      await page().locator('.monaco-editor .squiggly-error').first().waitFor({ timeout: 40_000 });
      type Problem = { file: string; line: number; severity: string; message: string };
      const own = (await call('editor_get_diagnostics', { path: 'src/cart.ts' })) as { problems: Problem[] };
      assert.equal(own.problems[0]?.line, 1);
      assert.match(own.problems[0]?.message ?? '', /not assignable/);
      const all = (await call('editor_get_diagnostics')) as { problems: Problem[] };
      assert.ok(all.problems.some(({ file, severity }) => file === 'src/cart.ts' && severity === 'error'));
    });

    it('gets them from an empty session as well, with the first words of the task', async () => {
      await scene.chat.newSession();
      scene.answers(say('Both are fixed.'));
      await scene.chat.frame.getByRole('button', { name: /^Fix the (\d+ )?problems? in cart\.ts/ }).click();
      const chip = scene.chat.frame.locator('.composer .chip', { hasText: 'cart.ts' });
      await chip.filter({ has: scene.chat.frame.locator('.codicon-warning') }).waitFor();
      await scene.chat.composer.press('Enter');
      await scene.chat.frame.getByText('Both are fixed.').waitFor();
      const request = scene.model.requests.find(({ model }) => model?.prompt.includes('in cart.ts'));
      assert.match(JSON.stringify(request?.model?.messages), /cart\.ts:1:\d+ error: .*not assignable/);
    });

    it('selects nothing that it shows, and hands out nothing outside the folder unasked', async () => {
      const outside = path.join(path.dirname(scene.workbench.folder), 'diary.txt');
      fs.writeFileSync(outside, 'My secret diary\n');
      scene.answers(
        callTool('editor_open_file', { path: outside, startLine: 1, endLine: 1 }),
        callTool('editor_get_selection', {}),
        say('Nothing of it.'),
      );
      await scene.chat.send('Show it and read it');
      const card = await scene.chat.request(/^Show diary\.txt in the editor/);
      await card.getByText(outside).first().waitFor();
      await card.getByRole('button', { name: /^Allow once/ }).click();
      await page().locator('.tab.active', { hasText: 'diary.txt' }).waitFor();
      await scene.chat.frame.getByText('Nothing of it.').waitFor();
      await scene.chat.turnEnds();
      assert.ok(!JSON.stringify(scene.model.requests.at(-1)?.model?.messages).includes('secret diary'));

      await editorLines(page()).first().click();
      await page().keyboard.press('Home');
      await page().keyboard.press('Shift+End');
      const chip = scene.chat.frame.locator('.composer .chip', { hasText: 'diary.txt' });
      await chip.getByText('hidden').waitFor();
      scene.answers(callTool('editor_get_selection', {}), say('Denied, so I go on.'));
      await scene.chat.send('Read my selection');
      const asked = await scene.chat.request(/^Read outside this folder/);
      await asked.getByRole('button', { name: /^Deny/ }).first().click();
      await scene.chat.frame.getByText('Denied, so I go on.').waitFor();
      await scene.chat.turnEnds();
      assert.ok(!JSON.stringify(scene.model.requests.at(-1)?.model?.messages).includes('secret diary'));
    });

    it('gets what is typed and not saved, which is said and offered before it reads or changes the file', async () => {
      scene.workbench.set({ 'files.autoSave': 'off' });
      const file = path.join(scene.workbench.folder, 'src/typed.ts');
      fs.writeFileSync(file, 'one\ntwo\n');
      await openFile(page(), 'typed.ts');
      await editorLines(page()).first().click();
      await page().keyboard.press('Home');
      await page().keyboard.type('// by hand ');
      await scene.chat.composer.fill('Change two');
      const note = scene.chat.frame.getByText(
        'src/typed.ts is not saved: the agent reads what is on the disk.',
      );
      await note.waitFor();
      scene.answers(callTool('edit', { path: file, old_str: 'two', new_str: 'TWO' }), say('Changed.'));
      await scene.chat.composer.press('Enter');
      const offer = await scene.chat.request('Save src/typed.ts first?');
      await offer.getByRole('button', { name: /^Save and go on/ }).click();
      const card = await scene.chat.request(/^Edit .*typed\.ts/);
      await card.getByText('by hand').first().waitFor();
      await card.getByRole('button', { name: /^Allow once/ }).click();
      await scene.chat.frame.getByText('Changed.', { exact: true }).waitFor();
      await scene.chat.turnEnds();
      assert.equal(fs.readFileSync(file, 'utf8'), '// by hand one\nTWO\n');
      await editorLines(page()).filter({ hasText: 'TWO' }).waitFor();
      await page().locator('.tab.active.dirty').waitFor({ state: 'detached' });

      await editorLines(page()).first().click();
      await page().keyboard.type('x');
      await scene.chat.composer.fill('Again');
      await scene.chat.frame.getByRole('button', { name: 'Save', exact: true }).click();
      await note.waitFor({ state: 'detached' });
      assert.match(fs.readFileSync(file, 'utf8'), /x/);
      await scene.chat.composer.fill('');
    });
  });
}
