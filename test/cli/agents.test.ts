import assert from 'node:assert/strict';
import { callTool, createGate, say } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import type { ModelScript } from '../../src/demo/modelScript';
import type { Item, Turn } from '../../src/protocol/toView';
import { ChatWindow } from '../support/chatWindow';

const brief = 'Count the files of the shop';
const task = { name: 'counter', agent_type: 'general-purpose', description: 'Counts files', prompt: brief };

function linesOf(turn: Turn | undefined): readonly string[] {
  return (turn?.items ?? []).map(lineOf);
}

function lineOf(item: Item): string {
  const at = 'parentId' in item && item.parentId !== undefined ? '  ' : '';
  if (item.kind === 'answer') return `${at}answer: ${item.text.trim()}`;
  if (item.kind === 'tool') return `${at}${item.tool} [${item.state}] ${item.output?.trim() ?? ''}`.trimEnd();
  return `${at}${item.kind}`;
}

describe('A subagent in the chat, on the real CLI', function () {
  this.timeout(60_000);
  const windows: ChatWindow[] = [];
  const servers: ModelServer[] = [];

  async function openWith(script: ModelScript): Promise<ChatWindow> {
    const server = await startModelServer(script);
    servers.push(server);
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'claude-test' };
    const settings = { modelSource: 'own', provider, permissions: 'allow-all' } as const;
    const window = await ChatWindow.open({ settings });
    windows.push(window);
    await window.wish({ type: 'view/ready' });
    return window;
  }

  afterEach(async () => {
    for (const window of windows.splice(0).reverse()) await window.remove();
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  /** Calls a subagent in the background, and on the second prompt gives it more to do. */
  function wakingScript(hold: Parameters<typeof say>[1]): ModelScript {
    let agents = 0;
    return (request) => {
      if (request.isSideRequest) return say('Side answer');
      if (request.prompt.includes(brief)) {
        agents += 1;
        return agents === 1 ? say('There is one file.') : say(['Still ', 'one file.'], hold);
      }
      const called = request.outcomes.map(({ name }) => name);
      if (request.prompt === 'count' && !called.includes('task'))
        return callTool('task', { ...task, mode: 'background' });
      const id = /agent_id: ([\w-]+)/.exec(request.messages.map(({ text }) => text).join('\n'))?.[1] ?? '';
      if (request.prompt === 'again' && !called.includes('write_agent'))
        return callTool('write_agent', { agent_id: id, message: `${brief} again` });
      return say('The main answer.');
    };
  }

  it('works again in its thread when it is woken, keeps what it said before, and is done again', async () => {
    const gate = createGate();
    const window = await openWith(wakingScript({ hold: { gate, afterChunks: 1 } }));
    const { sessionId } = window.current;
    const thread = (turns: readonly Turn[]) =>
      linesOf(turns[0]).filter((line) => /^agent|^ /.test(line) && !line.includes('read_agent'));
    await window.wish({ type: 'prompt/submit', text: 'count', sessionId });
    const first = await window.untilDone(1);
    assert.deepEqual(thread(first.turns), ['agent [done] There is one file.']);
    await window.wish({ type: 'prompt/submit', text: 'again', sessionId });
    const { turns } = await window.until('its words', (state) =>
      linesOf(state.turns[0]).includes('  answer: Still'),
    );
    const atWork = ['agent [running]', '  answer: There is one file.', '  answer: Still'];
    assert.deepEqual(thread(turns), atWork);
    assert.deepEqual([turns[0]?.state, turns[1]?.state], ['done', 'running']);
    gate.open();
    const done = await window.untilDone(2);
    const seen = thread(done.turns);
    assert.deepEqual(seen, ['agent [done] Still one file.', '  answer: There is one file.']);
    await window.close();
    const later = await ChatWindow.open({ settings: window.settings, after: window });
    windows.push(later);
    await later.wish({ type: 'view/ready' });
    assert.deepEqual(thread((await later.untilDone(2)).turns), seen);
  });

  /** The main agent calls a subagent that says something, looks, and says what it found. */
  function script(hold: Parameters<typeof say>[1], mode: 'sync' | 'background'): ModelScript {
    let [own, agents] = [0, 0];
    return (request) => {
      if (request.isSideRequest) return say('Side answer');
      if (!request.prompt.includes(brief)) {
        own += 1;
        return own === 1 ? callTool('task', { ...task, mode }) : say('The main answer.');
      }
      agents += 1;
      return agents === 1
        ? callTool('view', { path: 'README.md' }, { text: ['I look ', 'at the readme.'], ...hold })
        : say('There is one file.');
    };
  }

  for (const mode of ['sync', 'background'] as const) {
    it(`speaks in its thread as it works, and after a reload too (${mode})`, async () => {
      const gate = createGate();
      const window = await openWith(script({ hold: { gate, afterChunks: 1 } }, mode));
      const { sessionId } = window.current;
      await window.wish({ type: 'prompt/submit', text: 'count', sessionId });
      const { turns } = await window.until('its first words', (state) =>
        linesOf(state.turns[0]).includes('  answer: I look'),
      );
      assert.equal(turns[0]?.state, 'running');
      assert.equal(linesOf(turns[0])[0], 'agent [running]');
      gate.open();
      const done = (await window.untilDone(1)).turns[0];
      const seen = linesOf(done);
      assert.ok(seen.includes('  answer: I look at the readme.'), seen.join('\n'));
      await window.close();
      const later = await ChatWindow.open({ settings: window.settings, after: window });
      windows.push(later);
      await later.wish({ type: 'view/ready' });
      assert.deepEqual(linesOf((await later.untilDone(1)).turns[0]), seen);
    });
  }
});
