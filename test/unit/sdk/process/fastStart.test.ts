import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from '../../../../src/sdk/process/childProcess';
import { type FastStart, fastStart } from '../../../../src/sdk/index';
import { type FakeSetup, isRunning, makeFake } from '../../../support/fakeCliClient';
import { makeScratch, type Scratch } from '../../../support/scratch';

describe('A fast start', () => {
  let fake: FakeSetup | undefined;

  afterEach(() => fake?.end());

  const warnings: string[] = [];
  const nothing = (): void => undefined;
  const logger = {
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: (message: string) => void warnings.push(message),
    error: nothing,
  };

  async function startWith(find: FastStart, switches = ''): Promise<FakeSetup> {
    warnings.length = 0;
    fake = makeFake(switches, { fastStart: find, logger });
    await fake.client.start();
    assert.equal(fake.client.version, '1.0.102');
    assert.deepEqual(fake.states, ['connecting', 'connected']);
    return fake;
  }
  const starts = ({ log }: FakeSetup): readonly number[] =>
    log().flatMap(({ pid, start }) => (start ? [pid] : []));

  it('uses what it is led to, with the arguments and the environment of the CLI', async () => {
    const { client, log } = await startWith((command) =>
      Promise.resolve({
        command: { ...command, env: { ...command.env, LED: 'yes' } },
        version: '1.0.102',
      }),
    );
    assert.equal(client.startedFast, true);
    const [first] = log();
    assert.equal(first?.start?.env.LED, 'yes');
    assert.ok(first.start.argv.includes('--headless'));
    assert.equal(client.pid, first.pid);
  });

  it('leaves a program of another version, and starts the CLI', async () => {
    const done = await startWith((command) => Promise.resolve({ command, version: '1.0.103' }));
    const [first = 0, second] = starts(done);
    assert.equal(done.client.pid, second);
    assert.equal(done.client.startedFast, false);
    assert.equal(isRunning(first), false);
    assert.match(warnings.join(), /No fast start: It is version 1\.0\.102, not 1\.0\.103/);
  });

  it('starts the CLI when there is nothing to be led to, or it does not run', async () => {
    const finders: readonly FastStart[] = [
      () => Promise.reject(new Error('not unpacked')),
      (command) => Promise.resolve({ command: { ...command, path: '/nowhere' }, version: '1.0.102' }),
      (command) =>
        Promise.resolve({ command: { ...command, args: ['-e', 'process.exit(3)'] }, version: '1.0.102' }),
    ];
    for (const find of finders) {
      const done = await startWith(find);
      assert.equal(done.client.startedFast, false);
      assert.equal(starts(done).length, 1);
      assert.match(warnings.join(), /^No fast start: .*(not unpacked|no CLI at \/nowhere|code 3)/);
      await done.end();
    }
  });

  it('is given up with the start', async () => {
    let looked = nothing;
    const looking = new Promise<void>((resolve) => (looked = resolve));
    fake = makeFake('', {
      fastStart: () => {
        looked();
        return new Promise((_resolve, reject) => setTimeout(() => reject(new Error('late')), 50));
      },
    });
    const start = fake.client.start();
    await looking;
    const stop = fake.client.stop();
    await assert.rejects(start, { code: 'aborted' });
    await stop;
    assert.deepEqual(starts(fake), []);
  });
});

describe('The runtime of a CLI', () => {
  let scratch: Scratch;
  const system = `${process.platform}-${process.arch}`;
  const program = process.platform === 'win32' ? 'copilot-runtime.exe' : 'copilot-runtime';

  beforeEach(() => (scratch = makeScratch('runtime')));
  afterEach(() => scratch.remove());

  function write(file: string, text = ''): string {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return file;
  }

  function unpack(cache: string, version: string, isComplete = true): string {
    const folder = path.join(cache, 'pkg', system, version);
    if (isComplete) write(path.join(folder, '.extraction-complete'));
    return write(path.join(folder, 'prebuilds', system, program));
  }

  function cli(env: Readonly<Record<string, string>> = {}): Command {
    const file = write(path.join(scratch.path, 'package', 'copilot'));
    const manifest = { name: `@github/copilot-${system}`, version: '1.2.3' };
    write(path.join(scratch.path, 'package', 'package.json'), JSON.stringify(manifest));
    const home = { HOME: path.join(scratch.path, 'home'), USERPROFILE: path.join(scratch.path, 'home') };
    return { path: file, file, args: ['--stdio'], cwd: '/', env: { ...home, ...env } };
  }

  it('is found where the CLI unpacked it, in the order in which the CLI looks', async () => {
    const command = cli();
    const last = unpack(path.join(scratch.path, 'home', '.copilot'), '1.2.3');
    assert.deepEqual(await fastStart(command), {
      command: { ...command, path: last, file: last },
      version: '1.2.3',
    });
    const given = { XDG_CACHE_HOME: path.join(scratch.path, 'xdg') };
    const shared = unpack(path.join(scratch.path, 'xdg', 'copilot'), '1.2.3');
    assert.equal((await fastStart(cli(given))).command.file, shared);
    const own = unpack(path.join(scratch.path, 'own'), '1.2.3');
    const found = await fastStart(cli({ ...given, COPILOT_CACHE_HOME: path.join(scratch.path, 'own') }));
    assert.equal(found.command.file, own);
  });

  it('is none of another version, none that is not wholly unpacked, and none of a script', async () => {
    const cache = path.join(scratch.path, 'home', '.copilot');
    const refused = { code: 'not-supported' };
    await assert.rejects(fastStart(cli()), refused);
    unpack(cache, '1.2.4');
    await assert.rejects(fastStart(cli()), refused);
    unpack(cache, '1.2.3', false);
    await assert.rejects(fastStart(cli()), refused);
    const script = write(path.join(scratch.path, 'index.js'));
    await assert.rejects(fastStart({ ...cli(), path: script, file: process.execPath }), refused);
  });
});
