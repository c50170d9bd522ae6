import assert from 'node:assert/strict';
import { createGate, say } from '../../../src/demo/replies';
import { until } from '../../support/until';
import { pictures } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

/** Begins in a window without sessions. */
export function sessions(scene: Scene): void {
  describe('sessions', () => {
    const frame = () => scene.chat.frame;
    const page = () => scene.workbench.page;
    const row = (title: string) => scene.workbench.sessionRow(title);

    before(async () => {
      await scene.chat.open();
      await scene.workbench.statusShows('Ready');
    });

    async function ask(prompt: string, answer: string): Promise<void> {
      scene.answers(say(answer));
      await scene.chat.send(prompt);
      await frame().getByText(answer).waitFor();
      await scene.chat.turnEnds();
    }

    it('stand in the list newest first, with title, age and state', async () => {
      await ask('Count the apples', 'Seven apples.');
      await row('Count the apples').waitFor();
      await scene.chat.newSession();
      const gate = createGate();
      scene.answers(say('Nine pears.', { hold: { gate } }));
      await scene.chat.send('Count the pears');
      await row('Count the pears').filter({ hasText: 'working' }).waitFor();
      gate.open();
      await frame().getByText('Nine pears.').waitFor();
      await row('Count the pears')
        .filter({ hasText: /^Count the pears\s*now$/ })
        .waitFor();
      const titles = await row('').allInnerTexts();
      assert.deepEqual(
        titles.map((text) => text.replace(/\s*now.*/s, '').trim()),
        ['Count the pears', 'Count the apples'],
      );
    });

    it('come back with their whole history when clicked', async () => {
      const selected = (title: string) => row(title).and(page().locator('[aria-selected="true"]'));
      await selected('Count the pears').waitFor();
      await scene.chat.newSession();
      await row('Count the pears').and(page().locator(':not([aria-selected="true"])')).waitFor();
      await row('Count the apples').click();
      await selected('Count the apples').waitFor();
      await scene.chat.prompt('Count the apples').waitFor();
      await frame().getByText('Seven apples.').waitFor();
      assert.equal(await frame().getByText('Nine pears.').count(), 0);
      await ask('And now?', 'Still seven.');
      assert.equal(await frame().getByRole('article').count(), 2);
    });

    it('keep the transcript and the unsent draft when the window is reloaded', async () => {
      await scene.chat.composer.click();
      await page().keyboard.type('half a thought');
      // The page tells its draft a moment after the last key.
      await until('the draft to be stored', () => scene.workbench.stored().includes('half a thought'));
      await scene.workbench.reload();
      await scene.chat.find();
      await frame().getByText('Seven apples.').waitFor();
      await frame().getByText('Still seven.').waitFor();
      assert.equal(await scene.chat.composer.inputValue(), 'half a thought');
      await scene.chat.composer.fill('');
      await scene.workbench.statusShows('Ready');
      assert.equal(scene.workbench.clis().length, 1);
      await ask('Are you there?', 'I am.');
    });

    it('survive a reload in the middle of an answer, with the messages that wait', async () => {
      scene.answers(
        say(['The beginning ', 'and the end.'], { hold: { gate: createGate(), afterChunks: 1 } }),
      );
      await scene.chat.send('Tell me a story');
      await frame().getByText('The beginning').waitFor();
      await scene.chat.send('And then a song');
      const queue = frame().getByRole('region', { name: 'Queued messages' });
      await queue.getByText('And then a song').waitFor();
      await scene.workbench.reload();
      await scene.chat.find();
      await scene.chat.prompt('Tell me a story').waitFor();
      await frame().getByText('Seven apples.').waitFor();
      await frame().getByText('The beginning').waitFor();
      assert.equal(await scene.chat.composer.inputValue(), ''); // the draft of before was sent long ago
      await scene.workbench.statusShows('Ready');
      const back = frame().getByRole('region', { name: 'Queued messages' });
      await back.getByText('Paused after the reload').waitFor();
      await back.getByRole('listitem', { name: 'And then a song' }).press('Delete');
      await back.getByRole('button', { name: 'Dismiss' }).click();
      await back.waitFor({ state: 'detached' });
      await ask('Go on', 'Gone on.');
    });

    it('are resumed from the palette', async () => {
      await scene.chat.newSession();
      await scene.workbench.palette('Flight Deck: Resume Last Session');
      await scene.chat.prompt('Tell me a story').waitFor();
    });

    it('are deleted after a question, and stay when it is cancelled', async () => {
      const remove = async (answer: string) => {
        await row('Count the pears').hover();
        await row('Count the pears').getByRole('button', { name: 'Delete Session' }).click();
        const dialog = page().locator('.monaco-dialog-box');
        await dialog.getByText('Delete the session “Count the pears”?').waitFor();
        await dialog.getByRole('button', { name: answer }).click();
      };
      await remove('Cancel');
      await row('Count the pears').waitFor();
      await remove('Delete');
      await row('Count the pears').waitFor({ state: 'detached' });
      await row('Count the apples').waitFor();
    });

    it('go back to a prompt that is edited and sent again', async () => {
      await scene.chat.newSession();
      await ask('Count the plums', 'Two plums.');
      await ask('And the figs?', 'Three figs.');
      await scene.chat.prompt('Count the plums').hover();
      await frame().getByRole('button', { name: 'Edit and send again' }).first().click();
      await frame().getByText('Sending drops this answer and 1 later turn.').waitFor();
      await pictures(scene.workbench, 'prompt-edit');
      scene.answers(say('Five cherries.'));
      await frame().getByRole('textbox', { name: 'Edit prompt' }).fill('Count the cherries');
      await page().keyboard.press('Enter');
      await frame().getByText('Five cherries.').waitFor();
      await scene.chat.turnEnds();
      assert.deepEqual(await frame().getByRole('heading', { level: 2 }).allInnerTexts(), [
        'Count the cherries',
      ]);
    });

    it('are copied up to a turn, and the original stays', async () => {
      await ask('And the dates?', 'No dates.');
      await scene.chat.prompt('Count the cherries').hover();
      await frame().getByRole('button', { name: 'Copy the session up to here' }).first().click();
      await frame().getByRole('heading', { name: 'This is a copy' }).waitFor();
      await frame().getByText('Five cherries.').waitFor();
      assert.equal(await frame().getByText('No dates.').count(), 0);
      await ask('And the limes?', 'One lime.');
    });

    it('are found again by the link to one of their turns', async () => {
      await page().evaluate(() => navigator.clipboard.writeText(''));
      await scene.chat.prompt('Count the cherries').hover();
      await frame().getByRole('button', { name: 'Copy link to this turn' }).first().click();
      let link = '';
      // The extension puts it there a moment after the click.
      for (
        const end = Date.now() + 10_000;
        link === '' && Date.now() < end;
        await page().waitForTimeout(50)
      ) {
        link = await page().evaluate(() => navigator.clipboard.readText());
      }
      await scene.chat.newSession();
      await scene.workbench.palette('Developer: Open URL');
      const box = page().locator('.quick-input-widget input[type=text]');
      await box.fill(link);
      await box.press('Enter');
      await page().locator('.monaco-dialog-box').getByRole('button', { name: 'Open', exact: true }).click();
      const toast = page().locator('.notification-toast', { hasText: 'A link leads to a turn' });
      await toast.waitFor();
      assert.equal(await scene.chat.prompt('Count the cherries').count(), 0, 'a link alone opens nothing');
      await toast.getByRole('button', { name: 'Open' }).click();
      await scene.chat.prompt('Count the cherries').waitFor();
    });
  });
}
