import assert from 'node:assert/strict';
import type { Token } from 'marked';
import { MarkdownBlocks } from '../../../../src/webview/markdown/blocks';

/** The formulas in a text; a display one stands in brackets. */
function formulas(text: string): readonly string[] {
  const found: string[] = [];
  const look = (token: Token) => {
    if (token.type === 'math')
      found.push(token['isDisplay'] ? `[${String(token['tex'])}]` : String(token['tex']));
    if (token.type === 'list') for (const item of token['items'] as Token[]) look(item);
    if ('tokens' in token) token.tokens?.forEach(look);
  };
  for (const block of new MarkdownBlocks().update(text, false)) if (block.kind === 'token') look(block.token);
  return found;
}

describe('Formulas in markdown', () => {
  for (const [text, expected] of [
    ['The mean $\\frac{a}{2}$ of $x$.', ['\\frac{a}{2}', 'x']],
    ['Inline \\(a_1 + b_1\\) and \\[c\\] here', ['a_1 + b_1', '[c]']],
    ['$$\n\\sum i\n$$', ['[\\sum i]']],
    ['\\[\n  x = 1\n\\]\n\nNext', ['[x = 1]']],
    ['text\n$$a$$\nmore', ['[a]']],
    ['- item with $y^2$', ['y^2']],
    ['**$b$** and ($c$), $d$-fold', ['b', 'c', 'd']],
    ['$a_1 * b_1$ and $c_2 * d_2$', ['a_1 * b_1', 'c_2 * d_2']],
    ['escaped \\$5 and $z\\$2$', ['z\\$2']],
  ] as const)
    it(JSON.stringify(text), () => assert.deepEqual(formulas(text), expected));

  for (const text of [
    'It costs $5 and $10.',
    'From $5-$10, or $5/$10.',
    'US$5 and A$6',
    'Set $HOME and $PATH, or $HOME/$USER or $HOME:$PATH.',
    '`$a$` and `\\(b\\)`',
    '```\n$$a$$\n```',
    'A lone $ and $$ here',
    'one $a\n\nb$ two',
    '$$\na\n\nb\n$$',
    '$ a $',
    'array[0] \\[ open',
    'Pay $20 `now` or 30$.',
  ])
    it(`but not in ${JSON.stringify(text)}`, () => assert.deepEqual(formulas(text), []));

  it('are looked for in one go: in a long text full of dollars, any more would take for ever', () => {
    assert.deepEqual(formulas('a $5 b '.repeat(20_000)), []);
    assert.deepEqual(formulas('\\[ x '.repeat(20_000)), []);
  });
});
