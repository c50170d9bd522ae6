import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { callTool, createGate, say } from '../../../src/demo/replies';
import { pictures } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

/** Takes a window as it is. */
export function permissions(scene: Scene): void {
  describe('what the agent wants to do', () => {
    const frame = () => scene.chat.frame;
    const inFolder = (name: string) => path.join(scene.workbench.folder, name);
    /** What the model was told about its last call. */
    const outcome = () =>
      scene.model.requests.findLast(({ model }) => model && !model.isSideRequest)?.model?.outcomes.at(-1)
        ?.result ?? '';

    before(() => scene.chat.newSession());

    it('is asked with the whole command, run when allowed, and shown with output and result', async () => {
      const command = 'echo hello from the shop';
      scene.answers(callTool('bash', { command, description: 'Greet' }), say('It greeted.'));
      await scene.chat.send('Greet me');
      const card = await scene.chat.request('Greet');
      assert.equal(await card.getByLabel('Command', { exact: true }).innerText(), command);
      assert.equal(await card.locator('.codicon-warning').count(), 0, 'nothing speaks against it');
      await frame().locator('.step', { hasText: 'Waiting for you' }).waitFor();
      await scene.workbench.statusShows('1 request');
      const badge = { name: 'Flight Deck - 1 request waits for you' };
      await scene.workbench.page.getByRole('tab', badge).waitFor();
      await scene.workbench.sessionRow('Greet me').filter({ hasText: 'waiting for you' }).waitFor();
      await card.getByRole('button', { name: /^Allow once/ }).click();
      await frame().getByText('It greeted.').waitFor();
      assert.match(outcome(), /hello from the shop/);
      await scene.chat.turnEnds();
      const step = frame().locator('.step', { hasText: `Ran ${command}` });
      assert.match(await step.locator('.end').innerText(), /\d (ms|s)/);
      await step.locator('summary').click();
      await step
        .getByLabel(/^Output of/)
        .getByText('hello from the shop')
        .waitFor();
    });

    it('is answered with a key, which shows it first where another session is in front', async () => {
      scene.answers(callTool('bash', { command: 'echo by key', description: 'Use a key' }), say('By key.'));
      await scene.chat.send('Use a key');
      await scene.chat.request('Use a key');
      await scene.workbench.page.keyboard.press('Control+N');
      await frame().getByRole('heading', { name: 'New session in shop' }).waitFor();
      await scene.workbench.page.keyboard.press('Alt+A');
      await scene.chat.request('Use a key');
      await scene.workbench.page.keyboard.press('Alt+A');
      await frame().getByText('By key.').waitFor();
      assert.match(outcome(), /by key/);
      await scene.chat.turnEnds();
    });

    it('shows the diff of a file to be written, and writes it only when allowed', async () => {
      const file = inFolder('notes.md');
      scene.answers(callTool('create', { path: file, file_text: 'One line\n' }), say('Written.'));
      await scene.chat.send('Write notes');
      const card = await scene.chat.request('Create notes.md');
      await card.getByText('One line').waitFor();
      assert.equal(fs.existsSync(file), false);
      const { page } = scene.workbench;
      await card.getByRole('button', { name: 'Open diff beside' }).click();
      const tab = page.locator('.tab', { hasText: 'notes.md (proposed)' });
      await tab.waitFor();
      const side = (name: string) => page.locator(`.monaco-diff-editor .editor.${name} .view-line`);
      await side('modified')
        .filter({ hasText: /One\sline/ })
        .waitFor();
      assert.equal((await side('original').allInnerTexts()).join('').trim(), '');
      const hasFocus = await page.evaluate(() => document.activeElement?.tagName);
      assert.equal(hasFocus, 'IFRAME', 'the chat keeps the keys');
      await card.getByRole('button', { name: /^Allow once/ }).click();
      await frame().getByText('Written.').waitFor();
      assert.equal(fs.readFileSync(file, 'utf8'), 'One line\n');
      await scene.chat.turnEnds();
      await tab.waitFor({ state: 'detached' });
      await frame()
        .getByRole('region', { name: 'Changed files' })
        .getByRole('link', { name: 'notes.md' })
        .click();
      await scene.workbench.page.locator('.tab.active', { hasText: 'notes.md' }).waitFor();
    });

    it('is told the reason of a denial, and does not do it', async () => {
      const file = inFolder('forbidden.md');
      scene.answers(callTool('create', { path: file, file_text: 'x\n' }), say('Then not.'));
      await scene.chat.send('Write what is forbidden');
      const card = await scene.chat.request('Create forbidden.md');
      await scene.workbench.page.keyboard.press('Alt+Shift+D');
      await card.locator('#deny-reason:focus').waitFor();
      await scene.workbench.page.keyboard.type('Use the other folder');
      await card.getByRole('button', { name: 'Deny with reason', exact: true }).click();
      await frame().getByText('Then not.').waitFor();
      assert.match(outcome(), /Use the other folder/);
      assert.equal(fs.existsSync(file), false);
      await scene.chat.turnEnds();
    });

    it('is denied without a reason just the same', async () => {
      scene.answers(
        callTool('bash', { command: 'touch denied', description: 'Touch' }),
        say('Denied, I see.'),
      );
      await scene.chat.send('Touch it');
      const card = await scene.chat.request('Touch');
      await card.getByRole('button', { name: /^Deny( Alt\+D)?$/ }).click();
      await frame().getByText('Denied, I see.').waitFor();
      assert.equal(fs.existsSync(inFolder('denied')), false);
      await scene.chat.turnEnds();
    });

    it('can be allowed for the rest of the session', async () => {
      const write = (name: string) => callTool('create', { path: inFolder(name), file_text: 'x\n' });
      scene.answers(write('one.md'), write('two.md'), say('Both written.'));
      await scene.chat.send('Write two files');
      const card = await scene.chat.request('Create one.md');
      await card.getByRole('button', { name: 'More ways to allow' }).click();
      await card
        .getByRole('menuitem', { name: 'Allow changes to source and text files in this session' })
        .click();
      await frame().getByText('Both written.').waitFor();
      assert.ok(fs.existsSync(inFolder('two.md')));
      await scene.chat.turnEnds();
    });

    it('can be allowed for the folder, which stands on the page of approvals until it is revoked there', async () => {
      const run = (word: string) => callTool('bash', { command: `echo ${word}`, description: `Say ${word}` });
      scene.answers(run('one'), run('two'), say('Both said.'), run('three'), say('All said.'));
      await scene.chat.send('Say two words');
      const card = await scene.chat.request('Say one');
      await card.getByRole('button', { name: 'More ways to allow' }).click();
      await card.getByRole('menuitem', { name: 'Allow echo with known options in this folder' }).click();
      await scene.chat.composer.hover(); // steps do not fold away under the pointer
      await frame().getByText('Both said.').waitFor();
      await scene.chat.turnEnds();
      await scene.workbench.palette('Flight Deck: Show Approvals');
      const page = await scene.chat.pageOf('Approvals');
      const rule = page.getByRole('row', { name: /^Run echo/ });
      await rule.getByText('When revoked').waitFor();
      await frame().locator('.fold > summary').last().click();
      const step = frame().locator('.step', { hasText: 'Ran echo two' });
      await step.locator('summary').click();
      await step.getByText('Allowed by your rule “Run echo with known options”').waitFor();
      await step.getByRole('link', { name: 'Show in Approvals' }).click();
      await page.locator('tr[data-shown]', { hasText: 'When revoked' }).waitFor();
      await pictures(scene.workbench, 'approvals', page);
      await page
        .getByRole('row', { name: /Run echo two/ })
        .getByText('Allowed by rule of')
        .waitFor();
      await rule.getByRole('button', { name: 'Revoke' }).click();
      await rule.waitFor({ state: 'detached' });
      await scene.chat.send('Say another');
      const again = await scene.chat.request('Say three');
      await again.getByRole('button', { name: /^Allow once/ }).click();
      await frame().getByText('All said.').waitFor();
      await scene.chat.turnEnds();
    });

    it('is a question at times, which is answered in place', async () => {
      const choices = ['Red', 'Blue'];
      scene.answers(callTool('ask_user', { question: 'Which colour?', choices }), say('Thank you.'));
      await scene.chat.send('Paint it');
      const card = await scene.chat.request('Which colour?');
      await card.getByRole('radio', { name: 'Blue' }).check();
      await card.getByRole('button', { name: /^Answer/ }).click();
      await frame().getByText('Thank you.').waitFor();
      assert.match(outcome(), /Blue/);
      await scene.chat.turnEnds();
    });

    it('is answered from its notification while the chat is hidden', async () => {
      const gate = createGate();
      const command = callTool(
        'bash',
        { command: 'echo from afar', description: 'Call' },
        { hold: { gate, afterChunks: 0 } },
      );
      scene.answers(command, say('Heard you.'));
      await scene.chat.send('Call me');
      await frame().getByRole('button', { name: 'Stop', exact: true }).waitFor();
      await scene.workbench.palette('View: Hide Secondary Side Bar');
      gate.open();
      const toast = scene.workbench.page.locator('.notification-toast', { hasText: 'echo from afar' });
      await toast.waitFor();
      await scene.workbench.page.keyboard.press('Alt+A');
      await scene.chat.find();
      await scene.chat.request('Call'); // the key has only shown it
      await scene.workbench.palette('View: Hide Secondary Side Bar');
      await toast.getByRole('button', { name: 'Allow once' }).click();
      const end = scene.workbench.page.locator('.notification-toast', { hasText: 'is done.' });
      await end.getByRole('button', { name: 'Show' }).click();
      await scene.chat.find();
      await frame().getByText('Heard you.').waitFor();
      assert.match(outcome(), /from afar/);
      await scene.chat.turnEnds();
    });
  });
}
