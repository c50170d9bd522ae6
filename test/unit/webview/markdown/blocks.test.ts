import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MarkdownBlocks } from '../../../../src/webview/markdown/blocks';
import type { Block } from '../../../../src/webview/state/drawn';
import { answerText } from '../../../support/page/states';

/** What one would see of the blocks, without how they were found. */
function shape(blocks: readonly Block[]): readonly string[] {
  return blocks.map((block) =>
    block.kind === 'open-code' ? `open ${block.info}|${block.code}` : block.token.type,
  );
}

describe('Markdown that grows', () => {
  it('keeps the objects of finished blocks, so that they are not drawn again', () => {
    const splitter = new MarkdownBlocks();
    const [first] = splitter.update('One\n\nTwo', true);
    const later = splitter.update('One\n\nTwo and\n\n- three', true);
    assert.equal(later[0], splitter.update('One\n\nTwo and\n\n- three\n- four', true)[0]);
    assert.equal(later[0], first);
    assert.deepEqual(shape(later), ['paragraph', 'paragraph', 'list']);
  });

  it('keeps them when the text is complete', () => {
    const splitter = new MarkdownBlocks();
    const before = splitter.update(answerText, true);
    const after = splitter.update(answerText, false);
    assert.deepEqual(before.slice(0, -1), after.slice(0, before.length - 1));
    before.slice(0, -1).forEach((block, index) => assert.equal(after[index], block));
  });

  it('appends to an open code fence without lexing it again', () => {
    const splitter = new MarkdownBlocks();
    assert.deepEqual(shape(splitter.update('Look:\n\n```ts\nconst a', true)), [
      'paragraph',
      'open ts|const a',
    ]);
    assert.deepEqual(shape(splitter.update('Look:\n\n```ts\nconst a = `x`;\n', true)), [
      'paragraph',
      'open ts|const a = `x`;\n',
    ]);
    assert.deepEqual(shape(splitter.update('Look:\n\n```ts\nconst a = `x`;\n```\nDone', true)), [
      'paragraph',
      'code',
      'paragraph',
    ]);
  });

  it('does not end a fence of four at three', () => {
    const splitter = new MarkdownBlocks();
    const text = '````md\n```ts\nx\n```\n';
    assert.deepEqual(shape(splitter.update(text, true)), ['open md|```ts\nx\n```\n']);
    assert.deepEqual(shape(splitter.update(`${text}\`\`\`\`\n`, true)), ['code']);
  });

  it('resolves a link that is defined further down once the text is complete', () => {
    const splitter = new MarkdownBlocks();
    splitter.update('See [docs].\n\nMore\n\n[docs]: https://a.example', true);
    const [first] = splitter.update('See [docs].\n\nMore\n\n[docs]: https://a.example', false);
    assert.ok(first?.kind === 'token' && JSON.stringify(first.token).includes('"type":"link"'));
  });

  it('starts over when the text is another one', () => {
    const splitter = new MarkdownBlocks();
    splitter.update('# One\n\ntext', true);
    assert.deepEqual(shape(splitter.update('- two', true)), ['list']);
  });

  it('ends with the same blocks in whatever pieces the text came', () => {
    const pieces = [
      '# Head',
      'a *b* c',
      '- x',
      '  - y',
      '1. z',
      '```js',
      '```',
      '    code',
      '> q',
      '| a | b |',
      '|---|---|',
      '',
      '\n',
      '<div>',
      '---',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (lines, step) => {
          const text = lines.join('\n');
          const grown = new MarkdownBlocks();
          for (let end = step; end < text.length; end += step) grown.update(text.slice(0, end), true);
          assert.deepEqual(shape(grown.update(text, false)), shape(new MarkdownBlocks().update(text, false)));
        },
      ),
    );
  });

  it('loses no text on the way', () => {
    const splitter = new MarkdownBlocks();
    for (let end = 1; end <= answerText.length; end++) {
      const text = answerText.slice(0, end);
      const joined = splitter
        .update(text, true)
        .map((block) => (block.kind === 'token' ? block.raw : block.code));
      for (const word of text.match(/[a-z]{5,}(?=\s)/gi) ?? []) {
        if (!joined.join('').includes(word))
          assert.ok(text.includes(`\`\`\`${word}`), `${word} is missing at ${end}`);
      }
    }
  });
});

describe('Headings of an answer', () => {
  /** As they come in pieces, and when the text is complete. */
  const levels = (text: string) => {
    const splitter = new MarkdownBlocks();
    const ranks = (isOpen: boolean) =>
      splitter
        .update(text, isOpen)
        .flatMap((block) => (block.kind === 'token' && block.level > 0 ? [block.level] : []));
    for (let end = 1; end < text.length; end++) splitter.update(text.slice(0, end), true);
    const open = ranks(true);
    assert.deepEqual(ranks(false), open);
    return open;
  };

  it('start below the prompt, whatever rank the model gave them', () => {
    assert.deepEqual(levels('### A\n\n### B\n\n#### C'), [3, 3, 4]);
  });

  it('never skip a rank', () => {
    assert.deepEqual(levels('# A\n\n#### B\n\n##### C\n\n# D'), [3, 4, 5, 3]);
  });
});
