import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { drop, fail, say } from '../../../src/demo/replies';
import { explorerRow, pickFromContextMenu } from '../../support/workbench/menus';
import type { Scene } from '../../support/workbench/scene';

export function badInput(scene: Scene): void {
  describe('a provider or an attachment that fails', () => {
    const frame = () => scene.chat.frame;

    before(async () => {
      await scene.chat.open();
      await scene.workbench.statusShows('Ready');
    });

    afterEach(async () => {
      await scene.chat.newSession();
    });

    const eight = (status: number) =>
      Array.from({ length: 8 }, () => fail(status, 'no', { 'retry-after': '0' }));
    const failures = [
      { status: 401, title: 'The provider refused the key (401)', way: 'Change key' },
      { status: 429, title: 'The provider is busy (429)', way: 'Try again' },
      { status: 500, title: 'The provider failed (500)', way: 'Try again' },
    ];
    for (const { status, title, way } of failures) {
      it(`says in one sentence that the provider answers ${status}, and the message can be sent again`, async function () {
        this.timeout(90_000);
        scene.answers(...eight(status));
        await scene.chat.send('Hello?');
        const notice = frame().getByRole('region', { name: title });
        await notice.waitFor({ timeout: 60_000 });
        assert.equal(await notice.getByRole('button').first().innerText(), way);
        await scene.chat.turnEnds();
        await scene.workbench.sessionRow('Hello?').filter({ hasText: 'failed' }).waitFor();
        scene.answers(say(`After ${status}.`));
        await notice.getByRole('button', { name: 'Try again' }).click();
        await frame().getByText(`After ${status}.`).waitFor();
      });
    }

    it('says that an attachment is gone before anything is sent, and keeps the message', async () => {
      await pickFromContextMenu(explorerRow(scene.workbench.page, 'README.md'), 'Send File as Attachment');
      await frame().getByRole('button', { name: 'Remove README.md' }).waitFor();
      fs.rmSync(path.join(scene.workbench.folder, 'README.md'));
      await scene.chat.send('Read it');
      await frame().getByRole('heading', { name: 'README.md is no longer there' }).waitFor();
      assert.equal(await scene.chat.composer.inputValue(), 'Read it');
      await frame().getByRole('button', { name: 'Remove attachment' }).click();
      await frame()
        .getByRole('heading', { name: 'README.md is no longer there' })
        .waitFor({ state: 'detached' });
      scene.answers(say('Without it, then.'));
      await scene.chat.composer.press('Enter');
      await frame().getByText('Without it, then.').waitFor();
    });

    it('names a provider that hangs up, with a way to another model', async function () {
      this.timeout(90_000);
      scene.answers(...Array.from({ length: 8 }, () => drop));
      await scene.chat.send('Hello?');
      const notice = frame().getByRole('region', { name: 'The provider does not answer' });
      await notice.waitFor({ timeout: 60_000 });
      await notice.getByRole('button', { name: 'Choose a model' }).waitFor();
    });
  });
}
