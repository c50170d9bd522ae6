import assert from 'node:assert/strict';
import * as path from 'node:path';
import { readRules, tokenColors } from '../../../../src/extension/editor/tokenColors';

const files: Record<string, string> = {
  '/t/theme.json': `{ // comments are usual in theme files
    "include": "./base.json",
    "tokenColors": [{ "scope": "keyword.control, storage", "settings": { "foreground": "#C586C0" } },],
  }`,
  '/t/base.json': `{ "tokenColors": [
    { "scope": ["keyword", "string"], "settings": { "foreground": "#111111" } },
    { "scope": "comment", "settings": { "fontStyle": "italic" } },
    { "settings": { "foreground": "#fff" } } ] }`,
};

describe('Code colours of the theme', () => {
  it('come from the theme file and what it includes, the most exact rule first', async () => {
    const rules = await readRules(
      '/t/theme.json',
      (file) => Promise.resolve(files[file] ?? ''),
      (from, include) => path.join(path.dirname(from), include),
    );
    assert.deepEqual(tokenColors(rules), {
      keyword: '#C586C0',
      string: '#111111',
      number: '',
      comment: '',
      function: '',
      type: '',
    });
  });

  it('are none for a file that is no theme', async () => {
    const rules = await readRules(
      '/x',
      () => Promise.resolve('[]'),
      (from) => from,
    );
    assert.deepEqual(rules, []);
  });
});
