import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { build } from 'esbuild';
import ts from 'typescript';
import { type GuideExample, guideExamples, scriptOf } from '../support/guideExamples';
import { type RealCli, realCliPath, startRealCli } from '../support/realCli';

const packageName = '@flightdeck/copilot-cli-sdk';
const paths = { [packageName]: [path.resolve('src/sdk/index.ts')] };
const folder = path.resolve('out/guide');
const token = 'a-token-for-the-examples';

describe('The examples of docs/sdk.md', function () {
  this.timeout(20_000);
  const examples = guideExamples();
  const fileOf = (example: GuideExample, ending: string): string =>
    path.join(folder, `line${example.line}.${ending}`);
  let cli: RealCli;
  let environment: NodeJS.ProcessEnv;

  before(async () => {
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    for (const example of examples) fs.writeFileSync(fileOf(example, 'ts'), example.code);
    environment = { ...process.env };
    cli = await startRealCli({ useStdio: false, connectionToken: token });
    const bin = cli.scratch.write('bin/copilot', `#!/bin/sh\nexec "${realCliPath}" "$@"\n`, 0o755);
    Object.assign(process.env, {
      PATH: `${path.dirname(bin)}:${process.env.PATH}`,
      COPILOT_HOME: path.join(cli.scratch.path, 'home'),
      MY_BASE_URL: cli.server.url,
      GUIDE_CLI_TOKEN: token,
    });
    await cli.client.start();
    process.env.GUIDE_CLI_URL = String(cli.client.port);
    await build({
      entryPoints: examples.map((example) => fileOf(example, 'ts')),
      alias: { [packageName]: path.resolve('test/support/sharedCliSdk.ts') },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    });
  });

  after(async () => {
    await cli.end();
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
  });

  it('have no errors of types', function () {
    this.timeout(60_000);
    const { options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile('tsconfig.json', (name) => ts.sys.readFile(name)).config,
      ts.sys,
      process.cwd(),
    );
    const program = ts.createProgram(
      examples.map((example) => fileOf(example, 'ts')),
      { ...options, composite: false, emitDeclarationOnly: false, noEmit: true, types: ['node'], paths },
    );
    const problems = examples
      .flatMap((example) => program.getSourceFile(fileOf(example, 'ts')) ?? [])
      .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
    const host = { ...ts.sys, getCanonicalFileName: (name: string) => name, getNewLine: () => '\n' };
    assert.equal(program.getSourceFiles().length > examples.length, true);
    assert.equal(ts.formatDiagnostics(problems, { ...host, getCurrentDirectory: () => process.cwd() }), '');
  });

  for (const example of examples) {
    it(`line ${example.line}, ${example.title}: runs and prints what it says`, async () => {
      cli.script(scriptOf(example));
      const printed = await printedBy(() => import(pathToFileURL(fileOf(example, 'mjs')).href));
      for (const text of example.prints) assert.ok(printed.includes(text), `${text} is not in ${printed}`);
    });
  }
});

async function printedBy(work: () => Promise<unknown>): Promise<string> {
  const { log } = console;
  const { write } = process.stdout;
  let printed = '';
  console.log = (...values: unknown[]) => void (printed += `${format(...values)}\n`);
  process.stdout.write = (text: string | Uint8Array) => Boolean((printed += String(text)));
  try {
    await work();
  } finally {
    console.log = log;
    process.stdout.write = write;
  }
  return printed;
}
