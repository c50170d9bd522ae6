import assert from 'node:assert/strict';
import { isShell, readCodeInfo } from '../../../../src/webview/markdown/codeInfo';

describe('A block of code says about itself', () => {
  for (const [info, code, language, title, file] of [
    ['ts', 'const a = 1', 'ts', undefined, undefined],
    ['ts src/cart.ts', '', 'ts', 'src/cart.ts', 'src/cart.ts'],
    ['ts title="src/cart.ts"', '', 'ts', 'src/cart.ts', 'src/cart.ts'],
    ['ts:src/cart.ts', '', 'ts', 'src/cart.ts', 'src/cart.ts'],
    ['src/cart.ts', '', 'ts', 'src/cart.ts', 'src/cart.ts'],
    ['ts', '// src/cart.ts\nconst a = 1', 'ts', undefined, 'src/cart.ts'],
    ['python', '# file: app.py\nimport os', 'python', undefined, 'app.py'],
    ['html', '<!-- index.html -->\n<p>', 'html', undefined, 'index.html'],
    ['ts', '// Adds src/cart.ts to the list\n', 'ts', undefined, undefined],
    ['', '', '', undefined, undefined],
  ] as const)
    it(`${JSON.stringify([info, code])}`, () => {
      assert.deepEqual(readCodeInfo(info, code), { language, title, file });
    });

  it('and whether it is for a terminal', () => {
    assert.ok(isShell('bash') && isShell('PowerShell') && isShell('console'));
    assert.ok(!isShell('ts') && !isShell(''));
  });
});
