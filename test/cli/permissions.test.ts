import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { callTool, replies, say } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import type { ModelScript } from '../../src/demo/modelScript';
import type { PermissionRequest, Turn } from '../../src/protocol/toView';
import { ChatWindow, type WindowOptions } from '../support/chatWindow';

const bash = (command: string) => callTool('bash', { command, description: 'Do it' });

describe('Permissions on the real CLI', function () {
  this.timeout(60_000);
  const windows: ChatWindow[] = [];
  const servers: ModelServer[] = [];

  async function openWith(script: ModelScript, options: WindowOptions = {}) {
    const server = await startModelServer(script);
    servers.push(server);
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'claude-test' };
    const window = await ChatWindow.open({ ...options, settings: { modelSource: 'own', provider } });
    windows.push(window);
    await window.wish({ type: 'view/ready' });
    const outcome = () => server.requests.at(-1)?.model?.outcomes.at(-1)?.result ?? '';
    return { window, outcome, server };
  }

  async function request(window: ChatWindow): Promise<PermissionRequest> {
    const { requests } = await window.until('a request', (state) => state.requests.length === 1);
    const [asked] = requests;
    assert.ok(asked?.kind === 'permission');
    return asked;
  }

  const ask = (window: ChatWindow, text: string) =>
    window.wish({ type: 'prompt/submit', text, sessionId: window.state.session?.sessionId ?? '' });

  const scopeOf = (asked: PermissionRequest, until: 'session' | 'folder') => {
    const scope = asked.scopes?.find((one) => one.until === until);
    assert.ok(scope);
    return scope;
  };

  afterEach(async () => {
    for (const window of windows.splice(0).reverse()) await window.remove();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  it('a folder rule lets the second command through, in the next window too, until it is revoked', async () => {
    const { window } = await openWith(
      replies([bash('echo one'), bash('echo two'), say('done'), say('welcome')]),
    );
    await ask(window, 'go');
    const asked = await request(window);
    const scope = scopeOf(asked, 'folder');
    assert.deepEqual(scope.rule, { kind: 'command', text: 'echo', isExact: false });
    await window.wish({ type: 'permission/allowScope', id: asked.id, scope: scope.id });
    await window.untilDone(1);
    const [first, second] = window.approvals.decisions;
    assert.deepEqual([first?.by, second?.by, second?.rule], ['you', 'rule', first?.rule]);
    assert.deepEqual(window.approvals.rules[0]?.origin, { place: 'card', session: 'go' });
    const byYou = { by: 'you', decision: first?.id };
    const byRule = { by: 'rule', decision: second?.id, rule: scope.rule, mode: undefined };
    const said = (turn: Turn | undefined) =>
      turn?.items.flatMap((item) => (item.kind === 'tool' ? [item.allowedBy] : []));
    assert.deepEqual(said(window.state.turns[0]), [byYou, byRule]);
    await ask(window, 'thanks');
    await window.untilDone(2);
    await window.close();

    const next = await openWith(
      replies([bash('echo three'), bash('echo four; touch x'), say('done'), bash('echo five'), say('done')]),
      { after: window },
    );
    const { turns } = await next.window.untilDone(2);
    assert.deepEqual(said(turns[0]), [byYou, byRule], 'and it is said after a reload too');
    await next.window.wish({ type: 'session/new' });
    await ask(next.window, 'go on');
    const compound = await request(next.window);
    assert.equal(compound.text, 'echo four; touch x', 'a rule for echo is none for what follows it');
    await next.window.wish({ type: 'permission/answer', id: compound.id, decision: 'deny' });
    await next.window.untilDone(1);
    for (const rule of next.window.approvals.rules) next.window.approvals.revoke(rule.id);
    await ask(next.window, 'once more');
    const again = await request(next.window);
    assert.equal(again.text, 'echo five');
    await next.window.wish({ type: 'permission/answer', id: again.id, decision: 'allow-once' });
    await next.window.untilDone(2);
    assert.equal(next.window.approvals.decisions.length, 5, 'the ledger goes on where it was');
  });

  it('a rule of an earlier version lets no option through that runs another program', async () => {
    const evil = 'git fetch --upload-pac=./evil.sh .';
    const { window } = await openWith(replies([bash('echo one'), bash(evil), say('done')]));
    const allow = (words: string[]) => ({ effect: 'allow', match: { kind: 'commands', words } }) as const;
    const inFolder = (name: string) => path.join(window.folder, name);
    execFileSync('git', ['init', '-q', window.folder]);
    fs.writeFileSync(inFolder('evil.sh'), '#!/bin/sh\ntouch ran.txt\n', { mode: 0o755 });
    window.approvals.save(allow(['git', 'fetch']), { place: 'approvals' }, 'folder');
    window.approvals.save(allow(['echo']), { place: 'approvals' }, 'folder');
    await ask(window, 'go');
    const { id, text } = await request(window);
    assert.equal(text, evil);
    assert.deepEqual(
      window.approvals.decisions.map(({ by }) => by),
      ['rule'],
    );
    await window.wish({ type: 'permission/answer', id, decision: 'deny' });
    await window.untilDone(1);
    assert.equal(fs.existsSync(inFolder('ran.txt')), false);
  });

  it('an edited command is denied, asked for in the person’s version, and run without another question', async () => {
    const { window, outcome } = await openWith(
      replies([
        bash('echo theirs'),
        (asked) => {
          const told = asked.outcomes.at(-1)?.result ?? '';
          return bash(told.trim().split('\n').at(-1) ?? '');
        },
        say('done'),
      ]),
    );
    await ask(window, 'go');
    const { id } = await request(window);
    await window.wish({ type: 'permission/edit', id, command: 'echo mine > mine.txt' });
    const { turns } = await window.untilDone(1);
    assert.equal(turns[0]?.state, 'done');
    assert.deepEqual(
      turns[0].items.flatMap((item) => (item.kind === 'tool' ? [[item.state, item.deniedBy]] : [])),
      [
        ['denied', 'edit'],
        ['done', undefined],
      ],
    );
    assert.equal(fs.readFileSync(path.join(window.folder, 'mine.txt'), 'utf8'), 'mine\n');
    assert.doesNotMatch(outcome(), /denied/i);
    assert.deepEqual(
      window.approvals.decisions.map(({ decision }) => decision),
      ['edited', 'allowed'],
    );
  });

  it('a step that plan mode forbids says so', async () => {
    const { window } = await openWith(replies([bash('touch x'), say('Then a plan.')]));
    await window.foot.chooseMode('plan');
    await ask(window, 'go');
    const { turns } = await window.untilDone(1);
    assert.deepEqual(
      turns[0]?.items.flatMap((item) => (item.kind === 'tool' ? [[item.state, item.deniedBy]] : [])),
      [['denied', 'mode']],
    );
  });

  it('a form of an MCP server is filled in, and the server gets what was put in', async () => {
    const script = replies([
      callTool('tracker-ticket'),
      say('done'),
      callTool('tracker-ticket'),
      say('done'),
    ]);
    const { window, outcome } = await openWith(script, {
      ownsCli: 'quick',
      prepare: async (home) => {
        const args = [path.resolve('test/support/mcpForm.mjs')];
        const server = { type: 'local', command: process.execPath, args, tools: ['*'] };
        const config = JSON.stringify({ mcpServers: { tracker: server } });
        await fs.promises.mkdir(home, { recursive: true });
        await fs.promises.writeFile(path.join(home, 'mcp-config.json'), config);
      },
    });
    await ask(window, 'make a ticket');
    const { id, permission } = await request(window);
    assert.equal(permission, 'mcp');
    await window.wish({ type: 'permission/answer', id, decision: 'allow-once' });
    const asked = await window.until('a form', (state) => state.requests[0]?.kind === 'form');
    const [form] = asked.requests;
    assert.ok(form?.kind === 'form');
    assert.deepEqual(
      [form.message, form.askedBy, form.fields.map((field) => `${field.name} ${field.type}`)],
      ['Details for the new ticket', 'tracker', ['title text', 'due text', 'tell boolean']],
    );
    const content = { title: 'Discount codes', due: '2026-11-30', tell: false };
    await window.wish({ type: 'form/answer', id: form.id, content });
    await window.untilDone(1);
    assert.deepEqual(JSON.parse(outcome()), { action: 'accept', content });

    await ask(window, 'another one');
    await window.wish({ type: 'permission/answer', id: (await request(window)).id, decision: 'allow-once' });
    const again = await window.until('a form', (state) => state.requests[0]?.kind === 'form');
    const [{ id: declined } = { id: '' }] = again.requests;
    await window.wish({ type: 'request/typed', id: declined, field: 'title', value: 'Half a title' });
    await window.wish({ type: 'form/decline', id: declined });
    await window.untilDone(2);
    assert.match(outcome(), /"action":"decline"/);
    assert.equal(window.state.draft, 'Title: Half a title', 'what was typed stands in the message');
  });

  it('a denial from a notification takes the reason along that was typed on the card, and nothing is lost', async () => {
    const { window, outcome } = await openWith(replies([bash('echo one'), bash('echo two'), say('done')]));
    await ask(window, 'go');
    const { id } = await request(window);
    const type = (field: string, value: string, on = id) =>
      window.wish({ type: 'request/typed', id: on, field, value });
    await type('reason', 'Use the copy in src');
    assert.equal(window.current.asks.answerFromNotice(id, 'deny'), true);
    const { requests } = await window.until(
      'the next request',
      (state) => state.requests.length === 1 && state.requests[0]?.id !== id,
    );
    assert.match(outcome(), /Use the copy in src/);
    assert.deepEqual(
      window.approvals.decisions.map(({ decision, words }) => [decision, words]),
      [['denied', 'Use the copy in src']],
    );
    assert.equal(window.state.draft, '', 'the agent has it');
    assert.equal(window.current.asks.answerFromNotice(id, 'deny'), false, 'it no longer waits');
    const [next] = requests;
    await type('command', 'echo three', next?.id);
    assert.equal(window.current.asks.answerFromNotice(next?.id ?? '', 'allow'), true);
    await window.untilDone(1);
    assert.match(outcome(), /two/);
    assert.equal(window.state.draft, 'echo three', 'the notification did not show it');
  });

  it('a request of a subagent names it', async () => {
    const script = replies([
      callTool('task', { agent_type: 'explore', name: 'uses', description: 'looks', prompt: 'Look' }),
      callTool('view', { path: 'README.md' }),
      callTool('bash', { command: 'echo seen', description: 'Look' }),
      say('Seen.'),
      say('done'),
    ]);
    const { window } = await openWith(script);
    await ask(window, 'who uses it?');
    const asked = await request(window);
    // Who asks may be told a moment after what is asked.
    await window.until(
      'the name',
      ({ requests: [one] }) => one?.kind === 'permission' && one.askedBy === 'explore',
    );
    await window.wish({ type: 'permission/answer', id: asked.id, decision: 'deny' });
    await window.untilDone(1);
  });

  it('a rule for a session ends with it', async () => {
    const write = (name: string) =>
      callTool('create', { path: path.join(windows.at(-1)?.folder ?? '', name), file_text: 'x\n' });
    const { window } = await openWith(
      replies([
        () => write('one.md'),
        () => write('two.md'),
        say('done'),
        () => write('three.md'),
        say('done'),
      ]),
    );
    await ask(window, 'go');
    const asked = await request(window);
    await window.wish({ type: 'permission/allowScope', id: asked.id, scope: scopeOf(asked, 'session').id });
    await window.untilDone(1);
    assert.ok(fs.existsSync(path.join(window.folder, 'two.md')));
    await window.wish({ type: 'session/new' });
    await ask(window, 'go');
    const { id, subject } = await request(window);
    assert.equal(subject, 'three.md');
    await window.wish({ type: 'permission/answer', id, decision: 'deny' });
    await window.untilDone(1);
  });

  /** Lets the agent do things one after the other and gives back what it was told of each. */
  async function outcomes(answers: Parameters<typeof replies>[0], options: WindowOptions = {}) {
    const opened = await openWith(replies([...answers, say('done')]), options);
    await ask(opened.window, 'go');
    const told = () => opened.server.requests.flatMap(({ model }) => model?.outcomes.slice(-1) ?? []);
    return { ...opened, told };
  }

  it('a search of the folder tells nothing of files that can hold secrets, a subagent’s neither', async () => {
    const files = { '.env': 'MARK=secret\n', 'keys/a.pem': 'MARK secret\n', 'src/a.ts': '// MARK plain\n' };
    const grep = (more = {}) => callTool('grep', { pattern: 'MARK', output_mode: 'content', ...more });
    const agent = { agent_type: 'explore', name: 'uses', description: 'looks', prompt: 'Look' };
    const { window, told } = await outcomes(
      [
        grep(),
        grep({ glob: '**/*' }),
        grep({ '-A': 2, '-n': true, glob: '*' }),
        callTool('task', agent),
        grep(),
        say('Seen'),
      ],
      { files },
    );
    await window.untilDone(1);
    const searches = told().filter(({ name }) => name === 'grep');
    assert.ok(searches.length >= 4);
    for (const { result } of searches) {
      assert.match(result ?? '', /plain/);
      assert.doesNotMatch(result ?? '', /secret\b(?!s are left out)/);
    }
    assert.ok(window.approvals.decisions.every(({ by }) => by === 'mode'));
  });

  it('a file that can hold secrets is asked for, and so is one outside and one behind a link', async () => {
    const { window } = await outcomes(
      ['.env', 'link.txt', '/etc/hostname'].map((file) => () => {
        const { folder } = window;
        return callTool('view', { path: path.resolve(folder, file) });
      }),
      { files: { '.env': 'A=1\n' }, settings: { permissions: 'allow-reads' } },
    );
    fs.symlinkSync('/etc/hostname', path.join(window.folder, 'link.txt'));
    const seen: (string | undefined)[][] = [];
    for (;;) {
      const { requests, turns } = await window.until(
        'a request or the end',
        (state) => state.requests.length > 0 || state.turns.at(-1)?.state === 'done',
      );
      const [one] = requests;
      if (one?.kind !== 'permission') {
        assert.equal(turns.at(-1)?.state, 'done');
        break;
      }
      seen.push([one.subject, one.reason, one.target]);
      await window.wish({ type: 'permission/answer', id: one.id, decision: 'deny' });
    }
    assert.deepEqual(seen, [
      ['.env', 'secret', undefined],
      ['link.txt', undefined, '/etc/hostname'],
      ['/etc/hostname', undefined, undefined],
    ]);
    assert.ok(window.approvals.decisions.every(({ decision }) => decision === 'denied'));
  });

  it('what is typed into a program that runs is asked for like a command', async () => {
    const { window } = await outcomes([
      callTool('bash', { command: 'cat > typed.txt', mode: 'async', description: 'Wait', shellId: 'a1' }),
      callTool('write_bash', { shellId: 'a1', input: 'hello{enter}', delay: 1 }),
      callTool('stop_bash', { shellId: 'a1' }),
    ]);
    await window.wish({ type: 'permission/answer', id: (await request(window)).id, decision: 'allow-once' });
    const typing = await window.until(
      'the next',
      ({ requests: [one] }) => one?.kind === 'permission' && one.permission === 'other',
    );
    const [asked] = typing.requests;
    assert.ok(asked?.kind === 'permission');
    assert.equal(asked.subject, 'write_bash');
    assert.match(asked.text, /hello/);
    await window.wish({ type: 'permission/answer', id: asked.id, decision: 'deny' });
    await window.untilDone(1);
    assert.equal(fs.readFileSync(path.join(window.folder, 'typed.txt'), 'utf8'), '');
  });
});
