import assert from 'node:assert/strict';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import { createGate, replies, say } from '../../src/demo/replies';
import { ChatWindow } from '../support/chatWindow';

describe('Nothing is lost', function () {
  this.timeout(60_000);
  let server: ModelServer | undefined;
  const windows: ChatWindow[] = [];

  async function open(after?: ChatWindow): Promise<ChatWindow> {
    const baseUrl = server?.url ?? '';
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl, model: 'claude-test' };
    const window = await ChatWindow.open({ settings: { modelSource: 'own', provider }, after });
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
    await window.chat.openSession(old);
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
    await window.chat.openSession(old);
    await window.untilDone(2);
    assert.deepEqual(prompts(window), ['first', 'second']);
  });

  it('of the first message and its half answer when the window ends in the middle of it', async () => {
    const gate = createGate();
    server = await startModelServer(
      replies([say(['one ', 'two '], { hold: { gate, afterChunks: 1 } }), say('done')]),
    );
    const first = await open();
    await submit(first, 'Tell me a story');
    await first.until('the answer to begin', () => answer(first) === 'one ');
    await first.untilStored();
    process.kill(first.manager.pid ?? 0, 'SIGKILL');
    await first.close();
    const second = await open(first);
    const { turns } = await second.until('the turn', (state) => state.turns.length > 0);
    assert.deepEqual([turns[0]?.prompt, turns[0]?.state], ['Tell me a story', 'interrupted']);
    assert.equal(answer(second), 'one ');
    await second.wish({ type: 'notice/act', action: 'retry' });
    await second.until('the answer', ({ turns: all }) => all.length === 2 && answer(second) === 'done');
    windows.splice(windows.indexOf(second), 1);
    await second.close();
  });

  it('of a half answer to a later message when the window is closed in the middle of it', async () => {
    const gate = createGate();
    server = await startModelServer(
      replies([say('zero'), say(['one ', 'two '], { hold: { gate, afterChunks: 1 } }), say('done')]),
    );
    const first = await open();
    await submit(first, 'Hello');
    await first.untilDone(1);
    await submit(first, 'Tell me a story');
    await first.until('the answer to begin', () => answer(first) === 'one ');
    await first.untilStored();
    await first.close();
    const second = await open(first);
    await second.until('the turns', ({ turns }) => turns.length === 2);
    assert.equal(answer(second), 'one ');
    const notices = second.state.turns.flatMap((turn) => turn.items.filter(({ kind }) => kind === 'notice'));
    assert.equal(notices.length, 1);
    windows.splice(windows.indexOf(second), 1);
    await second.close();
  });
});
