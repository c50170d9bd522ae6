import assert from 'node:assert/strict';
import { Chat } from '../../../../src/extension/chat/chat';
import type { ChatOptions, SurfaceMemory } from '../../../../src/extension/chat/chatOptions';
import { Surface } from '../../../../src/extension/chat/surface';
import { UserActions, type UserActionsOptions } from '../../../../src/extension/chat/userActions';
import type { OpenSession } from '../../../../src/extension/session/openSession';
import { ChatStorage } from '../../../../src/extension/storage/sessionStorage';
import type { ToView } from '../../../../src/protocol/toView';

type Settle = (error?: Error) => void;

/** Of an open session, what the chat looks at. */
interface Fake {
  readonly sessionId: string;
  readonly conversation: { hasMessages: boolean; title: string };
  isBusy: boolean;
}

/** A chat whose sessions open when the test says so. */
function fakeChat() {
  const open = new Map<string, Fake>();
  const coming = new Map<string, Settle>();
  const closed: string[] = [];
  const outdated = new Set<string>();
  const memory = new Map<string, unknown>();
  let made = 0;
  const session = (sessionId: string, hasMessages: boolean): OpenSession =>
    ({
      sessionId,
      info: { sessionId, title: sessionId, folder: 'shop' },
      isBusy: false,
      isUnused: !hasMessages,
      canRest: true,
      conversation: { hasMessages, title: sessionId, snapshot: () => ({ turns: [], hasOlder: false }) },
      pages: { hasUnread: false },
      outbox: { queue: { messages: [] }, attachments: [], draft: '', addAttachments() {}, keepDraft() {} },
      asks: { typed: [], offerTyped() {} },
      edits: {},
      todos: { all: [] },
      keep() {},
    }) as unknown as OpenSession;
  const arrive = (sessionId: string, hasMessages: boolean) =>
    new Promise<OpenSession>((resolve, reject) => {
      coming.set(hasMessages ? sessionId : 'new', (error) => {
        if (error) return reject(error);
        const live = session(sessionId, hasMessages);
        open.set(sessionId, live);
        resolve(live);
      });
    });
  const sessions = {
    get all() {
      return [...open.values()];
    },
    get: (id: string) => open.get(id),
    isUpToDate: (id: string) => open.has(id) && !outdated.has(id),
    create: () => arrive(`new ${(made += 1)}`, false),
    resume: (_: unknown, id: string) => {
      const present = open.get(id);
      return present ? Promise.resolve(present) : arrive(id, true);
    },
    close: (id: string) => {
      closed.push(id);
      open.delete(id);
      outdated.delete(id);
      return Promise.resolve();
    },
    clear: () => open.clear(),
  };
  const client = {};
  const setup = {
    state: { kind: 'ready' },
    onDidChange: () => ({ dispose() {} }),
    prepare: () => Promise.resolve(client),
    restart: () => Promise.resolve(client),
    signingIn() {},
  };
  const storage = new ChatStorage({
    get: (key) => memory.get(key),
    update: (key, value) => Promise.resolve(void memory.set(key, value)),
  });
  const options = {
    setup,
    sessions,
    storage,
    settings: () => ({}),
    tokens: () => ({}),
    lastSession: () => undefined,
    folderName: 'shop',
    logger: { error() {}, warn() {}, info() {}, debug() {}, trace() {} },
  } as unknown as ChatOptions;
  const chat = new Chat(options);
  const surface = (own: SurfaceMemory = storage as unknown as SurfaceMemory) =>
    new Surface({ ...options, chat, memory: own, composer: () => ({}) as never });
  /** Lets what waits for nothing but promises happen. */
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const arriveNow = async (id: string, error?: Error) => {
    await settled();
    const settle = coming.get(id);
    assert.ok(settle, `${id} was not asked for`);
    coming.delete(id);
    settle(error);
    await settled();
  };
  return { chat, surface, arriveNow, settled, open, closed, outdated, coming };
}

/** What the page says above the composer. */
function codeOf(page: Surface): string | undefined {
  return page.state.banner?.code;
}

describe('A page that shows one session', () => {
  it('leaves a few idle sessions open behind it, those that it showed last, and all at work', async () => {
    const { surface, arriveNow, open, closed } = fakeChat();
    const page = surface();
    const show = async (id: string) => {
      const opening = page.openSession(id);
      if (!open.has(id)) await arriveNow(id);
      await opening;
    };
    const ids = Array.from({ length: 7 }, (_, at) => `s${at}`);
    await show('s0');
    await show('busy');
    Object.assign(open.get('busy') ?? {}, { canRest: false });
    for (const id of ids.slice(1, 6)) await show(id);
    await show('s1');
    assert.deepEqual(closed, []);
    await show('s6');
    assert.deepEqual(closed, ['s0']);
    await show('s0');
    assert.deepEqual(closed, ['s0', 's2']);
    assert.ok(open.has('busy') && open.has('s1'));
  });

  it('opens another while one is stuck, and a new one too', async () => {
    const { surface, arriveNow } = fakeChat();
    const page = surface();
    void page.openSession('stuck');
    const picked = page.openSession('picked');
    await arriveNow('picked');
    assert.equal((await picked)?.sessionId, 'picked');
    assert.equal(page.current?.sessionId, 'picked');
    void page.openSession('stuck too');
    void page.newSession();
    await arriveNow('new');
    assert.equal(page.current?.sessionId, 'new 1');
    // What comes at last does not come from under a person's hands.
    await arriveNow('stuck');
    assert.equal(page.current?.sessionId, 'new 1');
    assert.equal(codeOf(page), undefined);
  });

  it('opens the next though the one before could not be opened, and says nothing of what nobody waits for', async () => {
    const { surface, arriveNow } = fakeChat();
    const page = surface();
    const broken = page.openSession('broken');
    const picked = page.openSession('picked');
    await arriveNow('broken', new Error('No such session'));
    await arriveNow('picked');
    assert.equal(await broken, undefined);
    assert.equal((await picked)?.sessionId, 'picked');
    assert.equal(codeOf(page), undefined);
    void page.openSession('gone');
    await arriveNow('gone', new Error('No such session'));
    assert.equal(codeOf(page), 'open-failed');
    assert.equal(page.current?.sessionId, 'picked');
  });

  it('keeps what was just picked when the settings change meanwhile, and opens it with them', async () => {
    const { chat, surface, arriveNow, settled, outdated, closed } = fakeChat();
    const page = surface();
    void page.openSession('old');
    await arriveNow('old');
    outdated.add('old');
    void page.openSession('picked');
    await settled();
    const reopened = chat.reopen();
    outdated.add('picked');
    await arriveNow('picked');
    assert.deepEqual(closed, ['picked'], 'it was opened with the settings from before');
    await arriveNow('picked');
    await reopened;
    assert.equal(page.current?.sessionId, 'picked');
  });

  it('shows the picked one though the settings were about to open the old one again', async () => {
    const { chat, surface, arriveNow, settled, outdated } = fakeChat();
    const page = surface();
    void page.openSession('old');
    await arriveNow('old');
    outdated.add('old');
    void chat.reopen();
    await settled();
    void page.openSession('picked');
    await arriveNow('picked');
    if (page.current?.sessionId !== 'picked') await arriveNow('old');
    assert.equal(page.current?.sessionId, 'picked');
  });
});

describe('Two pages of one window', () => {
  const other: SurfaceMemory = {
    shownSession: undefined,
    setShownSession: () => Promise.resolve(),
    draftKey: 'second page',
  };

  it('show a session each, and hear of that one only', async () => {
    const { chat, surface, arriveNow } = fakeChat();
    const [left, right] = [surface(), surface(other)];
    const heard: string[] = [];
    const note = (name: string) => (facts: readonly ToView[]) => {
      for (const fact of facts) if (fact.type === 'todos/changed') heard.push(name);
    };
    left.onFacts(note('left'));
    right.onFacts(note('right'));
    void left.openSession('a');
    void right.openSession('b');
    await arriveNow('b');
    await arriveNow('a');
    assert.deepEqual([left.current?.sessionId, right.current?.sessionId], ['a', 'b']);
    chat.emitFor('a', [{ type: 'todos/changed', todos: [] }]);
    assert.deepEqual(heard, ['left']);
    left.setBanner({ code: 'help', severity: 'info', actions: ['dismiss'] });
    assert.deepEqual([left.state.banner?.code, right.state.banner?.code], ['help', undefined]);
  });

  it('keep each its own draft while no session is there to take it', () => {
    const { surface } = fakeChat();
    const [left, right] = [surface(), surface(other)];
    left.keepDraft('to the left', '');
    right.keepDraft('to the right', '');
    assert.deepEqual([left.state.draft, right.state.draft], ['to the left', 'to the right']);
  });

  it('both come back after the CLI was restarted, and an empty session is not closed under the other', async () => {
    const { chat, surface, arriveNow, closed } = fakeChat();
    const [left, right] = [surface(), surface(other)];
    void left.openSession('a');
    await arriveNow('a');
    void right.newSession();
    await arriveNow('new');
    void left.openSession('c');
    await arriveNow('c');
    assert.deepEqual(closed, []);
    const restarted = chat.restart();
    await arriveNow('c');
    await arriveNow('new');
    await restarted;
    assert.deepEqual([left.current?.sessionId, right.current?.sessionId], ['c', 'new 2']);
  });
});

describe('A restart of the CLI', () => {
  async function working() {
    const fake = fakeChat();
    const page = fake.surface();
    void page.openSession('behind');
    await fake.arriveNow('behind');
    const behind = fake.open.get('behind');
    assert.ok(behind);
    behind.isBusy = true;
    void page.openSession('shown');
    await fake.arriveNow('shown');
    let restarts = 0;
    fake.chat.restart = () => Promise.resolve(void (restarts += 1));
    const actions = (ui: object) =>
      new UserActions({
        chat: fake.chat,
        surface: page,
        setup: { signingIn() {} },
        manager: {},
        ui,
      } as unknown as UserActionsOptions);
    return { ...fake, page, behind, actions, restarts: () => restarts };
  }

  it('asks first when the agent works, in a session that is not shown too', async () => {
    const { actions, restarts } = await working();
    const asked: (readonly string[])[] = [];
    const ui = (answer: boolean) => ({
      confirmRestart: (titles: readonly string[]) => Promise.resolve(asked.push(titles) > 0 && answer),
    });
    await actions(ui(false)).restart();
    assert.deepEqual([asked, restarts()], [[['behind']], 0]);
    await actions(ui(true)).restart();
    assert.equal(restarts(), 1);
  });

  it('after a login waits until the agent is done, and says so', async () => {
    const { chat, page, behind, actions, restarts } = await working();
    let close = (): void => assert.fail('nobody signs in');
    actions({ signIn: (onClosed: () => void) => (close = onClosed) }).signIn();
    close();
    assert.equal(restarts(), 0);
    assert.equal(codeOf(page), 'login-waits');
    chat.changed();
    assert.equal(restarts(), 0);
    behind.isBusy = false;
    chat.changed();
    chat.changed();
    assert.equal(restarts(), 1);
  });
});
