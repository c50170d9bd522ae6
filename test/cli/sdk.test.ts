import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as z from 'zod';
import type { ModelReply } from '../../src/demo/modelScript';
import { callTool, createGate, fail, say } from '../../src/demo/replies';
import { CopilotError, defineTool, ToolError } from '../../src/sdk/index';
import { isRunning, nextEvent } from '../support/fakeCliClient';
import { answer, type RealCli, report, startRealCli } from '../support/realCli';

describe('The SDK on the real CLI', function () {
  this.timeout(60_000);
  let cli: RealCli;

  before(async () => {
    cli = await startRealCli();
  });

  after(async () => {
    const { pid = 0 } = cli.client;
    assert.ok(isRunning(pid));
    await cli.end();
    assert.equal(isRunning(pid), false, 'no process is left');
  });

  it('says who it is, and that nobody is logged in', async () => {
    const { client } = cli;
    await client.start();
    assert.match(client.version ?? '', /^\d+\.\d+\.\d+/);
    const { message, timestamp } = await client.ping('hello');
    assert.equal(message, 'pong: hello');
    assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000);
    assert.deepEqual(await client.getStatus(), { version: client.version, protocolVersion: 3 });
    assert.equal((await client.getAuthStatus()).isAuthenticated, false);
    await assert.rejects(client.listModels(), {
      code: 'request-failed',
      message: /^models\.list failed: Not authenticated/,
    });
    await assert.rejects(client.request('session.export'), { code: 'not-supported' });
  });

  it('streams an answer', async () => {
    const session = await cli.open([say(['Hello', ' there'])], { streaming: true });
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
    const session = await cli.open([say(['Hello', ' there'])], { streaming: false });
    const pieces: string[] = [];
    for await (const piece of session.stream('hi')) pieces.push(piece);
    assert.deepEqual(pieces, ['Hello there']);
  });

  it('lets the model call a tool of the program, and tells it why one failed that means to', async () => {
    const add = defineTool('add', {
      description: 'Adds',
      parameters: z.object({ a: z.number(), b: z.number() }),
      handler: ({ a, b }) => {
        if (a < 0) throw new ToolError('too small');
        return { sum: a + b };
      },
    });
    const session = await cli.open(
      [
        callTool('add', { a: 1, b: 2 }),
        report,
        callTool('add', { a: -1, b: 2 }),
        report,
        callTool('add', { a: 'x' }),
        report,
      ],
      { tools: [add] },
    );
    assert.equal(await answer(session, 'add'), 'Result: {"sum":3}');
    assert.match((await answer(session, 'add')) ?? '', /too small/);
    assert.match((await answer(session, 'add')) ?? '', /Invalid arguments for add/);
  });

  it('asks before a command runs, and does what it is told', async () => {
    const command = { command: 'echo done > made.txt', description: 'Makes a file' };
    const seen: unknown[] = [];
    const session = await cli.open(
      [callTool('bash', command), say('Made'), callTool('bash', command), report],
      {
        onPermissionRequest: (request, { promptRequest, sessionId }) => {
          seen.push(request.kind, request.fullCommandText, promptRequest?.kind, sessionId);
          return seen.length === 4
            ? { kind: 'approve-once' }
            : { kind: 'reject', feedback: 'use another name' };
        },
      },
    );
    const made = path.join(cli.scratch.path, 'made.txt');
    assert.equal(await answer(session, 'make it'), 'Made');
    assert.equal(fs.readFileSync(made, 'utf8'), 'done\n');
    fs.rmSync(made);
    assert.match((await answer(session, 'again')) ?? '', /use another name/);
    assert.equal(fs.existsSync(made), false);
    const ask = ['shell', command.command, 'commands', session.sessionId];
    assert.deepEqual(seen, [...ask, ...ask]);
  });

  it('is asked once more only for what was not allowed for the session', async () => {
    const write = (file: string): ModelReply =>
      callTool('create', { path: path.join(cli.scratch.path, file), file_text: 'x' });
    let asked = 0;
    const session = await cli.open([write('a.txt'), write('b.txt'), say('Done')], {
      onPermissionRequest: () => {
        asked++;
        return { kind: 'approve-for-session', approval: { kind: 'write' } };
      },
    });
    assert.equal(await answer(session, 'write'), 'Done');
    assert.equal(asked, 1);
    assert.ok(fs.existsSync(path.join(cli.scratch.path, 'b.txt')));
  });

  it('ends the turn when a request is denied without a reason', async () => {
    const session = await cli.open([callTool('bash', { command: 'ls', description: 'l' }), say('Never')], {
      onPermissionRequest: () => ({ kind: 'reject' }),
    });
    await assert.rejects(answer(session, 'go'), { code: 'aborted' });
  });

  it('brings questions of the agent and their answers', async () => {
    const seen: unknown[] = [];
    // The CLI announces a question by an event, which names its call; now and then the question itself comes first.
    let announced: unknown;
    const session = await cli.open(
      [callTool('ask_user', { question: 'Which colour?', choices: ['red', 'blue'] }), report],
      {
        onEvent: (event) => {
          if (event.type === 'user_input.requested') announced = event.data.toolCallId;
        },
        onUserInputRequest: ({ question, choices }, { toolCallId }) => {
          seen.push(question, choices);
          assert.equal(toolCallId, announced);
          return { answer: 'blue', wasFreeform: false };
        },
      },
    );
    assert.match((await answer(session, 'ask me')) ?? '', /blue/);
    assert.deepEqual(seen, ['Which colour?', ['red', 'blue']]);
    assert.ok(announced);
  });

  it('stops a turn in the middle of its answer, and goes on', async () => {
    const gate = createGate();
    const session = await cli.open([say(['One', ' two'], { hold: { gate, afterChunks: 1 } }), say('Next')], {
      streaming: true,
    });
    const stopped = assert.rejects(session.sendAndWait('count'), { code: 'aborted' });
    await nextEvent(session, 'assistant.message_delta');
    await session.abort();
    await stopped;
    const asked = cli.server.requests.findLast(({ model }) => model && !model.isSideRequest);
    assert.equal(await asked?.end, 'left');
    assert.equal(await answer(session, 'next'), 'Next');
  });

  it('stops a turn that waits for permission or for a tool, and says so to their handlers', async () => {
    const fired: string[] = [];
    let reached = (): void => undefined;
    const wait = (name: string, signal: AbortSignal): Promise<never> => {
      signal.addEventListener('abort', () => fired.push(name));
      reached();
      return new Promise(() => undefined);
    };
    const session = await cli.open(
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
    assert.equal(await answer(session, 'next'), 'Next');
  });

  it('answers messages that wait for each other each with its own answer', async () => {
    const gate = createGate();
    const session = await cli.open([say('First', { hold: { gate } }), say('Second'), say('Third')]);
    const begun = nextEvent(session, 'assistant.turn_start');
    const answers = ['one', 'two', 'three'].map((prompt) => answer(session, prompt));
    await begun;
    gate.open();
    assert.deepEqual(await Promise.all(answers), ['First', 'Second', 'Third']);
  });

  it('hands on the configuration: system message, tools, model', async () => {
    const session = await cli.open([say('One'), say('Two')], {
      systemMessage: { mode: 'replace', content: 'You are a test.' },
      availableTools: ['view'],
    });
    await answer(session, 'hi');
    const first = cli.asked();
    assert.equal(first.messages[0]?.text, 'You are a test.');
    assert.deepEqual(first.tools, ['view']);
    await session.setModel('claude-other');
    await answer(session, 'hi');
    assert.equal(cli.asked().model, 'claude-other');
  });

  it('fails a turn in the words of the provider', async () => {
    const session = await cli.open([fail(400, 'the model is on holiday'), say('Back')]);
    await assert.rejects(answer(session, 'hi'), (error: unknown) => {
      assert.ok(error instanceof CopilotError && error.code === 'request-failed');
      assert.match(error.message, /on holiday/);
      return true;
    });
    assert.equal(await answer(session, 'hi'), 'Back');
  });
});
