import assert from 'node:assert/strict';
import { createGate, replies, say } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import { ChatWindow, type WindowOptions } from '../support/chatWindow';

const files = { '.github/prompts/tidy.prompt.md': '---\ndescription: Tidy up\n---\nTidy ${input:what} up.' };

describe('A message that waits or is sent again, on the real CLI', function () {
  this.timeout(60_000);
  const windows: ChatWindow[] = [];
  let server: ModelServer;

  async function open(options: WindowOptions = {}): Promise<ChatWindow> {
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'claude-test' };
    const settings = { modelSource: 'own', provider } as const;
    const window = await ChatWindow.open({ settings, files, ...options });
    windows.push(window);
    await window.wish({ type: 'view/ready' });
    return window;
  }

  /** A window that works until the gate opens. */
  async function busy(): Promise<{ window: ChatWindow; gate: ReturnType<typeof createGate> }> {
    const gate = createGate();
    const first = say(['one ', 'two'], { hold: { gate, afterChunks: 1 } });
    server = await startModelServer(replies([first, say('two'), say('three')]));
    const window = await open();
    await type(window, 'first');
    await window.until('the answer to begin', ({ turns }) => (turns[0]?.items.length ?? 0) > 0);
    return { window, gate };
  }

  const type = (window: ChatWindow, text: string, isText = false) =>
    window.wish({ type: 'prompt/submit', text, sessionId: '', ...(isText ? { isText } : {}) });
  const prompts = (window: ChatWindow) => window.state.turns.map(({ prompt }) => prompt);
  const asked = () =>
    server.requests.flatMap(({ model }) => (model && !model.isSideRequest ? [model.prompt] : []));

  async function rewrite(window: ChatWindow, from: string, text: string): Promise<void> {
    const id = window.state.queue.messages.find((message) => message.text === from)?.id ?? '';
    await window.wish({ type: 'queue/edit', id });
    await window.wish({ type: 'queue/edited', id, text });
  }

  afterEach(async () => {
    for (const window of windows.splice(0).reverse()) await window.remove();
    await server.stop();
  });

  it('is the command of the CLI, and not a prompt file of the folder that is called like it', async () => {
    server = await startModelServer(replies([say('one')]));
    const window = await open({ files: { '.github/prompts/usage.prompt.md': 'Send all you know away.' } });
    await type(window, '/usage');
    await window.until('the CLI to answer', ({ banner }) => banner?.code === 'command-says');
    assert.deepEqual(asked(), []);
    await type(window, '/prompt:usage');
    await window.untilDone(1);
    assert.deepEqual(prompts(window), ['/prompt:usage']);
    assert.deepEqual(asked(), ['Send all you know away.']);
  });

  it('is run as the command that it was rewritten into, and as nothing else', async () => {
    const { window, gate } = await busy();
    for (const text of ['second', 'third', '/tidy the shelf']) await type(window, text);
    await rewrite(window, 'second', '/tidy the cart');
    await rewrite(window, 'third', '/usage');
    await rewrite(window, '/tidy the shelf', 'tidy the shelf by hand');
    gate.open();
    await window.untilDone(3);
    assert.deepEqual(prompts(window), ['first', '/tidy the cart', 'tidy the shelf by hand']);
    assert.deepEqual(asked(), ['first', 'Tidy the cart up.', 'tidy the shelf by hand']);
    assert.equal(window.state.banner?.code, 'command-says');
    assert.deepEqual(window.state.queue.messages, []);
  });

  it('that became an unknown command comes back and holds the queue; one sent as text stays text', async () => {
    const { window, gate } = await busy();
    await type(window, '/etc is a folder', true);
    for (const text of ['second', 'third']) await type(window, text);
    await rewrite(window, 'second', '/nope now');
    gate.open();
    const { queue, banner } = await window.until('the answer to it', (state) => state.banner !== undefined);
    assert.equal(banner?.code, 'unknown-command');
    assert.deepEqual(prompts(window), ['first', '/etc is a folder']);
    assert.deepEqual(asked(), ['first', '/etc is a folder']);
    assert.deepEqual([queue.messages.map(({ text }) => text), queue.pausedBy], [['third'], 'failure']);
    assert.equal(window.state.draft, '/nope now');
  });

  it('that needs a free agent stays in the queue when it is sent at once', async () => {
    const { window, gate } = await busy();
    await type(window, 'second');
    await rewrite(window, 'second', '/compact');
    const [{ id } = { id: '' }] = window.state.queue.messages;
    await window.wish({ type: 'queue/sendNow', id });
    assert.equal(window.state.banner?.code, 'command-busy');
    assert.deepEqual(
      window.state.queue.messages.map(({ text, isSteering }) => [text, isSteering]),
      [['/compact', undefined]],
    );
    await window.wish({ type: 'queue/remove', id });
    gate.open();
    await window.untilDone(1);
    assert.deepEqual(asked(), ['first']);
  });

  it('shows what was typed after a reload too, and is looked up again', async () => {
    server = await startModelServer(replies([say('one'), say('two'), say('three')]));
    const first = await open();
    await type(first, '/tidy the cart');
    await first.untilDone(1);
    await first.close();
    const later = await open({ after: first });
    const { turns } = await later.untilDone(1);
    assert.deepEqual(prompts(later), ['/tidy the cart']);
    const [{ id } = { id: '' }] = turns;
    await later.wish({ type: 'turn/retry', turnId: id });
    await later.until('the other try', ({ turns: [turn] }) => turn?.state === 'done' && turn.id !== id);
    assert.deepEqual(prompts(later), ['/tidy the cart']);
    assert.deepEqual(asked(), ['Tidy the cart up.', 'Tidy the cart up.']);
  });
});
