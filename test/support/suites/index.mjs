// Which suites there are, what each needs, and in which order they run.
import path from 'node:path';
import { build, root } from '../bootstrap.mjs';
import { say, step } from '../steps.mjs';
import { ensureChromium } from '../vscode/chromium.mjs';
import { installVSCode } from '../vscode/install.mjs';
import { checkSuite } from './check.mjs';
import { desktopSuite, hostSuite } from './host.mjs';
import { mochaSuite, testFiles } from './mochaSuite.mjs';

const MINUTE = 60_000;

/** The files of tests that take longest, the longest first. */
const LONGEST = {
  cli: [
    'faults',
    'sdkPackage',
    'guideSessions',
    'chatEnds',
    'guideDocs',
    'queue',
    'guideClient',
    'turns',
    'sdkEnds',
    'sdkExamples',
    'foot',
    'chatLoss',
  ],
  e2e: ['looks', 'sessions', 'actions', 'asking', 'trouble', 'onboarding', 'restricted', 'package'],
};

/** Runs the wanted suites; gives back the counts of each by its name. */
export async function runSuites(wanted) {
  const results = {};
  const suite = async (name, work) => {
    if (wanted.has(name)) results[name] = await counted(name, work);
  };
  await build('--tests');
  const needs = (...names) => names.some((name) => wanted.has(name));
  // Both are installed and the source is checked while the first tests run.
  const browser = needs('unit', 'host', 'e2e') ? installed(installBrowser) : undefined;
  const editor = needs('host', 'e2e') ? installed(installEditor) : undefined;
  const check = suite('check', checkSuite);
  // Tests on the CLI or in an editor wait for it much of the time.
  const isBeside = needs('cli', 'host', 'e2e');
  const unit = suite('unit', async () => {
    await browser;
    const files = ['out/test/unit/**/*.test.js'];
    return mochaSuite('unit', files, { timeoutMs: 60_000, limitMs: 40 * MINUTE, isBeside });
  });
  await suite('cli', () => {
    const files = testFiles('cli', LONGEST.cli);
    return mochaSuite('cli', files, { timeoutMs: 60_000, limitMs: 40 * MINUTE, jobs: 2 });
  });
  await check;
  const problem = (await browser) ?? (await editor);
  const inEditor = (work) => (problem ? Promise.reject(problem) : work());
  await suite('host', () => inEditor(hostSuite));
  await suite('e2e', () => inEditor(e2eSuite));
  await unit;
  await suite('desktop', desktopSuite);
  return results;
}

function e2eSuite() {
  const files = testFiles('e2e', LONGEST.e2e);
  return mochaSuite('e2e', files, { timeoutMs: 2 * MINUTE, limitMs: 40 * MINUTE, jobs: 2 });
}

/** A suite that cannot even be started counts as one that failed. */
async function counted(name, work) {
  say(`\n── ${name}`);
  try {
    return await work();
  } catch (error) {
    process.stderr.write(`\n${name}: ${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Resolves with what went wrong, so that nobody has to handle it before the suites that need it. */
async function installed(install) {
  try {
    await install();
    return undefined;
  } catch (error) {
    return error;
  }
}

function installEditor() {
  const cache = path.join(root, '.vscode-test');
  return step('Getting VS Code ready', () => installVSCode(cache, (line) => say(`  ${line}`)));
}

function installBrowser() {
  return step('Getting Chromium ready', ensureChromium);
}
