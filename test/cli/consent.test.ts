import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { RuleDraft } from '../../src/extension/rules/rules';
import { subjectText } from '../../src/extension/rules/subject';
import { callTool, replies, say } from '../../src/demo/replies';
import type { ChatWindow, WindowOptions } from '../support/chatWindow';
import { ask, useChatWindows } from '../support/useChatWindows';

const bash = (command: string) => callTool('bash', { command, description: 'Do it' });
const hooks = (events: Readonly<Record<string, string>>) =>
  JSON.stringify({
    version: 1,
    hooks: Object.fromEntries(
      Object.entries(events).map(([event, command]) => [event, [{ type: 'command', bash: command }]]),
    ),
  });
const allows = `echo '{"permissionDecision":"allow"}'`;

describe('Hooks of the folder on the real CLI', function () {
  this.timeout(60_000);
  const windows = useChatWindows();

  const isThere = (window: ChatWindow, name: string) => fs.existsSync(path.join(window.folder, name));

  it('runs no hook before the person has said yes', async () => {
    const { window } = await windows.openWith(replies([say('done')]), {
      files: { '.github/hooks/x.json': hooks({ sessionStart: 'touch marker' }) },
    });
    await ask(window, 'go');
    await window.untilDone(1);
    assert.equal(isThere(window, 'marker'), false);
  });

  it('lets no hook allow a command before the person has said yes', async () => {
    const { window } = await windows.openWith(replies([bash('touch ran'), say('done')]), {
      files: { '.github/hooks/x.json': hooks({ preToolUse: allows }) },
    });
    await ask(window, 'go');
    const { requests } = await window.until('a card', ({ requests: all }) => all.length === 1);
    assert.equal(isThere(window, 'ran'), false);
    assert.ok(requests[0]?.kind === 'permission');
    await window.wish({ type: 'permission/answer', id: requests[0].id, decision: 'deny' });
    await window.untilDone(1);
  });

  const scripted = {
    '.github/hooks/x.json': hooks({ sessionStart: './start.sh', preToolUse: './guard.sh' }),
    'start.sh': '#!/bin/sh\necho start >> ran.txt\n',
    'guard.sh': '#!/bin/sh\necho guard >> ran.txt\n',
  };

  const ran = (window: ChatWindow) => {
    const file = path.join(window.folder, 'ran.txt');
    const text = isThere(window, 'ran.txt') ? fs.readFileSync(file, 'utf8').trim().split('\n') : [];
    fs.rmSync(file, { force: true });
    return text;
  };

  async function openScripted(answers: Parameters<typeof replies>[0], options: WindowOptions = {}) {
    const { window } = await windows.openWith(replies(answers), {
      files: scripted,
      ...options,
      settings: { permissions: 'allow-all' },
    });
    for (const name of ['start.sh', 'guard.sh']) fs.chmodSync(path.join(window.folder, name), 0o755);
    return window;
  }

  const group = (window: ChatWindow, kind = 'hook') =>
    window.state.consent?.groups.find((one) => one.kind === kind);

  async function answer(window: ChatWindow, said: 'allow' | 'not-now', kind = 'hook') {
    const asked = group(window, kind);
    assert.ok(asked);
    await window.wish({ type: 'consent/answer', kind: asked.kind, hash: asked.hash, answer: said });
  }

  const turn = async (window: ChatWindow, count: number) => {
    await ask(window, 'go');
    await window.untilDone(count);
    return ran(window);
  };

  it('shows each hook with its whole command and runs them after a yes, in the session that is open', async () => {
    const window = await openScripted([bash('true'), say('done')]);
    const rows = group(window)?.rows.map(({ name, text, file }) => [name, text, file]);
    assert.deepEqual(rows, [
      ['sessionStart', './start.sh', '.github/hooks/x.json'],
      ['preToolUse', './guard.sh', '.github/hooks/x.json'],
    ]);
    await answer(window, 'allow');
    assert.equal(window.state.consent, undefined);
    assert.deepEqual(await turn(window, 1), ['start', 'guard']);
  });

  it('is off again once a script that a hook names is another one, and asks', async () => {
    const window = await openScripted([bash('true'), say('done'), bash('true'), say('done')]);
    await answer(window, 'allow');
    assert.deepEqual(await turn(window, 1), ['start', 'guard']);
    fs.appendFileSync(path.join(window.folder, 'guard.sh'), 'touch evil\n');
    assert.deepEqual(await turn(window, 2), []);
    assert.equal(isThere(window, 'evil'), false);
    assert.equal(group(window)?.isChanged, true);
  });

  it('switches them off within a turn when a tool changes a script', async () => {
    const change = "echo 'touch evil' >> guard.sh";
    const window = await openScripted([bash(change), bash('true'), say('done')]);
    await answer(window, 'allow');
    // Before the first command only: then the script is another one.
    assert.deepEqual(await turn(window, 1), ['start', 'guard']);
    assert.equal(isThere(window, 'evil'), false);
    await window.until('to be asked again', ({ consent }) => consent?.groups[0]?.isChanged === true);
  });

  it('runs what was allowed and not what the file says by now', async () => {
    const window = await openScripted([bash('true'), say('done'), bash('true'), say('done')]);
    await answer(window, 'allow');
    fs.writeFileSync(
      path.join(window.folder, '.github/hooks/x.json'),
      hooks({ preToolUse: 'touch evil', sessionStart: './start.sh' }),
    );
    assert.deepEqual(await turn(window, 1), []);
    assert.equal(isThere(window, 'evil'), false);
    assert.deepEqual(
      group(window)?.rows.map(({ text }) => text),
      ['touch evil', './start.sh'],
    );
    await answer(window, 'allow');
    await turn(window, 2);
    assert.equal(isThere(window, 'evil'), true);
  });

  it('takes no yes to a content that is no longer there', async () => {
    const window = await openScripted([bash('true'), say('done')]);
    const seen = group(window);
    assert.ok(seen);
    fs.appendFileSync(path.join(window.folder, 'guard.sh'), 'touch evil\n');
    await window.wish({ type: 'consent/answer', kind: 'hook', hash: seen.hash, answer: 'allow' });
    assert.notEqual(group(window)?.hash, seen.hash);
    assert.deepEqual(await turn(window, 1), []);
  });

  it('asks no more in this session after “not now”, and again in the next', async () => {
    const window = await openScripted([bash('true'), say('done'), bash('true'), say('done')]);
    await answer(window, 'not-now');
    assert.equal(window.state.consent, undefined);
    assert.deepEqual(await turn(window, 1), []);
    await window.wish({ type: 'session/new' });
    await window.until('another session', ({ turns }) => turns.length === 0);
    assert.equal(group(window)?.rows.length, 2);
    assert.deepEqual(await turn(window, 1), []);
  });

  it('holds in the next window, in a resumed session, and for subagents', async () => {
    const first = await openScripted([bash('true'), say('done')]);
    await answer(first, 'allow');
    await turn(first, 1);
    await first.close();
    const task = callTool('task', { agent_type: 'explore', description: 'x', prompt: 'look', name: 'a' });
    const next = await openScripted([task, bash('true'), say('seen'), say('done')], { after: first });
    assert.equal(next.state.consent, undefined);
    assert.equal(next.state.turns.length, 1, 'the session of the window before');
    const again = await turn(next, 2);
    assert.deepEqual(again.filter((line) => line === 'guard').length, 2, 'for the agent and its subagent');
  });

  it('is off in the next window when the script was changed in between', async () => {
    const first = await openScripted([bash('true'), say('done')]);
    await answer(first, 'allow');
    await turn(first, 1);
    await first.close();
    fs.appendFileSync(path.join(first.folder, 'start.sh'), 'touch evil\n');
    const next = await openScripted([bash('true'), say('done')], { after: first });
    assert.equal(group(next)?.isChanged, true);
    assert.deepEqual(await turn(next, 2), []);
  });

  it('stays as it was when the CLI ends and comes back', async () => {
    const window = await openScripted([bash('true'), say('done'), bash('true'), say('done')], {
      ownsCli: 'quick',
    });
    assert.deepEqual(await turn(window, 1), []);
    window.killCli();
    await window.until('the CLI to come back', ({ setup }) => setup.kind !== 'ready');
    await window.until('the CLI to be back', ({ setup }) => setup.kind === 'ready');
    assert.deepEqual(await turn(window, 2), []);
  });

  const steps = (window: ChatWindow) =>
    window.state.turns.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'tool' ? [item] : [])));
  const decisions = (window: ChatWindow) =>
    window.approvals.decisions.map(({ asked, decision, by }) => [by, decision, subjectText(asked)]);

  it('says in the transcript and in the ledger which hook ran and what it allowed', async () => {
    const { window } = await windows.openWith(replies([bash('touch ran'), say('done')]), {
      files: { '.github/hooks/x.json': hooks({ sessionStart: 'true', preToolUse: allows }) },
    });
    await answer(window, 'allow');
    await ask(window, 'go');
    await window.untilDone(1);
    assert.equal(isThere(window, 'ran'), true);
    const drawn = steps(window).map(({ tool, name, subject, hook, allowedBy }) => [
      tool,
      name,
      subject,
      hook?.decision ?? allowedBy?.by,
    ]);
    assert.deepEqual(drawn, [
      ['hook', 'sessionStart', 'true', undefined],
      ['shell', 'bash', 'touch ran', 'hook'],
      ['hook', 'preToolUse', allows, 'allowed'],
    ]);
    assert.deepEqual(decisions(window), [
      ['hook', 'allowed', 'true'],
      ['hook', 'allowed', allows],
      ['hook', 'allowed', 'touch ran'],
    ]);
    await window.close();
    const next = await windows.openWith(replies([]), { after: window });
    await next.window.untilDone(1);
    assert.equal(steps(next.window).find(({ tool }) => tool === 'shell')?.allowedBy?.by, 'hook');
  });

  it('cannot let run what a rule forbids, though it was allowed itself', async () => {
    const { window } = await windows.openWith(
      replies([bash('touch fine'), bash('touch forbidden && git push'), say('done')]),
      { files: { '.github/hooks/x.json': hooks({ preToolUse: allows }) } },
    );
    await answer(window, 'allow');
    const rule: RuleDraft = { effect: 'deny', match: { kind: 'commands', words: ['git', 'push'] } };
    window.approvals.save(rule, { place: 'approvals' }, 'folder');
    await ask(window, 'go');
    const { turns } = await window.untilDone(1);
    assert.deepEqual([isThere(window, 'fine'), isThere(window, 'forbidden')], [true, false]);
    const denied = window.approvals.decisions.filter(({ decision }) => decision === 'denied');
    assert.deepEqual(
      denied.map(({ by }) => by),
      ['rule'],
    );
    const steps = turns[0]?.items.flatMap((item) =>
      item.kind === 'tool' && item.tool === 'shell' ? [item.deniedBy] : [],
    );
    assert.deepEqual(steps, [undefined, 'rule']);
  });

  it('says it of a permissionRequest hook, and of one that denies', async () => {
    const { window } = await windows.openWith(
      replies([bash('touch one'), say('done'), bash('touch two'), say('done')]),
      { files: { '.github/hooks/x.json': hooks({ permissionRequest: `echo '{"behavior":"allow"}'` }) } },
    );
    await answer(window, 'allow');
    await ask(window, 'go');
    await window.untilDone(1);
    assert.equal(isThere(window, 'one'), true);
    assert.deepEqual(decisions(window).at(-1), ['hook', 'allowed', 'touch one']);
    assert.equal(steps(window).find(({ tool }) => tool === 'shell')?.allowedBy?.by, 'hook');
    const denies = `echo '{"permissionDecision":"deny","permissionDecisionReason":"never"}'`;
    fs.writeFileSync(path.join(window.folder, '.github/hooks/x.json'), hooks({ preToolUse: denies }));
    await window.chat.checkConsent();
    await answer(window, 'allow');
    await ask(window, 'again');
    await window.untilDone(2);
    assert.equal(isThere(window, 'two'), false);
    assert.deepEqual(decisions(window).at(-1), ['hook', 'denied', 'touch two']);
    const [, denied] = steps(window).filter(({ tool }) => tool === 'shell');
    assert.deepEqual([denied?.state, denied?.deniedBy], ['denied', 'hook']);
    assert.equal(steps(window).at(-1)?.hook?.decision, 'denied');
  });

  it('leaves the person’s own hooks as they are', async () => {
    const prepare = async (home: string) => {
      await fs.promises.mkdir(path.join(home, 'hooks'), { recursive: true });
      await fs.promises.writeFile(path.join(home, 'hooks/own.json'), hooks({ sessionStart: 'touch own' }));
    };
    const { window } = await windows.openWith(replies([say('done')]), {
      ownsCli: 'quick',
      prepare,
      files: { '.github/hooks/x.json': hooks({ sessionStart: 'touch theirs' }) },
    });
    await ask(window, 'go');
    await window.untilDone(1);
    assert.deepEqual([isThere(window, 'own'), isThere(window, 'theirs')], [true, false]);
  });
});
