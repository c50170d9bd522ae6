import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { callTool, createGate, fail, hang, replies, say } from '../../src/demo/replies';
import type { Item, ViewState } from '../../src/protocol/toView';
import { answerOf, ask, useChatWindows } from '../support/useChatWindows';

const demo = { modelSource: 'demo' } as const;

function isTool(item: Item): item is Extract<Item, { kind: 'tool' }> {
  return item.kind === 'tool';
}

describe('The chat on the real CLI', function () {
  this.timeout(60_000);
  const { open, openWith } = useChatWindows();

  it('offers three ways on when there is no model to talk to', async () => {
    const window = await open({ ownsCli: true });
    const { setup } = window.state;
    assert.equal(setup.kind, 'choose-model');
    assert.ok(setup.kind === 'choose-model' && setup.cliVersion === '1.0.102');
    await window.wish({ type: 'setup/useDemo' });
    assert.equal(window.state.setup.kind, 'ready');
    assert.equal(window.state.composer.model, 'Demo model');
  });

  it('answers with streamed text and keeps the tree’s list true', async () => {
    const window = await open({ settings: demo, ownsCli: 'quick' });
    await ask(window, 'hello');
    const { turns } = await window.untilDone(1);
    assert.match(answerOf(turns[0]), /script on this machine, not an AI/);
    assert.equal(turns[0]?.state, 'done');
    assert.ok(window.facts.filter((fact) => fact.type === 'item/delta').length > 3);
    await window.sessions.refresh();
    assert.deepEqual(
      window.sessions.all.map((session) => session.sessionId),
      [window.current.sessionId],
    );
  });

  it('asks before a command, runs it when allowed, and shows its output and exit code', async () => {
    const window = await open({ settings: demo });
    await ask(window, 'run a command');
    const { requests } = await window.until('a request', (state) => state.requests.length === 1);
    const [request] = requests;
    assert.ok(request?.kind === 'permission' && request.permission === 'shell');
    await window.wish({ type: 'permission/answer', id: request.id, decision: 'allow-once' });
    const { turns } = await window.untilDone(1);
    const tool = turns[0]?.items.find(isTool);
    assert.deepEqual([tool?.state, tool?.exitCode], ['done', 0]);
    assert.ok(tool?.output);
  });

  it('lets the agent go on after a denial with a reason', async () => {
    const window = await open({ settings: demo });
    await ask(window, 'edit a file');
    const { requests } = await window.until('a request', (state) => state.requests.length === 1);
    const [request] = requests;
    assert.ok(request?.kind === 'permission' && request.permission === 'write' && request.diff);
    await window.wish({ type: 'request/typed', id: request.id, field: 'reason', value: 'Not today' });
    assert.deepEqual(window.state.typed, { [request.id]: { reason: 'Not today' } });
    await window.wish({ type: 'permission/answer', id: request.id, decision: 'deny', reason: 'Not today' });
    assert.deepEqual(window.state.typed, {});
    const { turns } = await window.untilDone(1);
    assert.equal(turns[0]?.state, 'done');
    assert.equal(turns[0]?.items.find(isTool)?.state, 'denied');
    await assert.rejects(fs.access(path.join(window.folder, 'flight-deck-demo.md')));
  });

  it('passes the answer to a question on', async () => {
    const window = await open({ settings: demo });
    await ask(window, 'ask me a question');
    const { requests } = await window.until('a question', (state) => state.requests.length === 1);
    const [request] = requests;
    assert.ok(request?.kind === 'question' && request.choices.length > 1);
    const [answer = ''] = request.choices;
    await window.wish({ type: 'question/answer', id: request.id, answer, isFreeform: false });
    const { turns } = await window.untilDone(1);
    assert.ok(answerOf(turns[0]).includes(answer));
  });

  it('queues what is sent while it works and sends it afterwards', async () => {
    const gate = createGate();
    const { window } = await openWith(
      replies([say(['one ', 'two'], { hold: { gate, afterChunks: 1 } }), say('second answer')]),
    );
    await ask(window, 'first');
    await window.until('the turn to run', (state) => state.turns[0]?.state === 'running');
    await ask(window, 'second');
    assert.deepEqual(
      window.state.queue.messages.map((message) => message.text),
      ['second'],
    );
    gate.open();
    const { turns, queue } = await window.untilDone(2);
    assert.equal(queue.messages.length, 0);
    assert.equal(answerOf(turns[1]), 'second answer');
  });

  it('stops a running turn and holds the queue', async () => {
    const { window } = await openWith(replies([hang]));
    await ask(window, 'first');
    await window.until('the turn to run', (state) => state.turns[0]?.state === 'running');
    await ask(window, 'second');
    await window.wish({ type: 'turn/stop' });
    const { turns, queue } = await window.untilDone(1);
    assert.equal(turns[0]?.state, 'stopped');
    assert.deepEqual([queue.isPaused, queue.messages.length], [true, 1]);
  });

  it('does not say the same to the agent twice when one tries again', async () => {
    const look = callTool('view', { path: 'README.md' });
    const { window, server } = await openWith(
      replies([fail(400, 'no'), look, fail(400, 'no'), say('two'), say('three')]),
    );
    const asked = () => JSON.stringify(server.requests.findLast(({ model }) => model)?.model?.messages);
    const tryAgain = () => window.wish({ type: 'notice/act', action: 'retry', words: 'Go on.' });
    await ask(window, 'look at this');
    await window.until('the failure', ({ turns }) => turns[0]?.state === 'failed');
    await tryAgain();
    const failed = await window.until('the next failure', ({ turns: [turn] }) => {
      return turn?.state === 'failed' && turn.items.some(isTool);
    });
    assert.deepEqual(
      failed.turns.map(({ prompt }) => prompt),
      ['look at this'],
    );
    await tryAgain();
    const { turns } = await window.untilDone(2);
    assert.deepEqual(
      turns.map((turn) => [turn.prompt, answerOf(turn)]),
      [
        ['look at this', ''],
        ['Go on.', 'two'],
      ],
    );
    assert.equal(asked().split('look at this').length, 2, asked());
  });

  it('opens an old session at its newest turns and reads the older ones when asked', async () => {
    const script = replies(['one', 'two', 'three', 'four'].map((text) => say(text)));
    const { window: first } = await openWith(script);
    for (const count of [1, 2, 3]) {
      await ask(first, `prompt ${count}`);
      await first.untilDone(count);
    }
    await first.close();
    const second = await open({ settings: first.settings, after: first, pageSize: 4 });
    const states = second.facts.flatMap((fact) => (fact.type === 'state/reset' ? [fact.state] : []));
    assert.equal(states[0]?.session?.isComing, true, 'it is not shown as a new session until then');
    assert.ok(!second.state.session?.isComing);
    const shown = second.state.turns.length;
    assert.ok(shown < 3 && second.state.hasOlder);
    assert.equal(answerOf(second.state.turns.at(-1)), 'three');
    for (let tries = 0; second.state.hasOlder && tries < 9; tries += 1) {
      const oldest = second.state.turns[0]?.id ?? '';
      await second.wish({ type: 'turns/older', beforeTurnId: oldest });
    }
    assert.deepEqual(
      second.state.turns.map((turn) => [turn.prompt, answerOf(turn)]),
      [1, 2, 3].map((count) => [`prompt ${count}`, ['one', 'two', 'three'][count - 1]]),
    );
    await ask(second, 'prompt 4');
    assert.equal(answerOf((await second.untilDone(4)).turns[3]), 'four');
  });

  it('finds words in turns that it has not read yet, and shows them', async () => {
    const script = replies(['one', 'two', 'three', 'four'].map((text) => say(`${text} **lit**tle words`)));
    const { window: first } = await openWith(script);
    for (const count of [1, 2, 3, 4]) {
      await ask(first, `prompt ${count}`);
      await first.untilDone(count);
    }
    await first.close();
    const second = await open({ settings: first.settings, after: first, pageSize: 4 });
    assert.ok(second.state.turns.length < 4);
    const query = { text: 'LITTLE words', isCaseSensitive: false, isWholeWord: true, isRegex: false };
    await second.wish({ type: 'find/start', id: 7, query });
    const found = second.facts.flatMap((fact) => (fact.type === 'find/found' && fact.id === 7 ? [fact] : []));
    assert.deepEqual(
      found.map(({ isDone }) => isDone),
      [...found.slice(1).map(() => false), true],
    );
    const places = found.toReversed().flatMap((fact) => fact.places);
    assert.deepEqual(
      places.map(({ count }) => count),
      [1, 1, 1, 1],
    );
    await second.wish({ type: 'turns/show', turnId: places[0]?.turnId });
    const shown = second.facts.findLast((fact) => fact.type === 'turns/window');
    assert.equal(shown?.type === 'turns/window' && shown.turns[0]?.prompt, 'prompt 1');
    assert.equal(shown?.type === 'turns/window' && shown.before, 0);
    const failed = { ...query, text: '(', isRegex: true };
    await second.wish({ type: 'find/start', id: 8, query: failed });
    const last = second.facts.at(-1);
    assert.deepEqual(last, {
      type: 'find/failed',
      id: 8,
      reason: 'bad-regex',
      detail: 'Unterminated group',
    });
  });

  it('says which attachment is gone, and keeps the message in the composer', async () => {
    const window = await open({ settings: demo });
    const file = path.join(window.folder, 'gone.ts');
    await fs.writeFile(file, 'x');
    await window.wish({ type: 'attachment/drop', uris: [`file://${file}`] });
    await fs.rm(file);
    await ask(window, 'look at this');
    const { banner, draft, turns, attachments } = window.state;
    assert.deepEqual([banner?.code, banner?.values?.['name']], ['attachment-missing', 'gone.ts']);
    assert.deepEqual([draft, turns.length, attachments.length], ['look at this', 0, 1]);
    await window.wish({ type: 'notice/act', action: 'remove-attachment' });
    assert.deepEqual([window.state.attachments.length, window.state.banner], [0, undefined]);
  });
});

describe('A CLI that cannot be used', function () {
  this.timeout(60_000);
  const { openUnseen } = useChatWindows();

  async function setupWith(source: string | undefined, name = 'cli.mjs'): Promise<ViewState['setup']> {
    const window = await openUnseen({ ownsCli: true });
    const cli = path.join(window.folder, name);
    if (source !== undefined) await fs.writeFile(cli, source);
    window.settings = { ...window.settings, 'cli.path': cli };
    await window.wish({ type: 'view/ready' });
    return window.state.setup;
  }

  it('because the path leads nowhere is named with its path', async () => {
    const setup = await setupWith(undefined);
    assert.ok(setup.kind === 'cli-not-found' && setup.configured?.endsWith('cli.mjs'), JSON.stringify(setup));
  });

  it('because it ends at once is shown with its own words', async () => {
    const setup = await setupWith('console.error("no good license"); process.exit(3);');
    assert.ok(setup.kind === 'cli-failed' && setup.reason === 'exited', JSON.stringify(setup));
    assert.match(setup.detail, /no good license/);
  });

  it('because it speaks another protocol is told so', async () => {
    const reply = `{ jsonrpc: '2.0', id: request.id, result: { ok: true, protocolVersion: 99, version: '9' } }`;
    const setup = await setupWith(`
      process.stdin.on('data', (data) => {
        const body = String(data).split('\\r\\n\\r\\n')[1];
        if (!body) return;
        const request = JSON.parse(body);
        const text = JSON.stringify(${reply});
        process.stdout.write('Content-Length: ' + Buffer.byteLength(text) + '\\r\\n\\r\\n' + text);
      });
      process.stdin.on('end', () => process.exit());`);
    assert.ok(setup.kind === 'cli-failed' && setup.reason === 'protocol', JSON.stringify(setup));
  });

  it('because it is no program at all is told so', async () => {
    const setup = await setupWith('just text', 'cli');
    assert.ok(setup.kind === 'cli-failed' && setup.reason === 'spawn', JSON.stringify(setup));
  });
});
