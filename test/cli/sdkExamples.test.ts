import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { text } from 'node:stream/consumers';

/** The last line of each, and what is typed into it. */
const expected: Readonly<Record<string, { readonly last: RegExp; readonly typed?: string }>> = {
  chat: { last: /^Done: 2 answers\.$/, typed: 'What is 2 + 2?\nAnd 3 + 3?\n\n' },
  tool: { last: /^Done: There are 12 left\.$/ },
  parallel: { last: /^Done: 3 sessions answered\.$/ },
  ownKey: { last: /^Done: Good morning!$/ },
  permissions: { last: /^Done: shell: yes, shell: no\.$/ },
  recovery: { last: /^Done: the session went on after \d+ messages\.$/ },
};

describe('The examples', function () {
  this.timeout(60_000);

  it('are all run here', () => {
    const names = fs.readdirSync('examples').flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
    assert.deepEqual(names.sort(), Object.keys(expected).sort());
  });

  for (const [name, { last, typed = '' }] of Object.entries(expected)) {
    it(`do what they say: ${name}`, async () => {
      const child = spawn(process.execPath, ['examples/run.mjs', name], { stdio: 'pipe' });
      child.stdin.end(typed);
      const [out, problems, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        new Promise((resolve) => child.once('close', resolve)),
      ]);
      assert.equal(code, 0, problems);
      assert.equal(problems, '');
      assert.match(out.trimEnd().split('\n').at(-1) ?? '', last, out);
    });
  }
});
