import assert from 'node:assert/strict';
import { applyPatch, patchedPath } from '../../../../src/extension/code/patch';
import { propose, type ProposalInput } from '../../../../src/extension/code/proposal';

const file = `import { rates } from './rates';

export function total(cents: number) {
  return cents;
}

export function discount(cents: number) {
  return cents * rates.none;
}
`;

function put(code: string, more: Partial<ProposalInput> = {}) {
  return propose({ text: file, code, language: 'ts', isNamed: false, ...more });
}

describe('Code goes into a file', () => {
  it('in the place of what begins and ends like it', () => {
    const code = 'export function total(cents: number) {\n  return Math.round(cents);\n}';
    assert.deepEqual(put(code), {
      manner: 'part',
      text: file.replace('return cents;', 'return Math.round(cents);'),
    });
  });

  it('leaves what an ellipsis stands for', () => {
    const code = `import { rates } from './rates';
// ... existing code ...
export function discount(cents: number) {
  return 0;
}`;
    assert.deepEqual(put(code), { manner: 'part', text: file.replace('cents * rates.none', '0') });
  });

  it('as a whole when most of the file is in it, or the file is empty', () => {
    const whole = file.replace('return cents;', 'return cents + 1;');
    assert.deepEqual(put(whole), { manner: 'whole', text: whole });
    assert.deepEqual(put('const a = 1;', { text: '' }), { manner: 'whole', text: 'const a = 1;\n' });
  });

  it('in the place of the selection, at the cursor, or at the end', () => {
    const selected = put('// nothing', { selection: { start: 2, end: 5 } });
    assert.equal(selected?.manner, 'selection');
    assert.ok(selected.text.includes("rates';\n\n// nothing\n\nexport function discount"));
    const atCursor = put('const b = 2;', { cursor: 1 });
    assert.equal(atCursor?.manner, 'cursor');
    assert.ok(atCursor.text.startsWith("import { rates } from './rates';\nconst b = 2;\n\n"));
    assert.deepEqual(put('const b = 2;'), { manner: 'end', text: `${file}\nconst b = 2;\n` });
  });

  it('not between lines that the file holds twice', () => {
    assert.equal(put('}\n// end')?.manner, 'end');
  });

  it('as a diff, also when its lines have moved; one that does not fit is refused', () => {
    const diff = `--- a/src/cart.ts
+++ b/src/cart.ts
@@ -1,3 +1,3 @@
 export function discount(cents: number) {
-  return cents * rates.none;
+  return 0;
 }
`;
    assert.equal(patchedPath(diff), 'src/cart.ts');
    assert.deepEqual(put(diff, { language: 'diff' }), {
      manner: 'patch',
      text: file.replace('cents * rates.none', '0'),
    });
    assert.equal(put(diff.replace('rates.none', 'rates.some'), { language: 'diff' }), undefined);
    assert.equal(applyPatch(file, 'no hunks'), undefined);
  });

  it('the same into a file with line ends of Windows', () => {
    const code = 'export function total(cents: number) {\n  return 1;\n}';
    assert.equal(put(code, { text: file.replaceAll('\n', '\r\n') })?.text, put(code)?.text);
  });
});
