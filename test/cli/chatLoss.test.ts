import assert from 'node:assert/strict';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { callTool, createGate, replies, say } from '../../src/demo/replies';
import { ChatWindow, type WindowOptions } from '../support/chatWindow';

describe('Nothing is lost', function () {
  this.timeout(60_000);
  let server: ModelServer | undefined;
  const windows: ChatWindow[] = [];

  async function open(options: WindowOptions = {}): Promise<ChatWindow> {
    const baseUrl = server?.url ?? '';
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl, model: 'claude-test' };
    const window = await ChatWindow.open({ settings: { modelSource: 'own', provider }, ...options });
    windows.push(window);
    await window.wish({ type: 'view/ready' });
    return window;
  }

  const shownIn = (window: ChatWindow) => window.state.session?.sessionId ?? '';
  const prompts = (window: ChatWindow) => window.state.turns.map((turn) => turn.prompt);
  const answer = (window: ChatWindow) =>
    window.state.turns.at(-1)?.items.find((item) => item.kind === 'answer')?.text;
  const submit = (window: ChatWindow, text: string, sessionId = shownIn(window)) =>
    window.wish({ type: 'prompt/submit', text, sessionId });

  afterEach(async () => {
    for (const window of windows.splice(0).reverse()) await window.remove();
    await server?.stop();
  });

  it('of a session that the CLI refuses to delete: it is shown again, with what was typed in it', async () => {
    server = await startModelServer(replies([say('one')]));
    const window = await open();
    await submit(window, 'first');
    await window.untilDone(1);
    const sessionId = shownIn(window);
    await window.wish({ type: 'draft/changed', text: 'a draft', sessionId });
    await assert.rejects(
      window.chat.forget(sessionId, () => Promise.reject(new Error('It is in use.'))),
      /It is in use/,
    );
    assert.equal(shownIn(window), sessionId);
    assert.deepEqual(prompts(window), ['first']);
    assert.equal(window.state.draft, 'a draft');
    await window.chat.forget(sessionId, () => window.sessions.delete(sessionId));
    assert.notEqual(shownIn(window), sessionId);
    assert.deepEqual(prompts(window), []);
    assert.equal(window.state.draft, '');
  });

  it('of what is typed while a new session is on its way: it belongs to the new one', async () => {
    server = await startModelServer(replies([say('one'), say('two')]));
    const window = await open();
    await submit(window, 'first');
    await window.untilDone(1);
    const old = shownIn(window);
    const opening = window.wish({ type: 'session/new' });
    assert.deepEqual(prompts(window), []);
    await window.wish({ type: 'draft/changed', text: 'a draft', sessionId: '' });
    const sent = submit(window, 'second');
    await Promise.all([opening, sent]);
    await window.until('the answer', ({ turns }) => turns.length === 1 && answer(window) === 'two');
    assert.deepEqual(prompts(window), ['second']);
    assert.notEqual(shownIn(window), old);
    await window.surface.openSession(old);
    assert.deepEqual(prompts(window), ['first']);
    assert.equal(window.state.draft, '');
  });

  it('of what was sent just before another session was shown: it goes where it was typed', async () => {
    server = await startModelServer(replies([say('one'), say('two')]));
    const window = await open();
    await submit(window, 'first');
    await window.untilDone(1);
    const old = shownIn(window);
    await window.wish({ type: 'session/new' });
    await window.wish({ type: 'draft/changed', text: 'half a thought', sessionId: old });
    assert.equal(window.state.draft, '');
    await submit(window, 'second', old);
    assert.deepEqual(prompts(window), []);
    await window.surface.openSession(old);
    await window.untilDone(2);
    assert.deepEqual(prompts(window), ['first', 'second']);
  });

  it('of the first message and its half answer when the window ends in the middle of it', async () => {
    const gate = createGate();
    server = await startModelServer(
      replies([say(['one ', 'two '], { hold: { gate, afterChunks: 1 } }), say('done')]),
    );
    const first = await open({ ownsCli: 'quick' });
    await submit(first, 'Tell me a story');
    await first.until('the answer to begin', () => answer(first) === 'one ');
    await first.untilStored();
    first.killCli();
    await first.close();
    const second = await open({ after: first });
    const { turns } = await second.until('the turn', (state) => state.turns.length > 0);
    assert.deepEqual([turns[0]?.prompt, turns[0]?.state], ['Tell me a story', 'interrupted']);
    assert.equal(answer(second), 'one ');
    await second.wish({ type: 'notice/act', action: 'retry' });
    await second.until('the answer', ({ turns: all }) => all.length === 1 && answer(second) === 'done');
    windows.splice(windows.indexOf(second), 1);
    await second.close();
  });

  it('of what is typed on a card when window and CLI end: it is in the message, and on the card when the agent asks again', async () => {
    const run = callTool('bash', { command: 'echo one', description: 'Say one' });
    const question = callTool('ask_user', { question: 'Which colour?', choices: ['Red'] });
    server = await startModelServer(replies([run, run, question, say('done')]));
    const first = await open({ ownsCli: 'quick' });
    await submit(first, 'Go');
    const asked = await first.until('a request', ({ requests }) => requests.length === 1);
    const id = asked.requests[0]?.id ?? '';
    for (const value of ['Not', 'Not here'])
      await first.wish({ type: 'request/typed', id, field: 'reason', value });
    await first.wish({ type: 'draft/changed', text: 'a draft', sessionId: shownIn(first) });
    await first.untilStored();
    await first.crash();

    const second = await open({ after: first });
    const { draft } = await second.until('the words', (state) => state.draft.includes('Not here'));
    assert.equal(draft, 'Not here\na draft');
    assert.deepEqual(second.facts.filter(({ type }) => type === 'draft/restored').length, 1);
    await second.wish({ type: 'notice/act', action: 'retry' });
    const again = await second.until(
      'the same request, with the words back on its card',
      (state) => state.requests.length === 1 && state.draft === 'a draft',
    );
    const newId = again.requests[0]?.id ?? '';
    assert.notEqual(newId, id);
    assert.deepEqual(second.state.typed, { [newId]: { reason: 'Not here' } });
    assert.deepEqual(
      second.facts.find(({ type }) => type === 'request/filled'),
      { type: 'request/filled', id: newId, fields: { reason: 'Not here' } },
    );
    await second.wish({ type: 'permission/answer', id: newId, decision: 'deny', reason: 'Not here' });

    const other = await second.until('a question', ({ requests }) => requests[0]?.kind === 'question');
    await second.wish({
      type: 'request/typed',
      id: other.requests[0]?.id ?? '',
      field: 'words',
      value: 'Green, or teal',
    });
    second.killCli();
    await second.until('the words', (state) => state.draft === 'Green, or teal\na draft');
    windows.splice(windows.indexOf(second), 1);
    await second.close();
  });

  it('of a half answer to a later message when the window is closed in the middle of it', async () => {
    const gate = createGate();
    server = await startModelServer(
      replies([say('zero'), say(['one ', 'two '], { hold: { gate, afterChunks: 1 } }), say('done')]),
    );
    const first = await open({ ownsCli: 'quick' });
    await submit(first, 'Hello');
    await first.untilDone(1);
    await submit(first, 'Tell me a story');
    await first.until('the answer to begin', () => answer(first) === 'one ');
    await first.untilStored();
    await first.close();
    const second = await open({ after: first });
    await second.until('the turns', ({ turns }) => turns.length === 2);
    assert.equal(answer(second), 'one ');
    const notices = second.state.turns.flatMap((turn) => turn.items.filter(({ kind }) => kind === 'notice'));
    assert.equal(notices.length, 1);
    windows.splice(windows.indexOf(second), 1);
    await second.close();
  });
});
