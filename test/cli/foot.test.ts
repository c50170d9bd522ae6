import assert from 'node:assert/strict';
import { callTool, createGate, replies, say } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import type { ModelScript } from '../../src/demo/modelScript';
import type { UsageDetails } from '../../src/protocol/foot';
import type { Notice, ViewState } from '../../src/protocol/toView';
import { ChatWindow, type WindowOptions } from '../support/chatWindow';

describe('What is chosen in the composer’s foot, on the real CLI', function () {
  this.timeout(60_000);
  const windows: ChatWindow[] = [];
  const servers: ModelServer[] = [];

  async function openWith(
    script: ModelScript,
    options: WindowOptions = {},
  ): Promise<{ window: ChatWindow; server: ModelServer }> {
    const server = await startModelServer(script);
    servers.push(server);
    const provider = {
      name: 'Scripted',
      type: 'openai' as const,
      baseUrl: server.url,
      model: 'claude-test',
      maxPromptTokens: 60_000,
    };
    return { server, window: await open({ settings: { modelSource: 'own', provider }, ...options }) };
  }

  async function open(options: WindowOptions): Promise<ChatWindow> {
    const window = await ChatWindow.open(options);
    windows.push(window);
    await window.wish({ type: 'view/ready' });
    return window;
  }

  async function ask(window: ChatWindow, text: string, turns: number): Promise<ViewState> {
    await submit(window, text);
    return window.untilDone(turns);
  }

  async function submit(window: ChatWindow, text: string): Promise<void> {
    await window.wish({ type: 'prompt/submit', text, sessionId: window.state.session?.sessionId ?? '' });
  }

  function lastRequest(server: ModelServer): Readonly<Record<string, unknown>> {
    return server.requests.findLast((request) => request.model)?.body as Record<string, unknown>;
  }

  function footOf(window: ChatWindow) {
    const { foot } = window.state.composer;
    assert.ok(foot);
    return foot;
  }

  afterEach(async () => {
    for (const window of windows.splice(0).reverse()) await window.remove();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  for (const [what, asked] of [
    ['an empty session', []],
    ['a session with turns', ['Before']],
  ] as const) {
    it(`gets what is sent while ${what} is opened again with another model`, async () => {
      const { window, server } = await openWith(() => say('From the old model.'));
      for (const text of asked) await ask(window, text, 1);
      const next = await startModelServer(() => say('From the new model.'));
      servers.push(next);
      const { provider } = window.settings;
      window.settings = { ...window.settings, provider: { ...provider, baseUrl: next.url } };
      const told = server.requests.length;
      const opened = window.chat.reopen();
      await submit(window, 'Hello');
      await opened;
      const { turns } = await window.untilDone(asked.length + 1);
      assert.match(JSON.stringify(turns.at(-1)?.items), /From the new model/);
      assert.equal(server.requests.length, told, 'the old model was told nothing');
    });
  }

  it('lists the configured model with its limits, what the provider has, and why Copilot’s are missing', async () => {
    const { window } = await openWith(replies([]));
    await window.wish({ type: 'models/load' });
    const menu = window.facts.findLast((fact) => fact.type === 'models/changed')?.menu;
    assert.equal(menu?.isLoading, false);
    const [github, own, demo] = menu?.groups ?? [];
    assert.deepEqual(github?.problem, { kind: 'signed-out' });
    assert.equal(own?.name, 'Scripted');
    assert.deepEqual(own?.models[0], { id: 'claude-test', name: 'claude-test', contextTokens: 60_000 });
    assert.ok((own?.models.length ?? 0) > 1, 'what the server lists');
    assert.equal(demo?.source, 'demo');
  });

  it('takes another model and effort to the next request of the same conversation', async () => {
    const { window, server } = await openWith(replies([say('one'), say('two'), say('three')]));
    await ask(window, 'first', 1);
    const { sessionId } = window.current;
    await window.wish({ type: 'model/choose', source: 'own', id: 'claude-other' });
    await window.wish({ type: 'effort/choose', effort: 'high' });
    assert.equal(window.state.composer.model, 'claude-other · Scripted');
    await ask(window, 'second', 2);
    const { model, reasoning_effort: effort, messages } = lastRequest(server);
    assert.deepEqual([model, effort], ['claude-other', 'high']);
    assert.match(JSON.stringify(messages), /first/);
    assert.equal(window.current.sessionId, sessionId);
    await window.wish({ type: 'effort/choose', effort: '' });
    await ask(window, 'third', 3);
    assert.equal(lastRequest(server)['reasoning_effort'], undefined);
  });

  it('changes the model while a turn runs, for the next message', async () => {
    const gate = createGate();
    const { window, server } = await openWith(
      replies([say(['one ', 'two'], { hold: { gate, afterChunks: 1 } }), say('next')]),
    );
    await submit(window, 'first');
    await server.waitForCompletions(1);
    await window.wish({ type: 'model/choose', source: 'own', id: 'claude-other' });
    gate.open();
    const { turns } = await window.untilDone(1);
    assert.equal(turns[0]?.state, 'done');
    await ask(window, 'second', 2);
    assert.equal(lastRequest(server)['model'], 'claude-other');
  });

  it('keeps model, effort, mode and permissions with their session, and gives new ones the settings', async () => {
    const { window: first, server } = await openWith(replies([say('one'), say('two'), say('three')]));
    await ask(first, 'first', 1);
    const { sessionId } = first.current;
    await first.wish({ type: 'model/choose', source: 'own', id: 'claude-other' });
    await first.wish({ type: 'effort/choose', effort: 'low' });
    await first.wish({ type: 'mode/choose', mode: 'plan' });
    await first.wish({ type: 'permissionMode/choose', mode: 'allow-all' });
    await first.wish({ type: 'session/new' });
    assert.notEqual(first.current.sessionId, sessionId);
    assert.deepEqual(
      [footOf(first).modelId, footOf(first).mode, first.state.composer.permissionMode],
      ['claude-test', 'interactive', 'allow-reads'],
    );
    await first.close();
    const second = await open({ settings: first.settings, after: first });
    await second.surface.openSession(sessionId);
    const foot = footOf(second);
    assert.deepEqual([foot.modelId, foot.effort, foot.mode], ['claude-other', 'low', 'plan']);
    assert.equal(second.state.composer.permissionMode, 'allow-all');
    await ask(second, 'second', 2);
    assert.deepEqual(
      [lastRequest(server)['model'], lastRequest(server)['reasoning_effort']],
      ['claude-other', 'low'],
    );
    const cli = await second.current.opened;
    assert.equal(await cli?.rpc.mode.get(), 'plan');
  });

  it('asks or does not ask as the session says, not as the settings say', async () => {
    const run = () => callTool('bash', { command: 'echo ran', description: 'Say it' });
    const { window } = await openWith(replies([run(), say('one'), run(), say('two')]));
    await window.wish({ type: 'permissionMode/choose', mode: 'allow-all' });
    const { turns } = await ask(window, 'first', 1);
    assert.equal(turns[0]?.items.find((item) => item.kind === 'tool')?.state, 'done');
    await window.wish({ type: 'permissionMode/choose', mode: 'ask' });
    await submit(window, 'second');
    await window.until('a request', (state) => state.requests.length === 1);
  });

  it('never allows more than the limit says, whatever the settings, the session or the CLI are told', async () => {
    const limited = { permissions: 'allow-all', permissionLimit: 'allow-reads' } as const;
    const server = await startModelServer(
      replies([callTool('bash', { command: 'echo one', description: 'Says one' }), say('Done.')]),
    );
    servers.push(server);
    const provider = { name: 'Scripted', type: 'openai', baseUrl: server.url, model: 'claude-test' } as const;
    const window = await open({ settings: { modelSource: 'own', provider, ...limited } });
    const shown = () => window.state.composer;
    assert.equal(shown().permissionMode, 'allow-reads');
    assert.deepEqual(footOf(window).permissionLimit, { most: 'allow-reads', by: 'setting' });
    await window.wish({ type: 'permissionMode/choose', mode: 'allow-all' });
    assert.equal(shown().permissionMode, 'allow-reads');
    window.surface.current?.choices.set({ permissions: 'allow-all' }); // as an earlier version kept it
    assert.equal(shown().permissionMode, 'allow-reads');
    const session = await window.surface.current?.opened;
    await assert.rejects(
      session?.rpc.permissions.setApproveAll({ enabled: true }) ?? Promise.resolve(),
      /policy/,
    );
    await submit(window, 'Say one');
    const { requests } = await window.until('the request', ({ requests }) => requests.length > 0);
    await window.wish({ type: 'permission/answer', id: requests[0]?.id ?? '', decision: 'allow-once' });
    await window.untilDone(1);
    await window.wish({ type: 'permissionMode/choose', mode: 'ask' });
    assert.equal(shown().permissionMode, 'ask');
  });

  it('makes what is chosen the setting of new sessions', async () => {
    const { window } = await openWith(replies([say('one'), say('two')]));
    await ask(window, 'first', 1);
    const { sessionId } = window.current;
    await window.wish({ type: 'model/choose', source: 'own', id: 'claude-other' });
    await window.wish({ type: 'mode/choose', mode: 'plan' });
    await window.wish({ type: 'choices/makeDefault' });
    assert.equal(window.current.sessionId, sessionId);
    assert.deepEqual([window.settings.model, window.settings.mode], ['claude-other', 'plan']);
    await window.wish({ type: 'session/new' });
    assert.deepEqual([footOf(window).modelId, footOf(window).mode], ['claude-other', 'plan']);
    const cli = await window.current.opened;
    assert.equal(await cli?.rpc.mode.get(), 'plan');
  });

  it('has the same model and mode after the CLI was killed', async () => {
    const { window, server } = await openWith(replies([say('one'), say('two')]), { ownsCli: 'quick' });
    await ask(window, 'first', 1);
    await window.wish({ type: 'model/choose', source: 'own', id: 'claude-other' });
    await window.wish({ type: 'mode/choose', mode: 'plan' });
    window.killCli();
    await window.until('the restart', (state) => state.setup.kind === 'restarting');
    await window.until('the CLI to be back', (state) => state.setup.kind === 'ready');
    await ask(window, 'second', 2);
    assert.equal(lastRequest(server)['model'], 'claude-other');
    const cli = await window.current.opened;
    assert.equal(await cli?.rpc.mode.get(), 'plan');
  });

  it('goes to another source with the whole conversation', async () => {
    const { window } = await openWith(replies([say('one')]));
    await ask(window, 'first', 1);
    const { sessionId } = window.current;
    await window.wish({ type: 'model/choose', source: 'demo', id: 'demo' });
    assert.equal(window.state.composer.model, 'Demo model');
    assert.equal(window.current.sessionId, sessionId);
    const { turns } = await ask(window, 'hello', 2);
    assert.deepEqual(
      turns.map((turn) => turn.prompt),
      ['first', 'hello'],
    );
    assert.deepEqual(footOf(window).efforts, { kind: 'none', why: 'demo' });
  });

  it('tells what fills the context, the heaviest of it, and what the turn and the session took', async () => {
    const { window } = await openWith(replies([say('short'), say('a long answer '.repeat(200))]));
    await ask(window, 'the first prompt', 1);
    await ask(window, 'the second prompt', 2);
    await window.wish({ type: 'usage/load' });
    const details = window.facts.findLast((fact) => fact.type === 'usage/details')?.details as UsageDetails;
    const kinds = details.sources.map((source) => source.kind);
    assert.deepEqual(kinds, ['system', 'tools', 'messages']);
    const sum = details.sources.reduce((total, source) => total + source.tokens, 0);
    assert.ok(Math.abs(sum - details.usedTokens) < 5, `${sum} of ${details.usedTokens}`);
    assert.equal(details.heaviest[0]?.kind, 'answer');
    assert.match(details.heaviest[0]?.label ?? '', /^a long answer/);
    assert.deepEqual([details.turn?.requests, details.session.requests], [1, 2]);
    assert.ok((details.turn?.outputTokens ?? 0) > 100);
    assert.ok(details.session.inputTokens > (details.turn?.inputTokens ?? 0));
    assert.equal(window.state.turns[1]?.spent?.requests, 1);
    assert.equal(details.session.credits, undefined);
  });

  it('compacts when asked, says so in the transcript with the summary, and says it again after a reload', async () => {
    const { window: first } = await openWith(replies([say('a long answer '.repeat(400)), say('two')]));
    await ask(first, 'first', 1);
    await first.wish({ type: 'context/compact' });
    const state = await first.until('the notice', (now) => noticeOf(now)?.code === 'compacted');
    const { before, after, summary, messages } = noticeOf(state)?.values ?? {};
    assert.ok(Number(before) > Number(after), `${before} > ${after}`);
    assert.ok(Number(messages) > 0);
    assert.equal(summary, 'Side answer');
    assert.equal(state.usage?.usedTokens, after);
    await first.close();
    const second = await open({ settings: first.settings, after: first });
    assert.deepEqual(noticeOf(second.state)?.values, noticeOf(state)?.values);
    const details = await second.usage.load();
    assert.equal(
      details?.heaviest.every((item) => item.tokens > 0),
      true,
    );
  });

  it('tells how full the context is after a reload too, and after a change of model', async () => {
    const { window: first } = await openWith(replies([say('one')]));
    await ask(first, 'first', 1);
    await first.close();
    const second = await open({ settings: first.settings, after: first });
    const { usage } = await second.until('the count', (state) => state.usage !== undefined);
    assert.ok(Number(usage?.usedTokens) > 1000, `${usage?.usedTokens} tokens`);
    assert.equal(usage?.limitTokens, 60_000);
    await second.wish({ type: 'model/choose', source: 'demo', id: 'demo' });
    const other = await second.until(
      'the count for the other model',
      (state) => state.usage !== undefined && state.usage.limitTokens !== 60_000,
    );
    assert.ok(Number(other.usage?.usedTokens) > 1000);
  });

  it('says nothing of compaction, and does nothing, while a turn runs', async () => {
    const gate = createGate();
    const { window } = await openWith(replies([say(['one ', 'two'], { hold: { gate, afterChunks: 1 } })]));
    await submit(window, 'first');
    await window.until('the turn to run', (state) => state.turns[0]?.state === 'running');
    await window.wish({ type: 'context/compact' });
    gate.open();
    assert.equal(noticeOf(await window.untilDone(1)), undefined);
  });
});

function noticeOf(state: ViewState): Notice | undefined {
  return state.turns
    .flatMap((turn) => turn.items)
    .flatMap((item) => (item.kind === 'notice' ? [item.notice] : []))
    .at(-1);
}
