import assert from 'node:assert/strict';
import { GrowingText, cutMiddle, titleOf } from '../../../../src/extension/base/textLimits';
import { terminalText } from '../../../../src/extension/base/terminalText';
import { readDiff } from '../../../../src/extension/base/unifiedDiff';

describe('a diff', () => {
  it('counts changed lines of all files, not the headers', () => {
    const first = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-- old\n+++ new\n same\n';
    const second = 'diff --git a/y b/y\n--- /dev/null\n+++ b/y\n@@ -0,0 +1,2 @@\n+one\n+two\n';
    const { counts, diff } = readDiff(`\n${first}${second}`) ?? {};
    assert.deepEqual(counts, [
      { added: 1, removed: 1 },
      { added: 2, removed: 0 },
    ]);
    assert.ok(diff?.startsWith('diff --git'));
  });

  it('has no line for what stands behind the last line break of a file, as git sees it', () => {
    const head = (name: string) => `diff --git a/${name} b/${name}\nindex 0000000..0000000 100644\n`;
    const created = `${head('q')}--- a/dev/null\n+++ b/q\n@@ -1,0 +1,3 @@\n+new\n+two\n+\n\n`;
    const changed = `${head('p')}--- a/p\n+++ b/p\n@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n \n`;
    const { counts, diff } = readDiff(`\n${created}\n\n${changed}`) ?? {};
    assert.deepEqual(counts, [
      { added: 2, removed: 0 },
      { added: 1, removed: 1 },
    ]);
    assert.match(diff ?? '', /@@ -1,0 \+1,2 @@\n\+new\n\+two\ndiff --git/);
    assert.match(diff ?? '', /@@ -1,2 \+1,2 @@\n one\n-two\n\+TWO\n$/);
    const ofGit = created.replace('0000000..0000000', '0000000..1234567');
    assert.deepEqual(readDiff(ofGit)?.counts, [{ added: 3, removed: 0 }]);
  });

  it('is not made of other text', () => {
    assert.equal(readDiff('a@@b\n+ not a diff'), undefined);
    assert.equal(readDiff(undefined), undefined);
  });
});

describe('output of a command', () => {
  const esc = '\u001b';
  const reads: readonly (readonly [string, string, string])[] = [
    ['keeps the colours of a theme', `${esc}[31mred${esc}[0m\r\nplain`, `${esc}[31mred${esc}[0m\nplain`],
    [
      'keeps no other colours',
      `${esc}[38;2;1;2;3mx${esc}[38;5;200my${esc}[38;5;9mz${esc}[m`,
      `xy${esc}[91mz${esc}[0m`,
    ],
    [
      'ends a colour where it ends',
      `${esc}[1;32mok${esc}[39m!${esc}[22m.`,
      `${esc}[1;32mok${esc}[0m${esc}[1m!${esc}[0m.`,
    ],
    ['shows a progress line as it was last drawn', 'a 10%\ra 20%\nwait 5%\r', 'a 20%\nwait 5%'],
    ['draws over with spaces and steps back', 'abc\b\bX', 'aXc'],
    ['draws over the lines above', `one\ntwo\n${esc}[2A${esc}[2KONE\n${esc}[KTWO\n`, 'ONE\nTWO\n'],
    ['clears the rest of the screen', `one\ntwo${esc}[1A\r${esc}[Jnew`, 'new'],
    ['leaves nothing of a title', `${esc}]0;the title${esc}\\end`, 'end'],
    ['leaves the text of a link', `${esc}]8;;https://a.example${esc}\\link${esc}]8;;${esc}\\`, 'link'],
    ['leaves nothing of what is cut off', `end${esc}[3`, 'end'],
    ['leaves nothing of a bell', 'a\u0007b', 'ab'],
    ['never goes above its first line', `${esc}[99Aa`, 'a'],
  ];
  for (const [what, output, read] of reads) it(what, () => assert.equal(terminalText(output), read));

  it('is drawn in no time, whatever it asks for', () => {
    const text = terminalText(`${esc}[999999999B${esc}[999999999C x${`${esc}[1A.`.repeat(50_000)}`);
    assert.ok(text.length < 100_000);
  });

  it('is never cut in the middle of a character', () => {
    const family = '👩‍👩‍👧‍👦';
    for (let shift = 0; shift < family.length; shift++) {
      const cut = cutMiddle('x'.repeat(32 * 1024 - shift) + family.repeat(6000));
      assert.deepEqual([...new Set(cut.replace(/^x+/, '').split(family).join('').trim())], ['⋯']);
      const growing = new GrowingText();
      for (const piece of ['x'.repeat(32 * 1024 - shift), family.repeat(6000)]) growing.append(piece);
      assert.deepEqual([...new Set(growing.text.replace(/^x+/, '').split(family).join('').trim())], ['⋯']);
      const title = titleOf(`${'x'.repeat(58)}${family}and more`);
      assert.equal(title, `${'x'.repeat(58)}${family}…`);
    }
  });

  it('keeps other text as it is', () => {
    assert.equal(terminalText('a\n\n  b [31m c\n'), 'a\n\n  b [31m c\n');
  });
});

describe('a long text', () => {
  it('loses its middle, a short one nothing', () => {
    assert.equal(cutMiddle('short'), 'short');
    const cut = cutMiddle(`a${'x'.repeat(100_000)}z`);
    assert.ok(cut.length < 66_000 && cut.startsWith('ax') && cut.endsWith('xz') && cut.includes('⋯'));
  });

  it('that grows reads as if it had been cut at once', () => {
    const pieces = Array.from({ length: 300 }, (_, index) => `${String(index)} ${'x'.repeat(index * 3)}\n`);
    const growing = new GrowingText();
    let whole = '';
    for (const piece of pieces) {
      growing.append(piece);
      whole += piece;
      assert.equal(growing.text, cutMiddle(whole));
    }
    assert.ok(whole.length > 70_000);
  });

  it('as a title is one line and does not split a letter', () => {
    assert.equal(titleOf('  first\nsecond'), 'first');
    assert.equal(titleOf('👍'.repeat(20), 10), `${'👍'.repeat(9)}…`);
  });
});
