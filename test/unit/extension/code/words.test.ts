import assert from 'node:assert/strict';
import { languageId } from '../../../../src/extension/code/languages';
import { shellText } from '../../../../src/extension/code/shellText';
import { TerminalUse } from '../../../../src/extension/code/terminalUse';
import { bestSymbols, symbolQuery } from '../../../../src/extension/code/symbolNames';

describe('Commands for a terminal', () => {
  const typed = (line: string) => ({ kind: 'type', line });
  const shown = (...lines: string[]) => ({ kind: 'show', lines });

  it('are the lines without prompts and output', () => {
    assert.deepEqual(shellText('npm test\n'), typed('npm test'));
    assert.deepEqual(shellText('$ npm test\n3 passing\n$ git status'), shown('npm test', 'git status'));
    assert.deepEqual(shellText('PS C:\\shop> npm test\nok'), typed('npm test'));
    assert.deepEqual(shellText('\ncat <<E\n\na\nE\n\n'), shown('cat <<E', '', 'a', 'E'));
    assert.deepEqual(shellText('  \n'), { kind: 'empty' });
  });

  it('are only typed when they are one line in which nothing hides, and shown before when not', () => {
    assert.deepEqual(shellText('echo größe  a'), typed('echo größe  a'));
    for (const hidden of ['\u202e', '\u200b', '\u00a0', '\u{e0041}'])
      assert.deepEqual(shellText(`echo a${hidden}b`), shown(`echo a${hidden}b`));
    assert.deepEqual(shellText('echo a\rrm b'), shown('echo a', 'rm b'));
  });

  it('go nowhere when a terminal would obey what is in them', () => {
    for (const control of ['\u0003', '\u001b[2J', '\u0000', '\u007f', '\u0085', '\u009b', '\u000b'])
      assert.deepEqual(shellText(`echo a${control}`), { kind: 'refused' }, JSON.stringify(control));
  });

  it('are not run when a dialog cannot show them whole', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, at) => `echo ${at}`);
    assert.deepEqual(shellText(lines(30).join('\n')), shown(...lines(30)));
    assert.deepEqual(shellText(lines(31).join('\n')), { kind: 'too-long', lines: 31 });
    assert.deepEqual(shellText(`echo ${'x'.repeat(2400)}`), { kind: 'too-long', lines: 1 });
  });
});

describe('The terminal for a command', () => {
  it('is the last one only while its shell waits with nothing typed', () => {
    const use = new TerminalUse<string>();
    const free = () => use.free(() => true);
    assert.equal(free(), undefined);
    use.typed('one');
    assert.equal(free(), undefined, 'a line stands there');
    use.started('one');
    assert.equal(free(), undefined, 'a program runs');
    use.ended('other');
    assert.equal(free(), undefined);
    use.ended('one');
    assert.equal(free(), 'one');
    assert.equal(
      use.free(() => false),
      undefined,
      'a shell that tells nothing',
    );
    use.started('one');
    assert.equal(free(), undefined, 'the person runs something');
    use.ended('one');
    use.ran('one');
    assert.equal(free(), undefined, 'more lines may be on their way');
    use.typed('two');
    use.ended('two');
    use.closed('two');
    assert.equal(free(), undefined);
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
