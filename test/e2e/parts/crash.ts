import assert from 'node:assert/strict';
import { callTool, createGate, say } from '../../../src/demo/replies';
import { until } from '../../support/until';
import { pictures } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

/** Runs in the page: the time at which a heading appears, whatever the test is doing by then. */
function whenTold(heading: string): Promise<number> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const headings = [...document.querySelectorAll('h2, h3')];
      if (!headings.some(({ textContent }) => textContent?.includes(heading))) return;
      observer.disconnect();
      resolve(Date.now());
    });
    observer.observe(document, { childList: true, subtree: true, characterData: true });
  });
}

export function crash(scene: Scene): void {
  describe('a CLI that ends before its time', () => {
    const frame = () => scene.chat.frame;

    before(async () => {
      await scene.chat.open();
      await scene.workbench.statusShows('Ready');
    });

    it('is named within a second when it is killed in mid-answer, started again, and the message can be tried again', async () => {
      const stuck = say(['Half of it ', 'never'], { hold: { gate: createGate(), afterChunks: 1 } });
      scene.answers(stuck, say('All of it.'));
      await scene.chat.send('Tell me all');
      await frame().getByText('Half of it').waitFor();
      await scene.chat.composer.click();
      await scene.workbench.page.keyboard.type('typed meanwhile');
      const [cli] = scene.workbench.clis();
      assert.ok(cli);

      const toldAt = frame().evaluate(whenTold, 'The CLI ended while it was working');
      await frame().evaluate(() => undefined); // from now on the page looks out for it
      const killedAt = Date.now();
      process.kill(cli.pid, 'SIGKILL');
      const took = (await toldAt) - killedAt;
      assert.ok(took < 1000, `told after ${took} ms`);

      const again = frame().getByRole('button', { name: 'Try again' });
      await again.waitFor();
      await pictures(scene.workbench, 'cli-ended');
      await scene.workbench.statusShows('Ready');
      const [next] = scene.workbench.clis();
      assert.ok(next && next.pid !== cli.pid);
      await frame().getByText('Half of it').waitFor();
      assert.equal(await scene.chat.composer.inputValue(), 'typed meanwhile');

      await again.click();
      await frame().getByText('All of it.').waitFor();
      await scene.chat.turnEnds();
      await scene.workbench.sessionRow('Tell me all').waitFor();
    });

    it('is started again by hand from the palette', async () => {
      const [old] = scene.workbench.clis();
      assert.ok(old);
      await scene.workbench.palette('Flight Deck: Restart CLI');
      await until('another CLI', () => scene.workbench.clis().some(({ pid }) => pid !== old.pid));
      await scene.workbench.statusShows('Ready');
      await until('the old CLI to end', () => scene.workbench.clis().length === 1);
      await frame().getByText('All of it.').waitFor();
    });

    it('is taken along by a window whose browser crashes while the agent waits for an answer', async () => {
      await scene.chat.newSession();
      scene.answers(callTool('bash', { command: 'ls', description: 'List' }), say('Never said.'));
      await scene.chat.send('List the files');
      await scene.chat.request('List');
      assert.equal(scene.workbench.clis().length, 1);
      await scene.workbench.crashBrowser();
    });
  });
}
