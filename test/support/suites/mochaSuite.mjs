// One folder of bundled tests in a mocha of its own.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap.mjs';
import { endGroup } from '../processes.mjs';
import { readResults, resultsFile } from '../results.mjs';

const built = path.join(root, 'out/test');

/**
 * The files of a folder of tests. Those of `first` come first: where several jobs share the files, the longest must
 * not be left for the end, when the other job has nothing to do any more.
 */
export function testFiles(folder, first) {
  const inFolder = (name) => path.join(built, folder, `${name}.test.js`);
  const all = fs.readdirSync(path.join(built, folder), { recursive: true, encoding: 'utf8' });
  const others = all
    .filter((file) => file.endsWith('.test.js'))
    .map((file) => path.join(built, folder, file));
  return [...new Set([...first.map(inFolder), ...others.sort()])];
}

/**
 * Runs tests; `files` are paths or patterns, `timeoutMs` is for one test. `isBeside` holds back what the suite
 * prints until it is over, because another one prints meanwhile.
 */
export async function mochaSuite(name, files, options) {
  const { timeoutMs, limitMs, jobs = 1, isBeside = false } = options;
  const file = resultsFile(name);
  const args = [path.join(root, 'node_modules/mocha/bin/mocha.js'), ...files];
  args.push(
    '--reporter',
    'test/support/resultsReporter.cjs',
    '--timeout',
    String(timeoutMs),
    '--forbid-only',
  );
  if (jobs > 1) args.push('--parallel', '--jobs', String(jobs));
  const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
    cwd: root,
    env: { ...process.env, FLIGHTDECK_TEST_RESULTS: file },
    detached: true,
    stdio: ['ignore', isBeside ? 'pipe' : 'inherit', isBeside ? 'pipe' : 'inherit'],
  });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => printed.push(data));
  const problem = await ends(child, file, limitMs);
  if (isBeside) process.stdout.write(`\n── ${name}, which ran meanwhile\n${Buffer.concat(printed)}`);
  return readResults(name, file, problem);
}

/** Resolves when the suite is over, with what is wrong about its end, if anything is. */
function ends(child, file, limitMs) {
  return new Promise((resolve) => {
    const finish = (problem) => {
      clearTimeout(limit);
      clearInterval(lingering);
      void endGroup(child.pid).then(() => resolve(problem));
    };
    const limit = setTimeout(() => finish(`It took longer than ${limitMs / 1000} s.`), limitMs);
    // A suite whose tests are over must end by itself: an open handle would keep the editor too.
    const lingering = setInterval(() => {
      const since = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
      if (since && Date.now() - since > 15_000)
        finish('It is over but does not end: something was left open.');
    }, 1000);
    child.once('error', (error) => finish(error.message));
    child.once('exit', (code, signal) => finish(code === 0 ? undefined : `It ended with ${signal ?? code}.`));
  });
}
