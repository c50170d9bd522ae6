import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { callTool, createGate, hang, say } from '../../../src/demo/replies';
import { until } from '../../support/until';
import { picture, pictureWindow } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

const CODE = '```typescript\nconst total: number = 42;\n```';

export function answers(scene: Scene): void {
  describe('asking in the side bar', () => {
    const frame = () => scene.chat.frame;

    it('starts no CLI before the chat is shown, and one without a question to the model when it is', async () => {
      assert.deepEqual(scene.workbench.clis(), []);
      await scene.chat.openByKey();
      await scene.workbench.statusShows('Ready');
      assert.equal(scene.workbench.clis().length, 1);
      assert.equal(scene.model.requests.filter((request) => request.model).length, 0);
    });

    it('shows the answer while it is written, then whole, as markdown with coloured code', async () => {
      const gate = createGate();
      const pieces = ['It is a **tiny** shop.\n\n', `${CODE}\n\n`, 'That was all.'];
      scene.answers(say(pieces, { hold: { gate, afterChunks: 1 } }));
      await scene.chat.send('What is this?');
      await scene.chat.prompt('What is this?').waitFor();
      await frame().locator('.answer strong', { hasText: 'tiny' }).waitFor();
      assert.equal(await frame().getByText('That was all.').count(), 0);
      await scene.workbench.statusShows('Working');
      gate.open();
      await frame().getByText('That was all.').waitFor();
      await frame().locator('figure.code .tk', { hasText: 'const' }).waitFor();
      await scene.chat.turnEnds();
      await scene.workbench.statusShows('Ready');
    });

    it('takes several lines with Shift+Enter and sends nothing that is empty', async () => {
      scene.answers(say('Two lines came.'));
      const before = scene.model.requests.length;
      await scene.chat.composer.click();
      await scene.workbench.page.keyboard.press('Enter');
      await scene.workbench.page.keyboard.type('first');
      await scene.workbench.page.keyboard.press('Shift+Enter');
      await scene.workbench.page.keyboard.type('second');
      await scene.workbench.page.keyboard.press('Enter');
      await frame().getByText('Two lines came.').waitFor();
      await scene.chat.turnEnds();
      const asked = scene.model.requests.slice(before).filter(({ model }) => model && !model.isSideRequest);
      assert.deepEqual(
        asked.map(({ model }) => model?.prompt),
        ['first\nsecond'],
      );
      assert.equal(await scene.chat.composer.inputValue(), '');
    });

    it('stops a running turn with Escape and keeps what was written', async () => {
      scene.answers(say(['Half an answer ', 'more'], { hold: { gate: createGate(), afterChunks: 1 } }));
      await scene.chat.send('Tell me a lot');
      await frame().getByText('Half an answer').waitFor();
      await scene.workbench.page.keyboard.press('Escape');
      await frame().locator('.tail', { hasText: 'Stopped' }).waitFor();
      await frame().getByText('Half an answer').waitFor();
      await scene.chat.turnEnds();
    });

    it('stops a turn that has not begun with the button, and works on afterwards', async () => {
      scene.answers(hang, say('Here I am again.'));
      const count = scene.model.requests.length;
      await scene.chat.send('Are you there?');
      await until('the model to be asked', () => scene.model.requests.length > count);
      await frame().getByRole('button', { name: 'Stop', exact: true }).click();
      await frame().locator('.tail', { hasText: 'Stopped' }).nth(1).waitFor();
      await scene.chat.turnEnds();
      await scene.chat.send('And now?');
      await frame().getByText('Here I am again.').waitFor();
      await scene.chat.turnEnds();
    });

    it('queues what is sent while it works, and sends it afterwards', async () => {
      const gate = createGate();
      scene.answers(say('The first answer.', { hold: { gate } }), say('The second answer.'));
      await scene.chat.send('First');
      await frame().getByRole('button', { name: 'Stop', exact: true }).waitFor();
      await scene.chat.send('Second');
      const queue = frame().getByRole('region', { name: 'Queued messages' });
      await queue.getByText('Second').waitFor();
      gate.open();
      await frame().getByText('The second answer.').waitFor();
      await queue.waitFor({ state: 'detached' });
      await scene.chat.turnEnds();
    });

    it('opens a file at the line that the answer names', async () => {
      scene.answers(say('The sum is made in `src/cart.ts:29`, not in `src/sum.ts:1`.'));
      await scene.chat.send('Where is the sum made?');
      await frame().getByRole('link', { name: 'src/cart.ts:29' }).click();
      const { page } = scene.workbench;
      await page.locator('.tab.active', { hasText: 'cart.ts' }).waitFor();
      await page.locator('.statusbar-item', { hasText: 'Ln 29, Col 1' }).waitFor();
      assert.equal(await frame().getByRole('link', { name: 'src/sum.ts:1' }).count(), 0);
      await scene.chat.turnEnds();
    });

    it('shows a picture of the folder, and leads to where a symbol is defined', async () => {
      const drawing =
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="9" height="9"/></svg>';
      fs.mkdirSync(path.join(scene.workbench.folder, 'media'));
      fs.writeFileSync(path.join(scene.workbench.folder, 'media', 'plan.svg'), drawing);
      let fetched = 0;
      const dot = fs.readFileSync(path.join(process.cwd(), 'media', 'icon.png'));
      const elsewhere = http.createServer((_request, response) => {
        fetched += 1;
        response.setHeader('content-type', 'image/png').end(dot);
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
      const { port } = elsewhere.address() as AddressInfo;
      const there = `![a dot](http://127.0.0.1:${port}/dot.png)`;
      scene.answers(say(`As planned: ![the plan](media/plan.svg) with \`placeOrder()\`, and ${there}`));
      await scene.chat.send('How is the sum made?');
      await scene.chat.turnEnds();
      const placeholder = frame().getByRole('button', { name: `Show a dot, picture at 127.0.0.1:${port}` });
      await placeholder.waitFor();
      assert.equal(fetched, 0, 'nothing is fetched before somebody wants it');
      await placeholder.click();
      await frame().getByRole('img', { name: 'a dot' }).waitFor();
      assert.equal(fetched, 1);
      elsewhere.close();
      const plan = frame().getByRole('img', { name: 'the plan' });
      await plan.waitFor();
      const width = await plan.evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        return image.naturalWidth;
      });
      assert.equal(width, 40);
      const { page } = scene.workbench;
      const order = page.locator('.tab.active', { hasText: 'order.ts' });
      // On a busy machine the language's server may still be starting; a person would click again too.
      for (let clicks = 0; clicks < 3 && !(await order.isVisible()); clicks += 1) {
        await frame().getByRole('link', { name: 'placeOrder()' }).click();
        await order.waitFor({ timeout: 15_000 }).catch(() => undefined);
      }
      await order.waitFor();
      await page.locator('.statusbar-item', { hasText: 'Ln 10, Col 1' }).waitFor();
      await picture(scene.workbench, 'folder-picture');
      await scene.chat.turnEnds();
    });

    it('puts code into a file after a preview, and not before', async () => {
      const file = path.join(scene.workbench.folder, 'src', 'cart.ts');
      const before = fs.readFileSync(file, 'utf8');
      const part = '  get isEmpty(): boolean {\n    return this.lines.size < 1;\n  }';
      scene.answers(say(`Shorter:\n\n\`\`\`ts src/cart.ts\n${part}\n\`\`\``));
      await scene.chat.send('Make it shorter');
      await frame().getByRole('button', { name: 'Apply to src/cart.ts, with a preview' }).click();
      const { page } = scene.workbench;
      await page.locator('.tab.active', { hasText: 'with the part replaced' }).waitFor();
      const preview = frame().getByRole('region', { name: 'Preview of shop/src/cart.ts' });
      await preview.getByText('Nothing is written yet').waitFor();
      await pictureWindow(scene.workbench, 'apply-preview');
      assert.equal(fs.readFileSync(file, 'utf8'), before);
      await preview.getByRole('button', { name: 'Discard' }).click();
      await page.locator('.tab', { hasText: 'with the part replaced' }).waitFor({ state: 'detached' });
      await preview.waitFor({ state: 'detached' });
      assert.equal(fs.readFileSync(file, 'utf8'), before);
      await frame().getByRole('button', { name: 'Apply to src/cart.ts, with a preview' }).click();
      await preview.waitFor();
      await page.locator('.editor-actions').getByRole('button', { name: 'Apply Previewed Code' }).click();
      await preview.waitFor({ state: 'detached' });
      await page.locator('.tab.active', { hasText: /^cart\.ts$/ }).waitFor();
      const after = before.replace('size === 0', 'size < 1');
      await until('the file to be written', () => fs.readFileSync(file, 'utf8') === after);
      await scene.chat.turnEnds();
    });

    it('puts code into a new file, and at the cursor', async () => {
      scene.answers(say('```ts\nconst rate = 0.1;\n```'));
      await scene.chat.send('Show me a rate');
      const block = frame().locator('figure.code', { hasText: 'const rate' });
      await scene.chat.turnEnds();
      await block.getByRole('button', { name: 'New file with this code' }).click();
      const { page } = scene.workbench;
      await page.locator('.tab.active', { hasText: 'Untitled' }).waitFor();
      const line = (text: string) =>
        page.locator('.editor-group-container.active .monaco-editor .view-line').getByText(text);
      await line('const rate = 0.1;').waitFor();
      await block.getByRole('button', { name: 'Insert at cursor' }).click();
      await line('const rate = 0.1;const rate = 0.1;').waitFor();
      await scene.workbench.palette('View: Revert and Close Editor');
      await page.locator('.tab', { hasText: 'Untitled' }).waitFor({ state: 'detached' });
    });

    it('puts what waits in another order by key, and steers the running turn', async () => {
      const gate = createGate();
      const file = path.join(scene.workbench.folder, 'README.md');
      const before = scene.model.requests.length;
      const look = callTool('view', { path: file }, { hold: { gate } });
      scene.answers(look, say('Looked, in short.'), say('Third done.'), say('Second done.'));
      await scene.chat.send('First');
      await frame().getByRole('button', { name: 'Stop', exact: true }).waitFor();
      const isAsked = () => scene.model.requests.slice(before).some(({ model }) => model?.prompt === 'First');
      await until('the model to be asked', isAsked);
      await scene.chat.send('Second');
      await scene.chat.send('Third');
      const queue = frame().getByRole('region', { name: 'Queued messages' });
      await queue.getByRole('listitem', { name: 'Third' }).press('Alt+ArrowUp');
      await queue.locator('li', { hasText: 'Third' }).and(queue.locator('li:first-child')).waitFor();
      await scene.chat.composer.fill('Be brief');
      await scene.chat.composer.press('Control+Shift+Enter');
      await queue.getByRole('listitem', { name: 'Be brief, Steers now' }).waitFor();
      await picture(scene.workbench, 'queue-and-steering');
      gate.open();
      await frame().getByText('Second done.').waitFor();
      await scene.chat.turnEnds();
      const first = frame().getByRole('article', { name: 'First' }).last();
      await first.locator('.steered', { hasText: 'Be brief' }).waitFor();
      await first.getByText('Looked, in short.').waitFor();
      const prompts = await frame().locator('article h2').allTextContents();
      assert.deepEqual(prompts.slice(-3), ['First', 'Third', 'Second']);
      await queue.waitFor({ state: 'detached' });
      await picture(scene.workbench, 'steered');
    });

    it('starts a new session with nothing in it', async () => {
      await scene.chat.newSession();
      scene.answers(say('A fresh start.'));
      await scene.chat.send('Hello again');
      await frame().getByText('A fresh start.').waitFor();
      assert.equal(await frame().getByRole('article').count(), 1);
    });
  });
}
