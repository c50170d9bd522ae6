import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { callTool, fail } from '../../../src/demo/replies';
import { fakeCliPath } from '../../support/fakeCliClient';
import { until } from '../../support/until';
import { pictures } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

/** What goes wrong, and what only a CLI that stands in for the real one can be made to ask. */
export function troubleStates(scene: Scene): void {
  const frame = () => scene.chat.frame;
  const keep = (name: string) => pictures(scene.workbench, name);
  const press = (key: string) => scene.workbench.page.keyboard.press(key);

  it('what a command of the CLI prints', async () => {
    await scene.chat.composer.fill('/usage');
    await press('Escape');
    await press('Enter');
    const says = frame().getByRole('region', { name: '/usage' });
    await says.getByText('Session Usage').waitFor();
    await keep('command-says');
    await says.getByRole('button', { name: 'Dismiss' }).click();
  });

  it('a provider that is busy, while the CLI waits before it asks again', async () => {
    scene.answers(fail(429, 'no', { 'retry-after': '60' }));
    await scene.chat.send('Are you there?');
    const row = frame().locator('.step[data-state=retry]');
    await row.getByText('attempt 2').waitFor();
    await row.getByText(/^waited \d s$/).waitFor();
    await keep('retry');
    await press('Escape');
    await scene.chat.turnEnds();
    await row.waitFor({ state: 'detached' });
  });

  it('a CLI that was killed in the middle of a command, while it starts again and after', async () => {
    const go = path.join(scene.workbench.folder, 'go');
    const command = 'echo "> shop@1.0.0 build"; until [ -e go ]; do sleep 0.05; done';
    scene.answers(callTool('bash', { command, description: 'Build the shop' }));
    await scene.chat.send('Build it');
    await scene.chat.request('Build the shop');
    await press('Alt+A');
    await frame().locator('.well.live', { hasText: '> shop@1.0.0 build' }).waitFor();
    const [old] = scene.workbench.clis();
    assert.ok(old);
    process.kill(old.pid, 'SIGKILL');
    // The command outlives its CLI.
    fs.writeFileSync(go, '');
    const next = await until('the next CLI', () => scene.workbench.clis().find(({ pid }) => pid !== old.pid));
    process.kill(next.pid, 'SIGSTOP'); // it starts too fast for a picture
    try {
      await frame().getByText('It is being started again.').waitFor();
      await keep('cli-restarting');
    } finally {
      process.kill(next.pid, 'SIGCONT');
    }
    await frame().getByRole('button', { name: 'Try again' }).last().waitFor();
    await frame().locator('.step[data-state=interrupted]').getByText('Interrupted').waitFor();
    await keep('interrupted');
    await scene.workbench.statusShows('Ready');
    fs.rmSync(go);
  });

  it('with a CLI that stands in for the real one: the limit of the session, answered from the editor, and another model', async () => {
    scene.workbench.set({ 'flightdeck.cli.path': fakeCliPath });
    await frame().getByRole('button', { name: 'Restart CLI' }).click();
    const log = path.join(scene.workbench.copilotHome, 'fake-log.jsonl');
    const isOpen = () => fs.existsSync(log) && fs.readFileSync(log, 'utf8').includes('"session.create"');
    await until('a session of the other CLI', isOpen);
    await scene.workbench.statusShows('Ready');
    await frame().locator('#message:enabled').waitFor();
    await scene.chat.newSession();
    await scene.chat.send('limit');
    const limit = await scene.chat.request('The session has used its credits');
    await keep('session-limit');
    // From the editor the key leads to what nobody has chosen yet; there it is the answer.
    await scene.workbench.page.locator('.part.editor').click();
    await press('Alt+A');
    await frame().waitForFunction(() => {
      const { activeElement } = document;
      return (
        document.hasFocus() && activeElement instanceof HTMLInputElement && activeElement.type === 'radio'
      );
    });
    await limit.waitFor();
    await press('Alt+A');
    await frame().getByText('{"action":"add","additionalAiCredits":50}').waitFor();
    await scene.chat.turnEnds();
    await scene.chat.send('switch');
    await scene.chat.request('Let Copilot choose the model?');
    await keep('auto-mode');
    await press('Alt+D');
    await frame().getByText('{"response":"no"}').waitFor();
    await scene.chat.turnEnds();
  });
}
