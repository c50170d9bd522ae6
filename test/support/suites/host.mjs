// The tests that run inside an extension host, in a real VS Code.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../bootstrap.mjs';
import { add, readResults, resultsFile } from '../results.mjs';
import { copySampleWorkspace } from '../sampleWorkspace.mjs';

/** In the VS Code from npm, through a stand-in for the `code` command. */
export function hostSuite() {
  return runInVSCode('host', { vscodeExecutablePath: path.join(root, 'test/support/codeShim.mjs') });
}

/** In the desktop VS Code of a version, which is downloaded: needs internet and a display. */
export async function desktopSuite() {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const oldest = manifest.engines.vscode.replace('^', '');
  const results = [];
  for (const version of [oldest, 'stable'])
    results.push(await runInVSCode(`desktop ${version}`, { version }));
  return results.reduce(add);
}

async function runInVSCode(name, how) {
  const { runTests } = await import('@vscode/test-electron'); // stands in node_modules only after the bootstrap
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'host-'));
  const workspace = path.join(scratch, 'shop');
  await copySampleWorkspace(root, workspace);
  const file = resultsFile(name.replaceAll(/\W+/g, '-'));
  let problem;
  try {
    await runTests({
      ...how,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(root, 'out/test/host/index.js'),
      launchArgs: [workspace, '--disable-workspace-trust', `--user-data-dir=${path.join(scratch, 'user')}`],
      extensionTestsEnv: { FLIGHTDECK_TEST_RESULTS: file, FLIGHTDECK_TEST_SCRATCH: scratch },
    });
  } catch (error) {
    problem = error.message ?? String(error);
  }
  const results = readResults(name, file, problem);
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  return results;
}
