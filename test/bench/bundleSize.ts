import * as path from 'node:path';
import * as esbuild from 'esbuild';

const common = `approveAll, CopilotClient, defineTool`;
const use = (name: string): string =>
  `import { ${common} } from '${name}';
   import * as z from 'zod';
   const client = new CopilotClient({});
   const tool = defineTool('t', { description: 'd', parameters: z.object({ a: z.string() }), handler: ({ a }) => a });
   client.createSession({ tools: [tool], onPermissionRequest: approveAll }).then((session) => session.on(console.log));`;
const useWithZodNamed = (name: string): string => use(name).replace('* as z', '{ z }');
const useWithoutZod = (name: string): string =>
  `import { approveAll, CopilotClient } from '${name}';
   new CopilotClient({}).createSession({ onPermissionRequest: approveAll }).then((session) => session.on(console.log));`;

async function sizeOf(contents: string): Promise<number> {
  const built = await esbuild.build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    external: ['*.node'],
    write: false,
    logLevel: 'error',
  });
  return built.outputFiles[0]?.contents.length ?? NaN;
}

export interface Sizes {
  readonly ours: number;
  readonly other: number;
}

/** Bytes of a minimal program: with a zod tool as each library's own documents write it, and without tools. */
export async function bundleSizes(): Promise<{ readonly withTools: Sizes; readonly without: Sizes }> {
  const ours = path.resolve('src/sdk/index.ts');
  const other = '@github/copilot-sdk';
  return {
    withTools: { ours: await sizeOf(use(ours)), other: await sizeOf(useWithZodNamed(other)) },
    without: { ours: await sizeOf(useWithoutZod(ours)), other: await sizeOf(useWithoutZod(other)) },
  };
}
