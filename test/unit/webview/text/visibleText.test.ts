import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { isOrdinary } from '../../../../src/webview/text/characters';
import {
  suspectsIn,
  visiblePieces,
  visibleString,
  type TextKind,
} from '../../../../src/webview/text/visibleText';
import { hostileCommands, honestCommands } from '../../../support/page/hostileTexts';

const kinds: readonly TextKind[] = ['code', 'line', 'prose'];

describe('Foreign text', () => {
  for (const { name, text, shown } of hostileCommands)
    it(`is named where it hides something: ${name}`, () => {
      assert.equal(visibleString(text, 'code'), shown);
      assert.equal(visibleString(text, 'line'), shown);
    });

  for (const text of honestCommands)
    it(`stays as it is where it hides nothing: ${text.slice(0, 40)}`, () => {
      assert.equal(visibleString(text, 'code'), text);
      assert.deepEqual(suspectsIn(text, 'code'), { hidden: 0, alike: 0 });
    });

  it('keeps the ends of lines and tabs of a command, and names them in a path', () => {
    assert.equal(visibleString('a\n\tb', 'code'), 'a\n\tb');
    assert.equal(visibleString('a\n\tb', 'line'), 'a[LF][TAB]b');
  });

  it('keeps emoji and the joiners of a script in words, and nothing else that is hidden', () => {
    const words = 'Ready 👩‍💻 ❤️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿, می‌روم and क्‍ष';
    assert.equal(visibleString(words, 'prose'), words);
    assert.equal(visibleString('a\u200db 👩\u200dx \u202eno', 'prose'), 'a[U+200D]b 👩[U+200D]x [U+202E]no');
  });

  it('counts what is hidden and what only looks like something else', () => {
    assert.deepEqual(suspectsIn('r\u200bm p\u0430y \u202e', 'code'), { hidden: 2, alike: 1 });
  });

  it('keeps words from right to left apart, so that they move nothing beside them', () => {
    assert.deepEqual(
      visiblePieces('rm אב 1 גד', 'code').filter(({ kind }) => kind === 'rtl'),
      [
        { kind: 'rtl', text: 'אב' },
        { kind: 'rtl', text: 'גד' },
      ],
    );
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...hostileCommands.map(({ text }) => text))).map((texts) => texts.join(' ')),
    fc.string({ unit: fc.nat({ max: 0x10ffff }).map((code) => String.fromCodePoint(code)) }),
  );

  it('is drawn whole, and never with a character that leaves no ink', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...kinds), (text, kind) => {
        let at = '';
        for (const piece of visiblePieces(text, kind)) {
          const rest = text.slice(at.length);
          at += 'text' in piece ? piece.text : (Array.from(rest)[0] ?? '');
          if (kind === 'prose' || !('text' in piece)) continue;
          for (const character of piece.text) assert.ok(isOrdinary(character), JSON.stringify(character));
        }
        assert.equal(at, text);
      }),
      { numRuns: 500 },
    );
  });
});
