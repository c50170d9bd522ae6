// Counts of tests, as suites leave them in a file.
import fs from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';

export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

export const inWords = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** A fresh place for the counts of one suite. */
export function resultsFile(suite) {
  const file = path.join(root, 'out/results', `${suite}.json`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.rmSync(file, { force: true });
  return file;
}

/** What the suite left; `problem` says why it cannot be believed. */
export function readResults(suite, file, problem) {
  if (!fs.existsSync(file)) {
    process.stderr.write(`\n${suite}: left no results, so it did not run to its end. ${problem ?? ''}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const results = JSON.parse(fs.readFileSync(file, 'utf8'));
  const ran = results.passed + results.failed + results.skipped;
  if (ran === 0) process.stderr.write(`\n${suite}: there was nothing to run.\n`);
  else if (problem && results.failed === 0) process.stderr.write(`\n${suite}: ${problem}\n`);
  const isBad = ran === 0 || (problem !== undefined && results.failed === 0);
  return isBad ? add(results, { passed: 0, failed: 1, skipped: 0 }) : results;
}
