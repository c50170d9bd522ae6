import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deniedBy } from '../../../../src/extension/rules/commandDenial';
import { deniedLines } from './deniedLines';

describe('A rule that forbids a command', () => {
  for (const [rule, line, expected] of deniedLines)
    it(`${rule || 'nothing'}: ${JSON.stringify(line)} is ${expected}`, () =>
      assert.equal(deniedBy(line, rule.split(' ')), expected));

  it('is told to be possible where a line is too long or too deep to be read', () => {
    assert.equal(deniedBy('a '.repeat(20_000), ['git', 'push']), 'possible');
    assert.notEqual(deniedBy(`${'echo $('.repeat(50)}git push${')'.repeat(50)}`, ['git', 'push']), 'no');
    assert.notEqual(deniedBy(`${'eval '.repeat(50)}git push`, ['git', 'push']), 'no');
  });

  it('is judged without an end of the stack or of patience, whatever the line', () => {
    for (const line of [
      'x cmd /c '.repeat(1000),
      '$('.repeat(5000),
      '`'.repeat(9999),
      '"$('.repeat(3000),
      'git -c '.repeat(1400),
      'x sh -c a '.repeat(900),
      'eval '.repeat(1900),
      'x $A '.repeat(1900),
      'x git '.repeat(1600),
    ])
      assert.match(deniedBy(line, ['git', 'push']), /^(certain|possible|no)$/);
  });

  /** Every way in which one command can stand in a line of another. */
  const contexts: readonly ((command: string) => string)[] = [
    (command) => command,
    (command) => `  ${command}  `,
    (command) => `cd x && ${command}`,
    (command) => `${command}; ls`,
    (command) => `ls;${command}`,
    (command) => `ls\n${command}`,
    (command) => `ls | ${command}`,
    (command) => `ls & ${command} &`,
    (command) => `false || ${command}`,
    (command) => `(${command})`,
    (command) => `( cd x; ${command} )`,
    (command) => `{ ${command}; }`,
    (command) => `echo $(${command})`,
    (command) => `echo "a $(${command}) b"`,
    (command) => `if true; then ${command}; fi`,
    (command) => `for x in a b; do ${command}; done`,
    (command) => `env X=y ${command}`,
    (command) => `sudo -n ${command}`,
    (command) => `nohup ${command}`,
    (command) => `timeout 5 ${command}`,
    (command) => `X=1 ${command}`,
    (command) => `! ${command}`,
    (command) => `${command} > log 2>&1`,
    (command) => `> log ${command}`,
    (command) => `echo 'it is'; ${command}`,
    (command) => `echo "one & two" ; ${command}`,
    (command) => `ls && \\\n${command}`,
    (command) => `watch ${command}`,
    (command) => `find . -exec ${command} ';'`,
    (command) => `unknown --flag ${command}`,
    (command) => `cat <<EOF\nx\nEOF\n${command}`,
    (command) => `& ${command}`,
    (command) => `1..2 | % { ${command} }`,
    (command) => `try { ${command} } catch {}`,
    (command) => `if exist x (${command}) else echo no`,
  ];
  const inDouble = (command: string) => `"${command.replace(/["\\$`]/g, '\\$&')}"`;
  const quoting: readonly ((command: string) => string)[] = [
    (command) => `sh -c ${inDouble(command)}`,
    (command) => `bash -euc '${command.replaceAll("'", `'\\''`)}'`,
    (command) => `eval ${inDouble(command)}`,
    (command) => `powershell -NoProfile -Command ${inDouble(command)}`,
    (command) => `cmd /c ${inDouble(command)}`,
    (command) => `echo ${inDouble(command)} | sh`,
    (command) => `X=${inDouble(command)}; $X`,
  ];
  const spellings = [
    'git push', 'git  push', 'git push -f', 'git.exe push', '/usr/bin/git push', 'git -C x push', 'git -c a=b push',
    '"git" push', "git 'push'", 'git --no-pager push origin', 'Git push', 'git push --all > x', 'git $V', 'g\\it push',
    "gi''t push", 'git "pu"sh', '$G push',
  ]; // prettier-ignore

  it('is never told to be absent, however the command is wrapped', () => {
    const layers = fc.array(fc.constantFrom(...contexts), { maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...spellings), layers, (spelling, around) => {
        const line = around.reduce((inner, wrap) => wrap(inner), spelling);
        assert.notEqual(deniedBy(line, ['git', 'push']), 'no', line);
      }),
      { numRuns: 3000 },
    );
  });

  it('is never told to be absent inside a quoted line of another shell', () => {
    // What stands behind a pipe into a shell would be its arguments.
    const outer = contexts.filter((wrap) => !wrap('').includes('-exec'));
    const layers = fc.tuple(
      fc.constantFrom(...contexts),
      fc.constantFrom(...quoting),
      fc.constantFrom(...outer),
    );
    fc.assert(
      fc.property(fc.constantFrom(...spellings), layers, (spelling, around) => {
        const line = around.reduce((inner, wrap) => wrap(inner), spelling);
        assert.notEqual(deniedBy(line, ['git', 'push']), 'no', line);
      }),
      { numRuns: 2000 },
    );
  });

  it('is never certain where the words are only spoken of', () => {
    const inert = [
      'echo',
      'git commit -m',
      'git log --grep',
      'grep -rn',
      'printf',
      'git tag -m',
      'git stash save',
    ];
    const texts = [
      'git push',
      'do not git push',
      'later: git push; then rest',
      'a && git push',
      '(git push)',
      '# git push',
    ];
    for (const program of inert)
      for (const text of texts)
        for (const quote of [`"${text}"`, `'${text}'`]) {
          const line = `${program} ${quote}`;
          assert.notEqual(deniedBy(line, ['git', 'push']), 'certain', line);
        }
  });

  it('can be asked of any text, and answers the same each time', () => {
    const piece = fc.constantFrom(
      ...`git push " ' \` $ ( ) { } \\ ; & | < > # ^ % ! \n sh -c eval << EOF =`.split(' '),
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const line = pieces.join('');
        assert.equal(deniedBy(line, ['git', 'push']), deniedBy(line, ['git', 'push']));
      }),
      { numRuns: 3000 },
    );
  });
});
