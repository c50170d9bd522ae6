import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CopilotError, findCli } from '../../../../src/sdk/index';
import { makeScratch, type Scratch } from '../../../support/scratch';

describe('Finding the CLI', () => {
  let scratch: Scratch;
  let configured: string;
  let fromVariable: string;
  let onPath: string;
  let searchFrom: string[];
  const native = `node_modules/@github/copilot-${process.platform}-${process.arch}`;

  beforeEach(() => {
    scratch = makeScratch('cli-path');
    configured = scratch.write('configured/copilot', 'x'.repeat(9000), 0o755);
    fromVariable = scratch.write('variable/copilot', 'x'.repeat(9000), 0o755);
    onPath = scratch.write('bin/copilot', 'x'.repeat(9000), 0o755);
    installPackage('project');
    searchFrom = [path.join(scratch.path, 'empty'), path.join(scratch.path, 'project')];
  });

  afterEach(() => scratch.remove());

  function installPackage(root: string): string {
    scratch.write(`${root}/${native}/package.json`, '{"exports":{".":"./copilot"}}');
    scratch.write(`${root}/${native}/copilot`, 'native', 0o755);
    scratch.write(`${root}/node_modules/@github/copilot/package.json`, '{"type":"module"}');
    return scratch.write(`${root}/node_modules/@github/copilot/npm-loader.js`, '#!/usr/bin/env node', 0o755);
  }

  const folderOf = (file: string): string => path.dirname(file);
  const notFound = (act: () => unknown): CopilotError => {
    try {
      act();
    } catch (error) {
      assert.ok(error instanceof CopilotError && error.code === 'cli-not-found');
      return error;
    }
    return assert.fail('A CLI was found');
  };

  it('prefers the configured path, then the variable, then PATH, then the package', () => {
    const env = { COPILOT_CLI_PATH: fromVariable, PATH: `/nowhere:${folderOf(onPath)}` };
    const platform = 'linux';
    assert.deepEqual(findCli({ configured, env, searchFrom, platform }), {
      path: configured,
      source: 'configured',
    });
    assert.deepEqual(findCli({ env, searchFrom, platform }), { path: fromVariable, source: 'environment' });
    const { PATH } = env;
    assert.deepEqual(findCli({ env: { PATH }, searchFrom, platform }), { path: onPath, source: 'path' });
    assert.deepEqual(findCli({ env: {}, searchFrom, platform }), {
      path: path.join(scratch.path, 'project', native, 'copilot'),
      source: 'dependency',
    });
  });

  it('names a configured path that leads nowhere instead of taking another', () => {
    const wrong = path.join(scratch.path, 'nothing');
    const env = { PATH: folderOf(onPath) };
    assert.match(notFound(() => findCli({ configured: wrong, env })).message, /nothing/);
    assert.match(notFound(() => findCli({ env: { ...env, COPILOT_CLI_PATH: wrong } })).message, /nothing/);
    assert.equal(notFound(() => findCli({ configured: scratch.path, env })).details.path, scratch.path);
  });

  it('looks a bare name up on PATH', () => {
    const named = scratch.write('bin/copilot-next', 'y', 0o755);
    const env = { PATH: folderOf(onPath) };
    assert.equal(findCli({ configured: 'copilot-next', env, platform: 'linux' }).path, named);
  });

  it('passes over a file on PATH that cannot be run', () => {
    const blunt = scratch.write('blunt/copilot', 'x', 0o644);
    const env = { PATH: `${folderOf(blunt)}:${folderOf(onPath)}` };
    assert.equal(findCli({ env, platform: 'linux' }).path, onPath);
  });

  it('says where it looked when there is none', () => {
    const empty = path.join(scratch.path, 'empty');
    const { lookedIn } = notFound(() => findCli({ env: { PATH: empty }, searchFrom: [empty] })).details;
    assert.deepEqual(lookedIn, [empty, path.join(empty, 'node_modules/@github/copilot')]);
  });

  it('runs the binary itself where npm put its script', () => {
    const loader = installPackage('global/lib');
    const command = path.join(scratch.path, 'global/bin/copilot');
    fs.mkdirSync(folderOf(command), { recursive: true });
    fs.symlinkSync(loader, command);
    const found = findCli({ env: { PATH: folderOf(command) }, platform: 'linux' });
    assert.deepEqual(found, {
      path: path.join(scratch.path, 'global/lib', native, 'copilot'),
      source: 'path',
    });
  });

  it('runs the binary itself where npm put a wrapper script', () => {
    installPackage('pnpm');
    scratch.write('pnpm/node_modules/.bin/copilot', '#!/bin/sh\nexec node "$0/../npm-loader.js"', 0o755);
    const env = { PATH: path.join(scratch.path, 'pnpm/node_modules/.bin') };
    assert.equal(
      findCli({ env, platform: 'linux' }).path,
      path.join(scratch.path, 'pnpm', native, 'copilot'),
    );
  });

  it('keeps npm’s script where the binary is not beside it', () => {
    const loader = scratch.write('lone/node_modules/@github/copilot/npm-loader.js', '', 0o755);
    assert.equal(findCli({ configured: loader }).path, loader);
  });

  it('takes copilot.exe before copilot.cmd on Windows, whatever the case of PATH', () => {
    const cmd = scratch.write('win/copilot.cmd', 'x'.repeat(9000));
    const env = { Path: `"${folderOf(cmd)}"` };
    assert.equal(findCli({ env, platform: 'win32' }).path, cmd);
    const exe = scratch.write('win/copilot.exe', 'x');
    assert.equal(findCli({ env, platform: 'win32' }).path, exe);
  });
});
