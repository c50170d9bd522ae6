import assert from 'node:assert/strict';
import * as path from 'node:path';
import { callTool, createGate, say } from '../../src/demo/replies';
import { defineTool, type SessionConfig, type SessionHooks } from '../../src/sdk/index';
import { nextEvent } from '../support/fakeCliClient';
import { answer, type RealCli, report, startRealCli } from '../support/realCli';

const mcpScript = path.resolve('test/support/mcpServer.mjs');

describe('The names of the official SDK on the real CLI', function () {
  this.timeout(60_000);
  let cli: RealCli;

  before(async () => {
    cli = await startRealCli();
  });

  after(() => cli.end());

  const shell = callTool('bash', { command: 'echo done', description: 'Says' });

  // guide: official.hooks
  it('calls the hooks by name; one denies a tool, one fails without harm', async () => {
    const called: string[] = [];
    const hooks: SessionHooks = {
      onSessionStart: ({ source }) => void called.push(`start ${source}`),
      onUserPromptSubmitted: ({ prompt, timestamp, workingDirectory }) => {
        assert.ok(timestamp.getTime() > 0);
        assert.equal(workingDirectory, cli.scratch.path);
        called.push(`prompt ${prompt}`);
        throw new Error('of the program');
      },
      onPreToolUse: ({ toolName }) => {
        called.push(`before ${toolName}`);
        return { permissionDecision: 'deny', permissionDecisionReason: 'not today' };
      },
      onAgentStop: () => void called.push('stop'),
    };
    const session = await cli.open([shell, report], { hooks });
    assert.match((await answer(session, 'go')) ?? '', /not today/);
    assert.deepEqual(called, ['start new', 'prompt go', 'before bash', 'stop']);
  });

  it('goes on with a turn that a hook has go on, to its last answer', async () => {
    let stops = 0;
    const hooks: SessionHooks = {
      onAgentStop: () => (++stops === 1 ? { decision: 'block', reason: 'Run the tests first.' } : undefined),
    };
    const session = await cli.open([say('Done.'), say('The tests pass.')], { hooks });
    assert.equal(await answer(session, 'go'), 'The tests pass.');
    assert.equal(stops, 2);
  });

  it('gives the session that is open when it is resumed, with its new options', async () => {
    const session = await cli.open([say('Hi'), callTool('when', {}), report]);
    await answer(session, 'hi');
    const when = defineTool('when', { handler: () => 'at noon' });
    const again = await cli.client.resumeSession(session.sessionId, cli.config({ tools: [when] }));
    assert.match((await answer(again, 'when?')) ?? '', /at noon/);
    assert.equal((await session.getMessages()).filter(({ type }) => type === 'user.message').length, 2);
  });

  // guide: official.user-input
  it('brings questions to the program', async () => {
    const ask = callTool('ask_user', { question: 'Which colour?', choices: ['red', 'blue'] });
    const session = await cli.open([ask, report], {
      onUserInputRequest: ({ choices }) => ({ answer: choices[1] ?? '', wasFreeform: false }),
    });
    assert.match((await answer(session, 'ask')) ?? '', /blue/);
  });

  // guide: official.elicitation
  it('brings forms to the program', async () => {
    const messages: string[] = [];
    const session = await cli.open([], {
      onElicitationRequest: ({ message }) => {
        messages.push(message);
        return { action: 'accept', content: { name: 'Ada' } };
      },
    });
    const requestedSchema = { type: 'object', properties: { name: { type: 'string' } } };
    const result = await session.request('session.ui.elicitation' as string, {
      message: 'Name?',
      requestedSchema,
    });
    assert.deepEqual(result, { action: 'accept', content: { name: 'Ada' } });
    assert.deepEqual(messages, ['Name?']);
  });

  // guide: official.exit-plan-mode
  it('asks the program whether the agent may leave plan mode', async () => {
    const summaries: string[] = [];
    const plan = callTool('exit_plan_mode', { summary: 'Three steps' });
    const session = await cli.open([plan, report], {
      onExitPlanModeRequest: ({ summary, actions }) => {
        summaries.push(summary);
        return {
          approved: true,
          selectedAction: actions.includes('interactive') ? 'interactive' : actions[0],
        };
      },
    });
    await session.request('session.mode.set' as string, { mode: 'plan' });
    await session.request('session.plan.update' as string, { content: '1. a' });
    await answer(session, 'plan it');
    assert.deepEqual(summaries, ['Three steps']);
  });

  // guide: official.commands
  it('runs a command of the program, and fails one in its words', async () => {
    const ran: unknown[] = [];
    const session = await cli.open([], {
      commands: [
        {
          name: 'deploy',
          description: 'Deploys',
          handler: ({ commandName, args }) => void ran.push(commandName, args),
        },
        {
          name: 'break',
          handler: () => {
            throw new Error('no way');
          },
        },
      ],
    });
    const run = (commandName: string, args: string): Promise<unknown> =>
      session.request('session.commands.execute' as string, { commandName, args });
    await run('deploy', 'live');
    assert.deepEqual(ran, ['deploy', 'live']);
    const outcome = await run('break', '').then(JSON.stringify, String);
    assert.match(outcome, /no way/);
  });

  // guide: official.system-customize, official.system-transform
  it('changes single sections of the system message', async () => {
    let safety = '';
    const session = await cli.open([say('Hi')], {
      systemMessage: {
        mode: 'customize',
        sections: {
          tone: { action: 'replace', content: 'Speak like a sailor.' },
          safety: {
            action: (content) => {
              safety = content;
              return `${content}\nMind the reef.`;
            },
          },
        },
        content: 'And be brief.',
      },
    });
    await answer(session, 'hi');
    const system = cli.asked().messages[0]?.text ?? '';
    for (const part of ['Speak like a sailor.', 'Mind the reef.', 'And be brief.'])
      assert.ok(system.includes(part), part);
    assert.ok(safety.length > 100 && system.includes(safety.slice(0, 80)), 'the rest of the section stays');
  });

  // guide: official.bearer-token-provider
  it('asks for a token before each request to the provider', async () => {
    const asked: unknown[] = [];
    const session = await cli.open([say('One'), say('Two')], {
      provider: {
        baseUrl: cli.server.url,
        bearerTokenProvider: ({ providerName, sessionId }) => {
          asked.push([providerName, sessionId]);
          return `a-fresh-token-${asked.length}`;
        },
      },
    });
    await answer(session, 'one');
    await answer(session, 'two');
    const keys = cli.server.requests.slice(-2).map(({ headers }) => headers.authorization);
    assert.deepEqual(keys, ['Bearer a-fresh-token-1', 'Bearer a-fresh-token-2']);
    assert.deepEqual(asked[0], ['default', session.sessionId]);
  });

  // guide: official.named-providers
  it('takes a model from a named provider', async () => {
    const session = await cli.open([say('From the den')], {
      provider: undefined,
      model: 'den/small',
      providers: [{ name: 'den', baseUrl: cli.server.url, apiKey: 'the-key-of-the-den' }],
      models: [{ id: 'small', provider: 'den', modelId: 'gpt-5', wireModel: 'wire-small' }],
    });
    assert.equal(await answer(session, 'hi'), 'From the den');
    assert.equal(cli.asked().model, 'wire-small');
    assert.equal(cli.server.requests.at(-1)?.headers.authorization, 'Bearer the-key-of-the-den');
  });

  // guide: official.set-model, official.reasoning-effort
  it('changes the model of a session, and how hard it thinks', async () => {
    const session = await cli.open([say('1'), say('2')], { model: 'gpt-5', reasoningEffort: 'high' });
    await answer(session, 'one');
    const effort = (): unknown =>
      (cli.server.requests.at(-1)?.body as { reasoning_effort?: unknown }).reasoning_effort;
    assert.equal(effort(), 'high');
    const changed = nextEvent(session, 'session.model_change');
    await session.setModel('gpt-5-mini', { reasoningEffort: 'low' });
    assert.equal((await changed).data.newModel, 'gpt-5-mini');
    await answer(session, 'two');
    assert.deepEqual([cli.asked().model, effort()], ['gpt-5-mini', 'low']);
  });

  // guide: official.working-directory, official.infinite-sessions, official.file-change-tracking
  it('works in its folder; keeps a workspace and tracks changes when asked to', async () => {
    const file = path.join(cli.scratch.path, 'made.txt');
    const config: SessionConfig = { infiniteSessions: { enabled: true }, enableFileChangeTracking: true };
    const session = await cli.open([callTool('create', { path: file, file_text: 'x' }), say('Made')], config);
    assert.match(session.workspacePath ?? '', new RegExp(session.sessionId));
    await answer(session, 'make it');
    assert.equal(cli.asked().cwd, cli.scratch.path);
    const points = JSON.stringify(await session.request('session.history.listRewindPoints' as string, {}));
    assert.match(points, /eventId/);
    const without = await cli.open([], { infiniteSessions: { enabled: false } });
    assert.equal(without.workspacePath, undefined);
  });

  // guide: official.on-lifecycle
  it('tells of sessions that are made and deleted', async () => {
    const heard: string[] = [];
    let onDeleted = (): void => undefined;
    const deleted = new Promise<void>((resolve) => (onDeleted = resolve));
    const undo = cli.client.onLifecycle(({ type, sessionId }) => {
      heard.push(`${type} ${sessionId}`);
      if (type === 'session.deleted') onDeleted();
    });
    const session = await cli.open([say('Hi')]);
    await answer(session, 'hi');
    await session.destroy();
    await cli.client.deleteSession(session.sessionId);
    await deleted;
    undo();
    for (const type of ['created', 'updated', 'deleted'])
      assert.ok(heard.includes(`session.${type} ${session.sessionId}`));
  });

  // guide: official.plain-string, official.two-waits
  it('takes a plain string, and gives two waits at once each its own answer', async () => {
    const gate = createGate();
    const session = await cli.open([say('First', { hold: { gate } }), say('Second')]);
    const both = Promise.all([session.sendAndWait('one'), session.sendAndWait('two')]);
    gate.open();
    assert.deepEqual(
      (await both).map((event) => event?.data.content),
      ['First', 'Second'],
    );
  });

  // guide: official.abort-signal
  it('lets every wait be given up, by a signal or a limit', async () => {
    const { client } = cli;
    const signal = AbortSignal.abort();
    const gate = createGate();
    const session = await cli.open([say('late', { hold: { gate } }), say('Next')]);
    const aborted = { code: 'aborted' };
    const waits: readonly (() => Promise<unknown>)[] = [
      () => client.start({ signal }),
      () => client.ping('x', { signal }),
      () => client.getStatus({ signal }),
      () => client.createSession(cli.config(), { signal }),
      () => client.resumeSession('x', {}, { signal }),
      () => client.listSessions({}, { signal }),
      () => client.deleteSession('x', { signal }),
      () => client.getLastSessionId({ signal }),
      () => session.send('x', { signal }),
      () => session.sendAndWait('x', { signal }),
      () => session.abort({ signal }),
      () => session.getMessages({ signal }),
      () => session.setModel('x', { signal }),
      () => session.request('session.name.get' as string, {}, { signal }),
    ];
    for (const wait of waits) await assert.rejects(wait(), aborted, String(wait));
    assert.equal(cli.sent('session.send').filter(({ prompt }) => prompt === 'x').length, 0);
    const given = new AbortController();
    const waiting = assert.rejects(session.sendAndWait('slow', { signal: given.signal }), aborted);
    const idle = nextEvent(session, 'session.idle');
    given.abort();
    await waiting;
    gate.open();
    await idle;
    assert.equal(await answer(session, 'next'), 'Next');
  });

  // guide: wire.resume
  it('tells the CLI the whole configuration again on resume', async () => {
    const skills = path.join(cli.scratch.path, 'wire-skills');
    cli.scratch.write('wire-skills/gamma/SKILL.md', '---\nname: gamma\ndescription: Does gamma\n---\nDo.\n');
    const called: string[] = [];
    const config = cli.config({
      tools: [defineTool('again', { handler: () => 'still there' })],
      mcpServers: [{ name: 'test', command: process.execPath, args: [mcpScript], env: { WORD: 'kept' } }],
      customAgents: [{ name: 'poet', prompt: 'You write.' }],
      skillDirectories: [skills],
      disabledSkills: ['other'],
      hooks: { onPreToolUse: ({ toolName }) => void called.push(toolName) },
      systemMessage: { content: 'Stay.' },
    });
    cli.script([say('Hi')]);
    const session = await cli.client.createSession(config);
    await answer(session, 'hi');
    await session.destroy();
    cli.script([callTool('again'), report, callTool('test-echo', { text: 'x' }), report]);
    const resumed = await cli.client.resumeSession(session.sessionId, config);
    const [created, again] = ['session.create', 'session.resume'].map(
      (method) => cli.sent(method).at(-1) ?? {},
    );
    assert.deepEqual(again, created);
    const wanted = ['provider', 'tools', 'mcpServers', 'customAgents', 'skillDirectories', 'disabledSkills'];
    for (const name of wanted) assert.ok(again?.[name], name);
    assert.equal(again?.hooks, true);
    assert.equal(await answer(resumed, 'tool'), 'Result: still there');
    assert.match((await answer(resumed, 'mcp')) ?? '', /kept x/);
    assert.deepEqual(called, ['again', 'test-echo']);
    assert.ok(cli.asked().messages[0]?.text.includes('Stay.'));
  });
});
