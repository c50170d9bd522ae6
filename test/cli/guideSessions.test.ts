import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ModelReply } from '../../src/demo/modelScript';
import { callTool, createGate, say } from '../../src/demo/replies';
import type { CopilotSession, SessionEvent } from '../../src/sdk/index';
import { nextEvent } from '../support/fakeCliClient';
import { answer, type RealCli, realCliPath, report, startRealCli } from '../support/realCli';

const mcpScript = path.resolve('test/support/mcpServer.mjs');

describe('The guide on the real CLI: sessions', function () {
  this.timeout(60_000);
  let cli: RealCli;

  before(async () => {
    cli = await startRealCli();
  });

  after(() => cli.end());

  /** What the model was told by the system, and by the person. */
  const told = (role: string): string =>
    cli
      .asked()
      .messages.filter((message) => message.role === role)
      .map(({ text }) => text)
      .join('\n');

  // guide: config.session-id, session.id, method.create-session
  it('has the id that was asked for', async () => {
    const session = await cli.open([say('Hi')], { sessionId: 'my-own-id' });
    assert.equal(session.sessionId, 'my-own-id');
    assert.equal(cli.sent('session.create').at(-1)?.sessionId, 'my-own-id');
    await answer(session, 'hi');
    assert.ok(fs.existsSync(path.join(cli.scratch.path, 'home/session-state/my-own-id')));
  });

  // guide: config.model, config.provider, byok.type, byok.base-url, byok.api-key
  it('asks the model and the provider that were named, with its key', async () => {
    const provider = { type: 'openai', base_url: cli.server.url, api_key: 'another-long-key' } as const;
    const session = await cli.open([say('Hi')], { model: 'gpt-5', provider });
    await answer(session, 'hi');
    assert.equal(cli.asked().model, 'gpt-5');
    const { headers } = cli.server.requests.at(-1) ?? assert.fail();
    assert.equal(headers.authorization, 'Bearer another-long-key');
  });

  // guide: config.system-message, system.append, system.append-default, system.replace, practice.append
  it('adds to the system message, or replaces it', async () => {
    const content = '<workflow_rules>Always check for holes.</workflow_rules>';
    const messages: string[] = [];
    for (const systemMessage of [
      { content },
      { mode: 'append', content },
      { mode: 'replace', content },
    ] as const) {
      const session = await cli.open([say('Hi')], { systemMessage });
      await answer(session, 'hi');
      messages.push(told('system'));
    }
    const [byDefault = '', appended = '', replaced] = messages;
    for (const message of [byDefault, appended]) {
      assert.ok(message.includes(content) && message.length > 2000, 'the guardrails stay');
    }
    assert.equal(replaced, content);
  });

  // guide: config.mcp-servers
  it('gives the model the tools of MCP servers, as a list or as a map', async () => {
    const server = { command: process.execPath, args: [mcpScript], env: { WORD: 'so' } };
    for (const mcpServers of [[{ name: 'test', ...server }], { test: server }]) {
      const session = await cli.open([callTool('test-echo', { text: 'says the list' }), report], {
        mcpServers,
      });
      assert.match((await answer(session, 'echo')) ?? '', /so says the list/);
    }
  });

  // guide: config.custom-agents
  it('lets the model hand work to a custom agent', async () => {
    const task = callTool('task', { agent_type: 'poet', name: 'p', description: 'Write', prompt: 'Rhyme' });
    const session = await cli.open([task, say('A rhyme'), say('Done')], {
      customAgents: [{ name: 'poet', description: 'Writes poems', prompt: 'You are a poet of few words.' }],
    });
    const started = nextEvent(session, 'subagent.started');
    await answer(session, 'a poem please');
    assert.equal((await started).data.agentName, 'poet');
    const prompts = cli.server.requests.map(({ model }) => model?.messages[0]?.text ?? '');
    assert.ok(prompts.some((prompt) => prompt.includes('You are a poet of few words.')));
  });

  // guide: config.config-dir
  it('keeps the session in the folder that was named', async () => {
    const configDir = path.join(cli.scratch.path, 'other-home');
    const session = await cli.open([say('Hi')], { configDir });
    await answer(session, 'hi');
    await session.destroy();
    assert.ok(fs.existsSync(path.join(configDir, 'session-state', session.sessionId)));
    assert.equal(fs.existsSync(path.join(cli.scratch.path, 'home/session-state', session.sessionId)), false);
  });

  // guide: config.skill-directories, config.disabled-skills
  it('knows the skills of a folder, but for those that are off', async () => {
    const skill = (name: string): string =>
      cli.scratch.write(
        `skills/${name}/SKILL.md`,
        `---\nname: ${name}\ndescription: Does ${name}\n---\nDo.\n`,
      );
    skill('alpha');
    skill('beta');
    const session = await cli.open([say('Hi')], {
      skillDirectories: [path.join(cli.scratch.path, 'skills')],
      disabledSkills: ['beta'],
    });
    const { skills } = (await session.request('session.skills.list', {})) as unknown as {
      skills: { name: string; enabled: boolean }[];
    };
    const ours = skills.filter(({ name }) => name === 'alpha' || name === 'beta');
    assert.deepEqual(ours.map(({ name, enabled }) => [name, enabled]).sort(), [
      ['alpha', true],
      ['beta', false],
    ]);
  });

  // guide: session.send-attachments, attachment.file, attachment.path, attachment.display-name
  it('shows the model an attached file', async () => {
    const file = cli.scratch.write('notes.txt', 'one\ntwo\n');
    const session = await cli.open([say('Read')]);
    const sent = nextEvent(session, 'user.message');
    await session.sendAndWait({
      prompt: 'Analyze this file',
      attachments: [{ type: 'file', path: file, display_name: 'My File' }],
    });
    assert.deepEqual(cli.asked().taggedFiles, [file]);
    const [attachment] = (await sent).data.attachments as { displayName: string }[];
    assert.equal(attachment?.displayName, 'My File');
  });

  // guide: delivery.enqueue, delivery.default
  it('works on queued messages in their order, each as a turn of its own', async () => {
    const gate = createGate();
    const session = await cli.open([say('First', { hold: { gate } }), say('Second'), say('Third')]);
    const delivered: unknown[] = [];
    session.on('user.message', ({ data }) => delivered.push([data.content, data.delivery]));
    const idle = nextEvent(session, 'session.idle');
    await session.send('one');
    await session.send({ prompt: 'two', mode: 'enqueue' });
    await session.send('three');
    gate.open();
    await idle;
    assert.deepEqual(delivered, [
      ['one', 'idle'],
      ['two', 'queued'],
      ['three', 'queued'],
    ]);
  });

  // guide: delivery.immediate
  it('brings an immediate message into the running turn, before those that wait', async () => {
    const gate = createGate();
    const write = (name: string): ModelReply =>
      callTool(
        'bash',
        { command: `echo ${name}`, description: 'Says' },
        name === 'a' ? { hold: { gate } } : {},
      );
    const session = await cli.open([write('a'), say('Seen'), say('Queued seen')]);
    const delivered: unknown[] = [];
    session.on('user.message', ({ data }) => delivered.push([data.content, data.delivery]));
    const idle = nextEvent(session, 'session.idle');
    const started = nextEvent(session, 'assistant.turn_start');
    await session.send('one');
    await started;
    await session.send({ prompt: 'later', mode: 'enqueue' });
    await session.send({ prompt: 'now', mode: 'immediate' });
    gate.open();
    await idle;
    assert.deepEqual(
      delivered.map((entry) => (entry as string[])[0]),
      ['one', 'now', 'later'],
    );
    assert.deepEqual(
      cli
        .sent('session.send')
        .slice(-2)
        .map(({ mode }) => mode),
      ['enqueue', 'immediate'],
    );
  });

  // guide: sessions.independent, sessions.concurrent, sessions.models
  it('runs sessions of different models side by side', async () => {
    const gate = createGate();
    const [one, two] = [
      await cli.open([], { model: 'gpt-5' }),
      await cli.open([], { model: 'claude-sonnet-4.5' }),
    ];
    cli.script(
      Array(2).fill(({ model, prompt }: { model: string; prompt: string }) =>
        say(`${model}: ${prompt}`, { hold: { gate } }),
      ),
    );
    const before = cli.server.requests.length;
    const both = Promise.all([answer(one, 'from 1'), answer(two, 'from 2')]);
    await cli.server.waitForCompletions(before + 2);
    gate.open();
    assert.deepEqual(await both, ['gpt-5: from 1', 'claude-sonnet-4.5: from 2']);
    await one.destroy();
    cli.script([say('still here')]);
    assert.equal(await answer(two, 'and you?'), 'still here');
  });

  // guide: session.send-and-wait, session.send-and-wait-event, session.send-and-wait-none, pattern.send-and-wait
  // guide: session.send-and-wait-timeout
  it('waits for the answer, but no longer than it was told', async () => {
    const gate = createGate();
    const session = await cli.open([say('4'), callTool('refuse'), say('late', { hold: { gate } })], {
      tools: [{ name: 'refuse', handler: () => ({ textResultForLlm: 'no', resultType: 'rejected' }) }],
    });
    const response = await session.sendAndWait({ prompt: 'What is 2+2?' }, 60_000);
    assert.equal(response?.type, 'assistant.message');
    assert.equal(response.data.content, '4');
    assert.equal(await session.sendAndWait('end without an answer'), undefined);
    await assert.rejects(session.sendAndWait('slow', 200), { code: 'timeout' });
    const idle = nextEvent(session, 'session.idle');
    gate.open();
    await idle;
    const texts = (await session.getMessages()).map(({ data }) => data.content);
    assert.ok(texts.includes('late'), 'the work goes on after the wait');
  });

  // guide: session.abort
  it('stops what it is doing', async () => {
    const gate = createGate();
    const session = await cli.open([say(['a', 'b'], { hold: { gate, afterChunks: 1 } }), say('Next')], {
      streaming: true,
    });
    const aborted = nextEvent(session, 'abort');
    const piece = nextEvent(session, 'assistant.message_delta');
    await session.send('go');
    await piece;
    const idle = nextEvent(session, 'session.idle');
    await session.abort();
    await aborted;
    assert.equal((await idle).data.aborted, true);
    assert.equal(await answer(session, 'next'), 'Next');
  });

  // guide: session.get-messages, session.destroy, official.get-events, official.disconnect
  it('gives back all its events, and is over when destroyed', async () => {
    const session = await cli.open([say('Hi')]);
    await answer(session, 'hi');
    const types = (await session.getMessages()).map(({ type }: SessionEvent) => type);
    for (const type of ['session.start', 'user.message', 'assistant.message'])
      assert.ok(types.includes(type));
    assert.deepEqual(
      (await session.getEvents()).map(({ id }) => id),
      (await session.getMessages()).map(({ id }) => id),
    );
    await session.disconnect();
    await assert.rejects(session.getMessages(), { code: 'not-connected' });
    await assert.rejects(session.send('x'), { code: 'not-connected' });
  });

  // guide: pattern.multi-turn, pattern.simple-query
  it('remembers what was said before', async () => {
    const session = await cli.open([say('Paris'), say('Two million')]);
    assert.equal(await answer(session, 'What is the capital of France?'), 'Paris');
    assert.equal(await answer(session, 'What is its population?'), 'Two million');
    assert.deepEqual(
      cli
        .asked()
        .messages.filter(({ role }) => role === 'assistant')
        .map(({ text }) => text),
      ['Paris'],
    );
  });

  // guide: method.list-sessions, list.session-id, list.summary, method.get-last-session-id, last.resume
  // guide: method.resume-session, method.delete-session, session.resume-new-tools
  it('lists sessions, resumes the last with a new tool, and deletes it', async () => {
    const { client } = cli;
    const session = await cli.open([say('Noted')]);
    await answer(session, 'My name is Ada');
    await session.destroy();
    const found = (await client.listSessions()).find(({ sessionId }) => sessionId === session.sessionId);
    assert.match(found?.summary ?? '', /Ada/);
    const last = await client.getLastSessionId();
    assert.equal(last, session.sessionId);
    cli.script([callTool('fresh'), report]);
    const tools = [{ name: 'fresh', handler: () => 'new tool' }];
    const resumed: CopilotSession = await client.resumeSession(last, cli.config({ tools }));
    assert.equal(await answer(resumed, 'use it'), 'Result: new tool');
    assert.ok(told('user').includes('My name is Ada'));
    await resumed.destroy();
    await client.deleteSession(last);
    assert.equal(
      (await client.listSessions()).some(({ sessionId }) => sessionId === last),
      false,
    );
    await assert.rejects(client.resumeSession(last, cli.config()), { code: 'request-failed' });
  });

  // guide: ping.message, ping.timestamp
  it('answers a ping with its words and the time', async () => {
    const response = await cli.client.ping('health check');
    assert.equal(response.message, 'pong: health check');
    assert.ok(Math.abs(Date.parse(response.timestamp) - Date.now()) < 60_000);
    assert.ok(fs.existsSync(realCliPath));
  });

  // guide: cleanup.session, context.session
  it('is destroyed at the end of its block', async () => {
    let kept: CopilotSession;
    {
      await using session = await cli.open([say('Hello')]);
      kept = session;
      await session.send('Hello');
    }
    await assert.rejects(kept.send('late'), { code: 'not-connected' });
  });
});
