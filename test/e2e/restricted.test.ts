import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { paletteOffers } from '../support/workbench/menus';
import { pictureEverywhere } from '../support/workbench/pictures';
import { pictureFailures } from '../support/workbench/scene';
import { Workbench } from '../support/workbench/workbench';

describe('a folder that is not trusted', () => {
  let workbench: Workbench;
  const frame = () => workbench.chat.frame;

  pictureFailures(() => workbench);
  before(async () => {
    workbench = await Workbench.start({ isTrusted: false, settings: { 'flightdeck.modelSource': 'demo' } });
    await workbench.chat.open();
  });
  after(() => workbench.stop());

  it('gets no CLI, and the chat says why', async () => {
    await frame().getByText('This folder is not trusted, so the CLI is not started.').waitFor();
    assert.equal(await workbench.chat.composer.isDisabled(), true);
    assert.deepEqual(workbench.clis(), []);
    await pictureEverywhere(workbench, 'restricted');
  });

  it('offers no command that could not work', async () => {
    const offered = await paletteOffers(workbench.page, 'Flight Deck: ');
    assert.ok(offered.some((title) => title === 'Flight Deck: Focus Chat'));
    for (const title of ['New Session', 'Send File as Attachment', 'Restart CLI', 'Sign In to GitHub']) {
      assert.ok(!offered.some((one) => one.startsWith(`Flight Deck: ${title}`)), `${title} is offered`);
    }
  });

  it('follows no link from outside, and says why', async () => {
    await workbench.palette('Developer: Open URL');
    const box = workbench.page.locator('.quick-input-widget input[type=text]');
    await box.fill('code-oss://flightdeck.flightdeck/turn?session=abc');
    await box.press('Enter');
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Open', exact: true }).click();
    const toast = workbench.page.locator('.notification-toast', {
      hasText: 'Nothing is started or sent here',
    });
    await toast.waitFor();
    assert.deepEqual(workbench.clis(), []);
  });

  it('works as soon as it is trusted', async () => {
    await frame().getByRole('button', { name: 'Manage trust' }).click();
    const editor = workbench.page.locator('.workspace-trust-editor');
    await editor
      .locator('.monaco-button', { hasText: /^Trust/ })
      .first()
      .click();
    await workbench.statusShows('Ready');
    await frame().getByRole('button', { name: 'Model: Demo model' }).waitFor();
    assert.equal(workbench.clis().length, 1);
    assert.equal(workbench.log().match(/Copilot CLI .* runs/g)?.length, 1, 'it was started once');
  });
});

describe('a window without a folder', () => {
  let workbench: Workbench;
  pictureFailures(() => workbench);
  before(async () => {
    workbench = await Workbench.start({ hasNoFolder: true, settings: { 'flightdeck.modelSource': 'demo' } });
    await workbench.chat.open();
  });
  after(() => workbench.stop());

  it('is one to chat in: the agent works in a scratch folder, which is said', async () => {
    const frame = () => workbench.chat.frame;
    await frame().getByText('No folder is open, so Copilot works in a scratch folder of its own.').waitFor();
    await frame()
      .getByRole('button', { name: /^Open a folder/ })
      .waitFor();
    await frame().getByRole('button', { name: 'Model: Demo model' }).waitFor();
    const [cli] = workbench.clis();
    assert.match(fs.readlinkSync(`/proc/${cli?.pid}/cwd`), /globalStorage\/flightdeck\.flightdeck\/scratch$/);
    await workbench.chat.send('Who are you?');
    await frame()
      .getByText(/demo model/i)
      .first()
      .waitFor();
    await workbench.chat.turnEnds();
    await workbench.sessionRow('Who are you?').waitFor();
  });

  it('gets no CLI with a folder that is on no disk, and the chat says why', async () => {
    await workbench.openFolder('virtual:/shop');
    await workbench.chat.open();
    await workbench.chat.frame
      .getByText(/virtual/)
      .first()
      .waitFor();
    assert.equal(await workbench.chat.composer.isDisabled(), true);
    assert.deepEqual(workbench.clis(), []);
  });
});
