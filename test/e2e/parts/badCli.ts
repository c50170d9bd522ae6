import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { until } from '../../support/until';
import { pictureEverywhere } from '../../support/workbench/pictures';
import type { Workbench } from '../../support/workbench/workbench';

/** Answers every request as a CLI of some far future would. */
const OTHER_PROTOCOL = `#!/usr/bin/env node
process.stdin.on('data', (data) => {
  const body = String(data).split('\\r\\n\\r\\n')[1];
  if (!body) return;
  const result = { ok: true, protocolVersion: 99, version: '9' };
  const text = JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(body).id, result });
  process.stdout.write('Content-Length: ' + Buffer.byteLength(text) + '\\r\\n\\r\\n' + text);
});
process.stdin.on('end', () => process.exit());
`;

/** Begins with a CLI that is to be found in `folder`, and is not. */
export function badCli(running: () => Workbench, folder: () => string): void {
  describe('a CLI that cannot be used', () => {
    const frame = () => running().chat.frame;

    function put(name: string, source: string, mode = 0o755): string {
      const file = path.join(folder(), name);
      fs.writeFileSync(file, source, { mode });
      return file;
    }

    async function useCli(file: string): Promise<void> {
      running().set({ 'flightdeck.cli.path': file });
    }

    it('because its path leads nowhere: the chat shows the command that installs one, and runs it', async () => {
      await frame().getByRole('heading', { name: 'Copilot CLI not found' }).waitFor();
      await frame()
        .getByText(`There is no CLI at ${path.join(folder(), 'nowhere')}.`)
        .waitFor();
      await frame().getByText('npm install -g @github/copilot').waitFor();
      await running().statusShows('CLI not found');
      assert.equal(await running().chat.composer.isDisabled(), true);
      await pictureEverywhere(running(), 'cli-not-found');
      // Another npm comes first in the terminal, which tells what it was asked for.
      const asked = path.join(folder(), 'asked');
      put('npm', `#!/bin/sh\necho "$@" > '${asked}'\n`);
      const env = { PATH: `${folder()}:\${env:PATH}`, npm_config_dry_run: 'true' };
      running().set({ 'terminal.integrated.env.linux': env });
      await frame().getByRole('button', { name: 'Install in terminal' }).click();
      await until('npm to run', () => fs.existsSync(asked) && fs.readFileSync(asked, 'utf8') !== '');
      assert.equal(fs.readFileSync(asked, 'utf8'), 'install -g @github/copilot\n');
      await running().palette('Terminal: Kill the Active Terminal Instance');
    });

    it('because it ends at once: the chat shows its own last words', async () => {
      await useCli(
        put('ends.mjs', '#!/usr/bin/env node\nconsole.error("no good license"); process.exit(3);\n'),
      );
      await frame().getByRole('heading', { name: 'The CLI ended at once' }).waitFor();
      await frame().getByText('no good license').waitFor();
      await frame().getByRole('button', { name: 'Try again' }).waitFor();
      await running().statusShows('Failed');
    });

    it('because it speaks another protocol', async () => {
      await useCli(put('future.mjs', OTHER_PROTOCOL));
      await frame().getByRole('heading', { name: 'The CLI speaks another protocol' }).waitFor();
      await frame().getByRole('button', { name: 'Choose file' }).waitFor();
    });

    it('because it is no program', async () => {
      await useCli(put('text', 'just text', 0o644));
      await frame().getByRole('heading', { name: 'The CLI could not be started' }).waitFor();
    });

    it('until the setting is corrected', async () => {
      await useCli('');
      await frame().getByRole('heading', { name: 'Choose how to connect' }).waitFor();
      await running().statusShows('Ready');
    });
  });
}
