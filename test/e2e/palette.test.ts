import assert from 'node:assert/strict';
import { createGate, say } from '../../src/demo/replies';
import { editorLines, openFile, paletteOffers } from '../support/workbench/menus';
import { useScene } from '../support/workbench/scene';

describe('the commands in the palette', () => {
  const scene = useScene();
  const page = () => scene.workbench.page;

  async function offers(title: string): Promise<boolean> {
    const titles = await paletteOffers(page(), `Flight Deck: ${title}`);
    return titles.some((one) => one === `Flight Deck: ${title}`);
  }

  it('are few before the chat was opened', async () => {
    assert.equal(await offers('Focus Chat'), true);
    assert.equal(await offers('New Session'), false);
    assert.equal(await offers('Stop'), false);
  });

  it('are those that make sense when it is ready', async () => {
    await scene.chat.open();
    await scene.chat.frame.getByRole('button', { name: /^Model: Scripted/ }).waitFor();
    for (const title of ['New Session', 'Attach File…', 'Restart CLI', 'Show Logs', 'Sign In to GitHub']) {
      assert.equal(await offers(title), true, title);
    }
    for (const title of ['Stop', 'Allow Request Once', 'Send Selection as Attachment']) {
      assert.equal(await offers(title), false, title);
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

  it('sign in: the login runs in a terminal', async () => {
    await scene.workbench.palette('Flight Deck: Sign In to GitHub');
    await page()
      .locator('.terminal-tabs-entry, .single-terminal-tab', { hasText: 'Sign in to GitHub' })
      .first()
      .waitFor();
    await scene.workbench.palette('Terminal: Kill the Active Terminal Instance');
  });

  it('show the log', async () => {
    await scene.workbench.palette('Flight Deck: Show Logs');
    await page()
      .locator('.part.panel')
      .getByText(/Copilot\sCLI\s.*\sruns/)
      .first()
      .waitFor();
  });

  it('open the settings', async () => {
    await scene.workbench.palette('Flight Deck: Open Settings');
    await page().locator('.settings-editor').getByText('How much the Copilot CLI writes').first().waitFor();
  });
});
