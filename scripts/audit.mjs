#!/usr/bin/env node
// `npm run check:audit`: asks npm's registry for known vulnerabilities. One in a package that ships fails; others, of
// tools that only build and test, are counted. Without an answer nothing is known, which is said and no failure.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedNames, verdictOf } from './auditReport.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const limitMs = 20_000;

function ask() {
  const args = ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=10000'];
  const isWindows = process.platform === 'win32';
  const child = spawn(isWindows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    shell: isWindows,
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: limitMs,
  });
  let text = '';
  child.stdout.on('data', (data) => (text += data));
  return new Promise((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('close', () => resolve(parse(text)));
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // it was cut off, or npm said something else
  }
}

const shipped = shippedNames(fs.readFileSync(path.join(root, 'ThirdPartyNotices.txt'), 'utf8'));
const verdict = verdictOf(await ask(), shipped);
if (verdict.kind === 'vulnerable') {
  process.stderr.write(`Known vulnerabilities in what ships: ${verdict.words.join(', ')}. See npm audit.\n`);
  process.exit(1);
}
process.stdout.write(
  verdict.kind === 'no-answer'
    ? 'npm audit got no answer, so known vulnerabilities were not looked for.\n'
    : `No known vulnerabilities in what ships; ${verdict.others} in tools that only build and test.\n`,
);
