import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { endLeftBehind, processesWith } from '../support/processes.mjs';
import { makeScratch } from '../support/scratch';
import { until } from '../support/until';

const ROOT = process.cwd();
const NEEDED = ['package.json', 'package-lock.json', 'package.nls.json', 'tsconfig.json', 'esbuild.mjs'];
const FOLDERS = ['src', 'l10n', 'media', 'test/support', 'test/fixtures/sample-workspace'];

/** In a copy of the project, so that what other tests run is not built anew under them. */
describe('npm start', () => {
  const scratch = makeScratch('start');
  const mark = randomUUID();

  before(() => {
    for (const name of [...NEEDED, ...FOLDERS])
      fs.cpSync(path.join(ROOT, name), path.join(scratch.path, name), { recursive: true });
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(scratch.path, 'node_modules'), 'junction');
    const cache = path.join(scratch.path, '.vscode-test');
    fs.mkdirSync(cache);
    for (const name of fs.readdirSync(path.join(ROOT, '.vscode-test')))
      if (name.startsWith('server-'))
        fs.symlinkSync(path.join(ROOT, '.vscode-test', name), path.join(cache, name), 'junction');
  });
  after(async () => {
    await endLeftBehind('START_MARK', mark, 0);
    scratch.remove();
  });

  /** Starts it as a terminal would, in a process group of its own; `text` is what it has printed. */
  function start(...args: readonly string[]): { readonly child: ChildProcess; readonly text: () => string } {
    const PATH = [path.join(scratch.path, 'bin'), process.env['PATH']].join(path.delimiter);
    const child = spawn(process.execPath, ['test/support/start.mjs', ...args], {
      cwd: scratch.path,
      env: { ...process.env, PATH, START_MARK: mark },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (data: Buffer) => (text += String(data)));
    return { child, text: () => text };
  }

  it('opens VS Code in the browser at an address with a token, and Ctrl+C ends all of it', async () => {
    const { child, text } = start('--demo', '--web');
    const address = await until('the address', () => /^ {2}(http:\S+)$/m.exec(text())?.[1], 60_000);
    const url = new URL(address);
    assert.equal(url.hostname, '127.0.0.1');
    const folder = url.searchParams.get('folder') ?? '';
    assert.ok(fs.existsSync(path.join(folder, 'src/cart.ts')), 'the sample project');
    const greeting = await fetch(address, { redirect: 'manual' });
    const [cookie = ''] = greeting.headers.get('set-cookie')?.split(';') ?? [];
    const page = await fetch(new URL(greeting.headers.get('location') ?? '', address), {
      headers: { cookie },
    });
    assert.match(await page.text(), /<title>|workbench/);
    assert.equal(page.status, 200);
    assert.equal((await fetch(url.origin)).status, 403);
    assert.ok(processesWith('START_MARK', mark).length > 1);

    assert.ok(child.pid);
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGINT');
    assert.deepEqual(await ended, [0, null]);
    assert.deepEqual(processesWith('START_MARK', mark), []);
  });

  it('opens the desktop VS Code when there is one, on the named folder, with the demo model preselected', async () => {
    const told = path.join(scratch.path, 'told');
    scratch.write('bin/code', `#!/bin/sh\necho "$@ $FLIGHTDECK_MODEL_SOURCE" > '${told}'\n`, 0o755);
    const folder = path.join(scratch.path, 'src');
    const { child, text } = start('--demo', folder);
    assert.deepEqual(await once(child, 'exit'), [0, null], text());
    const wanted = `--new-window --extensionDevelopmentPath=${scratch.path} ${folder} demo\n`;
    assert.equal(fs.readFileSync(told, 'utf8'), wanted);
  });

  it('says in one sentence what it does not understand', async () => {
    for (const [argument, sentence] of [
      ['--fast', '"--fast" is not known.'],
      ['nowhere', 'nowhere is not a folder.'],
    ] as const) {
      const { child, text } = start(argument);
      assert.deepEqual(await once(child, 'exit'), [1, null]);
      assert.ok(text().includes(sentence), text());
    }
  });
});
