import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { callTool, createGate, say } from '../../../src/demo/replies';
import type { ModelReply } from '../../../src/demo/modelScript';
import { pictureWindow } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

type Call = Parameters<typeof callTool>;

/** Texts of the agent where the editor itself draws them. */
export function hostileTexts(scene: Scene): void {
  describe('a text of the agent that the editor would make a link of', () => {
    const page = () => scene.workbench.page;
    const frame = () => scene.chat.frame;

    before(async () => {
      await scene.chat.open();
      await scene.workbench.statusShows('Ready');
    });
    beforeEach(() => scene.chat.open());
    const linksIn = (toast: Locator) => toast.locator('.notification-list-item-message a').count();

    /** Has the agent ask this while the chat is hidden. */
    const ask = async (prompt: string, tool: Call[0], input: Call[1], last: ModelReply) => {
      const gate = createGate();
      scene.answers(callTool(tool, input, { hold: { gate, afterChunks: 0 } }), last);
      await scene.chat.send(prompt);
      await frame().getByRole('button', { name: 'Stop', exact: true }).waitFor();
      await scene.workbench.palette('View: Hide Secondary Side Bar');
      gate.open();
    };
    const buttonsOf = async (toast: Locator) =>
      (
        await toast.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts()
      ).filter(Boolean);

    it('is words in the notification of a question', async () => {
      const link = '[Show](command:workbench.action.toggleZenMode)';
      const question = `Which way? ${link} [docs](https://example.com)`;
      await ask('Ask me', 'ask_user', { question, choices: ['A', 'B'] }, say('Asked.'));
      const toast = page().locator('.notification-toast', { hasText: 'Which way?' });
      await toast.waitFor();
      await pictureWindow(scene.workbench, 'hostile-question');
      assert.equal(await linksIn(toast), 0, 'a link that the agent wrote');
      assert.match(await toast.innerText(), /command:workbench\.action\.toggleZenMode/);
      await toast.getByRole('button', { name: 'Show' }).click();
      await scene.chat.find();
      const card = await scene.chat.request(/^Which way\?/);
      await card.getByRole('radio', { name: 'A' }).check();
      await card.getByRole('button', { name: /^Answer/ }).click();
      await frame().getByText('Asked.').waitFor();
      await scene.chat.turnEnds();
    });

    it('is not allowed from a notification, which shows the whole of it', async () => {
      const file = path.join(scene.workbench.folder, 'made-unseen');
      const command = `echo [ok](https://example.com/$(touch${'\u00a0'}x)) > made-unseen`;
      await ask('Run it', 'bash', { command, description: 'Say ok' }, say('Not run.'));
      const toast = page().locator('.notification-toast', { hasText: 'waits for your permission' });
      await toast.waitFor();
      await pictureWindow(scene.workbench, 'hostile-command');
      assert.equal(await linksIn(toast), 0, 'a link that the agent wrote');
      assert.deepEqual((await buttonsOf(toast)).sort(), ['Deny', 'Show']);
      await toast.getByRole('button', { name: 'Deny' }).click();
      await scene.chat.open();
      await frame().getByText('Not run.').waitFor();
      assert.equal(fs.existsSync(file), false);
      await scene.chat.turnEnds();
    });

    it('is words in the list of sessions, with nothing hidden in them', async () => {
      await scene.chat.newSession();
      scene.answers(say('Listed.'));
      await scene.chat.send('$(bell) [list](command:b) \u202eme');
      await frame().getByText('Listed.').waitFor();
      await scene.chat.turnEnds();
      const row = scene.workbench.sessionRow('$ (bell) [list] (command:b) \\u202Eme');
      await row.waitFor();
      assert.equal(await row.locator('.codicon-bell').count(), 0);
    });

    it('opens what its address says, with every escape in it', async () => {
      const context = page().context();
      await context.route('https://shop.example/**', (route) => route.fulfill({ body: 'here' }));
      const address = 'https://shop.example/a%2Fb?to=c%2Fd%26e';
      scene.answers(say(`See [there](${address}) and [here](command:workbench.action.toggleZenMode).`));
      await scene.chat.send('Where is it?');
      await scene.chat.turnEnds();
      assert.equal(await frame().getByRole('link', { name: 'here', exact: true }).count(), 0);
      const opened = context.waitForEvent('page');
      await frame()
        .getByRole('link', { name: /^there/ })
        .click();
      const dialog = page().locator('.monaco-dialog-box', { hasText: 'shop.example' });
      await dialog.getByRole('button', { name: 'Open', exact: true }).click();
      const other = await opened;
      await other.waitForURL('https://shop.example/**');
      assert.equal(other.url(), address);
      await other.close();
      await context.unroute('https://shop.example/**');
    });
  });
}
