import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  inert,
  inertLabel,
  inertLines,
  inertSentence,
  isPlain,
} from '../../../../src/extension/base/inertText';

/** As VS Code finds links in notifications and in the prompts of input boxes. */
const editorLink = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** As it finds icons in labels. */
const editorIcon = /\$\([A-Za-z0-9-]+(~[A-Za-z0-9-]+)?\)/;
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('[', ']', '(', ')', '](', '[a](command:x)', 'https://a.b', '$(', '$(bell)', '\\', '\n'),
      fc.constantFrom(
        '\u202e',
        '\u200b',
        '\u2066',
        '\u{e0041}',
        '\u00ad',
        '\u00a0',
        '\u3164',
        '\ufe0f',
        '\u200d',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
  )
  .map((pieces) => pieces.join(''));

describe('A text from outside on a surface of the editor', () => {
  const shown: readonly (readonly [string, string])[] = [
    ['npm test -- cart', 'npm test -- cart'],
    ['Größe für 10 € — „ja“', 'Größe für 10 € — „ja“'],
    ['[Show](command:a.b)', '[Show] (command:a.b)'],
    ['[a](https://x.y) [b](file:///etc)', '[a] (https://x.y) [b] (file:///etc)'],
    ['rm \u202etxt.exe', 'rm \\u202Etxt.exe'],
    ['zero\u200bwidth', 'zero\\u200Bwidth'],
    ['tag\u{e0041}', 'tag\\u{E0041}'],
    ['\u0007bell\u001b[31m', '\\u0007bell\\u001B[31m'],
    ['no\u00a0break', 'no\\u00A0break'],
    ['filler\u3164', 'filler\\u3164'],
    ['icon font \uea60', 'icon font \\uEA60'],
    ['alone \ud800', 'alone \\uD800'],
    ['one\n\n  two\r\nthree', 'one ⏎ two ⏎ three'],
    ['❤️ 👩‍💻', '❤️ 👩‍💻'],
    ['a\ufe0fb\u200dc', 'a\\uFE0Fb\\u200Dc'],
    ['  around  ', 'around'],
  ];
  for (const [text, expected] of shown) {
    it(`shows ${JSON.stringify(text)} as ${JSON.stringify(expected)}`, () =>
      assert.equal(inert(text), expected));
  }

  it('breaks icons in a label, and leaves them in a sentence', () => {
    assert.equal(inertLabel('$(bell) [a](command:b)'), '$ (bell) [a] (command:b)');
    assert.equal(inert('echo $(whoami)'), 'echo $(whoami)');
  });

  it('is cut with a mark, never inside a character', () => {
    assert.equal(inert('x'.repeat(301)), `${'x'.repeat(299)}…`);
    assert.equal(inert('😀😀😀', { longest: 2 }), '😀…');
  });

  it('keeps its lines, all of them, in the details of a dialog', () => {
    assert.equal(inertLines('a\n\tb\r\n[c](command:d)\u202e\n'), 'a\n  b\n[c] (command:d)\\u202E\n');
  });

  it('never makes a link, an icon or anything unseen, whatever it is made of', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const sentence = inertSentence(
          (words, a, b) => words.replace('{0}', () => `${a}`).replace('{1}', () => `${b}`),
          '{0}{1}',
          [one, other],
        );
        for (const text of [inert(one), sentence]) {
          assert.doesNotMatch(text, editorLink);
          assert.doesNotMatch(
            text.replaceAll(/[\ufe0f\u200d]/g, ''),
            /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u3164]/u,
          );
        }
        assert.doesNotMatch(inertLabel(one), editorIcon);
        assert.doesNotMatch(inertLabel(one), editorLink);
        for (const line of inertLines(one).split('\n')) assert.doesNotMatch(line, editorLink);
      }),
      { numRuns: 2000 },
    );
  });

  it('is plain only where it is shown letter for letter', () => {
    fc.assert(
      fc.property(
        hostile,
        (text) => !isPlain(text) || text.trim() !== text || inert(text, { longest: 9999 }) === text,
      ),
    );
    for (const text of ['a  b', '[a] (b)', 'a\u00a0b', 'é', 'a\nb']) assert.equal(isPlain(text), false, text);
  });
});
