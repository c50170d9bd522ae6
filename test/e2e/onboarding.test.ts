import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { say } from '../../src/demo/replies';
import { pickFromList } from '../support/workbench/menus';
import { pictures } from '../support/workbench/pictures';
import { pictureFailures } from '../support/workbench/scene';
import { Workbench } from '../support/workbench/workbench';
import { badCli } from './parts/badCli';

describe('a newcomer without a login', () => {
  let workbench: Workbench;
  let model: ModelServer;
  let ollama: http.Server;
  let folder: string;
  const frame = () => workbench.chat.frame;
  const way = (name: string) => frame().getByRole('button', { name });

  pictureFailures(() => workbench);
  before(async () => {
    model = await startModelServer(() => say('Hello from your own model.'));
    const models = JSON.stringify({ object: 'list', data: [{ id: 'llama-local' }] });
    ollama = http.createServer((_request, response) => response.end(models));
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cli-'));
    workbench = await Workbench.start({ settings: { 'flightdeck.cli.path': path.join(folder, 'nowhere') } });
    await workbench.chat.open();
  });
  after(async () => {
    try {
      await workbench.stop();
    } finally {
      await model.stop();
      ollama.close();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  badCli(
    () => workbench,
    () => folder,
  );

  describe('with a CLI', () => {
    it('is shown three ways to a model, and cannot write before one is chosen', async () => {
      await frame().getByRole('heading', { name: 'Choose how to connect' }).waitFor();
      await way('Sign in to GitHub').waitFor();
      await way('Use your own key or a local model').waitFor();
      await way('Try the demo model').waitFor();
      assert.equal(await workbench.chat.composer.isDisabled(), true);
      await pictures(workbench, 'onboarding');
    });

    it('can sign in: the login runs in a terminal', async () => {
      // GitHub cannot be reached from here, so the login may end by itself before it is ended here.
      workbench.problems.expect(/terminal process .*copilot.* 'login'" terminated with exit code/);
      await way('Sign in to GitHub').click();
      await workbench.page
        .locator('.terminal-tabs-entry, .single-terminal-tab', { hasText: 'Sign in to GitHub' })
        .first()
        .waitFor();
      await frame().getByText('Waiting for you to finish in the terminal.').waitFor();
      await pictures(workbench, 'signing-in');
      await workbench.palette('Terminal: Kill the Active Terminal Instance');
      await frame().getByText('in a terminal. This card notices when you are done.').waitFor();
    });

    it('is offered a local model server that is started meanwhile', async () => {
      await new Promise<void>((resolve) => ollama.listen(11434, '127.0.0.1', resolve));
      await frame().getByText('Ollama answered with 1 model.').waitFor();
      await frame().getByText('LM Studio is not running.').waitFor();
      await pictures(workbench, 'local-model');
      await way('Use Ollama on port 11434').click();
      await way('Model: llama-local · Ollama').waitFor();
    });

    it('can use an own model: the key goes to that address alone', async () => {
      await way('Model: llama-local · Ollama').click();
      await frame().getByRole('menuitem', { name: 'Use your own key or a local model…' }).click();
      await pickFromList(workbench.page, 'OpenAI compatible');
      const box = workbench.page.locator('.quick-input-widget input');
      const steps = [model.url, 'my-model', 'secret-key'];
      for (const [index, text] of steps.entries()) {
        await workbench.page.locator('.quick-input-title', { hasText: `(${index + 2} of 4)` }).waitFor();
        await box.last().fill(text);
        await workbench.page.keyboard.press('Enter');
      }
      await way('Model: my-model · 127.0.0.1').waitFor();
      // A login that gave up by itself before it was ended is told in front of the message field.
      await workbench.palette('Notifications: Clear All Notifications');
      await workbench.chat.send('Who are you?');
      await frame().getByText('Hello from your own model.').waitFor();
      await workbench.chat.turnEnds();
      const request = model.requests.find((one) => one.model?.prompt.includes('Who are you?'));
      assert.equal(request?.headers.authorization, 'Bearer secret-key');
    });
  });
});
