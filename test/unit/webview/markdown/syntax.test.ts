import assert from 'node:assert/strict';
import type { Token } from 'marked';
import { readAlert } from '../../../../src/webview/markdown/alert';
import { MarkdownBlocks } from '../../../../src/webview/markdown/blocks';

/** The blocks of a text, whole and as it was while it grew by one character at a time. */
function read(text: string): readonly Token[] {
  const growing = new MarkdownBlocks();
  for (let end = 1; end < text.length; end++) growing.update(text.slice(0, end), true);
  return growing.update(text, false).map((block) => (block.kind === 'token' ? block.token : assert.fail()));
}

const inner = (token: Token | undefined): readonly Token[] =>
  token && 'tokens' in token ? (token.tokens ?? []) : [];

describe('The text of an answer', () => {
  for (const line of ['[INFO]: started', '[ERROR]: /tmp/x.log', '[1]: first', '[^1]: started']) {
    it(`loses nothing: ${line}`, () => {
      const raws = read(`Before.\n\n${line}\n\nAfter.`).map((token) => token.raw.trim());
      assert.deepEqual(raws, ['Before.', line, 'After.']);
    });
  }

  it('has what a later line defines as a link', () => {
    const [paragraph, ...rest] = read('See [the guide][g].\n\n[g]: https://a.example/guide');
    assert.deepEqual(
      inner(paragraph).map((token) => token.type),
      ['text', 'link', 'text'],
    );
    assert.deepEqual(rest, []);
  });

  it('has footnotes, with their marks', () => {
    const [paragraph, note] = read('It is so.[^a]\n\n[^a]: Because **it** is.');
    assert.equal(inner(paragraph)[1]?.type, 'footnoteMark');
    assert.equal(note?.type, 'footnote');
    assert.ok(inner(note).some(({ type }) => type === 'strong'));
  });

  it('has what opens and closes, one in another, with markdown inside', () => {
    const [details, after] = read(
      '<details>\n<summary>The **log**</summary>\n\n- one\n\n<details><summary>x</summary>\n\ny\n\n</details>\n\n</details>\n\nAfter.',
    );
    assert.equal(details?.type, 'details');
    assert.deepEqual(
      inner(details).flatMap(({ type }) => (type === 'space' ? [] : [type])),
      ['list', 'details'],
    );
    assert.equal(after?.raw, 'After.');
  });

  it('has the boxes of GitHub', () => {
    const [quote] = read('> [!WARNING]\n> Not on *Fridays*.');
    const alert = readAlert(inner(quote));
    assert.equal(alert?.kind, 'warning');
    assert.match(JSON.stringify(alert?.tokens), /Not on/);
    assert.doesNotMatch(JSON.stringify(alert?.tokens.map((token) => inner(token))), /WARNING/);
    const [plain] = read('> [!SHOUT]\n> Hey.');
    assert.equal(readAlert(inner(plain)), undefined);
  });

  it('has links to files with blanks in their names', () => {
    const [paragraph] = read('See [the plan](my plan.md:3) and [x](https://a.example/b c.md).');
    const link = inner(paragraph).find(({ type }) => type === 'link');
    assert.equal(link && 'href' in link && link.href, 'my plan.md:3');
    assert.equal(
      inner(paragraph).filter(({ type, raw }) => type === 'link' && raw.startsWith('[')).length,
      1,
    );
  });

  it('keeps the backslashes of a path of Windows', () => {
    const [paragraph] = read('Open C:\\a\\_b\\.c\\*d now, not \\*this\\*.');
    const text = inner(paragraph).map((token) => ('text' in token ? String(token.text) : ''));
    assert.match(text.join(''), /^Open C:\\a\\_b\\.c\\\*?/);
    assert.match(text.join(''), /not \*this\*/);
  });

  for (const piece of ['[', '[a](', '<details>', '[INFO]: started\n', '[^', '<kbd>', 'C:\\', '[!NOTE]\n> ']) {
    it(`is read in no time when it is full of ${JSON.stringify(piece)}`, () => {
      const growing = new MarkdownBlocks();
      const text = piece.repeat(4000);
      growing.update(text, true);
      const raws = growing
        .update(text, false)
        .map(({ kind, ...block }) => ('raw' in block ? block.raw : kind));
      assert.ok(raws.join('').trim().length > 0);
    });
  }
});
