import * as fs from 'node:fs';
import * as path from 'node:path';
import * as esbuild from 'esbuild';

export const folder = path.join('out', 'bench', 'web');

const shared: esbuild.BuildOptions = {
  bundle: true,
  minify: true,
  target: 'es2022',
  format: 'iife',
  legalComments: 'none',
  outdir: folder,
  jsx: 'automatic',
  logLevel: 'error',
};

/** Bundles both pages as they would ship; gives back the bytes that each loads before it can show text. */
export async function buildPages(): Promise<{ readonly ours: number; readonly other: number }> {
  await esbuild.build({
    ...shared,
    entryPoints: {
      webview: 'src/webview/main.tsx',
      markdown: 'src/webview/lazy/markdown.ts',
      highlighter: 'src/webview/lazy/highlighter.ts',
    },
    charset: 'utf8',
    jsxImportSource: 'preact',
    loader: { '.ttf': 'file', '.woff2': 'file' },
    assetNames: '[name]',
  });
  await esbuild.build({
    ...shared,
    entryPoints: { rival: 'test/bench/web/rival.jsx' },
    jsxImportSource: 'react',
    tsconfigRaw: '{}', // ours would have it drawn by Preact
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return { ours: sizeOf('webview.js') + sizeOf('markdown.js'), other: sizeOf('rival.js') };
}

function sizeOf(name: string): number {
  return fs.statSync(path.join(folder, name)).size;
}
