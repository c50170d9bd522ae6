import assert from 'node:assert/strict';
import type { ContextItem } from '../../../../src/protocol/toView';
import { tokenAt } from '../../../../src/webview/state/mentions';
import { isLong } from '../../../../src/webview/state/paste';
import { rowsOf } from '../../../../src/webview/state/popupRows';

/** `|` marks the cursor. */
function token(text: string) {
  const cursor = text.indexOf('|');
  const found = tokenAt(text.replace('|', ''), cursor);
  return found && `${found.trigger}${found.query} ${found.start}-${found.end}`;
}

describe('The word at the cursor', () => {
  it('asks for context after @, for tools after #, for commands after / at the beginning', () => {
    assert.equal(token('Fix @ord| now'), '@ord 4-8');
    assert.equal(token('Fix (@|'), '@ 5-6');
    assert.equal(token('Use #ba|'), '#ba 4-7');
    assert.equal(token('/comp|'), '/comp 0-5');
    assert.equal(token('line\n@a|'), '@a 5-7');
    assert.equal(token('@src/or|'), '@src/or 0-7');
    assert.equal(token('@https://example.com/a#b|'), '@https://example.com/a#b 0-24');
  });

  it('is replaced as a whole when the cursor stands inside it', () => {
    assert.equal(token('Fix @or|der.ts now'), '@or 4-13');
  });

  it('asks for nothing elsewhere', () => {
    for (const text of [
      'me@example.com|',
      'C#|',
      'Fix @order |',
      'and/or|',
      'then /compact|',
      '/etc/hosts|',
      '## Title|',
      'closes #12|',
      '|@a',
      '|',
    ]) {
      assert.equal(token(text), undefined, text);
    }
  });
});

describe('The rows of the list', () => {
  const at = (query: string) => ({ trigger: '@' as const, query, start: 0, end: query.length + 1 });
  const more = (kind: ContextItem['kind'], count?: number): ContextItem => ({
    group: 'more',
    kind,
    label: '',
    detail: '',
    marks: [],
    value: '',
    ...(count === undefined ? {} : { count }),
  });

  it('offer problems and changes by their words', () => {
    const items = [more('problems', 2), more('changes', 3), more('terminal', 0)];
    assert.deepEqual(
      rowsOf(items, at('')).map(({ label, detail }) => [label, detail]),
      [
        ['Problems', '2 in this workspace'],
        ['Changes in Git', '3 files'],
      ],
    );
    const [row] = rowsOf(items, at('prob'));
    assert.deepEqual([row?.insert, row?.marks, row?.pick?.label], ['@problems', [0, 1, 2, 3], 'Problems, 2']);
  });

  it('say why there is nothing when it is asked for', () => {
    const [row] = rowsOf([more('terminal', 0)], at('term'));
    assert.deepEqual([row?.isEmpty, row?.detail], [true, 'No command has run in a terminal yet']);
  });

  it('turn the address of a page into plain words of the message', () => {
    const [row, ...rest] = rowsOf([more('problems', 1)], at('https://example.com/prices'));
    assert.deepEqual([row?.insert, row?.pick, rest.length], ['https://example.com/prices', undefined, 0]);
  });
});

describe('A sign among scripts without spaces', () => {
  const at = (text: string) => tokenAt(text, text.length);

  it('asks for a list right after a letter or a mark of them', () => {
    for (const text of ['看@cart', 'これを@cart', 'カー@cart', '파일@cart', '看，@cart', '（@cart'])
      assert.deepEqual([at(text)?.trigger, at(text)?.query], ['@', 'cart'], text);
    assert.equal(at('name@cart'), undefined);
  });

  it('may be as wide as they are', () => {
    assert.deepEqual([at('＠cart')?.trigger, at('＠cart')?.query, at('看＠cart')?.start], ['@', 'cart', 1]);
    assert.deepEqual([at('＃grep')?.trigger, at('／review')?.trigger], ['#', '/']);
  });
});

describe('A pasted text', () => {
  it('is long from 31 lines or 2,001 letters on', () => {
    assert.equal(isLong(Array(30).fill('a').join('\n')), false);
    assert.equal(isLong(Array(31).fill('a').join('\n')), true);
    assert.equal(isLong('a'.repeat(2000)), false);
    assert.equal(isLong('a'.repeat(2001)), true);
  });
});
