// Builds everything: `node esbuild.mjs [--production] [--watch] [--tests] [--out FOLDER] [--meta FILE]`, into dist if
// not told; the file then says what each output is made of.
//   dist/extension.js        what the editor loads when it first needs us: views, commands and links, nothing behind
//   dist/main.js             the extension host's half; with the first view, command or link
//   dist/webview.js, .css    the page's half, with the codicon font
//   dist/approvals.js, .css  the page of approvals
//   dist/markdown.js         reads Markdown; the page asks for it while it starts
//   dist/highlighter.js      colours code; the page loads it with the first block of code
//   dist/math.js, .css       draws formulas; with the first formula
//   dist/diagram.js          draws Mermaid diagrams; with the first diagram
//   out/test/**              the tests, found by glob (with --tests)
// dist/sdk, the SDK as a package of its own, is made by scripts/buildSdk.mjs.
import esbuild from 'esbuild';
import fs from 'node:fs';

const production = process.argv.includes('--production');
const outFlag = process.argv.indexOf('--out');
const out = outFlag === -1 ? 'dist' : process.argv[outFlag + 1];
const metaFlag = process.argv.indexOf('--meta');
const shared = {
  bundle: true,
  target: 'es2022',
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  metafile: metaFlag !== -1,
  logLevel: 'info',
};

/** The package's own small build is a fifth smaller than what we can make of its source. */
const smallTemml = {
  name: 'small temml',
  setup(build) {
    const path = fs.realpathSync('node_modules/temml/dist/temml.min.js');
    build.onResolve({ filter: /^temml$/ }, () => ({ path }));
    build.onLoad({ filter: /temml\.min\.js$/ }, () => ({
      contents: `${fs.readFileSync(path, 'utf8')}\nexport default temml;`,
    }));
  },
};

/** What the editor loads at the start of a window leaves the rest where it lies, until somebody needs it. */
const laterMain = {
  name: 'later main',
  setup(build) {
    build.onResolve({ filter: /^\.\/main$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './main.js', external: true } : undefined,
    );
  },
};

const builds = [
  {
    ...shared,
    entryPoints: { extension: 'src/extension/extension.ts', main: 'src/extension/main.ts' },
    outdir: out,
    plugins: [laterMain],
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'], // jsonc-parser's main is UMD, which cannot be bundled
    external: ['vscode'],
  },
  {
    ...shared,
    entryPoints: {
      webview: 'src/webview/main.tsx',
      markdown: 'src/webview/lazy/markdown.ts',
      highlighter: 'src/webview/lazy/highlighter.ts',
      math: 'src/webview/lazy/math.ts',
      approvals: 'src/webview/approvals/main.tsx',
      diagram: 'src/webview/lazy/diagram.ts',
    },
    outdir: out,
    format: 'iife',
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.ttf': 'file', '.woff2': 'file' },
    assetNames: '[name]',
    plugins: [smallTemml],
  },
];

if (process.argv.includes('--tests')) {
  fs.rmSync('out/test', { recursive: true, force: true });
  builds.push({
    ...shared,
    entryPoints: ['test/**/*.test.ts', 'test/**/*.test.tsx', 'test/host/index.ts'],
    outdir: 'out/test',
    outbase: 'test',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    external: ['vscode'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: false,
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
  });
}

if (process.argv.includes('--watch')) {
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const results = await Promise.all(builds.map((options) => esbuild.build(options)));
  if (metaFlag !== -1) {
    const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile?.outputs));
    fs.writeFileSync(process.argv[metaFlag + 1], JSON.stringify({ outputs }));
  }
}
