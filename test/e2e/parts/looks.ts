import path from 'node:path';
import { callTool, createGate, fail, say } from '../../../src/demo/replies';
import { openFile } from '../../support/workbench/menus';
import { pictureEverywhere, pictureWindow, switchTheme } from '../../support/workbench/pictures';
import type { Scene } from '../../support/workbench/scene';

const ANSWER = [
  '## What I found',
  'The tax is **not rounded**: `netInCents * taxRate` leaves fractions of a cent.',
  '```typescript\nreturn { id, taxInCents: Math.round(netInCents * taxRate) };\n```',
  '| file | line |\n| --- | --- |\n| `src/order.ts` | 14 |',
  '1. Round the tax.\n2. Add a test for it.',
].join('\n\n');

export function looks(scene: Scene): void {
  describe('how the chat looks, in every theme, narrow and wide, with nothing that axe objects to', () => {
    const frame = () => scene.chat.frame;
    const inFolder = (name: string) => path.join(scene.workbench.folder, name);

    before(async () => {
      await scene.chat.open();
      await scene.workbench.statusShows('Ready');
    });

    it('with an empty session', async () => {
      await frame().getByRole('heading', { name: 'New session in shop' }).waitFor();
      await pictureEverywhere(scene.workbench, 'empty');
    });

    it('while a request waits', async () => {
      const order = inFolder('src/order.ts');
      scene.answers(
        callTool('view', { path: order }, { text: 'I look at the order first.' }),
        callTool('edit', {
          path: order,
          old_str: 'taxInCents: netInCents * taxRate',
          new_str: 'taxInCents: Math.round(netInCents * taxRate)',
        }),
        callTool('bash', { command: 'node --test test/order.spec.ts', description: 'Run the test' }),
        say(ANSWER),
      );
      await scene.chat.send('Find the rounding mistake and correct it');
      await scene.chat.request('Edit order.ts');
      await pictureEverywhere(scene.workbench, 'edit-request');
      await scene.chat.allow('Edit order.ts');
      await scene.chat.request('Run the test');
      await pictureEverywhere(scene.workbench, 'command-request');
      const run = await scene.chat.request('Run the test');
      await run.getByRole('button', { name: /^Allow once/ }).click();
    });

    it('with a finished turn', async () => {
      await frame().getByRole('heading', { name: 'What I found' }).waitFor();
      await scene.chat.turnEnds();
      await pictureEverywhere(scene.workbench, 'answer');
    });

    it('with words found in its folded steps', async () => {
      const { keyboard } = scene.workbench.page;
      await scene.chat.composer.click();
      await keyboard.press('Control+f');
      await frame().getByRole('textbox', { name: 'Find', exact: true }).waitFor();
      await keyboard.insertText('Math.round');
      const status = frame().getByRole('search').getByRole('status');
      await status.filter({ hasText: /^\d+ of [2-9]$/ }).waitFor();
      while (!(await status.textContent())?.startsWith('1 ')) await keyboard.press('F3');
      await frame().getByText('Edited order.ts').waitFor();
      await frame().locator('.hits > i').first().waitFor();
      await pictureEverywhere(scene.workbench, 'find');
      await scene.chat.composer.click();
      await keyboard.press('Escape');
      await frame().getByRole('search').waitFor({ state: 'hidden' });
    });

    it('with a question', async () => {
      const choices = ['Round half up', 'Round half to even', 'Keep the fractions'];
      scene.answers(
        callTool('ask_user', { question: 'How should the tax be rounded?', choices }),
        say('Done.'),
      );
      await scene.chat.send('Ask me how');
      await scene.chat.request('How should the tax be rounded?');
      await pictureEverywhere(scene.workbench, 'question');
      const question = await scene.chat.request('How should the tax be rounded?');
      await question.getByRole('button', { name: /^Answer/ }).click();
      await scene.chat.turnEnds();
    });

    it('while it works, with a queued message and an attachment', async () => {
      const gate = createGate();
      scene.answers(say(['Working on it. ', 'Done.'], { hold: { gate, afterChunks: 1 } }), say('Next.'));
      await scene.chat.send('Take your time');
      await frame().getByText('Working on it.').waitFor();
      await scene.chat.send('And then the next thing');
      await openFile(scene.workbench.page, 'cart.ts');
      await scene.workbench.palette('Flight Deck: Send File as Attachment');
      await frame().getByRole('button', { name: 'Remove cart.ts' }).waitFor();
      await pictureEverywhere(scene.workbench, 'busy');
      await frame().getByRole('button', { name: 'Remove cart.ts' }).click();
      gate.open();
      await frame().getByText('Next.', { exact: true }).waitFor();
      await scene.chat.turnEnds();
    });

    it('with a failure', async () => {
      scene.answers(fail(401, 'bad key'), fail(401, 'bad key'), fail(401, 'bad key'));
      await scene.chat.send('Try with a bad key');
      await frame().getByRole('heading', { name: 'The provider refused the key (401)' }).waitFor();
      await pictureEverywhere(scene.workbench, 'failure');
    });

    it('in the whole window', async () => {
      await scene.chat.newSession();
      scene.answers(callTool('bash', { command: 'ls src', description: 'List the sources' }), say(ANSWER));
      await scene.chat.resize(420);
      await scene.chat.send('Find the rounding mistake');
      await openFile(scene.workbench.page, 'order.ts');
      for (const theme of ['light', 'dark'] as const) {
        await switchTheme(scene.workbench, theme);
        await pictureWindow(scene.workbench, `window-request-${theme}`);
      }
      const card = await scene.chat.request('List the sources');
      await card.getByRole('button', { name: /^Allow once/ }).click();
      await frame().getByRole('heading', { name: 'What I found' }).waitFor();
      await scene.chat.turnEnds();
      for (const theme of ['light', 'dark'] as const) {
        await switchTheme(scene.workbench, theme);
        await pictureWindow(scene.workbench, `window-answer-${theme}`);
      }
    });
  });
}
