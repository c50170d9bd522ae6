// Types, lint rules with the borders, and formatting: each counts as one test.
import { root } from '../bootstrap.mjs';
import { npm, run } from '../run.mjs';
import { elapsed, say } from '../steps.mjs';

const PARTS = { types: 'types', lint: 'lint and borders', format: 'formatting' };

export async function checkSuite() {
  const results = { passed: 0, failed: 0, skipped: 0 };
  for (const [part, name] of Object.entries(PARTS)) {
    const since = Date.now();
    try {
      await run(npm, ['run', '--silent', `check:${part}`], { cwd: root });
      results.passed += 1;
      say(`✔ check: ${name} (${elapsed(since)})`);
    } catch (error) {
      results.failed += 1;
      say(`✘ check: ${name} (${elapsed(since)})\n${error.message}`);
    }
  }
  return results;
}
