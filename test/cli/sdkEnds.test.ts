import assert from 'node:assert/strict';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ModelReply, ModelScript } from '../../src/demo/modelScript';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { callTool, createGate, replies, say } from '../../src/demo/replies';
import {
  approveAll,
  type ClientOptions,
  CopilotClient,
  type CopilotSession,
  findCli,
  type SessionConfig,
  type SessionEvent,
} from '../../src/sdk/index';
import { isRunning, nextEvent } from '../support/fakeCliClient';
import { quickCliPath } from '../support/quickCli';
import { makeScratch, type Scratch } from '../support/scratch';

describe('The end of the real CLI, and what comes after it', function () {
  this.timeout(60_000);
  let scratch: Scratch;
  let client: CopilotClient;
  let server: ModelServer | undefined;
  const started: number[] = [];

  beforeEach(() => {
    scratch = makeScratch('sdk-cli');
    client = makeClient();
  });

  afterEach(async () => {
    const { pid } = client;
    if (pid !== undefined) started.push(pid);
    await client.stop();
    await server?.stop();
    server = undefined;
    scratch.remove();
    assert.deepEqual(started.filter(isRunning), [], 'no process is left');
  });

  function makeClient(options: ClientOptions = {}): CopilotClient {
    return new CopilotClient({
      cliPath: findCli({ env: {}, searchFrom: [process.cwd()] }).path,
      env: { COPILOT_HOME: path.join(scratch.path, 'home') },
      cwd: scratch.path,
      restartDelaysMs: [10, 100],
      clientInfo: { editorName: 'test', editorVersion: '1', extensionName: 'test', extensionVersion: '1' },
      ...options,
    });
  }

  async function configure(
    script: readonly (ModelReply | ModelScript)[],
    config: SessionConfig = {},
  ): Promise<SessionConfig> {
    server ??= await startModelServer(replies(script));
    const provider = { baseUrl: server.url, apiKey: 'a-long-key-for-tests' };
    return { model: 'claude-demo', streaming: true, provider, workingDirectory: scratch.path, ...config };
  }

  async function open(
    script: readonly (ModelReply | ModelScript)[],
    config: SessionConfig = {},
  ): Promise<CopilotSession> {
    return client.createSession(await configure(script, config));
  }

  const allow: SessionConfig = { onPermissionRequest: approveAll };
  const content = async (session: CopilotSession, prompt: string): Promise<string | undefined> =>
    (await session.sendAndWait(prompt, 30_000))?.data.content;

  it('lists, resumes with the history, and deletes sessions', async () => {
    const quick = { cliPath: await quickCliPath() };
    client = makeClient(quick);
    const session = await open([say('First'), say('Second')]);
    const { sessionId } = session;
    assert.equal(await content(session, 'one'), 'First');
    const types = (await session.getMessages()).map(({ type }) => type);
    assert.ok(types.includes('user.message') && types.includes('assistant.message'));
    await session.destroy();
    const config = await configure([]);
    await client.stop();

    client = makeClient(quick);
    const listed = await client.listSessions({ cwd: scratch.path });
    assert.deepEqual(
      listed.map((entry) => [entry.sessionId, entry.context?.cwd]),
      [[sessionId, scratch.path]],
    );
    assert.equal(await client.getLastSessionId(), sessionId);
    const resumed = await client.resumeSession(sessionId, config);
    const texts = (await resumed.getMessages())
      .filter(({ type }) => /^(user|assistant)\.message$/.test(type))
      .map(({ data }) => data.content);
    assert.deepEqual(texts, ['one', 'First']);
    assert.equal(await content(resumed, 'two'), 'Second');
    assert.deepEqual(
      server?.requests
        .at(-1)
        ?.model?.messages.filter(({ role }) => role === 'assistant')
        .map(({ text }) => text),
      ['First'],
    );
    await resumed.destroy();
    await client.deleteSession(sessionId);
    assert.deepEqual(await client.listSessions(), []);
    await assert.rejects(client.resumeSession(sessionId, config), {
      code: 'request-failed',
      message: /not found/i,
    });
    await assert.rejects(client.deleteSession(sessionId), { code: 'request-failed' });
  });

  it('comes back after SIGKILL in the middle of an answer, with session and history', async () => {
    const gate = createGate();
    const session = await open(
      [say('First'), say(['One', ' two'], { hold: { gate, afterChunks: 1 } }), say('Again')],
      allow,
    );
    await content(session, 'first');
    const events: SessionEvent[] = [];
    session.on((event) => events.push(event));
    const recovered = nextEvent(session, 'session.recovered');
    const cut = assert.rejects(session.sendAndWait('count'), { code: 'process-exited' });
    await nextEvent(session, 'assistant.message_delta');
    const { pid = 0 } = client;
    started.push(pid);
    const killed = performance.now();
    const gone = nextEvent(session, 'session.disconnected');
    process.kill(pid, 'SIGKILL');
    assert.equal((await gone).data.signal, 'SIGKILL');
    assert.ok(performance.now() - killed < 1000, 'it is told within a second');
    await cut;
    assert.equal((await recovered).data.interruptedTurn, true);
    assert.notEqual(client.pid, pid);
    assert.equal(await content(session, 'again'), 'Again');
    const prompts = (await session.getMessages())
      .filter(({ type }) => type === 'user.message')
      .map(({ data }) => data.content);
    // The CLI may not have written the message of the interrupted turn yet.
    assert.deepEqual(
      prompts.filter((prompt) => prompt !== 'count'),
      ['first', 'again'],
    );
    const ids = events.filter(({ ephemeral }) => !ephemeral).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, 'no event comes twice');
  });

  it('keeps the part of an answer that had come when the CLI was killed, and says that it was cut off', async () => {
    client = makeClient({ cliPath: await quickCliPath() });
    const gate = createGate();
    const session = await open([say('First'), say(['One', ' two'], { hold: { gate, afterChunks: 1 } })]);
    await content(session, 'first');
    const recovered = nextEvent(session, 'session.recovered');
    const { pid = 0 } = client;
    started.push(pid);
    let kept = '';
    const reading = (async () => {
      for await (const piece of session.stream('count')) {
        kept += piece;
        process.kill(pid, 'SIGKILL');
      }
    })();
    await assert.rejects(reading, { code: 'process-exited', message: /^The answer was cut off: .*SIGKILL/ });
    assert.equal(kept, 'One');
    assert.equal((await recovered).data.interruptedTurn, true);
  });

  it('comes back after SIGKILL with a session that never got a message', async () => {
    client = makeClient({ cliPath: await quickCliPath() });
    const session = await open([say('Hello')]);
    const recovered = nextEvent(session, 'session.recovered');
    const { pid = 0 } = client;
    started.push(pid);
    process.kill(pid, 'SIGKILL');
    assert.equal((await recovered).data.interruptedTurn, false);
    assert.equal(await content(session, 'hi'), 'Hello');
  });

  it('stops within 5 s while a command runs, and leaves neither behind', async () => {
    const command = { command: 'echo pid $$; exec sleep 60', description: 'Sleeps' };
    const session = await open([callTool('bash', command)], { onPermissionRequest: approveAll });
    const output = nextEvent(session, 'tool.execution_partial_result');
    await session.send('sleep');
    const shell = Number(/pid (\d+)/.exec(String((await output).data.partialOutput))?.[1]);
    assert.ok(isRunning(shell));
    const { pid = 0 } = client;
    started.push(pid, shell);
    const stopping = performance.now();
    await client.stop();
    // The shell has no parent any more that would tell of its end.
    while (isRunning(shell) && performance.now() - stopping < 5000) await delay(20);
    assert.ok(performance.now() - stopping < 5000);
    assert.deepEqual([pid, shell].filter(isRunning), []);
  });
});
