import assert from 'node:assert/strict';
import fc from 'fast-check';
import fs from 'node:fs';
import path from 'node:path';
import { launchCommand } from '../../../../src/sdk/link/launch';
import { spawnCli } from '../../../../src/sdk/process/childProcess';
import { shellLine } from '../../../../src/sdk/process/shellWords';
import { makeScratch } from '../../../support/scratch';

const file = 'C:\\Program Files\\nodejs\\copilot.cmd';

/** The words that `cmd.exe` hands on: it knows quotes, `%`, and signs outside of quotes; undefined where it acts. */
function asCmdReads(line: string): readonly string[] | undefined {
  if (/[%\r\n\0!]/.test(line)) return undefined;
  const words = line.match(/"[^"]*"|[^\s",;=&|<>^]+(?:=[^\s",;&|<>^]*)?/g) ?? [];
  const rest = line.replaceAll(/"[^"]*"/g, '');
  return /[&|<>^]/.test(rest) ? undefined : words.map((word) => word.replaceAll('"', ''));
}

describe('A CLI that is a script of the Windows shell', () => {
  it('is run with each argument as one word', () => {
    assert.equal(
      shellLine(file, ['--stdio', '--log-level', 'info', '--add-dir', 'C:\\my shop\\']),
      `"${file}" --stdio --log-level info --add-dir "C:\\my shop\\\\"`,
    );
    assert.equal(shellLine('C:\\a (x86)\\ä\\b.cmd', ['', "it's"]), `"C:\\a (x86)\\ä\\b.cmd" "" "it's"`);
  });

  for (const sign of ['&', '|', '<', '>', '^', '%', '"', '!', '\n', '\r', '\0', '`', '\u2028', '\u202e']) {
    it(`is not run with ${JSON.stringify(sign)} in an argument or in its path`, () => {
      const refused = { code: 'spawn-failed', message: /would read [^]* in another way/ };
      assert.throws(() => shellLine(file, [`a${sign}calc`]), refused);
      assert.throws(() => shellLine(`C:\\a${sign}b\\copilot.cmd`, []), refused);
    });
  }

  it('gets what it was given or nothing, whatever that is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', minLength: 1 })), (args) => {
        let line: string;
        try {
          line = shellLine(file, args);
        } catch {
          return;
        }
        const given = args.map((word) =>
          /^[\w\-./:=\\@+~]+$/.test(word) ? word : word.replace(/\\+$/, '$&$&'),
        );
        assert.deepEqual(asCmdReads(line), [file, ...given]);
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused before anything is started', async () => {
    const scratch = makeScratch('cmd');
    const cli = scratch.write('copilot.cmd', '', 0o755);
    const command = launchCommand({ cliPath: cli, cliArgs: ['--model', 'a & touch ran'] });
    assert.equal(command.shell, true);
    await assert.rejects(spawnCli({ ...command, cwd: scratch.path }), {
      code: 'spawn-failed',
      message: /is a script of the Windows shell/,
    });
    assert.equal(fs.existsSync(path.join(scratch.path, 'ran')), false);
    scratch.remove();
  });
});
