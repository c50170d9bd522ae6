// What the extension host loads and runs: every test file of this folder.
import fs from 'node:fs';
import path from 'node:path';
import type * as mochaModule from 'mocha';

// VS Code loads this file with `require`, which gives mocha 12, an ES module, as a namespace.
import * as loadedMocha from 'mocha';

type MochaConstructor = typeof mochaModule.default;

export async function run(): Promise<void> {
  const loaded = loadedMocha as unknown as { default?: MochaConstructor } & MochaConstructor;
  const Mocha = loaded.default ?? loaded;
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 30_000, forbidOnly: true });
  for (const file of fs.readdirSync(__dirname)) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  const { passes, failures, pending } = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats as Mocha.Stats));
  });
  const results = process.env['FLIGHTDECK_TEST_RESULTS'];
  if (results) {
    fs.writeFileSync(results, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
  }
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
