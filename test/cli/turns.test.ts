import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { callTool, hang, replies, say } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import type { ModelReply, ModelScript } from '../../src/demo/modelScript';
import type { Turn, ViewState } from '../../src/protocol/toView';
import { attachSelection } from '../../src/extension/transcript/attachments';
import { openTurn } from '../../src/extension/chat/turnActions';
import { ChatWindow, type WindowOptions } from '../support/chatWindow';
import { until } from '../support/until';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('Going back in a conversation, on the real CLI', function () {
  this.timeout(60_000);
  const windows: ChatWindow[] = [];
  const servers: ModelServer[] = [];

  async function open(
    list: readonly (ModelReply | ModelScript)[],
    options: WindowOptions = {},
  ): Promise<{ window: ChatWindow; server: ModelServer }> {
    const server = await startModelServer(replies(list));
    servers.push(server);
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'claude-test' };
    const window = await ChatWindow.open({
      ...options,
      settings: { modelSource: 'own', provider, permissions: 'allow-all' },
    });
    windows.push(window);
    await window.wish({ type: 'view/ready' });
    return { window, server };
  }

  async function ask(window: ChatWindow, ...prompts: readonly string[]): Promise<ViewState> {
    for (const text of prompts) {
      await window.wish({ type: 'prompt/submit', text, sessionId: window.state.session?.sessionId ?? '' });
      await window.untilDone(window.state.turns.length);
    }
    return window.state;
  }

  function turnWith(window: ChatWindow, prompt: string): string {
    const turn = window.state.turns.find((one) => one.prompt === prompt);
    assert.ok(turn, `there is a turn “${prompt}”`);
    return turn.id;
  }

  const promptsOf = (state: ViewState): readonly string[] => state.turns.map((turn) => turn.prompt);

  afterEach(async () => {
    for (const window of windows.splice(0).reverse()) await window.remove();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  it('an edited prompt takes the place of its turn and all after it, for the agent too', async () => {
    const { window, server } = await open([say('one'), say('two'), say('three'), say('new')]);
    await ask(window, 'first', 'second', 'third');
    await window.wish({ type: 'turn/edit', turnId: turnWith(window, 'second') });
    assert.deepEqual(window.state.edit, {
      turnId: turnWith(window, 'second'),
      text: 'second',
      laterTurns: 1,
      files: [],
    });
    const sent = { text: 'other second', restoresFiles: false, keepsCopy: false };
    await window.wish({ type: 'edit/send', ...sent });
    const state = await window.untilDone(2);
    assert.deepEqual(promptsOf(state), ['first', 'other second']);
    assert.deepEqual([answerOf(state.turns[1]), state.edit], ['new', undefined]);
    const asked = JSON.stringify(server.requests.at(-1)?.model?.messages.slice(1));
    assert.match(asked, /first.*other second/);
    assert.doesNotMatch(asked, /third/);
  });

  it('a selection goes along with its text again, in a later window too', async () => {
    const { window: before, server } = await open([say('one'), say('two'), say('three')]);
    const file = path.join(before.folder, 'README.md');
    const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 13 } };
    before.surface.attach([attachSelection(file, 'A small shop.', range)]);
    await ask(before, 'first', 'second');
    await before.close();
    const window = await ChatWindow.open({ settings: before.settings, after: before });
    windows.push(window);
    await window.wish({ type: 'view/ready' });
    await window.wish({ type: 'turn/edit', turnId: turnWith(window, 'first') });
    await window.wish({ type: 'edit/send', text: 'again', restoresFiles: false, keepsCopy: false });
    await window.untilDone(1);
    const last = JSON.stringify(server.requests.at(-1)?.model?.messages.at(-1));
    assert.match(last, /again/);
    assert.match(last, /A small shop\./);
  });

  it('pasted things go along again in a later window, from the copy that the CLI has', async () => {
    const { window: before, server } = await open([say('one'), say('two'), say('three')]);
    await before.wish({ type: 'attachment/text', text: 'a long log', label: 'Pasted text, 214 lines' });
    await before.wish({ type: 'attachment/text', text: 'another log', label: 'Pasted text, 214 lines' });
    const picture = { name: 'shot.png', mimeType: 'image/png', data: pixel, preview: '' };
    await before.wish({ type: 'attachment/image', ...picture });
    await ask(before, 'first');
    await before.close();
    await fs.rm(path.join(before.home, 'kept'), { recursive: true });
    const window = await ChatWindow.open({ settings: before.settings, after: before });
    windows.push(window);
    await window.wish({ type: 'view/ready' });
    const turnId = turnWith(window, 'first');
    await window.wish({ type: 'turn/retry', turnId });
    await window.until('the other try', ({ turns: [turn] }) => turn?.state === 'done' && turn.id !== turnId);
    const last = JSON.stringify((server.requests.at(-1)?.body as { messages: unknown[] }).messages.at(-1));
    for (const part of ['first', 'a long log', 'another log', `data:image/png;base64,${pixel}`])
      assert.ok(last.includes(part), `${part} is not in ${last}`);
  });

  it('what was attached and is gone is named before anything is dropped, and can be left out', async () => {
    const { window, server } = await open([say('one'), say('two'), say('three')]);
    const file = path.join(window.folder, 'notes.md');
    await fs.writeFile(file, 'notes');
    await window.wish({ type: 'attachment/drop', uris: [`file://${file}`] });
    await ask(window, 'first');
    await fs.rm(file);
    await window.wish({ type: 'turn/retry', turnId: turnWith(window, 'first') });
    assert.deepEqual(
      [window.state.banner?.code, window.state.banner?.values?.['name']],
      ['attachment-missing', 'notes.md'],
    );
    assert.deepEqual([promptsOf(window.state), window.state.edit?.text], [['first'], 'first']);
    await window.wish({ type: 'notice/act', action: 'remove-attachment' });
    await window.wish({ type: 'edit/send', text: 'first, again', restoresFiles: false, keepsCopy: false });
    const { turns } = await window.untilDone(1);
    assert.deepEqual([turns[0]?.prompt, turns[0]?.attachments], ['first, again', []]);
    assert.doesNotMatch(JSON.stringify(server.requests.at(-1)?.model?.messages.at(-1)), /notes\.md/);
  });

  it('the very first prompt can be edited, and the session stays the same', async () => {
    const { window } = await open([say('one'), say('new')]);
    await ask(window, 'first');
    const { sessionId } = window.current;
    await window.wish({ type: 'turn/edit', turnId: turnWith(window, 'first') });
    await window.wish({ type: 'edit/send', text: 'better', restoresFiles: false, keepsCopy: false });
    const state = await window.untilDone(1);
    assert.deepEqual([promptsOf(state), answerOf(state.turns[0])], [['better'], 'new']);
    assert.equal(window.current.sessionId, sessionId);
  });

  for (const restoresFiles of [true, false]) {
    it(`files that changed since are named, and ${restoresFiles ? '' : 'not '}put back when asked`, async () => {
      let file = '';
      const { window } = await open([
        say('one'),
        () => callTool('create', { path: file, file_text: 'made\n' }),
        say('two'),
        say('new'),
      ]);
      file = path.join(window.folder, 'made.txt');
      await ask(window, 'first', 'make it');
      await window.wish({ type: 'turn/edit', turnId: turnWith(window, 'make it') });
      assert.deepEqual(window.state.edit?.files, [{ path: 'made.txt', change: 'created' }]);
      await window.wish({ type: 'edit/send', text: 'do not', restoresFiles, keepsCopy: false });
      await window.untilDone(2);
      const isThere = await fs.access(file).then(
        () => true,
        () => false,
      );
      assert.equal(isThere, !restoresFiles);
    });
  }

  it('what a command wrote is told of the newest turn, in a later window too', async () => {
    const command = { command: 'echo made > made.txt', description: 'Makes a file' };
    const { window: before } = await open([callTool('bash', command), say('one')]);
    await ask(before, 'make it');
    const isMade = ({ turns }: ViewState) => turns[0]?.onDisk !== undefined;
    const made = [['made.txt', 'created', 1, 0]];
    const filesIn = ({ turns }: ViewState) =>
      turns[0]?.onDisk?.map(({ subject, change, added, removed }) => [subject, change, added, removed]);
    assert.deepEqual(filesIn(await before.until('the files', isMade)), made);
    await before.close();
    const window = await ChatWindow.open({ settings: before.settings, after: before });
    windows.push(window);
    await window.wish({ type: 'view/ready' });
    assert.deepEqual(filesIn(await window.until('the files', isMade)), made);
  });

  it('what is dropped can be kept as a session of its own', async () => {
    const { window } = await open([say('one'), say('two'), say('new')]);
    await ask(window, 'first', 'second');
    await window.wish({ type: 'turn/edit', turnId: turnWith(window, 'second') });
    await window.wish({ type: 'edit/send', text: 'other', restoresFiles: false, keepsCopy: true });
    await window.untilDone(2);
    await window.sessions.refresh();
    const copy = window.sessions.all.find((one) => one.sessionId !== window.current.sessionId);
    assert.equal(copy?.name, 'first (2)', 'the list tells the two apart');
    await window.surface.openSession(copy.sessionId);
    assert.deepEqual(promptsOf(window.state), ['first', 'second']);
  });

  it('a running turn is stopped first', async () => {
    const { window, server } = await open([say('one'), hang, say('new')]);
    await ask(window, 'first');
    await window.wish({ type: 'prompt/submit', text: 'endless', sessionId: window.current.sessionId });
    await until('the model to be asked', () =>
      server.requests.some(({ model }) => model?.prompt === 'endless'),
    );
    await window.wish({ type: 'turn/edit', turnId: turnWith(window, 'endless') });
    await window.wish({ type: 'edit/send', text: 'short', restoresFiles: false, keepsCopy: false });
    const state = await window.untilDone(2);
    assert.deepEqual([promptsOf(state), answerOf(state.turns[1])], [['first', 'short'], 'new']);
  });

  it('trying again replaces the last answer, but asks first when later turns would go', async () => {
    const { window } = await open([say('one'), say('two'), say('better two')]);
    await ask(window, 'first', 'second');
    await window.wish({ type: 'turn/retry', turnId: turnWith(window, 'second') });
    const state = await window.untilDone(2);
    assert.deepEqual([promptsOf(state), answerOf(state.turns[1])], [['first', 'second'], 'better two']);
    await window.wish({ type: 'turn/retry', turnId: turnWith(window, 'first') });
    assert.deepEqual([window.state.edit?.text, window.state.edit?.laterTurns], ['first', 1]);
    assert.equal(window.state.turns.length, 2);
  });

  it('a text that is being typed into a sent prompt survives the window', async () => {
    const { window: first } = await open([say('one')]);
    await ask(first, 'first');
    await first.wish({ type: 'turn/edit', turnId: turnWith(first, 'first') });
    await first.wish({ type: 'edit/changed', text: 'half a thought' });
    await first.close();
    const { window: second } = await open([], { after: first });
    assert.equal(second.state.edit?.text, 'half a thought');
    windows.splice(windows.indexOf(second), 1);
    await second.close();
  });

  it('what goes back elsewhere goes back here', async () => {
    const { window } = await open([say('one')]);
    await ask(window, 'first');
    await window.wish({ type: 'turn/edit', turnId: turnWith(window, 'first') });
    await (
      await window.current.opened
    )?.rpc.history.truncate({ eventId: window.state.turns[0]?.eventId ?? '' });
    // The turn went elsewhere, and with it what was to be edited.
    assert.deepEqual([window.state.turns.length, window.state.edit], [0, undefined]);
  });

  it('a copy holds the history up to its turn, and the original goes on as it was', async () => {
    const { window } = await open([say('one'), say('two'), say('three')]);
    await ask(window, 'first', 'second');
    const original = window.current.sessionId;
    await window.wish({ type: 'turn/fork', turnId: turnWith(window, 'first') });
    assert.notEqual(window.current.sessionId, original);
    assert.deepEqual(promptsOf(window.state), ['first']);
    assert.equal(window.state.banner?.code, 'forked');
    const state = await ask(window, 'elsewhere');
    assert.deepEqual([promptsOf(state), answerOf(state.turns[1])], [['first', 'elsewhere'], 'three']);
    await window.surface.openSession(original);
    assert.deepEqual(promptsOf(window.state), ['first', 'second']);
  });

  it('a link to a turn opens its session there, also when the turn has to be read first', async () => {
    const links: [string, string][] = [];
    const copyTurnLink = (...link: [string, string]): Promise<void> => Promise.resolve(void links.push(link));
    const { window: first } = await open([say('one'), say('two'), say('three')], {
      ui: { copyTurnLink },
    });
    await ask(first, 'first', 'second', 'third');
    await first.wish({ type: 'turn/link', turnId: turnWith(first, 'first') });
    const [[sessionId, eventId] = ['', '']] = links;
    await first.close();
    const { window: second } = await open([], { after: first, pageSize: 4 });
    assert.equal(
      second.state.turns.some((turn) => turn.prompt === 'first'),
      false,
    );
    await openTurn({ sessionId, eventId }, second.surface);
    const { turnId } = second.facts.findLast((fact) => fact.type === 'turn/reveal') ?? {};
    assert.equal(second.state.turns.find((turn) => turn.id === turnId)?.prompt, 'first');
    await openTurn({ sessionId, eventId: 'gone' }, second.surface);
    assert.equal(second.state.banner?.code, 'turn-gone');
    windows.splice(windows.indexOf(second), 1);
    await second.close();
  });

  it('the todos of the agent are followed as it works, and are there when the session is opened again', async () => {
    const query = (text: string) => callTool('sql', { description: 'Todos', query: text });
    const make = query(
      "INSERT INTO todos (id, title, description, status) VALUES ('a','Keep cents','-','pending'),('b','Test','-','pending')",
    );
    const finish = query("UPDATE todos SET status = 'done' WHERE id = 'a'");
    const { window: first } = await open([make, finish, say('done')]);
    await ask(first, 'plan');
    const { todos } = await first.until('the todos', (state) => state.todos[0]?.state === 'done');
    assert.deepEqual(
      todos.map((todo) => [todo.title, todo.state]),
      [
        ['Keep cents', 'done'],
        ['Test', 'open'],
      ],
    );
    await first.close();
    const { window: second } = await open([], { after: first });
    assert.deepEqual((await second.until('the todos', (state) => state.todos.length > 0)).todos, todos);
    windows.splice(windows.indexOf(second), 1);
    await second.close();
  });

  describe('a plan', () => {
    const exit = callTool('exit_plan_mode', {
      summary: '- Keep cents\n- Add codes',
      actions: ['interactive', 'autopilot'],
      recommendedAction: 'interactive',
    });

    async function planned(list: readonly ModelReply[]) {
      const opened = await open(list);
      await (await opened.window.current.opened)?.rpc.mode.set({ mode: 'plan' });
      await opened.window.wish({
        type: 'prompt/submit',
        text: 'plan it',
        sessionId: opened.window.current.sessionId,
      });
      const { requests } = await opened.window.until('the plan', (state) => state.requests.length === 1);
      const [request] = requests;
      assert.ok(request?.kind === 'plan' && request.text.includes('Add codes'));
      return { ...opened, id: request.id };
    }

    function stepOf(window: ChatWindow) {
      const item = window.state.turns[0]?.items.find((one) => one.kind === 'tool');
      return item?.kind === 'tool' ? [item.tool, item.state] : [];
    }

    it('waits with its step, and is carried out once it is approved', async () => {
      const { window, id } = await planned([exit, say('implemented')]);
      assert.deepEqual(stepOf(window), ['plan', 'waiting']);
      await window.wish({ type: 'plan/answer', id, answer: { kind: 'approve', action: 'interactive' } });
      const state = await window.untilDone(1);
      assert.deepEqual([answerOf(state.turns[0]), stepOf(window)], ['implemented', ['plan', 'done']]);
    });

    it('goes back to the agent with the comments, and comes again', async () => {
      const { window, id, server } = await planned([exit, exit, say('implemented')]);
      const comments = [{ part: 1, quote: 'Add codes', text: 'Rates belong in config' }];
      await window.wish({ type: 'plan/answer', id, answer: { kind: 'revise', comments, note: '' } });
      const state = await window.until('the next plan', ({ requests }) =>
        requests.some((request) => request.id !== id),
      );
      assert.match(JSON.stringify(server.requests.at(-1)?.model?.outcomes), /On “Add codes”:\\nRates belong/);
      const next = state.requests[0]?.id ?? '';
      await window.wish({
        type: 'plan/answer',
        id: next,
        answer: { kind: 'approve', action: 'interactive' },
      });
      assert.equal(answerOf((await window.untilDone(1)).turns[0]), 'implemented');
    });

    it('that is discarded ends the turn, and its comments go to the composer', async () => {
      const { window, id } = await planned([exit]);
      const comments = [{ part: 1, quote: 'Add codes', text: 'Rates belong in config' }];
      await window.wish({ type: 'plan/comment', id, comments });
      await window.wish({ type: 'plan/answer', id, answer: { kind: 'discard' } });
      const state = await window.untilDone(1);
      assert.deepEqual([state.turns[0]?.state, state.requests], ['stopped', []]);
      assert.match(state.draft, /Rates belong in config/);
    });

    it('that is approved though it has comments leaves them in the composer, since the CLI does not take them', async () => {
      const { window, id } = await planned([exit, say('implemented')]);
      await window.wish({
        type: 'plan/comment',
        id,
        comments: [{ part: 0, quote: 'Keep cents', text: 'Yes do' }],
      });
      await window.wish({ type: 'plan/answer', id, answer: { kind: 'approve', action: 'interactive' } });
      const { draft } = await window.untilDone(1);
      assert.match(draft, /On “Keep cents”:\nYes do/);
    });
  });
});

function answerOf(turn: Turn | undefined): string {
  return (turn?.items ?? []).flatMap((item) => (item.kind === 'answer' ? [item.text] : [])).join('\n');
}
