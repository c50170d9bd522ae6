#!/usr/bin/env node
// `npm run test:versions`: installs older CLIs from npm into an ignored folder and runs the tests of test/versions on
// them and on the one of this package. Not part of `npm test`: it takes 500 MB and half a minute once.
import fs from 'node:fs';
import path from 'node:path';
import { checkNode, ensureHome, installPackages, root } from './bootstrap.mjs';
import { npm, run } from './run.mjs';
import { giveUp, step } from './steps.mjs';
import { openTestRun } from './testRun.mjs';
import { installVSCode } from './vscode/install.mjs';

const VERSIONS = ['0.0.411', '1.0.30', '1.0.35'];
const CLIS_NEED_NODE = 24;

checkNode();
ensureHome();
await installPackages();
for (const version of VERSIONS) await installCli(version);
const node = await nodeForScripts();
await buildTests();
const testRun = openTestRun();
const mocha = [
  'node_modules/mocha/bin/mocha.js',
  '--enable-source-maps',
  '--timeout',
  '60000',
  '--forbid-only',
];
const problem = await run(node, [...mocha, 'out/versions/*.test.js'], { cwd: root, isShown: true }).then(
  () => undefined,
  (error) => error,
);
const { isGood } = await testRun.close({
  versions: problem
    ? { passed: 0, failed: 1, skipped: 0 }
    : { passed: VERSIONS.length + 1, failed: 0, skipped: 0 },
});
process.exit(isGood ? 0 : 1);

async function installCli(version) {
  const folder = path.join(root, '.vscode-test/cli', version);
  if (fs.existsSync(path.join(folder, 'node_modules/@github/copilot/package.json'))) return;
  fs.mkdirSync(folder, { recursive: true });
  const args = [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--no-audit',
    '--no-fund',
    `@github/copilot@${version}`,
  ];
  await step(`Installing CLI ${version}`, () => run(npm, args, { cwd: folder })).catch((error) =>
    giveUp(`CLI ${version} could not be had from npm.`, error.message),
  );
}

/** Apart from the other tests, which may run at the same time. */
async function buildTests() {
  const { build } = await import('esbuild'); // stands in node_modules only after the bootstrap
  await build({
    entryPoints: ['test/versions/*.test.ts'],
    absWorkingDir: root,
    outdir: 'out/versions',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** Those without a program for this system are scripts, which need a newer Node than we do. */
async function nodeForScripts() {
  if (Number(process.versions.node.split('.')[0]) >= CLIS_NEED_NODE) return process.execPath;
  const { node } = await step('Installing a newer Node', () =>
    installVSCode(path.join(root, '.vscode-test')),
  );
  return node;
}
