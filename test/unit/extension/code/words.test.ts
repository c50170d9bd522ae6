import assert from 'node:assert/strict';
import { languageId } from '../../../../src/extension/code/languages';
import { shellLines } from '../../../../src/extension/code/shellText';
import { bestSymbols, symbolQuery } from '../../../../src/extension/code/symbolNames';

describe('Commands for a terminal', () => {
  it('are the lines without prompts and output', () => {
    assert.deepEqual(shellLines('npm test\n'), ['npm test']);
    assert.deepEqual(shellLines('$ npm test\n3 passing\n$ git status'), ['npm test', 'git status']);
    assert.deepEqual(shellLines('PS C:\\shop> npm test\nok'), ['npm test']);
    assert.deepEqual(shellLines('\ncat <<E\n\na\nE\n\n'), ['cat <<E', '', 'a', 'E']);
    assert.deepEqual(shellLines('  \n'), []);
  });

  it('hold nothing that a terminal would obey or that hides', () => {
    assert.deepEqual(shellLines('echo a\u0003\u001b[2Jb\u202ec\u0000'), ['echo a[2Jbc']);
    assert.deepEqual(shellLines('echo a\rrm b'), ['echo a', 'rm b']);
  });
});

describe('The language of a new file', () => {
  it('is the one that the editor knows', () => {
    const known = ['typescript', 'shellscript', 'plaintext', 'go'];
    assert.equal(languageId('ts', known), 'typescript');
    assert.equal(languageId('Bash', known), 'shellscript');
    assert.equal(languageId('go', known), 'go');
    assert.equal(languageId('klingon', known), undefined);
    assert.equal(languageId('', known), undefined);
  });
});

describe('A symbol', () => {
  const place = { name: 'place', containerName: 'OrderService' };
  const other = { name: 'place()', containerName: 'Board' };
  const longer = { name: 'placeholder', containerName: '' };

  it('is the one with this name, in the named class when there is one', () => {
    const all = [longer, other, place];
    assert.deepEqual(bestSymbols(symbolQuery('OrderService.place(order)'), all), [place]);
    assert.deepEqual(bestSymbols(symbolQuery('place'), all), [other, place]);
    assert.deepEqual(bestSymbols(symbolQuery('Shop::place'), all), [other, place]);
    assert.deepEqual(bestSymbols(symbolQuery('nothing'), all), []);
  });
});
