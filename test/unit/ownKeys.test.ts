import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = process.cwd();

const source = `declare const table: Record<string, string>;
declare const list: readonly string[];
declare const foreign: string;
declare const known: 'a' | 'b';
declare const at: number;
export const wrong = [table[foreign], foreign in table, table[foreign + 'x']];
export const right = [table[known], table['a'], list[at], 'a' in table];
`;
const config = `import tseslint from 'typescript-eslint';
import { noForeignKey } from './ownKeys.mjs';
export default [{
  files: ['*.ts'],
  languageOptions: { parser: tseslint.parser, parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
  plugins: { own: { rules: { 'no-foreign-key': noForeignKey } } },
  rules: { 'own/no-foreign-key': 'error' },
}];
`;

describe('A table that is read with a name from outside', function () {
  this.timeout(60_000);

  it('is found by the lint rule, and nothing else is', async () => {
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'own-keys-'));
    try {
      fs.symlinkSync(path.join(root, 'node_modules'), path.join(scratch, 'node_modules'), 'junction');
      fs.copyFileSync(path.join(root, 'scripts/ownKeys.mjs'), path.join(scratch, 'ownKeys.mjs'));
      fs.writeFileSync(path.join(scratch, 'eslint.config.mjs'), config);
      fs.writeFileSync(
        path.join(scratch, 'tsconfig.json'),
        '{"compilerOptions":{"strict":true},"files":["x.ts"]}',
      );
      fs.writeFileSync(path.join(scratch, 'x.ts'), source);
      const eslint = path.join(scratch, 'node_modules/eslint/bin/eslint.js');
      const { stdout } = await run(process.execPath, [eslint, 'x.ts', '--format', 'json'], {
        cwd: scratch,
      }).catch(
        (error: { stdout: string }) => error, // findings make the program fail
      );
      const [file] = JSON.parse(stdout) as { messages: { line: number; ruleId: string | null }[] }[];
      const found = file?.messages.map(({ line, ruleId }) => `${line} ${ruleId ?? ''}`);
      assert.deepEqual(
        found,
        Array.from({ length: 3 }, () => '6 own/no-foreign-key'),
      );
    } finally {
      fs.rmSync(scratch, { recursive: true, force: true });
    }
  });
});
