import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { createGate, drop, fail, replies, say } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import type { ModelScript } from '../../src/demo/modelScript';
import type { NoticeCode } from '../../src/protocol/notices';
import type { Turn } from '../../src/protocol/toView';
import { ChatWindow } from '../support/chatWindow';
import { answerOf, ask, ownModel, useChatWindows } from '../support/useChatWindows';

const demo = { modelSource: 'demo' } as const;

function noticeOf(turn: Turn | undefined) {
  return turn?.items.flatMap((item) => (item.kind === 'notice' ? [item.notice] : [])).at(-1);
}

/** The CLI tries again five times, a second apart if it is told so. */
const soon = { 'retry-after': '0' };
const nowhere = 'http://127.0.0.1:9/v1';

const failures: readonly [what: string, script: ModelScript | undefined, code: NoticeCode][] = [
  ['answers 401', () => fail(401, 'bad key', soon), 'key-refused'],
  ['answers 500', () => fail(500, 'broken', soon), 'provider-error'],
  ['answers 429', () => fail(429, 'slow down', soon), 'provider-busy'],
  ['hangs up', () => drop, 'provider-unreachable'],
  ['is not there', undefined, 'provider-unreachable'],
];

describe('The chat on a real CLI or model that ends', function () {
  this.timeout(60_000);
  const { open, openWith, openUnseen } = useChatWindows();

  // What fails takes up to half a minute, in which the other tests are run.
  const failing = new Map<string, ChatWindow>();
  const failingServers: ModelServer[] = [];

  before(async () => {
    for (const [what, script] of failures) {
      const server = script && (await startModelServer(script));
      if (server) failingServers.push(server);
      const window = await ChatWindow.open({ settings: ownModel(server?.url ?? nowhere) });
      failing.set(what, window);
      await window.wish({ type: 'view/ready' });
      await ask(window, 'hello');
    }
  });

  after(async () => {
    for (const window of failing.values()) await window.remove();
    await Promise.all(failingServers.map((server) => server.stop()));
  });

  it('comes back after a reload with the transcript and the unsent draft', async () => {
    const first = await open({ settings: demo, ownsCli: 'quick' });
    await ask(first, 'hello');
    await first.untilDone(1);
    await first.wish({ type: 'draft/changed', text: 'half a thought', sessionId: first.current.sessionId });
    const before = first.state;
    await first.close();
    const second = await open({ settings: demo, after: first });
    const { turns, draft } = await second.untilDone(1);
    assert.equal(draft, 'half a thought');
    assert.equal(turns[0]?.prompt, 'hello');
    assert.equal(answerOf(turns[0]), answerOf(before.turns[0]));
  });

  it('says what happened when the CLI is killed in mid-turn, restarts it and offers to try again', async () => {
    const { window, server } = await openWith(
      replies([say(['one ', 'two '], { hold: { gate: createGate(), afterChunks: 1 } }), say('done')]),
      { ownsCli: true },
    );
    await ask(window, 'first');
    await server.waitForCompletions(1);
    await window.until('the answer to begin', (state) => answerOf(state.turns[0]).length > 0);
    const { pid } = window.manager;
    assert.ok(pid);
    const killedAt = Date.now();
    window.killCli();
    await window.until(
      'a notice',
      (state) => noticeOf(state.turns[0])?.code.startsWith('cli-ended') ?? false,
    );
    assert.ok(Date.now() - killedAt < 1000);
    const back = await window.until(
      'the CLI to be back',
      (state) => noticeOf(state.turns[0])?.code === 'cli-ended',
    );
    assert.deepEqual(noticeOf(back.turns[0])?.actions.slice(0, 1), ['retry']);
    assert.match(answerOf(back.turns[0]), /^one/);
    assert.notEqual(window.manager.pid, pid);
    await window.wish({ type: 'notice/act', action: 'retry' });
    const { turns } = await window.untilDone(1);
    assert.deepEqual([turns[0]?.prompt, answerOf(turns[0])], ['first', 'done']);
  });

  it('waits for the restart of the CLI instead of starting a second one', async () => {
    const { window } = await openWith(replies([say('one'), say('two')]), { ownsCli: 'quick' });
    await ask(window, 'first');
    await window.untilDone(1);
    const { pid } = window.manager;
    assert.ok(pid);
    window.killCli();
    await window.until('the restart', (state) => state.setup.kind === 'restarting');
    await window.wish({ type: 'view/ready' }); // the person opens the chat meanwhile
    const restarted = window.manager.pid;
    assert.notEqual(restarted, pid);
    assert.equal(window.state.setup.kind, 'ready');
    await ask(window, 'second');
    const { turns } = await window.untilDone(2);
    assert.equal(answerOf(turns[1]), 'two');
    assert.equal(window.manager.pid, restarted);
  });

  it('stays stopped when it was stopped, and comes back with the transcript when it is started', async () => {
    const { window } = await openWith(replies([say('one')]), { ownsCli: 'quick' });
    await ask(window, 'first');
    await window.untilDone(1);
    await window.chat.stopCli();
    await window.wish({ type: 'view/ready' });
    assert.deepEqual([window.state.setup.kind, window.manager.pid], ['stopped', undefined]);
    await window.wish({ type: 'setup/restart' });
    assert.deepEqual([window.state.setup.kind, answerOf(window.state.turns[0])], ['ready', 'one']);
  });

  it('keeps what is typed while the CLI starts', async () => {
    const window = await openUnseen({ settings: demo, ownsCli: true });
    const starting = window.wish({ type: 'view/ready' });
    await window.wish({ type: 'draft/changed', text: 'typed early', sessionId: '' });
    await starting;
    assert.equal(window.state.draft, 'typed early');
  });

  it('keeps and lets go of what is attached before a session is there', async () => {
    const window = await open({ settings: demo, ownsCli: true });
    const opening = window.chat.restart();
    const uris = ['README.md', 'other.md'].map((name) => `file://${path.join(window.folder, name)}`);
    await fs.writeFile(path.join(window.folder, 'other.md'), '');
    assert.equal(window.surface.current, undefined);
    await window.wish({ type: 'attachment/drop', uris });
    const [first] = window.state.attachments;
    await window.wish({ type: 'attachment/remove', id: first?.id ?? '' });
    const labels = () => window.state.attachments.map(({ label }) => label);
    assert.deepEqual([window.surface.current, labels()], [undefined, ['other.md']]);
    const later = await ChatWindow.open({ settings: window.settings, after: window });
    assert.deepEqual(
      later.state.attachments.map(({ label }) => label),
      ['other.md'],
    );
    await later.close();
    await opening;
    assert.deepEqual(labels(), ['other.md']);
  });

  for (const [what, , code] of failures) {
    it(`says in one notice that the provider ${what}, and keeps the message`, async () => {
      const window = failing.get(what);
      assert.ok(window);
      const { turns } = await window.until(
        'the turn to fail',
        (state) => state.turns[0]?.state === 'failed',
        50_000,
      );
      assert.equal(noticeOf(turns[0])?.code, code);
      assert.equal(turns[0]?.prompt, 'hello');
    });
  }
});
