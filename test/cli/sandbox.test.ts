import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import type { ModelReply } from '../../src/demo/modelScript';
import { callTool, replies, say } from '../../src/demo/replies';
import type { PermissionRequest, ToolCall } from '../../src/protocol/toView';
import type { ChatWindow } from '../support/chatWindow';
import { ensureSandbox, pathWithoutSandbox } from '../support/sandboxPrograms.mjs';
import { makeScratch } from '../support/scratch';
import { ask, useChatWindows } from '../support/useChatWindows';

const bash = (command: string) => callTool('bash', { command, description: 'Do it' });
interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string }>> };
  };
}

const outside = path.join(os.homedir(), 'flightdeck-outside');

describe('The sandbox, on the real CLI', function () {
  this.timeout(120_000);
  const windows = useChatWindows();

  before(async () => {
    assert.equal(await ensureSandbox(), undefined);
  });

  beforeEach(() => {
    fs.mkdirSync(outside, { recursive: true });
    fs.writeFileSync(path.join(outside, 'secret'), 'top secret\n');
  });

  afterEach(() => fs.rmSync(outside, { recursive: true, force: true }));

  const steps = (window: ChatWindow) =>
    window.state.turns.flatMap((turn) => turn.items.filter((item) => item.kind === 'tool'));
  const last = (window: ChatWindow): ToolCall => {
    const step = steps(window).at(-1);
    assert.ok(step);
    return step;
  };
  const inFolder = (window: ChatWindow, name: string) => path.join(window.folder, name);

  async function confined(list: readonly ModelReply[], options: Parameters<typeof windows.openWith>[1] = {}) {
    const { window } = await windows.openWith(replies(list), options);
    await window.wish({ type: 'sandbox/choose', isOn: true });
    await window.until('the sandbox', (state) => state.composer.foot?.sandbox?.state === 'on');
    return window;
  }

  /** Runs each line as a turn of its own, with nobody asked, and gives back what it printed. */
  async function run(window: ChatWindow): Promise<string> {
    const before = window.state.turns.length;
    await ask(window, 'go');
    const { requests } = await window.until(
      'the end, or a request',
      ({ turns, requests: waiting }) =>
        waiting.length > 0 || (turns.length === before + 1 && turns.at(-1)?.state === 'done'),
    );
    assert.deepEqual(requests, []);
    return last(window).output ?? '';
  }

  async function request(window: ChatWindow): Promise<PermissionRequest> {
    const { requests } = await window.until('a request', (state) => state.requests.length === 1);
    const [asked] = requests;
    assert.ok(asked?.kind === 'permission');
    return asked;
  }

  it('runs a command of the folder without a card, and the ledger says so', async () => {
    const window = await confined([bash('touch inside'), say('done')]);
    await run(window);
    assert.ok(fs.existsSync(inFolder(window, 'inside')));
    assert.deepEqual(
      window.approvals.decisions.map(({ by, decision }) => [by, decision]),
      [['sandbox', 'allowed']],
    );
    assert.deepEqual(last(window).sandbox, { ran: 'inside' });
    assert.equal(last(window).allowedBy?.by, 'sandbox');
  });

  it('lets nothing out: files elsewhere, keys of the home, the network, sockets, the processes of others', async () => {
    const cache = path.join(os.homedir(), '.npm', 'flightdeck-planted');
    fs.mkdirSync(path.dirname(cache), { recursive: true });
    const socket = path.join(os.tmpdir(), `flightdeck-${process.pid}.sock`);
    let wasReached = false;
    const server = net.createServer((one) => {
      wasReached = true;
      one.destroy();
    });
    await new Promise<void>((resolve) => server.listen(socket, resolve));
    const connect = `require('net').connect('${socket}').on('error', e => console.log('socket', e.code))`;
    const window = await confined([
      bash(`echo planted > ${outside}/planted; ls -la ${outside}`),
      say('done'),
      bash('mkdir -p ~/.npm; echo planted > ~/.npm/flightdeck-planted; cat ~/.npmrc'),
      say('done'),
      bash(`ls ~/.ssh ~/.copilot "$COPILOT_HOME/config.json"; cat ${outside}/secret; ls ..`),
      say('done'),
      bash(`node -e "${connect}"; ls -a /run /var/tmp; ls /proc | grep -c '^[0-9]'`),
      say('done'),
      bash('ls /sys/class/net 2>&1; cat /proc/net/dev | tail -n +3 | cut -d: -f1'),
      say('done'),
    ]);
    try {
      assert.match(await run(window), /No such file or directory/);
      assert.match(await run(window), /\.npmrc: No such file/);
      assert.ok(!fs.existsSync(cache), 'a cache holds programs that run outside later');
      assert.match(await run(window), /\.ssh.*No such file[\s\S]*secret.*No such file/);
      assert.match(await run(window), /socket ENOENT/);
      assert.equal(wasReached, false);
      assert.match(await run(window), /lo\s*$/);
      assert.deepEqual(fs.readdirSync(outside), ['secret']);
    } finally {
      server.close();
    }
  });

  it('holds against attempts to leave it', async () => {
    const files = { '.git/hooks/x.sample': '', '.git/config': '[core]\n', '.vscode/settings.json': '{}' };
    const hook = '.git/hooks/post-checkout';
    const attempts = [
      'ln -s $HOME/flightdeck-outside link; cat link/secret; echo x > link/planted',
      'echo x > ../planted; echo x > ../../planted',
      `echo x > ${hook}; echo x >> .git/config; echo x > .vscode/tasks.json`,
      `mv .git g; mkdir -p .git/hooks && echo x > ${hook}; mv .vscode v; rm -rf .git/hooks`,
      'nsenter -t 1 -m ls ~/flightdeck-outside; unshare -Ur cat ~/flightdeck-outside/secret; chroot /proc/1/root cat ~/flightdeck-outside/secret',
      'HOME=/ PATH=/bin LD_PRELOAD= COPILOT_HOME=/ cat $HOME/flightdeck-outside/secret',
      '(setsid sh -c "sleep 1; echo late > outlived" > /dev/null 2>&1 &)',
      'ln -s $HOME/flightdeck-outside .claude; ln -sfn $HOME/flightdeck-outside .github',
      'cat .claude/secret .github/secret; ls .claude',
      'sleep 2; ls',
    ];
    const window = await confined(
      attempts.flatMap((line) => [bash(line), say('done')]),
      { files },
    );
    let printed = '';
    for (const line of attempts) {
      printed = await run(window);
      assert.doesNotMatch(printed, /top secret/, line);
    }
    assert.match(printed, /README\.md/, 'commands still run');
    assert.deepEqual(fs.readdirSync(outside), ['secret']);
    assert.deepEqual(fs.readdirSync(path.dirname(window.folder)).sort(), ['home', 'shop']);
    assert.deepEqual(fs.readdirSync(inFolder(window, '.git/hooks')), ['x.sample']);
    assert.equal(fs.readFileSync(inFolder(window, '.git/config'), 'utf8'), '[core]\n');
    assert.deepEqual(fs.readdirSync(inFolder(window, '.vscode')), ['settings.json']);
    assert.ok(!fs.existsSync(inFolder(window, 'outlived')), 'it ended with its command');
    const by = new Set(window.approvals.decisions.map((one) => one.by));
    assert.deepEqual([...by], ['sandbox']);
  });

  it('shows nothing outside even to root, who can take read-only places off', async () => {
    const files = { '.git/hooks/x.sample': '', '.git/config': '[core]\n' };
    const strip = 'tac /proc/self/mounts | cut -d" " -f2 | xargs -n1 umount -l';
    const attempts = [
      `umount -l .git/hooks; echo x > .git/hooks/post-checkout; ls .git/hooks`,
      `${strip}; cat ${outside}/secret; echo x > ${outside}/planted; ls /`,
    ];
    const window = await confined(
      attempts.flatMap((line) => [bash(line), say('done')]),
      { files },
    );
    for (const line of attempts) assert.doesNotMatch(await run(window), /top secret/, line);
    assert.deepEqual(fs.readdirSync(outside), ['secret']);
    const isRoot = process.getuid?.() === 0;
    assert.equal(fs.existsSync(inFolder(window, '.git/hooks/post-checkout')), isRoot);
  });

  it('keeps the secrets of the environment from the command', async () => {
    const window = await confined([bash('env'), say('done')], {
      ownsCli: 'quick',
      settings: { 'cli.environment': { SHOP_API_TOKEN: 'top-secret', SHOP_NAME: 'corner' } },
    });
    const printed = await run(window);
    assert.match(printed, /SHOP_NAME=corner/);
    assert.match(printed, /SHOP_API_TOKEN=/);
    assert.doesNotMatch(printed, /top-secret/);
  });

  it('still asks for what is no command, and for what lies outside', async () => {
    const window = await confined(
      [
        callTool('view', { path: path.join(outside, 'secret') }),
        callTool('web_fetch', { url: 'https://example.com/' }),
        callTool('create', { path: '.vscode/tasks.json', file_text: '{}' }),
        say('done'),
      ],
      { files: { '.vscode/settings.json': '{}' } },
    );
    await window.wish({ type: 'permissionMode/choose', mode: 'allow-all' });
    await ask(window, 'go');
    const answered = new Set<string>();
    for (const permission of ['read', 'url', 'write']) {
      const isNew = (id: string | undefined) => id !== undefined && !answered.has(id);
      const { requests } = await window.until(`to ${permission}`, (state) => isNew(state.requests[0]?.id));
      const [asked] = requests;
      assert.ok(asked?.kind === 'permission');
      assert.deepEqual([asked.permission, asked.leaves !== undefined], [permission, true]);
      answered.add(asked.id);
      await window.wish({ type: 'permission/answer', id: asked.id, decision: 'deny' });
    }
    await window.untilDone(1);
    assert.ok(!fs.existsSync(inFolder(window, '.vscode/tasks.json')));
    assert.ok(window.approvals.decisions.every((one) => one.by !== 'sandbox'));
  });

  it('asks for tools of MCP servers, which run outside as before', async () => {
    const window = await confined([callTool('tracker-ticket'), say('done')], {
      ownsCli: 'quick',
      prepare: async (home) => {
        const args = [path.resolve('test/support/mcpForm.mjs')];
        const server = { type: 'local', command: process.execPath, args, tools: ['*'] };
        await fs.promises.mkdir(home, { recursive: true });
        const config = JSON.stringify({ mcpServers: { tracker: server } });
        await fs.promises.writeFile(path.join(home, 'mcp-config.json'), config);
      },
    });
    await ask(window, 'go');
    const { id, permission } = await request(window);
    assert.equal(permission, 'mcp');
    await window.wish({ type: 'permission/answer', id, decision: 'allow-once' });
    const { requests } = await window.until('its form', (state) => state.requests[0]?.kind === 'form');
    await window.wish({ type: 'form/decline', id: requests[0]?.id ?? '' });
    await window.untilDone(1);
    assert.deepEqual(
      window.approvals.decisions.map((one) => one.by),
      ['you'],
    );
  });

  it('asks before a refused command runs outside, and lets exactly that line out once', async () => {
    const line = 'touch ran; curl -sS -m 2 http://flightdeck.invalid/';
    const window = await confined([bash(line), bash(line), say('done')]);
    await ask(window, 'go');
    const first = await request(window);
    assert.deepEqual(
      [first.text, first.leaves?.refused, first.leaves?.host],
      [line, 'network', 'flightdeck.invalid'],
    );
    assert.deepEqual(last(window).sandbox, { ran: 'inside', refused: 'network' });
    assert.equal(first.scopes, undefined, 'never for longer than once');
    await window.wish({ type: 'permission/answer', id: first.id, decision: 'allow-once' });
    const { requests } = await window.until(
      'the same again',
      ({ requests: [one] }) => one !== undefined && one.id !== first.id,
    );
    assert.deepEqual(
      steps(window).map((step) => step.sandbox?.ran),
      ['outside', 'inside'],
    );
    await window.wish({ type: 'permission/answer', id: requests[0]?.id ?? '', decision: 'deny' });
    await window.untilDone(1);
    assert.deepEqual(
      window.approvals.decisions.map(({ by, decision }) => `${by} ${decision}`),
      ['sandbox allowed', 'you allowed', 'sandbox allowed', 'you denied'],
    );
    assert.equal(window.state.composer.foot?.sandbox?.state, 'on');
  });

  it('opens itself for a host of this session, and the agent is told to run the command again', async () => {
    const line = 'curl -sS -m 2 http://flightdeck.invalid/';
    const window = await confined([bash(line), bash(line), say('done')]);
    await ask(window, 'go');
    const { id } = await request(window);
    await window.wish({ type: 'sandbox/allowHost', id });
    await window.untilDone(1);
    assert.deepEqual(window.state.composer.foot?.sandbox?.hosts, ['flightdeck.invalid']);
    assert.deepEqual(
      steps(window).map((step) => step.sandbox),
      [{ ran: 'inside', refused: 'network' }, { ran: 'inside' }],
    );
  });

  it('confines what a subagent runs, and what runs in the background', async () => {
    const window = await confined([
      callTool('task', { agent_type: 'task', name: 'runs', description: 'runs', prompt: 'Run' }),
      bash(`echo x > ${outside}/planted`),
      say('Ran.'),
      callTool('bash', {
        command: `sleep 0.1; echo x > ${outside}/planted`,
        description: 'x',
        mode: 'async',
      }),
      say('done'),
    ]);
    await ask(window, 'go');
    const state = await window.untilDone(1);
    assert.deepEqual(state.requests, []);
    assert.deepEqual(
      steps(window)
        .filter((step) => step.tool === 'shell')
        .map((step) => step.sandbox?.ran),
      ['inside', 'inside'],
    );
    assert.deepEqual(fs.readdirSync(outside), ['secret']);
  });

  it('is on again after the CLI crashed and in the next window, before the first command', async () => {
    const steal = `cat ${outside}/secret`;
    const window = await confined([bash('touch inside'), say('done'), bash(steal), say('done')], {
      ownsCli: true,
    });
    await run(window);
    window.killCli();
    await window.until(
      'the CLI',
      (state) => state.banner === undefined && window.manager.state.kind === 'restarting',
    );
    await window.until('the CLI again', () => window.manager.state.kind === 'ready');
    assert.match(await run(window), /No such file/);
    await window.close();
    const { window: next } = await windows.openWith(replies([bash(steal), say('done')]), {
      after: window,
      ownsCli: true,
    });
    assert.match(await run(next), /No such file/);
    assert.equal(next.approvals.decisions.at(-1)?.by, 'sandbox');
  });

  it('is off when it is switched off, and commands ask again', async () => {
    const window = await confined([bash(`cat ${outside}/secret`), say('done')]);
    await window.wish({ type: 'sandbox/choose', isOn: false });
    await ask(window, 'go');
    const asked = await request(window);
    assert.equal(asked.leaves, undefined);
    await window.wish({ type: 'permission/answer', id: asked.id, decision: 'allow-once' });
    await window.untilDone(1);
    assert.match(last(window).output ?? '', /top secret/);
  });

  it('is offered by autopilot and by the mode that asks nothing, as the safe way to the same', async () => {
    const { window } = await windows.openWith(replies([]));
    await window.wish({ type: 'mode/choose', mode: 'autopilot' });
    assert.equal(window.state.banner?.code, 'sandbox-offer');
    await window.wish({ type: 'notice/act', action: 'dismiss' });
    await window.wish({ type: 'permissionMode/choose', mode: 'allow-all' });
    assert.equal(window.state.banner?.code, 'sandbox-offer');
    await window.wish({ type: 'notice/act', action: 'use-sandbox' });
    assert.equal(window.state.composer.foot?.sandbox?.state, 'on');
    assert.equal(window.state.banner, undefined);
    await window.wish({ type: 'permissionMode/choose', mode: 'allow-all' });
    assert.equal(window.state.banner, undefined, 'it is on already');
  });

  it('lets chosen hosts through and no other, nor this machine, also past the proxy', async () => {
    let wasReached = false;
    const server = http.createServer((_, reply) => {
      wasReached = true;
      reply.end('reached');
    });
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    const { port } = server.address() as net.AddressInfo;
    const own = Object.values(os.networkInterfaces()).flatMap((all) => (all ?? []).map((one) => one.address));
    const places = ['10.0.2.2', 'localhost', ...own.filter((place) => net.isIPv4(place))].map(
      (place) => `http://${place}:${port}/`,
    );
    const tries = places
      .map((place) => `curl -s -m 1 --noproxy '*' ${place}; curl -s -m 1 ${place}`)
      .join('; ');
    const window = await confined([bash('curl -sS -m 5 https://other.invalid/'), bash(tries), say('done')], {
      settings: { 'sandbox.allowedHosts': ['chosen.invalid'] },
    });
    try {
      await ask(window, 'go');
      const asked = await request(window);
      assert.deepEqual([asked.leaves?.refused, asked.leaves?.host], ['host', 'other.invalid']);
      await window.wish({ type: 'permission/answer', id: asked.id, decision: 'deny' });
      const { requests } = await window.until(
        'the end, or another request',
        (state) => state.turns[0]?.state === 'done' || (state.requests[0] ?? asked).id !== asked.id,
      );
      if (requests[0]) await window.wish({ type: 'permission/answer', id: requests[0].id, decision: 'deny' });
      await window.untilDone(1);
      assert.equal(steps(window).length, 2);
      assert.equal(wasReached, false);
    } finally {
      server.close();
    }
    assert.deepEqual(window.state.composer.foot?.sandbox?.hosts, ['chosen.invalid']);
  });

  it('is a choice of the person’s, never of a folder', () => {
    const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as Manifest;
    const settings = Object.entries(manifest.contributes.configuration.properties);
    const scopes = settings
      .filter(([key]) => key.startsWith('flightdeck.sandbox.'))
      .map(([, one]) => one.scope);
    assert.deepEqual(scopes, ['application', 'application', 'application', 'application']);
  });

  describe('where the machine has no backend', () => {
    const programs = makeScratch('programs');
    const bare = () => ({ 'cli.environment': { PATH: pathWithoutSandbox(programs.path) } });

    after(() => programs.remove());

    it('says what is missing and is not switched on', async () => {
      const { window } = await windows.openWith(replies([bash('touch ran'), say('done')]), {
        ownsCli: 'quick',
        settings: bare(),
      });
      await window.wish({ type: 'sandbox/choose', isOn: true });
      const { sandbox } = window.state.composer.foot ?? {};
      assert.deepEqual([sandbox?.state, sandbox?.lack], ['off', 'no-backend']);
      await ask(window, 'go');
      const { id } = await request(window);
      await window.wish({ type: 'permission/answer', id, decision: 'deny' });
      await window.untilDone(1);
    });

    it('runs nothing unconfined where the settings want it, in no mode', async () => {
      const { window } = await windows.openWith(replies([bash('touch ran'), say('done')]), {
        ownsCli: 'quick',
        settings: { ...bare(), 'sandbox.enabled': true, permissions: 'allow-all' },
      });
      await ask(window, 'go');
      const { id } = await request(window);
      assert.equal(window.state.composer.foot?.sandbox?.state, 'unavailable');
      await window.wish({ type: 'permission/answer', id, decision: 'allow-once' });
      await window.untilDone(1);
      assert.match(last(window).output ?? '', /bubblewrap/i);
      assert.ok(!fs.existsSync(inFolder(window, 'ran')));
    });
  });
});
