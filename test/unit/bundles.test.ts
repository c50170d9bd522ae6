import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** The most that is loaded before anything is seen, in bytes as they ship. */
const most = { 'extension.js': 60_000, 'webview.js': 250_000 } as const;

describe('What is loaded first', function () {
  this.timeout(60_000);
  let out: string;

  before(() => {
    out = fs.mkdtempSync(path.join(os.tmpdir(), 'bundles-'));
    execFileSync(process.execPath, ['esbuild.mjs', '--production', '--out', out], { stdio: 'ignore' });
  });

  after(() => fs.rmSync(out, { recursive: true, force: true }));

  for (const [name, limit] of Object.entries(most))
    it(`is small: ${name}`, () => {
      const { size } = fs.statSync(path.join(out, name));
      assert.ok(size < limit, `${size} bytes`);
    });
});
