#!/usr/bin/env node
// `npm run example -- NAME`: runs one of the programs in this folder against the sources of the SDK.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const names = fs.readdirSync(here).flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
const [name, ...args] = process.argv.slice(2);
if (!names.includes(name)) {
  process.stderr.write(`npm run example -- ${names.join(' | ')}\n`);
  process.exit(1);
}

const program = path.join(here, `../out/examples/${name}.cjs`);
await esbuild.build({
  entryPoints: [path.join(here, `${name}.ts`)],
  outfile: program,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  alias: { '@flightdeck/copilot-cli-sdk': path.join(here, '../src/sdk/index.ts') },
  logLevel: 'warning',
});
const child = spawn(process.execPath, [program, ...args], { stdio: 'inherit' });
child.on('exit', (code) => (process.exitCode = code ?? 1));
