import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import esbuild from 'esbuild';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { callTool, say } from '../../src/demo/replies';
import { quickCliPath } from '../support/quickCli';
import { realCliPath } from '../support/realCli';
import { makeScratch, type Scratch } from '../support/scratch';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { CopilotError } from '../../src/sdk/index';

const execute = promisify(execFile);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const name = '@flightdeck/copilot-cli-sdk';
const exported = [
  'CopilotClient',
  'CopilotError',
  'PermissionHandler',
  'ToolError',
  'approveAll',
  'asKnownEvent',
  'asKnownPermissionRequest',
  'defineTool',
  'fastStart',
  'findCli',
  'redactSecrets',
  'replayTransport',
  'trace',
];

const program = `
import {
  approveAll, CopilotClient, CopilotError, defineTool, type SessionConfig, type SessionEvent, type api,
} from '${name}';
import * as z from 'zod';

const tool = defineTool('add', {
  parameters: z.object({ a: z.number(), b: z.number() }),
  handler: ({ a, b }): number => a + b,
});
const config: SessionConfig = { tools: [tool], onPermissionRequest: approveAll };

export async function ask(prompt: string): Promise<string | undefined> {
  const client: CopilotClient = new CopilotClient({ cwd: '/' });
  const session = await client.createSession(config);
  session.on('assistant.message', ({ data }) => data.content.toUpperCase());
  session.on((event: SessionEvent) => event.type.length);
  const { tokensRemoved } = await session.rpc.history.compact({ customInstructions: 'short' });
  tokensRemoved.toFixed();
  const params: api.ServerMethods['sessions.fork']['params'] = { sessionId: session.sessionId };
  const { sessionId }: { sessionId: string } = await client.rpc.sessions.fork(params, { timeoutMs: 5 });
  // @ts-expect-error a prompt is needed
  await session.sendAndWait({}).catch((error: unknown) => error instanceof CopilotError && error.code);
  // @ts-expect-error the handler's arguments come from the schema
  defineTool('no', { parameters: z.object({ a: z.number() }), handler: ({ b }) => b });
  return (await session.sendAndWait(prompt))?.data.content ?? sessionId;
}
`;

interface Errors {
  readonly CopilotError: typeof CopilotError;
}

describe('The package of the SDK', function () {
  this.timeout(60_000);
  let scratch: Scratch;
  let project: string;
  let packed: readonly string[];

  before(async function () {
    this.timeout(120_000);
    scratch = makeScratch('sdk-package');
    project = path.join(scratch.path, 'project');
    fs.mkdirSync(project);
    fs.writeFileSync(path.join(project, 'package.json'), '{"name":"a-project","private":true}\n');
    await run(process.execPath, ['scripts/buildSdk.mjs', '--out', path.join(scratch.path, 'sdk')]);
    const pack = await run(npm, ['pack', './sdk', '--json'], scratch.path);
    const [{ filename, files }] = JSON.parse(pack) as [{ filename: string; files: { path: string }[] }];
    packed = files.map((file) => file.path);
    // For the program below; from here, so that the registry is not needed.
    const zod = path.resolve('node_modules/zod');
    const flags = ['--install-links', '--no-audit', '--no-fund', '--offline'];
    await run(npm, ['install', path.join('..', filename), zod, ...flags], project);
  });

  after(() => scratch.remove());

  it('holds its code, its declarations and its papers, and nothing else', () => {
    const rest = packed.filter((file) => !file.startsWith('types/'));
    assert.deepEqual(rest.sort(), [
      'LICENSE',
      'README.md',
      'ThirdPartyNotices.txt',
      'index.cjs',
      'index.mjs',
      'package.json',
    ]);
    assert.ok(packed.includes('types/index.d.ts') && packed.includes('types/schema/generated/api.d.ts'));
    assert.ok(packed.every((file) => !file.startsWith('types/') || file.endsWith('.d.ts')));
    const installed = fs
      .readdirSync(path.join(project, 'node_modules'))
      .filter((entry) => !entry.startsWith('.'));
    assert.deepEqual(installed, ['@flightdeck', 'zod'], 'it brings nothing else along');
    const folder = path.join(project, 'node_modules', name);
    const notices = fs.readFileSync(path.join(folder, 'ThirdPartyNotices.txt'), 'utf8');
    assert.match(notices, /^vscode-jsonrpc /m);
    assert.doesNotMatch(notices, /^zod /m, 'nor zod inside: that is the program’s own');
  });

  it('is imported by a module', async () => {
    const list = `import * as sdk from '${name}'; console.log(JSON.stringify(Object.keys(sdk)));`;
    assert.deepEqual(JSON.parse(await node('--input-type=module', '-e', list)), exported);
  });

  it('is required by a script', async () => {
    const list = `console.log(JSON.stringify(Object.keys(require('${name}')).sort()));`;
    assert.deepEqual(JSON.parse(await node('--input-type=commonjs', '-e', list)), exported);
  });

  it('knows its errors from its other copy', async () => {
    const folder = path.join(project, 'node_modules', name);
    const imported = (await import(pathToFileURL(path.join(folder, 'index.mjs')).href)) as Errors;
    const required = createRequire(path.join(folder, 'x.cjs'))('./index.cjs') as Errors;
    assert.notEqual(imported.CopilotError, required.CopilotError);
    assert.ok(new required.CopilotError('timeout', 'x') instanceof imported.CopilotError);
    assert.ok(!(new Error('x') instanceof imported.CopilotError));
  });

  it('can be bundled into a program of either kind', async () => {
    const entry = path.join(project, 'entry.mjs');
    fs.writeFileSync(
      entry,
      `import { CopilotClient } from '${name}'; console.log(new CopilotClient({}).getState());`,
    );
    for (const [format, ending] of [
      ['cjs', 'cjs'],
      ['esm', 'mjs'],
    ] as const) {
      const outfile = path.join(project, `bundle.${ending}`);
      await esbuild.build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format });
      assert.equal(await node(outfile), 'disconnected\n');
    }
  });

  it('has types for both, as strict as can be', async () => {
    for (const file of ['program.mts', 'program.cts']) fs.writeFileSync(path.join(project, file), program);
    const types = ['--types', 'node', '--typeRoots', path.resolve('node_modules/@types')];
    const flags = [
      '--noEmit',
      '--strict',
      '--skipDefaultLibCheck',
      '--skipLibCheck',
      'false',
      '--module',
      'nodenext',
      '--target',
      'es2022',
    ];
    const lib = ['--lib', 'es2023,esnext.disposable'];
    const tsc = path.resolve('node_modules/typescript/bin/tsc');
    await run(process.execPath, [tsc, ...flags, ...lib, ...types, 'program.mts', 'program.cts'], project);
  });

  // guide: principle.install, principle.runtime
  it('runs every example of its README on the real CLI', async () => {
    const readme = fs.readFileSync(path.join(project, 'node_modules', name, 'README.md'), 'utf8');
    const manifest = fs.readFileSync(path.join(project, 'node_modules', name, 'package.json'), 'utf8');
    assert.match(manifest, /"node": ">=20"/);
    const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
    const answers = [/^Four\.\n$/, /^In Lisbon: .*clear.*21/, /It uses view\.\n[^]*I looked\.\n$/];
    assert.equal(examples.length, answers.length);
    const server = await startModel();
    try {
      for (const [index, answer] of answers.entries()) {
        const file = path.join(project, `example${index}.mjs`);
        const { code } = await esbuild.transform(examples[index] ?? '', { loader: 'ts' });
        fs.writeFileSync(file, code);
        const cliPath = index === 0 ? realCliPath : await quickCliPath();
        assert.match(await runExample(file, server, cliPath), answer);
      }
    } finally {
      await server.stop();
    }
  });

  function node(...args: string[]): Promise<string> {
    return run(process.execPath, args, project);
  }

  function startModel(): Promise<ModelServer> {
    return startModelServer(({ isSideRequest, prompt, outcomes: [first] }) => {
      if (isSideRequest) return say('Aside');
      if (prompt.includes('weather')) {
        return first ? say(`In Lisbon: ${first.result}`) : callTool('get_weather', { city: 'Lisbon' });
      }
      if (prompt.includes('folder')) return first ? say('I looked.') : callTool('view', { path: project });
      return say('Four.');
    });
  }

  function runExample(file: string, server: ModelServer, cliPath: string): Promise<string> {
    const ownModel = {
      model: 'claude-demo',
      provider: { baseUrl: server.url, apiKey: 'a-long-key-for-tests' },
    };
    // The examples ask for the model of a login, which there is none of here.
    const preload = path.join(project, 'preload.mjs');
    fs.writeFileSync(
      preload,
      `import { CopilotClient } from '${name}';
      const { createSession } = CopilotClient.prototype;
      CopilotClient.prototype.createSession = function (config) {
        return createSession.call(this, { ...${JSON.stringify(ownModel)}, ...config });
      };`,
    );
    const env = {
      COPILOT_CLI_PATH: cliPath,
      COPILOT_HOME: path.join(scratch.path, 'home'),
    };
    return run(process.execPath, ['--import', preload, file], project, env);
  }
});

/** Runs a program to its end; gives back what it printed. */
async function run(
  command: string,
  args: readonly string[],
  cwd = process.cwd(),
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await execute(command, args, {
    cwd,
    env: { ...process.env, ...env },
    timeout: 60_000,
    shell: command.endsWith('.cmd'),
  });
  return stdout;
}
