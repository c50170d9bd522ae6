import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeScratch } from '../../support/scratch';

describe('The API reference of the SDK', function () {
  this.timeout(60_000);

  it('says what the source says', () => {
    const scratch = makeScratch('reference');
    try {
      const fresh = path.join(scratch.path, 'sdk-api.md');
      const { status, stderr } = spawnSync(process.execPath, ['scripts/sdkReference.mjs', '--out', fresh]);
      assert.equal(status, 0, String(stderr));
      const text = fs.readFileSync(fresh, 'utf8');
      const isSame = text === fs.readFileSync('docs/sdk-api.md', 'utf8');
      assert.ok(isSame, 'docs/sdk-api.md is out of date: run npm run reference');
      for (const name of ['CopilotClient', 'defineTool', 'SessionConfig', 'TraceSink']) {
        assert.ok(text.includes(`\n### ${name}\n`), name);
      }
    } finally {
      scratch.remove();
    }
  });
});
