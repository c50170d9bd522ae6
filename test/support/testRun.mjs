// One run of the tests: its marks on every process, its scratch folder, its last line.
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endLeftBehind } from './processes.mjs';
import { NOTHING, add, inWords } from './results.mjs';
import { elapsed, say } from './steps.mjs';

const MARK = 'FLIGHTDECK_TEST_RUN';

/** Every process started from here on carries the run's mark and keeps its scratch files in one folder. */
export function openTestRun() {
  const id = crypto.randomUUID();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'flightdeck-'));
  cleanEnvironment();
  Object.assign(process.env, { [MARK]: id, TMPDIR: scratch, NO_PROXY: '127.0.0.1,localhost' });
  const interrupt = async () => {
    await endLeftBehind(MARK, id, 0);
    fs.rmSync(scratch, { recursive: true, force: true });
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void interrupt());
  return {
    close: async (suites) => {
      const left = await endLeftBehind(MARK, id);
      fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
      return conclude({ ...suites, 'no process left behind': leftovers(left) });
    },
  };
}

/** The person's own login and CLI have no part in the tests. */
function cleanEnvironment() {
  for (const name of Object.keys(process.env)) {
    if (/^(COPILOT_|FLIGHTDECK_|GH_TOKEN$|GITHUB_TOKEN$)/.test(name)) delete process.env[name];
  }
}

function leftovers(left) {
  for (const { pid, command } of left) process.stderr.write(`Left behind: ${pid} ${command.slice(0, 200)}\n`);
  return left.length > 0 ? { passed: 0, failed: 1, skipped: 0 } : { passed: 1, failed: 0, skipped: 0 };
}

function conclude(suites) {
  say(`\nAfter ${elapsed()}:`);
  for (const [name, results] of Object.entries(suites)) say(`  ${name}: ${inWords(results)}`);
  const total = Object.values(suites).reduce(add, NOTHING);
  return { line: `\n${inWords(total)}`, isGood: total.failed === 0 && total.passed > 0 };
}
