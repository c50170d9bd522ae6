import { createGate, say } from '../../../src/demo/replies';
import { pictures } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

/** What opens at the composer, and what is said above it, with the real CLI. */
export function composerStates(scene: Scene): void {
  const frame = () => scene.chat.frame;
  const keep = (name: string) => pictures(scene.workbench, name);
  const press = (key: string) => scene.workbench.page.keyboard.press(key);

  it('the menus of the foot, and what fills the context', async () => {
    for (const [button, name] of [
      [/^Model: /, 'model-menu'],
      [/^Permissions: /, 'permission-menu'],
      [/^Context/, 'context'],
    ] as const) {
      await frame().getByRole('button', { name: button }).click();
      await frame().locator('.pop').waitFor();
      await frame()
        .getByText(/Looking for models|Counting tokens/)
        .waitFor({ state: 'detached' });
      await keep(name);
      await press('Escape');
      await frame().locator('.pop').waitFor({ state: 'detached' });
    }
  });

  it('the commands, what /help says, and a command that is none', async () => {
    await scene.chat.composer.click();
    await scene.workbench.page.keyboard.insertText('/');
    await frame()
      .getByRole('option', { name: /^\/compact/ })
      .waitFor();
    await keep('commands');
    await scene.chat.composer.fill('/help');
    await press('Escape');
    await press('Enter');
    await frame().getByRole('heading', { name: 'Commands and signs' }).waitFor();
    await keep('help');
    await scene.chat.composer.fill('/btw What is a monetary amount in cents called?');
    await press('Escape');
    await press('Enter');
    await frame().getByRole('group', { name: 'Answer', exact: true }).waitFor();
    await keep('aside');
    await scene.chat.composer.fill('/etc is big');
    await press('Enter');
    await frame().getByRole('heading', { name: 'There is no command /etc' }).waitFor();
    await keep('unknown-command');
    await scene.chat.composer.fill('');
  });

  it('a queue that the stop has paused, with a message being edited and one deleted', async () => {
    scene.answers(say(['Going on ', 'and on'], { hold: { gate: createGate(), afterChunks: 1 } }));
    await scene.chat.send('Go on');
    await frame().getByText('Going on').waitFor();
    for (const text of ['Then update the README', 'Run the linter', 'Commit']) await scene.chat.send(text);
    const queue = frame().getByRole('region', { name: 'Queued messages' });
    await queue.getByRole('listitem', { name: 'Commit' }).waitFor();
    await press('Escape');
    await queue.getByText('Paused after the stop').waitFor();
    await queue.getByRole('listitem', { name: 'Run the linter' }).press('Delete');
    await queue.getByText('Deleted: Run the linter').waitFor();
    await queue.getByRole('listitem', { name: 'Then update the README' }).press('Enter');
    await queue.getByRole('textbox', { name: 'Edit queued message' }).waitFor();
    await keep('queue-paused');
    await press('Escape');
    for (const text of ['Then update the README', 'Commit']) {
      await queue.getByRole('listitem', { name: text }).press('Delete');
      await queue.getByRole('listitem', { name: text }).waitFor({ state: 'detached' });
    }
  });
}
