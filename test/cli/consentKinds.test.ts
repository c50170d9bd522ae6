import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { callTool, replies, say } from '../../src/demo/replies';
import { mcpIdentity } from '../../src/extension/consent/mcpIdentity';
import type { ConsentKind } from '../../src/protocol/consent';
import type { ChatWindow } from '../support/chatWindow';
import { report, startRealCli } from '../support/realCli';
import { makeScratch } from '../support/scratch';
import { answerOf, ask, useChatWindows } from '../support/useChatWindows';

const server = path.resolve('test/support/mcpServer.mjs');
const logger = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

describe('Servers, agents and skills of the folder on the real CLI', function () {
  this.timeout(60_000);
  const windows = useChatWindows();

  async function allow(window: ChatWindow, kind: ConsentKind): Promise<void> {
    const group = window.state.consent?.groups.find((one) => one.kind === kind);
    assert.ok(group);
    await window.wish({ type: 'consent/answer', kind, hash: group.hash, answer: 'allow' });
    await window.chat.reopened;
    await window.until('a session', ({ session }) => Boolean(session?.sessionId));
  }

  const call = async (window: ChatWindow, method: string) => {
    const session = await window.current.opened;
    assert.ok(session);
    return JSON.stringify(await session.request(method));
  };

  const mcpJson = (word: string) =>
    JSON.stringify({
      mcpServers: { tracker: { command: process.execPath, args: ['server.mjs'], env: { WORD: word } } },
    });
  const withServer = { '.mcp.json': mcpJson('red'), 'server.mjs': fs.readFileSync(server, 'utf8') };

  it('starts no server before a yes, then exactly that one, and none after a change of its script', async () => {
    const echo = callTool('tracker-echo', { text: 'hello' });
    const { window } = await windows.openWith(replies([echo, report, say('again')]), {
      files: withServer,
      settings: { permissions: 'allow-all' },
    });
    assert.doesNotMatch(await call(window, 'session.mcp.list'), /tracker/);
    await allow(window, 'mcp-server');
    await ask(window, 'go');
    const { turns } = await window.untilDone(1);
    assert.equal(answerOf(turns[0]), 'Result: red hello');
    fs.appendFileSync(path.join(window.folder, 'server.mjs'), '// other\n');
    await ask(window, 'again');
    await window.untilDone(2);
    assert.equal(window.state.consent?.groups[0]?.isChanged, true);
    assert.match(await call(window, 'session.mcp.list'), /^(?!.*"tracker","status":"connected")/);
  });

  it('leaves the CLI its own skills in a folder without any', async () => {
    const { window } = await windows.openWith(replies([]));
    assert.match(await call(window, 'session.skills.list'), /"source":"builtin"/);
  });

  it('knows no agent of the folder before a yes', async () => {
    const agent = '---\nname: reviewer\ndescription: Reviews\ntools: [bash]\n---\nYou review.\n';
    const { window } = await windows.openWith(replies([]), {
      files: { '.github/agents/reviewer.md': agent },
    });
    assert.doesNotMatch(await call(window, 'session.agent.list'), /reviewer/);
    await allow(window, 'agent');
    assert.match(await call(window, 'session.agent.list'), /reviewer/);
  });

  const lookUp = ({ folder }: ChatWindow) =>
    callTool('lsp', { operation: 'documentSymbol', file: path.join(folder, 'a.ts') });
  const languageServer = (words: string) =>
    JSON.stringify({
      lspServers: {
        ts: { command: 'sh', args: ['-c', words], fileExtensions: { '.ts': 'typescript' } },
      },
    });
  const files = { '.github/lsp.json': languageServer('touch started; cat'), 'a.ts': 'export const a = 1;\n' };

  it('starts no language server of the folder before a yes, nor after a change', async () => {
    const answers: Parameters<typeof replies>[0] = [
      () => lookUp(window),
      say('one'),
      () => lookUp(window),
      say('two'),
      () => callTool('bash', { command: 'cp other.json .github/lsp.json', description: 'x' }),
      say('changed'),
      () => lookUp(window),
      say('three'),
    ];
    const { window } = await windows.openWith(replies(answers), {
      files: { ...files, 'other.json': languageServer('touch evil; cat') },
      settings: { permissions: 'allow-all' },
    });
    const isThere = (name: string) => fs.existsSync(path.join(window.folder, name));
    await ask(window, 'go');
    await window.untilDone(1);
    assert.equal(isThere('started'), false);
    await allow(window, 'lsp-server');
    await ask(window, 'go');
    await window.untilDone(2);
    assert.equal(isThere('started'), true);
    await ask(window, 'go');
    await window.untilDone(3);
    await ask(window, 'go');
    await window.untilDone(4);
    assert.equal(isThere('evil'), false);
    assert.equal(window.state.consent?.groups[0]?.isChanged, true);
  });

  it('offers a skill that is only words, and one that names tools after a yes', async () => {
    const skill = (name: string, more = '') =>
      `---\nname: ${name}\ndescription: Does ${name}\n${more}---\nDo it.\n`;
    const { window } = await windows.openWith(replies([]), {
      files: {
        '.github/skills/plain/SKILL.md': skill('plain'),
        '.github/skills/armed/SKILL.md': skill('armed', 'allowed-tools: shell\n'),
      },
    });
    const before = await call(window, 'session.skills.list');
    assert.match(before, /"source":"builtin"/, 'the CLI’s own stay');
    assert.match(before, /"name":"plain"[^}]*"enabled":true/);
    assert.match(before, /^(?!.*"name":"armed"[^}]*"enabled":true)/);
    assert.deepEqual(
      window.state.consent?.groups.map(({ kind, rows }) => [kind, rows.map(({ name }) => name)]),
      [['skill', ['armed']]],
    );
    await allow(window, 'skill');
    assert.match(await call(window, 'session.skills.list'), /"name":"armed"[^}]*"enabled":true/);
  });
});

describe('What an MCP server is, on the real CLI', function () {
  this.timeout(60_000);

  it('is its command or address, as it is given to the session or stands in the person’s own configuration', async () => {
    const home = makeScratch('identity');
    const file = path.join(home.path, 'mcp-config.json');
    const configure = (args: readonly string[], url: string) =>
      fs.writeFileSync(
        file,
        JSON.stringify({
          mcpServers: {
            mine: {
              type: 'local',
              command: process.execPath,
              args,
              env: { API_TOKEN: String(Math.random()) },
            },
            web: { type: 'http', url },
            given: { type: 'local', command: 'other' },
          },
        }),
      );
    configure([server], 'http://127.0.0.1:1/mcp');
    const cli = await startRealCli({ env: { COPILOT_HOME: home.path } });
    try {
      const given = { given: { command: process.execPath, args: [server], env: { WORD: 'ours' } } };
      const session = await cli.open([callTool('given-echo', { text: 'hi' }), report], { mcpServers: given });
      const turn = await session.sendAndWait('go', 30_000);
      assert.equal(turn?.data.content, 'Result: ours hi', 'what is given comes first');
      const identity = (name: string, servers: Parameters<typeof mcpIdentity>[2]['givenTo'] = () => given) =>
        mcpIdentity(session.sessionId, name, { client: () => cli.client, givenTo: servers, logger });
      const all = async () => [await identity('given'), await identity('mine'), await identity('web')];
      const first = await all();
      assert.equal(new Set(first).size, 3);
      for (const one of first) assert.match(one ?? '', /^[0-9a-f]{64}$/);
      configure([server], 'http://127.0.0.1:1/mcp');
      assert.deepEqual(await all(), first, 'another token is no other server');
      configure([server, '--evil'], 'http://127.0.0.1:2/mcp');
      const [same, mine, web] = await all();
      assert.equal(same, first[0]);
      assert.notEqual(mine, first[1]);
      assert.notEqual(web, first[2]);
      assert.equal(await identity('unknown'), undefined);
      const other = { given: { ...given.given, env: { WORD: 'theirs' } } };
      assert.notEqual(await identity('given', () => other), first[0]);
    } finally {
      await cli.end();
      home.remove();
    }
  });
});
