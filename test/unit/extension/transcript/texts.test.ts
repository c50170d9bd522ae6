import assert from 'node:assert/strict';
import { GrowingText, cutMiddle, titleOf } from '../../../../src/extension/base/textLimits';
import { terminalText } from '../../../../src/extension/base/terminalText';
import { readDiff } from '../../../../src/extension/base/diffStats';

describe('a diff', () => {
  it('counts changed lines of all files, not the headers', () => {
    const first = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-- old\n+++ new\n same\n';
    const second = 'diff --git a/y b/y\n--- /dev/null\n+++ b/y\n@@ -0,0 +1,2 @@\n+one\n+two\n';
    const { linesAdded, linesRemoved, diff } = readDiff(`\n${first}${second}`) ?? {};
    assert.deepEqual([linesAdded, linesRemoved], [3, 1]);
    assert.ok(diff?.startsWith('diff --git'));
  });

  it('is not made of other text', () => {
    assert.equal(readDiff('a@@b\n+ not a diff'), undefined);
    assert.equal(readDiff(undefined), undefined);
  });
});

describe('output of a command', () => {
  it('reads without colours, and a progress line as it was last drawn', () => {
    assert.equal(terminalText('\u001b[31mred\u001b[0m\r\na 10%\ra 20%\nwait 5%\r'), 'red\na 20%\nwait 5%');
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
