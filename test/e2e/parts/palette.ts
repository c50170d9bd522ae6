import assert from 'node:assert/strict';
import { createGate, say } from '../../../src/demo/replies';
import { until } from '../../support/until';
import { editorLines, openFile, paletteOffers, pickFromList } from '../../support/workbench/menus';
import { pictures } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

/** Begins in a window whose chat was not shown yet. */
export function palette(scene: Scene): void {
  describe('the commands in the palette', () => {
    const page = () => scene.workbench.page;

    /** What makes sense is told to the editor a moment after it shows in the chat. */
    async function isOffered(title: string, wanted: boolean): Promise<void> {
      const isThere = async () => {
        const titles = await paletteOffers(page(), `Flight Deck: ${title}`);
        return titles.includes(`Flight Deck: ${title}`);
      };
      for (const end = Date.now() + 10_000; (await isThere()) !== wanted;) {
        assert.ok(Date.now() < end, `${title} is ${wanted ? 'not ' : ''}offered`);
      }
    }

    it('are few before the chat was opened', async () => {
      await isOffered('Focus Chat', true);
      await isOffered('New Session', false);
      await isOffered('Stop', false);
    });

    it('are those that make sense when it is ready', async () => {
      await scene.chat.open();
      await scene.chat.frame.getByRole('button', { name: /^Model: claude.* · Scripted/ }).waitFor();
      for (const title of ['New Session', 'Attach File…', 'Restart CLI', 'Show Logs', 'Sign In to GitHub']) {
        await isOffered(title, true);
      }
      for (const title of ['Stop', 'Allow Request Once', 'Send Selection as Attachment']) {
        await isOffered(title, false);
      }
    });

    it('stop a running turn', async () => {
      scene.answers(say(['Going on ', 'and on'], { hold: { gate: createGate(), afterChunks: 1 } }));
      await scene.chat.send('Go on');
      await scene.chat.frame.getByText('Going on').waitFor();
      await scene.workbench.palette('Flight Deck: Stop');
      await scene.chat.frame.locator('.tail', { hasText: 'Stopped' }).waitFor();
    });

    it('send the selection', async () => {
      await openFile(page(), 'cart.ts', 2);
      await editorLines(page()).nth(1).click();
      await page().keyboard.press('Home');
      await page().keyboard.press('Shift+End');
      await scene.workbench.palette('Flight Deck: Send Selection as Attachment');
      await scene.chat.frame.getByRole('button', { name: /^Remove cart\.ts:2/ }).click();
    });

    it('hide the selection from the agent, and show it again', async () => {
      const { frame } = scene.chat;
      await frame.getByRole('button', { name: 'Hide selection from the agent', pressed: false }).waitFor();
      await scene.workbench.palette('Flight Deck: Show or Hide Selection From Agent');
      await frame.getByRole('button', { name: 'Hide selection from the agent', pressed: true }).waitFor();
      await scene.workbench.palette('Flight Deck: Show or Hide Selection From Agent');
      await frame.getByRole('button', { name: 'Hide selection from the agent', pressed: false }).waitFor();
    });

    it('find in the chat', async () => {
      await scene.workbench.palette('Flight Deck: Find in Chat');
      const box = scene.chat.frame.getByRole('textbox', { name: 'Find', exact: true });
      await box.fill('Going on');
      await scene.chat.frame.getByRole('search').getByText('1 of ').waitFor();
      await box.press('Escape');
      await box.waitFor({ state: 'detached' });
    });

    it('choose effort, mode and permissions, for new sessions too', async () => {
      const { frame } = scene.chat;
      await scene.workbench.palette('Flight Deck: Select Reasoning Effort…');
      await pickFromList(page(), 'High');
      await frame.getByRole('button', { name: /^Model: .* High effort$/ }).waitFor();
      await scene.workbench.palette('Flight Deck: Select Mode…');
      await pickFromList(page(), 'Plan');
      await frame.getByRole('button', { name: 'Mode: Plan' }).waitFor();
      await scene.workbench.palette('Flight Deck: Select Permission Mode…');
      await pickFromList(page(), 'Ask every time');
      await frame.getByRole('button', { name: 'Permissions: Ask every time' }).waitFor();
      await scene.workbench.palette("Flight Deck: Use the Session's Choices for New Sessions");
      await page().locator('.statusbar').getByText('New sessions begin with these choices.').waitFor();
      await scene.workbench.palette('Flight Deck: New Session');
      await frame.getByRole('heading', { name: 'New session in shop' }).waitFor();
      for (const name of ['Mode: Plan', /^Model: .* High effort$/, 'Permissions: Ask every time'])
        await frame.getByRole('button', { name }).waitFor();
    });

    it('show what fills the context, and make room in it', async () => {
      const { frame } = scene.chat;
      scene.answers(say('Twelve lines.'), say('A summary.'));
      await scene.chat.send('How long is it?');
      await frame.getByText('Twelve lines.').waitFor();
      await scene.chat.turnEnds();
      await scene.workbench.palette('Flight Deck: Show Context and Cost');
      const details = frame.getByRole('dialog', { name: 'Context' });
      await details.getByText('System prompt').waitFor();
      await details.press('Escape');
      await scene.workbench.palette('Flight Deck: Compact Conversation');
      await frame.getByRole('heading', { name: /^The conversation was (not )?compacted/ }).waitFor();
      await pictures(scene.workbench, 'compacted');
    });

    it('sign in: the login runs in a terminal', async () => {
      const [old] = scene.workbench.clis();
      await scene.workbench.palette('Flight Deck: Sign In to GitHub');
      await page()
        .locator('.terminal-tabs-entry, .single-terminal-tab', { hasText: 'Sign in to GitHub' })
        .first()
        .waitFor();
      await scene.workbench.palette('Terminal: Kill the Active Terminal Instance');
      // It starts again with the new login; meanwhile there is none to stop.
      await until('the CLI to end', () => scene.workbench.clis().every(({ pid }) => pid !== old?.pid));
      await isOffered('Stop CLI', true);
    });

    it('show the log', async () => {
      await scene.workbench.palette('Flight Deck: Show Logs');
      await page()
        .locator('.part.panel')
        .getByText(/Copilot\sCLI\s.*\sruns/)
        .first()
        .waitFor();
    });

    it('stop the CLI until it is started again', async () => {
      const { frame } = scene.chat;
      await scene.workbench.palette('Flight Deck: Stop CLI');
      await frame.getByRole('heading', { name: 'The CLI is stopped' }).waitFor();
      await scene.workbench.statusShows('Stopped');
      await until('the CLI to end', () => scene.workbench.clis().length === 0);
      await pictures(scene.workbench, 'cli-stopped');
      await frame.getByRole('button', { name: 'Start the CLI' }).click();
      await scene.workbench.statusShows('Ready');
      await frame.getByText('Twelve lines.').waitFor();
    });

    it('open the settings', async () => {
      await scene.workbench.palette('Flight Deck: Open Settings');
      await settingsShow('What the agent may do without asking');
    });

    it('are led to by the warning about a setting that is of no use', async () => {
      scene.workbench.set({ 'flightdeck.streaming': 'loud' });
      const warning = page().locator('.notification-toast', {
        hasText: 'The setting flightdeck.streaming is not used: ',
      });
      await warning.getByRole('button', { name: 'Open settings' }).click();
      await settingsShow('Show answers while they are written');
      scene.workbench.set({ 'flightdeck.streaming': true });
    });

    /** Waits for this in the settings, and closes them. */
    async function settingsShow(text: string): Promise<void> {
      const settings = page().locator('.monaco-modal-editor-block', {
        has: page().locator('.settings-editor'),
      });
      await settings.getByText(text).first().waitFor();
      const close = settings.getByRole('button', { name: /^Close/ });
      await close.first().click();
      await settings.waitFor({ state: 'detached' });
    }
  });
}
