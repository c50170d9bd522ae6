import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { callTool, createGate, fail, hang, replies, say } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import type { ModelReply, ModelScript } from '../../src/demo/modelScript';
import type { Turn, ViewState } from '../../src/protocol/toView';
import { ChatWindow, type WindowOptions } from '../support/chatWindow';

/** A turn as it reads: what the person said and what the agent answered. */
function said(turn: Turn | undefined): readonly string[] {
  const lines = (turn?.items ?? []).flatMap((item) => {
    if (item.kind === 'answer') return [item.text];
    return item.kind === 'steer' ? [`> ${item.text}`] : [];
  });
  return [`> ${turn?.prompt ?? ''}`, ...lines];
}

describe('The queue on the real CLI', function () {
  this.timeout(60_000);
  const windows: ChatWindow[] = [];
  const servers: ModelServer[] = [];

  let asked: () => void = () => undefined;

  async function open(
    list: readonly (ModelReply | ModelScript)[],
    { settings, ...options }: WindowOptions = {},
  ): Promise<ChatWindow> {
    const script = replies(list);
    const server = await startModelServer((request) => {
      if (!request.isSideRequest) asked();
      return script(request);
    });
    servers.push(server);
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'claude-test' };
    return openWith({ ...options, settings: { modelSource: 'own', provider, ...settings } });
  }

  async function openWith(options: WindowOptions): Promise<ChatWindow> {
    const window = await ChatWindow.open(options);
    windows.push(window);
    await window.wish({ type: 'view/ready' });
    return window;
  }

  async function ask(window: ChatWindow, text: string, delivery?: 'queue' | 'steer'): Promise<void> {
    await window.wish({ type: 'prompt/submit', text, sessionId: '', delivery });
  }

  /** A turn that runs until the gate opens, with these messages behind it. */
  async function busyWith(window: ChatWindow, ...texts: readonly string[]): Promise<void> {
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    await ask(window, 'first');
    await isAsked;
    for (const text of texts) await ask(window, text);
  }

  const texts = (window: ChatWindow) => window.state.queue.messages.map(({ text }) => text);
  const idOf = (window: ChatWindow, text: string) =>
    window.state.queue.messages.find((message) => message.text === text)?.id ?? assert.fail(text);
  const prompts = (window: ChatWindow) => window.state.turns.map(({ prompt }) => prompt);

  afterEach(async () => {
    for (const window of windows.splice(0).reverse()) await window.remove();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  describe('steering', () => {
    it('is drawn in the running turn, where the agent took it in, once', async () => {
      const gate = createGate();
      // A command would be moved to the background.
      const look = (): ModelReply => {
        return callTool('view', { path: path.join(window.folder, 'README.md') }, { hold: { gate } });
      };
      const window = await open([look, say('Brief.')]);
      await busyWith(window);
      await ask(window, 'be brief', 'steer');
      assert.deepEqual(
        window.state.queue.messages.map(({ text, isSteering }) => [text, isSteering]),
        [['be brief', true]],
      );
      gate.open();
      const { turns, queue } = await window.untilDone(1);
      assert.deepEqual(said(turns[0]), ['> first', '> be brief', 'Brief.']);
      assert.deepEqual(
        turns[0]?.items.map((item) => item.kind),
        ['tool', 'steer', 'answer'],
      );
      assert.deepEqual(queue.messages, []);
      const again = await openWith({ settings: window.settings, after: window });
      const { turns: reloaded } = await again.untilDone(1);
      assert.deepEqual(said(reloaded[0]), ['> first', '> be brief', 'Brief.']);
    });

    it('comes right after an answer that needs no further step, before what is queued', async () => {
      const gate = createGate();
      const script = [
        say(['one ', 'two'], { hold: { gate, afterChunks: 1 } }),
        say('steered'),
        say('queued'),
      ];
      const window = await open(script);
      await busyWith(window, 'later', 'now');
      await window.wish({ type: 'queue/sendNow', id: idOf(window, 'now') });
      assert.deepEqual(texts(window), ['now', 'later']);
      gate.open();
      const { turns } = await window.untilDone(3);
      assert.deepEqual(turns.map(said), [
        ['> first', 'one two'],
        ['> now', 'steered'],
        ['> later', 'queued'],
      ]);
      assert.deepEqual(texts(window), []);
    });

    it('waits again as the first of a paused queue when the turn is stopped', async () => {
      const window = await open([hang, say('again'), say('after')]);
      await busyWith(window, 'later');
      await ask(window, 'now', 'steer');
      await window.wish({ type: 'turn/stop' });
      const { queue } = await window.until(
        'the queue to have it back',
        ({ queue: { isPaused, messages } }) =>
          isPaused && messages.length === 2 && messages.every((message) => !message.isSteering),
      );
      assert.deepEqual(texts(window), ['now', 'later']);
      assert.deepEqual([queue.isPaused, queue.pausedBy], [true, 'stop']);
      await window.wish({ type: 'queue/resume' });
      await window.untilDone(3);
      assert.deepEqual(prompts(window), ['first', 'now', 'later']);
    });
  });

  it('sends in the order that the person made, as they were rewritten', async () => {
    const gate = createGate();
    const held = say('held', { hold: { gate } });
    const window = await open([held, say('1'), say('2'), say('3')]);
    await busyWith(window, 'a', 'b', 'c', 'dropped');
    await window.wish({ type: 'queue/move', id: idOf(window, 'c'), to: 0 });
    await window.wish({ type: 'queue/remove', id: idOf(window, 'dropped') });
    await window.wish({ type: 'queue/edit', id: idOf(window, 'a') });
    await window.wish({ type: 'queue/update', id: idOf(window, 'a'), text: 'half' });
    await window.wish({ type: 'queue/edited', id: idOf(window, 'half'), text: 'rewritten' });
    gate.open();
    await window.untilDone(4);
    assert.deepEqual(prompts(window), ['first', 'c', 'rewritten', 'b']);
  });

  it('holds a message while it is rewritten, and sends it when that is done', async () => {
    const gate = createGate();
    const window = await open([say('held', { hold: { gate } }), say('done')]);
    await busyWith(window, 'draft');
    const id = idOf(window, 'draft');
    await window.wish({ type: 'queue/edit', id });
    gate.open();
    await window.untilDone(1);
    assert.deepEqual(texts(window), ['draft']);
    await window.wish({ type: 'queue/edited', id, text: 'final' });
    await window.untilDone(2);
    assert.deepEqual(prompts(window), ['first', 'final']);
  });

  it('holds while it is paused, and goes on at a word', async () => {
    const gate = createGate();
    const window = await open([say('held', { hold: { gate } }), say('now'), say('next')]);
    await busyWith(window, 'a', 'b');
    await window.wish({ type: 'queue/pause' });
    gate.open();
    await window.untilDone(1);
    assert.deepEqual([texts(window), window.state.queue.pausedBy], [['a', 'b'], 'person']);
    await window.wish({ type: 'queue/sendNow', id: idOf(window, 'b') });
    await window.untilDone(2);
    assert.deepEqual(texts(window), ['a'], 'one sent by hand does not set the others off');
    await window.wish({ type: 'queue/resume' });
    await window.untilDone(3);
    assert.deepEqual(prompts(window), ['first', 'b', 'a']);
  });

  it('holds after a failure, with every message kept', async () => {
    const window = await open([fail(400, 'no'), say('a done')]);
    await busyWith(window, 'a');
    const { queue } = await window.until('the queue to be held', (state) => state.queue.isPaused);
    assert.deepEqual([texts(window), queue.pausedBy], [['a'], 'failure']);
    await window.wish({ type: 'queue/resume' });
    await window.untilDone(2);
    assert.deepEqual(prompts(window), ['first', 'a']);
  });

  it('names a file that is gone when its turn comes, and goes on without it at a word', async () => {
    const gate = createGate();
    const window = await open([say('one', { hold: { gate } }), say('two')]);
    const file = path.join(window.folder, 'gone.ts');
    await fs.writeFile(file, '');
    await busyWith(window);
    await window.wish({ type: 'attachment/drop', uris: [`file://${file}`] });
    await ask(window, 'look at this');
    await fs.rm(file);
    gate.open();
    const { banner, queue, turns } = await window.until('the banner', (state) => state.banner !== undefined);
    assert.deepEqual([banner?.code, banner?.values?.['name']], ['attachment-missing', 'gone.ts']);
    assert.deepEqual([turns.length, queue.isPaused, texts(window)], [1, true, ['look at this']]);
    await window.wish({ type: 'notice/act', action: 'remove-attachment' });
    assert.deepEqual(window.state.queue.messages[0]?.attachments, []);
    await window.wish({ type: 'queue/resume' });
    assert.deepEqual(said((await window.untilDone(2)).turns[1]), ['> look at this', 'two']);
  });

  it('keeps a message that cannot be sent as the first of a paused queue', async () => {
    const window = await open([say('hello'), hang], {
      ownsCli: 'quick',
      settings: { 'cli.autoRestart': false },
    });
    await ask(window, 'hi');
    await window.untilDone(1);
    await busyWith(window, 'a', 'b');
    window.killCli();
    await window.until('the queue to be held', (state) => state.queue.isPaused);
    await window.wish({ type: 'queue/resume' });
    const { queue, banner } = await window.until('the refusal', (state) => state.banner !== undefined);
    assert.equal(banner?.code, 'send-failed');
    assert.deepEqual([texts(window), queue.pausedBy], [['a', 'b'], 'failure']);
    assert.deepEqual(prompts(window), ['hi', 'first']);
  });

  describe('is put back in its order, and waits for a word', () => {
    async function crowded(): Promise<ChatWindow> {
      const answers = ['now done', 'c done', 'a done', 'b done'].map((text) => say(text));
      const window = await open([say('hello'), hang, ...answers], { ownsCli: 'quick' });
      await ask(window, 'hi');
      await window.untilDone(1);
      await busyWith(window, 'a', 'b', 'c');
      await window.wish({ type: 'queue/move', id: idOf(window, 'c'), to: 0 });
      await ask(window, 'now', 'steer');
      return window;
    }

    async function goesOn(window: ChatWindow): Promise<void> {
      await window.wish({ type: 'queue/resume' });
      await window.until('all to be sent', ({ queue }) => queue.messages.length === 0);
      await window.until('the last to be answered', ({ turns }) => turns.at(-1)?.state === 'done');
      assert.deepEqual(prompts(window).slice(-4), ['now', 'c', 'a', 'b']);
    }

    it('after a crash of the CLI', async () => {
      const window = await crowded();
      window.killCli();
      // Which one depends on how much the CLI had saved.
      const codes = ['cli-ended', 'history-lost'];
      const isBack = ({ turns, queue: { isPaused, messages } }: ViewState) =>
        isPaused &&
        messages.length === 4 &&
        turns.at(-1)?.items.some((item) => item.kind === 'notice' && codes.includes(item.notice.code)) ===
          true;
      const { queue } = await window.until('the CLI to be back', isBack);
      assert.deepEqual(texts(window), ['now', 'c', 'a', 'b']);
      assert.equal(queue.isPaused, true);
      await goesOn(window);
    });

    it('after a reload of the window', async () => {
      const before = await crowded();
      await before.close();
      const window = await openWith({ settings: before.settings, after: before });
      assert.deepEqual(texts(window), ['now', 'c', 'a', 'b']);
      assert.deepEqual([window.state.queue.isPaused, window.state.queue.pausedBy], [true, 'reload']);
      await goesOn(window);
    });

    it('after a crash of the extension host, which says goodbye to nobody', async () => {
      const before = await crowded();
      await before.crash();
      const window = await openWith({ settings: before.settings, after: before });
      assert.deepEqual(texts(window), ['now', 'c', 'a', 'b']);
      assert.equal(window.state.queue.isPaused, true);
      await goesOn(window);
    });
  });
});
