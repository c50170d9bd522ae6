import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  searchAroundSecrets,
  searchWithoutSecrets,
  withoutSecretLines,
} from '../../../../src/extension/permissions/searchFilter';

describe('A search of the folder', () => {
  let folder: string;
  before(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'flightdeck-search-')));
    fs.mkdirSync(path.join(folder, 'my-keys'));
    for (const name of ['.env', 'my-keys/a-b.pem', 'a.ts']) fs.writeFileSync(path.join(folder, name), 'x');
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('tells nothing that it found in files of keys, in whatever form', () => {
    const lines = [
      './.env:SECRET=1',
      '.env:12:SECRET=1',
      '.env-13-OTHER=2',
      'my-keys/a-b.pem:SECRET',
      'my-keys/a-b.pem-3-more',
      'src/x.key:SECRET',
      path.join('/', 'elsewhere', '.ssh', 'id_rsa:SECRET'),
    ];
    const text = ['./a.ts:SECRET in text', ...lines, './src/b.ts:7:see .env: it holds it'].join('\n');
    const safe = withoutSecretLines(text, folder) ?? '';
    assert.deepEqual(safe.split('\n').slice(0, -1), [
      './a.ts:SECRET in text',
      './src/b.ts:7:see .env: it holds it',
    ]);
    assert.match(safe, /7 lines of files that can hold secrets are left out/);
  });

  it('tells nothing of them in a long result either, which comes in sections', () => {
    const text = [
      '[grep content: 4 matches across 3 file(s) under .]',
      '',
      'a.ts (1 match(es)):',
      '  1: SECRET',
      '',
      '.env (2 match(es)):',
      '  1: SECRET=1',
      '  2- A=2',
      '',
      'my (1 match(es)):',
      '  1- keys/.env:3:SECRET=9',
      '',
    ].join('\n');
    const safe = withoutSecretLines(text, folder) ?? '';
    assert.ok(!/SECRET=|A=2/.test(safe), safe);
    assert.match(safe, /a\.ts \(1 match\(es\)\):\n {2}1: SECRET\n/);
  });

  it('stays as it is where no such file is in it', () => {
    const call = {
      toolName: 'grep',
      toolArgs: { pattern: 'x' },
      toolResult: { textResultForLlm: './a.ts:x' },
    };
    assert.equal(searchWithoutSecrets(call, [folder]), undefined);
  });

  it('is told to leave them out, unless it says itself where it looks, or looks into one file', () => {
    const args = (toolArgs: unknown, toolName = 'grep') =>
      searchAroundSecrets({ toolName, toolArgs }, [folder]);
    assert.match(String(args({ pattern: 'x' })?.['glob']), /^!\*\*\/\{\.env\*,/);
    assert.match(String(args('{"pattern":"x"}')?.['glob']), /pem/);
    assert.equal(args({ pattern: 'x', glob: '*.ts' }), undefined);
    assert.equal(args({ pattern: 'x', path: '.env' }), undefined);
    assert.equal(args({ pattern: 'x' }, 'view'), undefined);
  });
});
