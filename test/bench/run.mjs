// Bundles the bench and runs it: `node test/bench/run.mjs [--quick] [--only ID,…] [--alone] [--json FILE]`.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import esbuild from 'esbuild';

const outdir = 'out/bench';
const shared = { bundle: true, platform: 'node', target: 'node20', outdir, logLevel: 'warning' };
fs.rmSync(outdir, { recursive: true, force: true });
await esbuild.build({ ...shared, entryPoints: ['test/bench/peer.ts'], format: 'cjs' });
await esbuild.build({
  ...shared,
  entryPoints: ['test/bench/bench.ts', 'test/bench/worker.ts'],
  format: 'esm',
  splitting: true,
  packages: 'external',
  outExtension: { '.js': '.mjs' },
});
const { status } = spawnSync(process.execPath, [`${outdir}/bench.mjs`, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
