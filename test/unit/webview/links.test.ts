import assert from 'node:assert/strict';
import { decodeEntities } from '../../../src/webview/markdown/entities';
import { linkTarget, pathInCode, splitPaths } from '../../../src/webview/markdown/links';

describe('Links of the model', () => {
  it('lead to web pages and mail', () => {
    assert.deepEqual(linkTarget('https://a.example/b?c#d'), { kind: 'web', href: 'https://a.example/b?c#d' });
    assert.deepEqual(linkTarget('MAILTO:me@a.example'), { kind: 'web', href: 'MAILTO:me@a.example' });
  });

  it('lead to files and their lines', () => {
    assert.deepEqual(linkTarget('src/cart.ts'), { kind: 'file', path: 'src/cart.ts' });
    assert.deepEqual(linkTarget('./src/cart.ts:12'), { kind: 'file', path: './src/cart.ts', line: 12 });
    assert.deepEqual(linkTarget('src/cart.ts:12:5'), { kind: 'file', path: 'src/cart.ts', line: 12 });
    assert.deepEqual(linkTarget('src/cart.ts:12-31'), { kind: 'file', path: 'src/cart.ts', line: 12 });
    assert.deepEqual(linkTarget('src/cart.ts#L3-L9'), { kind: 'file', path: 'src/cart.ts', line: 3 });
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

  it('are made of paths in code quotes, but not of other code', () => {
    assert.deepEqual(pathInCode('src/cart.ts'), { kind: 'file', path: 'src/cart.ts' });
    assert.deepEqual(pathInCode('cart.ts:3'), { kind: 'file', path: 'cart.ts', line: 3 });
    for (const text of ['console.log', 'npm test', 'a/b', 'foo()', '1.5:2', 'https://a.example/x.ts'])
      assert.deepEqual(pathInCode(text), { kind: 'none' }, text);
  });

  it('are made of a path with a line in running text', () => {
    const pieces = splitPaths('See src/cart.ts:3, or http://a.example/b.ts:80 at 10.30:15.');
    assert.deepEqual(
      pieces.filter((piece) => piece.target).map((piece) => piece.text),
      ['src/cart.ts:3'],
    );
    assert.equal(
      pieces.map((piece) => piece.text).join(''),
      'See src/cart.ts:3, or http://a.example/b.ts:80 at 10.30:15.',
    );
  });
});

describe('Character references', () => {
  it('become characters, and unknown ones stay', () => {
    assert.equal(
      decodeEntities('a &lt; b &amp;&amp; c &#39;d&#x27; &hellip; &bogus; &amp;lt;'),
      "a < b && c 'd' … &bogus; &lt;",
    );
  });

  it('outside of what exists become the replacement mark', () => {
    assert.equal(decodeEntities('&#0;&#x110000;'), '\ufffd\ufffd');
  });
});
