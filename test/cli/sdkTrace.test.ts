import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as z from 'zod';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { callTool, replies, say } from '../../src/demo/replies';
import {
  trace,
  approveAll,
  CopilotClient,
  defineTool,
  findCli,
  replayTransport,
  type SessionConfig,
  type SessionEvent,
} from '../../src/sdk/index';
import { makeScratch, type Scratch } from '../support/scratch';

const secrets = {
  apiKey: 'key-of-the-provider-1',
  header: 'header-of-the-provider-2',
  token: 'gho_thetokenofthelogin3',
  variable: 'variable-of-the-cli-4',
} as const;

describe('A trace of the real CLI', function () {
  this.timeout(60_000);
  let scratch: Scratch;
  let server: ModelServer;
  let file: string;
  const clients: CopilotClient[] = [];

  beforeEach(async () => {
    scratch = makeScratch('sdk-trace');
    file = path.join(scratch.path, 'trace.jsonl');
    server = await startModelServer(
      replies([
        callTool('bash', { command: 'echo $MY_SECRET', description: 'Say it' }),
        callTool('add', { a: 2, b: 3 }),
        say('The sum is 5.'),
        say('Gladly.'),
      ]),
    );
  });

  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.forceStop()));
    await server.stop();
    scratch.remove();
  });

  const tool = defineTool('add', {
    parameters: z.object({ a: z.number(), b: z.number() }),
    handler: ({ a, b }) => a + b,
  });

  /** One conversation; gives back the types of its events. */
  async function converse(client: CopilotClient, provider: SessionConfig['provider']): Promise<string[]> {
    const events: SessionEvent[] = [];
    const config: SessionConfig = {
      model: 'claude-demo',
      streaming: true,
      provider,
      tools: [tool],
      workingDirectory: scratch.path,
      onPermissionRequest: approveAll,
      onEvent: (event) => void events.push(event),
    };
    const session = await client.createSession(config);
    const first = await session.sendAndWait('What is 2 + 3?', 30_000);
    assert.equal(first?.data.content, 'The sum is 5.');
    const second = await session.sendAndWait('Thank you!', 30_000);
    assert.equal(second?.data.content, 'Gladly.');
    assert.equal((await session.getMessages()).at(-1)?.type, 'assistant.turn_end');
    assert.deepEqual((await session.rpc.queue.pendingItems()).items, []);
    return events.map(({ type }) => type);
  }

  it('holds no secret, and gives the same conversation again without the CLI', async () => {
    const recorded = await record();
    const trace = fs.readFileSync(file, 'utf8');
    for (const [name, secret] of Object.entries(secrets)) assert.ok(!trace.includes(secret), name);
    assert.match(trace, /"apiKey":"<redacted>"/);

    const client = new CopilotClient({ transport: replayTransport(file) });
    clients.push(client);
    const replayed = await converse(client, { baseUrl: 'http://127.0.0.1:9', apiKey: 'none' });
    assert.deepEqual(replayed, recorded);
    assert.match(client.version ?? '', /^\d+\.\d+\.\d+/);
    assert.deepEqual(await client.stop(), []);
  });

  async function record(): Promise<string[]> {
    const out = fs.createWriteStream(file);
    const client = new CopilotClient({
      cliPath: findCli({ env: {}, searchFrom: [process.cwd()] }).path,
      env: { COPILOT_HOME: path.join(scratch.path, 'home'), MY_SECRET: secrets.variable },
      cwd: scratch.path,
      gitHubToken: secrets.token,
    });
    clients.push(client);
    trace(client, out);
    const events = await converse(client, {
      baseUrl: server.url,
      apiKey: secrets.apiKey,
      headers: { 'X-Team': secrets.header },
    });
    assert.deepEqual(await client.stop(), []);
    await new Promise<void>((resolve) => out.end(resolve));
    return events;
  }
});
