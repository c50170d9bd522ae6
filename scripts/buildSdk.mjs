#!/usr/bin/env node
// `node scripts/buildSdk.mjs [--out FOLDER]`: the SDK as a package of its own, ready for `npm pack dist/sdk`.
//   index.mjs, index.cjs   the same code for `import` and for `require`, with vscode-jsonrpc inside
//   types/                 its declarations
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const outFlag = process.argv.indexOf('--out');
const out = outFlag === -1 ? path.join(root, 'dist/sdk') : path.resolve(process.argv[outFlag + 1]);

/** Packages that `require` what Node brings would find no `require` in an ES module. */
const builtinsAsModules = {
  name: 'builtins as modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?(child_process|fs|path)$/ }, ({ kind, path: name }) =>
      kind === 'require-call' ? { path: name.replace(/^node:/, ''), namespace: 'builtin' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path: name }) => ({
      contents: `export * from 'node:${name}';`,
    }));
  },
};

fs.rmSync(out, { recursive: true, force: true });
const [{ metafile }] = await Promise.all([bundle('esm', 'index.mjs'), bundle('cjs', 'index.cjs')]);
declare();
fs.writeFileSync(path.join(out, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
fs.writeFileSync(path.join(out, 'ThirdPartyNotices.txt'), notices(metafile));
fs.copyFileSync(path.join(root, 'src/sdk/README.md'), path.join(out, 'README.md'));
fs.copyFileSync(path.join(root, 'LICENSE'), path.join(out, 'LICENSE'));

function bundle(format, name) {
  return esbuild.build({
    absWorkingDir: root,
    entryPoints: ['src/sdk/index.ts'],
    outfile: path.join(out, name),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format,
    // Names stay, so that a stack can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    plugins: [builtinsAsModules],
  });
}

/** Declarations of what the index leads to; the rest is nobody's business. */
function declare() {
  // In a folder of their own, where those of sources that have not changed are still good the next time.
  const types = path.join(root, 'out/types/sdkPackage');
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const project = 'src/sdk/tsconfig.package.json';
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-b', project], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The declarations could not be made:\n${stdout}`);
  const kept = new Set();
  keep(path.join(types, 'index.d.ts'), kept);
  for (const file of kept) {
    const copy = path.join(out, 'types', path.relative(types, file));
    fs.mkdirSync(path.dirname(copy), { recursive: true });
    fs.copyFileSync(file, copy);
  }
}

function keep(file, kept) {
  if (kept.has(file)) return;
  kept.add(file);
  for (const [, specifier] of fs
    .readFileSync(file, 'utf8')
    .matchAll(/(?:from |import\()["'](\.[^"']+)["']/g)) {
    keep(path.join(path.dirname(file), `${specifier}.d.ts`), kept);
  }
}

function manifest() {
  const { version, license, engines } = readJson('package.json');
  return {
    name: '@flightdeck/copilot-cli-sdk',
    version,
    description: 'Runs the GitHub Copilot CLI from a program: sessions, tools, permissions, events',
    license,
    type: 'commonjs',
    main: './index.cjs',
    module: './index.mjs',
    types: './types/index.d.ts',
    exports: {
      '.': { types: './types/index.d.ts', import: './index.mjs', require: './index.cjs' },
      './package.json': './package.json',
    },
    sideEffects: false,
    engines: { node: engines.node },
  };
}

/** The part of the notices that is about packages in the bundle. */
function notices({ inputs }) {
  const text = fs.readFileSync(path.join(root, 'ThirdPartyNotices.txt'), 'utf8');
  const [, ...sections] = text.split(/^-{20,}\n(?=\S+ +\(http)/m);
  const inside = new Set(
    Object.keys(inputs).flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []),
  );
  const kept = sections.filter((section) => inside.delete(section.split(' ')[0]));
  if (inside.size > 0) throw new Error(`ThirdPartyNotices.txt says nothing of ${[...inside].join(', ')}.`);
  const line = '-'.repeat(78);
  return `The files of this package contain code of the packages below, each under its own license.\n\n${kept.map((section) => `${line}\n${section}`).join('')}`;
}

function readJson(name) {
  return JSON.parse(fs.readFileSync(path.join(root, name), 'utf8'));
}
