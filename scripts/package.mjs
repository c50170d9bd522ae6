#!/usr/bin/env node
// `npm run package`: builds what ships in out/package, with nothing else beside it, and makes flightdeck.vsix of it.
// dist, with which one debugs and tests, stays as it is.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeSbom } from './sbom.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'out/package');
const vsce = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')),
  'vsce',
);

fs.rmSync(folder, { recursive: true, force: true });
for (const file of [...filesThatShip(), '.vscodeignore']) {
  fs.cpSync(path.join(root, file), path.join(folder, file));
}
const meta = path.join(root, 'out/package.meta.json');
node(root, 'esbuild.mjs', '--production', '--out', path.join(folder, 'dist'), '--meta', meta);
fs.writeFileSync(path.join(folder, 'sbom.cdx.json'), makeSbom(readJson(meta), root));
const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
node(folder, vsce, 'package', ...options, '-o', path.join(root, 'flightdeck.vsix'));

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

/** What .vscodeignore lets through, apart from what is built. A star stands in the last part of a path only. */
function filesThatShip() {
  const lines = fs.readFileSync(path.join(root, '.vscodeignore'), 'utf8').split(/\r?\n/);
  const patterns = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  return patterns.filter((pattern) => !pattern.startsWith('dist/')).flatMap(matching);
}

function matching(pattern) {
  const { dir, base } = path.posix.parse(pattern);
  const name = new RegExp(`^${base.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
  const found = fs.readdirSync(path.join(root, dir)).filter((entry) => name.test(entry));
  return found.map((entry) => path.posix.join(dir, entry));
}

function node(cwd, ...args) {
  const { status } = spawnSync(process.execPath, args, { cwd, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
