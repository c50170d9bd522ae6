import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as z from 'zod';
import type { ModelReply, ModelScript } from '../../src/demo/modelScript';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { callTool, createGate, fail, replies, say } from '../../src/demo/replies';
import {
  approveAll,
  type ClientOptions,
  CopilotClient,
  CopilotError,
  type CopilotSession,
  defineTool,
  findCli,
  type SessionConfig,
  type SessionEvent,
} from '../../src/sdk/index';
import { isRunning, nextEvent } from '../support/fakeCliClient';
import { makeScratch, type Scratch } from '../support/scratch';

describe('The SDK on the real CLI', function () {
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
  /** Answers with what the tool told the model. */
  const report: ModelScript = ({ outcomes }) => say(`Result: ${outcomes.at(-1)?.result}`);

  it('says who it is, and that nobody is logged in', async () => {
    await client.start();
    assert.match(client.version ?? '', /^\d+\.\d+\.\d+/);
    const { message, timestamp } = await client.ping('hello');
    assert.equal(message, 'pong: hello');
    assert.ok(Math.abs(timestamp - Date.now()) < 60_000);
    assert.deepEqual(await client.getStatus(), { version: client.version, protocolVersion: 3 });
    assert.equal((await client.getAuthStatus()).isAuthenticated, false);
    await assert.rejects(client.listModels(), {
      code: 'request-failed',
      message: /^models\.list failed: Not authenticated/,
    });
    await assert.rejects(client.request('session.export'), { code: 'not-supported' });
  });

  it('streams an answer', async () => {
    const session = await open([say(['Hello', ' there'])]);
    assert.ok(session.workspacePath?.endsWith(session.sessionId));
    const types: string[] = [];
    session.on(({ type }) => types.push(type));
    const pieces: string[] = [];
    for await (const piece of session.stream('hi')) pieces.push(piece);
    assert.equal(pieces.join(''), 'Hello there');
    const order = [
      'user.message',
      'assistant.turn_start',
      'assistant.message_delta',
      'assistant.message',
      'session.idle',
    ];
    assert.deepEqual(
      types.filter((type, at) => order.includes(type) && types.indexOf(type) === at),
      order,
    );
  });

  it('gives the whole text where streaming is off', async () => {
    const session = await open([say(['Hello', ' there'])], { streaming: false });
    const pieces: string[] = [];
    for await (const piece of session.stream('hi')) pieces.push(piece);
    assert.deepEqual(pieces, ['Hello there']);
  });

  it('lets the model call a tool of the program, and tells it why one failed', async () => {
    const add = defineTool('add', {
      description: 'Adds',
      parameters: z.object({ a: z.number(), b: z.number() }),
      handler: ({ a, b }) => {
        if (a < 0) throw new Error('too small');
        return { sum: a + b };
      },
    });
    const session = await open(
      [
        callTool('add', { a: 1, b: 2 }),
        report,
        callTool('add', { a: -1, b: 2 }),
        report,
        callTool('add', { a: 'x' }),
        report,
      ],
      { tools: [add], ...allow },
    );
    assert.equal(await content(session, 'add'), 'Result: {"sum":3}');
    assert.match((await content(session, 'add')) ?? '', /too small/);
    assert.match((await content(session, 'add')) ?? '', /Invalid arguments for add/);
  });

  it('asks before a command runs, and does what it is told', async () => {
    const command = { command: 'echo done > made.txt', description: 'Makes a file' };
    const seen: unknown[] = [];
    const session = await open([callTool('bash', command), say('Made'), callTool('bash', command), report], {
      onPermissionRequest: (request, { promptRequest, sessionId }) => {
        seen.push(request.kind, request.fullCommandText, promptRequest?.kind, sessionId);
        return seen.length === 4
          ? { kind: 'approve-once' }
          : { kind: 'reject', feedback: 'use another name' };
      },
    });
    const made = path.join(scratch.path, 'made.txt');
    assert.equal(await content(session, 'make it'), 'Made');
    assert.equal(fs.readFileSync(made, 'utf8'), 'done\n');
    fs.rmSync(made);
    assert.match((await content(session, 'again')) ?? '', /use another name/);
    assert.equal(fs.existsSync(made), false);
    const ask = ['shell', command.command, 'commands', session.sessionId];
    assert.deepEqual(seen, [...ask, ...ask]);
  });

  it('is asked once more only for what was not allowed for the session', async () => {
    const write = (file: string): ModelReply =>
      callTool('create', { path: path.join(scratch.path, file), file_text: 'x' });
    let asked = 0;
    const session = await open([write('a.txt'), write('b.txt'), say('Done')], {
      onPermissionRequest: () => {
        asked++;
        return { kind: 'approve-for-session', approval: { kind: 'write' } };
      },
    });
    assert.equal(await content(session, 'write'), 'Done');
    assert.equal(asked, 1);
    assert.ok(fs.existsSync(path.join(scratch.path, 'b.txt')));
  });

  it('ends the turn when a request is denied without a reason', async () => {
    const session = await open([callTool('bash', { command: 'ls', description: 'l' }), say('Never')], {
      onPermissionRequest: () => ({ kind: 'reject' }),
    });
    await assert.rejects(content(session, 'go'), { code: 'aborted' });
  });

  it('brings questions of the agent and their answers', async () => {
    const seen: unknown[] = [];
    const session = await open(
      [callTool('ask_user', { question: 'Which colour?', choices: ['red', 'blue'] }), report],
      {
        onUserInputRequest: ({ question, choices }, { toolCallId }) => {
          seen.push(question, choices, typeof toolCallId);
          return { answer: 'blue', wasFreeform: false };
        },
      },
    );
    assert.match((await content(session, 'ask me')) ?? '', /blue/);
    assert.deepEqual(seen, ['Which colour?', ['red', 'blue'], 'string']);
  });

  it('stops a turn in the middle of its answer, and goes on', async () => {
    const gate = createGate();
    const session = await open([say(['One', ' two'], { hold: { gate, afterChunks: 1 } }), say('Next')]);
    const stopped = assert.rejects(session.sendAndWait('count'), { code: 'aborted' });
    await nextEvent(session, 'assistant.message_delta');
    await session.abort();
    await stopped;
    assert.equal(await server?.requests[0]?.end, 'left');
    assert.equal(await content(session, 'next'), 'Next');
  });

  it('stops a turn that waits for permission or for a tool, and says so to their handlers', async () => {
    const fired: string[] = [];
    let reached = (): void => undefined;
    const wait = (name: string, signal: AbortSignal): Promise<never> => {
      signal.addEventListener('abort', () => fired.push(name));
      reached();
      return new Promise(() => undefined);
    };
    const session = await open(
      [callTool('bash', { command: 'ls', description: 'l' }), callTool('slow'), say('Next')],
      {
        tools: [
          defineTool('slow', { skipPermission: true, handler: (_args, { signal }) => wait('tool', signal) }),
        ],
        onPermissionRequest: (_request, { signal }) => wait('permission', signal),
      },
    );
    for (const name of ['permission', 'tool']) {
      const isReached = new Promise<void>((resolve) => (reached = resolve));
      const stopped = assert.rejects(session.sendAndWait('go'), { code: 'aborted' });
      await isReached;
      await session.abort();
      await stopped;
      assert.equal(fired.at(-1), name);
    }
    assert.equal(await content(session, 'next'), 'Next');
  });

  it('answers messages that wait for each other each with its own answer', async () => {
    const gate = createGate();
    const session = await open([say('First', { hold: { gate } }), say('Second'), say('Third')]);
    const answers = ['one', 'two', 'three'].map((prompt) => content(session, prompt));
    await server?.waitForCompletions(1);
    gate.open();
    assert.deepEqual(await Promise.all(answers), ['First', 'Second', 'Third']);
  });

  it('lists, resumes with the history, and deletes sessions', async () => {
    const session = await open([say('First'), say('Second')]);
    const { sessionId } = session;
    assert.equal(await content(session, 'one'), 'First');
    const types = (await session.getMessages()).map(({ type }) => type);
    assert.ok(types.includes('user.message') && types.includes('assistant.message'));
    await session.destroy();
    const config = await configure([]);
    await client.stop();

    client = makeClient();
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
    const session = await open([say('Hello')]);
    const recovered = nextEvent(session, 'session.recovered');
    const { pid = 0 } = client;
    started.push(pid);
    process.kill(pid, 'SIGKILL');
    assert.equal((await recovered).data.interruptedTurn, false);
    assert.equal(await content(session, 'hi'), 'Hello');
  });

  it('hands on the configuration: system message, tools, model', async () => {
    const session = await open([say('One'), say('Two')], {
      systemMessage: { mode: 'replace', content: 'You are a test.' },
      availableTools: ['view'],
    });
    await content(session, 'hi');
    const first = server?.requests.at(-1)?.model;
    assert.equal(first?.messages[0]?.text, 'You are a test.');
    assert.deepEqual(first?.tools, ['view']);
    await session.setModel('claude-other');
    await content(session, 'hi');
    assert.equal(server?.requests.at(-1)?.model?.model, 'claude-other');
  });

  it('fails a turn in the words of the provider', async () => {
    const session = await open([fail(400, 'the model is on holiday'), say('Back')]);
    await assert.rejects(content(session, 'hi'), (error: unknown) => {
      assert.ok(error instanceof CopilotError && error.code === 'request-failed');
      assert.match(error.message, /on holiday/);
      return true;
    });
    assert.equal(await content(session, 'hi'), 'Back');
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
    assert.ok(performance.now() - stopping < 5000);
    assert.deepEqual([pid, shell].filter(isRunning), []);
  });
});
