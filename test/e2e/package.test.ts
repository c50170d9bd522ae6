import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { findCli } from '../../src/sdk/index';
import { npm } from '../support/run.mjs';
import { Workbench } from '../support/workbench/workbench';

const MEGABYTE = 1024 * 1024;

describe('the packaged extension', () => {
  const vsix = path.resolve('flightdeck.vsix');
  let workbench: Workbench | undefined;

  before(async function () {
    this.timeout(120_000);
    fs.rmSync(vsix, { force: true });
    await promisify(execFile)(npm, ['run', '--silent', 'package'], { shell: process.platform === 'win32' });
  });

  after(() => workbench?.stop());

  it('is smaller than two megabytes', () => {
    const { size } = fs.statSync(vsix);
    assert.ok(size < 2 * MEGABYTE, `${size} bytes`);
  });

  it('installs, activates and answers with the demo model, which says that it is one', async () => {
    const cli = findCli({ env: { PATH: '' }, searchFrom: [process.cwd()] });
    workbench = await Workbench.start({ vsix, settings: { 'flightdeck.cli.path': cli.path } });
    const frame = await workbench.chat.open();
    await frame.getByRole('button', { name: 'Try the demo model' }).click();
    await frame.getByRole('button', { name: 'Model: Demo model' }).waitFor();
    await workbench.chat.send('hello');
    await frame.getByText('I am the demo model: a script on this machine, not an AI.').waitFor();
    await workbench.chat.turnEnds();
  });

  it('holds what is needed to run it and nothing else', () => {
    assert.ok(workbench);
    const allowed =
      /^(dist|l10n|media|docs\/images)\/|^(ThirdPartyNotices\.txt|sbom\.cdx\.json|security\.md|package(\.nls(\.\w+)?)?\.json|readme\.md|changelog\.md|license\.txt|LICENSE.*|\.vsixmanifest)$/i;
    const stray = workbench.installedFiles().filter((file) => !allowed.test(file));
    assert.deepEqual(stray, []);
    assert.ok(workbench.installedFiles().includes('sbom.cdx.json'));
  });
});
