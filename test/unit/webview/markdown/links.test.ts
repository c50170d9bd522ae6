import assert from 'node:assert/strict';
import {
  fileInCode,
  lineBehind,
  linkTarget,
  splitPaths,
  symbolInCode,
} from '../../../../src/webview/markdown/links';

describe('Links of the model', () => {
  const cart = { kind: 'file', path: 'src/cart.ts' } as const;

  it('lead to web pages and mail', () => {
    assert.deepEqual(linkTarget('https://a.example/b?c#d'), { kind: 'web', href: 'https://a.example/b?c#d' });
    assert.deepEqual(linkTarget('MAILTO:me@a.example'), { kind: 'web', href: 'MAILTO:me@a.example' });
  });

  it('lead to files and their lines', () => {
    assert.deepEqual(linkTarget('src/cart.ts'), { kind: 'file', path: 'src/cart.ts' });
    assert.deepEqual(linkTarget('./src/cart.ts:12'), { kind: 'file', path: './src/cart.ts', line: 12 });
    assert.deepEqual(linkTarget('src/cart.ts:12:5'), { ...cart, line: 12, column: 5 });
    assert.deepEqual(linkTarget('src/cart.ts:12-31'), { ...cart, line: 12, endLine: 31 });
    assert.deepEqual(linkTarget('src/cart.ts:12–31'), { ...cart, line: 12, endLine: 31 });
    assert.deepEqual(linkTarget('src/cart.ts#L3-L9'), { ...cart, line: 3, endLine: 9 });
    assert.deepEqual(linkTarget('src/cart.ts#L3C7'), { ...cart, line: 3, column: 7 });
    assert.deepEqual(linkTarget('src/cart.ts(3,7)'), { ...cart, line: 3, column: 7 });
    assert.deepEqual(linkTarget('C:\\shop\\cart.ts:4'), { kind: 'file', path: 'C:\\shop\\cart.ts', line: 4 });
    assert.deepEqual(linkTarget('file:///home/me/a%20b.ts#L2'), {
      kind: 'file',
      path: '/home/me/a b.ts',
      line: 2,
    });
    assert.deepEqual(linkTarget('100%.md'), { kind: 'file', path: '100%.md' });
  });

  for (const href of [
    'javascript:alert(1)',
    'command:workbench.action.quit',
    'data:text/html,x',
    'vscode://x',
    '//evil.example',
    '#top',
    '',
    ' JavaScript:x',
  ])
    it(`do not follow ${JSON.stringify(href)}`, () => assert.deepEqual(linkTarget(href), { kind: 'none' }));

  it('may be paths in code quotes, but not other code', () => {
    assert.deepEqual(fileInCode('src/cart.ts'), cart);
    assert.deepEqual(fileInCode('cart.ts:3'), { kind: 'file', path: 'cart.ts', line: 3 });
    assert.deepEqual(fileInCode('src/cart.ts#L10-L20'), { ...cart, line: 10, endLine: 20 });
    assert.deepEqual(fileInCode('C:\\shop\\cart.ts:3')?.line, 3);
    for (const text of [
      'package.json',
      'src/webview/',
      '~/notes.md',
      'docs/my notes.md',
      'app/[id]/page.tsx',
    ])
      assert.equal(fileInCode(text)?.path, text);
    for (const text of [
      'npm test',
      'foo()',
      '1.5:2',
      'https://a.example/x.ts',
      '--flag',
      'a = b.c',
      'rm -rf a/b',
      'total',
    ])
      assert.equal(fileInCode(text), undefined, text);
  });

  it('lead to symbols, but not from plain words', () => {
    for (const [text, name] of [
      ['OrderService.place', 'OrderService.place'],
      ['discount()', 'discount'],
      ['total(cart, code)', 'total'],
      ['std::vector', 'std::vector'],
      ['CartLine', 'CartLine'],
      ['MAX_SIZE', 'MAX_SIZE'],
    ] as const)
      assert.equal(symbolInCode(text), name, text);
    for (const text of ['true', 'npm test', 'package.json', 'cart.ts', 'a', 'JSON', '$x + 1', 'if (a) b()'])
      assert.equal(symbolInCode(text), undefined, text);
  });

  it('may be paths in running text, with a line or a folder', () => {
    const text =
      'See src/cart.ts:3, or http://a.example/b.ts:80 at 10.30:15; a/b.ts(4,2), ../x/y.md and cart.ts but not and/or, e.g. this.';
    const pieces = splitPaths(text);
    assert.deepEqual(
      pieces.filter((piece) => piece.target).map((piece) => piece.text),
      ['src/cart.ts:3', 'a/b.ts(4,2)', '../x/y.md'],
    );
    assert.equal(pieces.map((piece) => piece.text).join(''), text);
  });

  it('keep the lines that the words behind a path name', () => {
    assert.deepEqual(lineBehind(' line 12'), { line: 12 });
    assert.deepEqual(lineBehind(' (lines 12-20)'), { line: 12, endLine: 20 });
    assert.deepEqual(lineBehind(', L12'), { line: 12 });
    assert.deepEqual(lineBehind(' lines 3 to 9.'), { line: 3, endLine: 9 });
    for (const text of [' and line 12', ' l12n', '', ' line 12.5']) assert.equal(lineBehind(text), undefined);
    const [, path] = splitPaths('See src/a.ts (line 12) for it.');
    assert.deepEqual(path?.target, { kind: 'file', path: 'src/a.ts', line: 12 });
  });

  it('lead to files with signs in their names', () => {
    const path = (text: string) => splitPaths(text).find(({ target }) => target)?.target?.path;
    assert.equal(path('in src/C#/Program.cs there'), 'src/C#/Program.cs');
    assert.equal(path('in app/[id]/page.tsx there'), 'app/[id]/page.tsx');
    assert.equal(path('in app/(shop)/cart/page.tsx there'), 'app/(shop)/cart/page.tsx');
    assert.equal(path('at file:///home/me/a%20b.ts.'), '/home/me/a b.ts');
    assert.equal(path('at file:///C:/shop/cart.ts'), 'C:/shop/cart.ts');
    assert.deepEqual(linkTarget('src/C#/Program.cs:4'), { kind: 'file', path: 'src/C#/Program.cs', line: 4 });
    assert.deepEqual(linkTarget('docs/a.md#part'), { kind: 'file', path: 'docs/a.md' });
  });

  it('are looked for in 100 KB of Base64 in no time, and found beside it', () => {
    const noise = 'QUJD/0+x'.repeat(12_500);
    const text = `see src/a.ts:3 ${noise} and src/b.ts:4`;
    const found = splitPaths(text).flatMap(({ target }) => target?.path ?? []);
    assert.deepEqual(found, ['src/a.ts', 'src/b.ts']);
    assert.equal(
      splitPaths(text)
        .map((piece) => piece.text)
        .join(''),
      text,
    );
  });
});
