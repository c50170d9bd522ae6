// The tests that can notice a broken file, built with it and run.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { endGroup } from '../processes.mjs';

const options = {
  bundle: true,
  outbase: 'test',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  external: ['vscode'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'silent',
};
/** Those that look at the page in a browser, or at what the build made of all sources. */
const elsewhere =
  /\/webview\/page\w+\.test|\/unit\/(?:bundles|papers|readme|docs|rooms|borders|l10n|manifest)\.test/;
/** Of the tests on the real CLI, those that go through most. */
const onCli = ['chat', 'queue', 'permissions', 'turns', 'sdk', 'sdkEnds'];

/** For each test the sources that it is built of. */
export async function readTests(root) {
  const found = fs.readdirSync(path.join(root, 'test/unit'), { recursive: true, encoding: 'utf8' });
  const unit = found.filter((name) => /\.test\.tsx?$/.test(name)).map((name) => `test/unit/${name}`);
  const entryPoints = [
    ...unit.filter((name) => !elsewhere.test(name)),
    ...onCli.map((name) => `test/cli/${name}.test.ts`),
  ];
  const { metafile } = await esbuild.build({
    ...options,
    absWorkingDir: root,
    entryPoints,
    outdir: 'out/mutants',
    metafile: true,
    write: false,
  });
  const outputs = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint);
  return outputs.map(({ entryPoint, inputs }) => ({
    name: entryPoint,
    sources: new Set(Object.keys(inputs)),
  }));
}

/** Tests of a file: first those in plain Node that know the least besides it, then those on the real CLI. */
export function testsOf(tests, file) {
  const knowing = tests
    .filter(({ sources }) => sources.has(file))
    .sort((a, b) => a.sources.size - b.sources.size);
  const names = knowing.map(({ name }) => name);
  return {
    unit: names.filter((name) => name.startsWith('test/unit/')),
    cli: names.filter((name) => name.startsWith('test/cli/')),
  };
}

/** Runs tests with other texts in place of some files; resolves to whether one of them failed or did not end. */
export async function fails(root, names, texts, { timeoutMs, limitMs }) {
  const outdir = path.join(root, 'out/mutants');
  fs.rmSync(outdir, { recursive: true, force: true });
  const replace = {
    name: 'replace',
    setup: (build) =>
      build.onLoad({ filter: /\.tsx?$/ }, ({ path: file }) => {
        const contents = texts.get(path.relative(root, file).replaceAll('\\', '/'));
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      }),
  };
  await esbuild.build({ ...options, absWorkingDir: root, entryPoints: names, outdir, plugins: [replace] });
  const files = names.map((name) => path.join(outdir, name.replace(/^test\//, '').replace(/\.tsx?$/, '.js')));
  const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
  const child = spawn(
    process.execPath,
    [mocha, '--bail', '--exit', '--timeout', String(timeoutMs), ...files],
    {
      cwd: root,
      detached: true,
      stdio: 'ignore',
    },
  );
  return new Promise((resolve) => {
    const limit = setTimeout(() => finish(true), limitMs);
    const finish = (hasFailed) => {
      clearTimeout(limit);
      void endGroup(child.pid).then(() => resolve(hasFailed));
    };
    child.once('exit', (code) => finish(code !== 0));
  });
}
