import assert from 'node:assert/strict';
import { compile, counter } from '../../../../../src/extension/transcript/find/pattern';
import { textsOf } from '../../../../../src/extension/transcript/find/searchableText';
import { plainMarkdown } from '../../../../../src/extension/transcript/find/plainMarkdown';
import type { FindQuery } from '../../../../../src/protocol/toView';
import { call, finishedSteps, turn } from '../../../../support/page/states';

const plain = { isCaseSensitive: false, isWholeWord: false, isRegex: false };

function count(query: Partial<FindQuery> & { readonly text: string }, text: string): number {
  const whole = { ...plain, ...query };
  return counter(compile(whole), whole.isRegex)([text])[0] ?? NaN;
}

describe('A search', () => {
  it('takes text as it is, in any case unless it is asked to look at it', () => {
    assert.equal(count({ text: 'a.b(c)' }, 'A.B(C) axb(c)'), 1);
    assert.equal(count({ text: 'cents' }, 'Cents and cents'), 2);
    assert.equal(count({ text: 'cents', isCaseSensitive: true }, 'Cents and cents'), 1);
    assert.equal(count({ text: 'GRÖSSE' }, 'größe Grösse'), 1);
  });

  it('finds whole words, with letters of any language around them', () => {
    assert.equal(count({ text: 'cent', isWholeWord: true }, 'cent cents per-cent _cent centé'), 2);
    assert.equal(count({ text: 'c|d', isWholeWord: true, isRegex: true }, 'c cd d'), 2);
  });

  it('understands regular expressions, line by line, and those that are usual elsewhere', () => {
    assert.equal(count({ text: '^a.$', isRegex: true }, 'ab\nac\nabc'), 2);
    assert.equal(count({ text: 'a\\-b', isRegex: true }, 'a-b'), 1);
    assert.equal(count({ text: 'x*', isRegex: true }, 'xx yy x'), 2);
  });

  it('refuses what is no expression, and stops one that would take for ever', () => {
    assert.throws(() => compile({ ...plain, text: '(', isRegex: true }), SyntaxError);
    assert.throws(() => count({ text: '(a+)+$', isRegex: true }, `${'a'.repeat(40)}b`), {
      code: 'ERR_SCRIPT_EXECUTION_TIMEOUT',
    });
  });
});

describe('The text of a conversation', () => {
  it('is what one reads of markdown', () => {
    const text = [
      '## A **bold** title',
      '- [x] one `a*b*c` and [a link](https://example.com/x)',
      '> 2 * 3 * 4, snake_case_name and _soft_',
      '| a | b |',
      '| --- | --- |',
      '```ts title',
      'const **x** = 1;',
      '```',
      'end',
    ].join('\n');
    assert.deepEqual(plainMarkdown(text).split('\n'), [
      'A bold title',
      'one a*b*c and a link',
      '2 * 3 * 4, snake_case_name and soft',
      '\ta\tb\t',
      '',
      'const **x** = 1;',
      'end',
    ]);
  });

  it('has the prompt first, then each item with what the page shows of it', () => {
    const edit = call({
      id: 'e',
      tool: 'edit',
      subject: 'a.ts',
      diff: '--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new',
    });
    const shell = call({ id: 's', tool: 'shell', subject: 'ls', input: 'ls', output: 'a.ts', error: 'no' });
    const texts = textsOf(turn({ prompt: 'Do it', items: [edit, shell] }));
    assert.deepEqual(texts, [
      { itemId: 'prompt', text: 'Do it' },
      { itemId: 'e', text: 'a.ts\nold\nnew' },
      { itemId: 's', text: 'ls\na.ts\nno' },
    ]);
    assert.equal(textsOf(turn({ items: finishedSteps })).length, finishedSteps.length + 1);
  });
});
