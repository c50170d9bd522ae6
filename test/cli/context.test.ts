import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { createGate, replies, say as sayIt } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import type { ContextItem, ViewState } from '../../src/protocol/toView';
import { ChatWindow, type WindowOptions } from '../support/chatWindow';
import { noEditor } from '../support/windowDoubles';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
interface Part {
  readonly text?: string;
  readonly image_url?: { readonly url: string };
}

const range = { start: { line: 2, character: 0 }, end: { line: 4, character: 1 } };

describe('Context for the real CLI', function () {
  this.timeout(60_000);
  let window: ChatWindow;
  let server: ModelServer;
  let questions = 0;

  async function open(options: WindowOptions = {}, first = sayIt('one')): Promise<void> {
    server = await startModelServer(replies([first, sayIt('two'), sayIt('three')]));
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'claude-test' };
    window = await ChatWindow.open({ settings: { modelSource: 'own', provider }, ...options });
    await window.wish({ type: 'view/ready' });
  }

  afterEach(async () => {
    await window.remove();
    await server.stop();
  });

  /** What the host finds in the end. */
  async function find(trigger: '@' | '#' | '/', query: string): Promise<readonly ContextItem[]> {
    questions += 1;
    const id = questions;
    await window.wish({ type: 'context/search', id, trigger, query });
    return (
      window.facts
        .flatMap((fact) => (fact.type === 'context/found' && fact.id === id ? [fact.items] : []))
        .at(-1) ?? []
    );
  }

  async function pick(item: ContextItem | undefined): Promise<void> {
    assert.ok(item, 'nothing was found');
    await window.wish({
      type: 'context/pick',
      kind: item.kind,
      value: item.value,
      label: item.label || item.kind,
    });
  }

  /** The last message as the model got it. */
  function asked(): string {
    const request = server.requests.findLast(({ model }) => model && !model.isSideRequest);
    const { messages } = request?.body as { messages: readonly { role: string; content: unknown }[] };
    const content = messages.findLast(({ role }) => role === 'user')?.content as string | readonly Part[];
    if (typeof content === 'string') return content;
    return content.map((part) => part.text ?? part.image_url?.url).join('\n');
  }

  function labels({ attachments }: Pick<ViewState, 'attachments'>): readonly string[] {
    return attachments.map(({ kind, label }) => `${kind} ${label}`);
  }

  it('takes no picture of the folder that no service would, and says why', async () => {
    await open();
    const head = Buffer.from('89504e470d0a1a0a0000000d4948445200002328000023280806000000', 'hex');
    const file = path.join(window.folder, 'wide.png');
    await fs.writeFile(file, head);
    await window.wish({ type: 'context/pick', kind: 'file', value: file, label: 'wide.png' });
    const { banner, attachments } = window.state;
    assert.deepEqual([banner?.code, banner?.values?.['width'], attachments], ['image-too-large', 9000, []]);
  });

  it('gives the model what was picked and pasted', async () => {
    const problem = { severity: 'error', message: 'Cannot find price', source: 'ts', range } as const;
    let shop = '';
    await open({
      sources: {
        files: () => Promise.resolve([{ path: 'README.md', file: path.join(shop, 'README.md') }]),
        symbols: () => Promise.resolve([{ name: 'CartLine', path: path.join(shop, 'README.md'), range }]),
        terminalRuns: () => [
          { id: '7', terminal: 'bash', command: 'npm test', output: '2 passing', exitCode: 0 },
        ],
        countChanges: () => Promise.resolve(1),
        readChanges: () => Promise.resolve('-old\n+new'),
        editor: { ...noEditor, problems: () => [{ path: path.join(shop, 'cart.ts'), ...problem }] },
      },
    });
    shop = window.folder;
    await pick((await find('@', 'rdme'))[0]);
    await pick((await find('@', 'cartl')).find(({ kind }) => kind === 'symbol'));
    for (const kind of ['problems', 'terminal', 'changes']) {
      await pick((await find('@', '')).find((item) => item.kind === kind));
    }
    await pick((await find('#', 'bas')).find(({ label }) => label === 'bash'));
    await window.wish({ type: 'attachment/text', text: 'a long log', label: 'Pasted text, 214 lines' });
    const image = {
      name: 'shot.png',
      mimeType: 'image/png',
      data: pixel,
      preview: `data:image/png;base64,${pixel}`,
    };
    await window.wish({ type: 'attachment/image', ...image });
    assert.deepEqual(labels(window.state), [
      'file README.md',
      'symbol CartLine README.md:3',
      'problems problems',
      'terminal terminal',
      'changes changes',
      'tool bash',
      'text Pasted text, 214 lines',
      'image shot.png',
    ]);
    const { sessionId } = window.current;
    await window.wish({ type: 'prompt/submit', text: 'Fix @README.md', sessionId });
    const { turns, attachments } = await window.untilDone(1);
    assert.deepEqual(attachments, []);
    assert.equal(turns[0]?.attachments.at(-1)?.preview, image.preview);
    const message = asked();
    for (const part of [
      'README.md (4 lines)',
      'README.md (lines 3-5',
      'cart.ts:3:1 error: Cannot find price (ts)',
      '$ npm test\n2 passing',
      '-old\n+new',
      'Use the tool "bash" for this message.',
      'a long log',
      `data:image/png;base64,${pixel}`,
    ]) {
      assert.ok(message.includes(part), `${part} is not in ${message}`);
    }
  });

  it('keeps what was pasted over the end of the window, and puts a text back as words', async () => {
    await open({ ownsCli: 'quick' });
    const text = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n');
    await window.wish({ type: 'attachment/text', text, label: 'Pasted text, 40 lines' });
    await window.close();
    window = await ChatWindow.open({ after: window, settings: window.settings });
    await window.wish({ type: 'view/ready' });
    const [attachment] = window.state.attachments;
    assert.equal(attachment?.label, 'Pasted text, 40 lines');
    await window.wish({ type: 'attachment/unfold', id: attachment?.id ?? '' });
    assert.deepEqual(
      window.facts.findLast((fact) => fact.type === 'draft/insert'),
      { type: 'draft/insert', text },
    );
    assert.deepEqual(window.state.attachments, []);
  });

  it('says so when what was picked is gone, and sends nothing', async () => {
    await open();
    await window.wish({ type: 'context/pick', kind: 'terminal', value: '1', label: 'Terminal output' });
    assert.equal(window.state.banner?.code, 'context-empty');
    assert.deepEqual(window.state.attachments, []);
    await fs.writeFile(path.join(window.folder, 'a.ts'), '');
    await window.wish({
      type: 'context/pick',
      kind: 'file',
      value: path.join(window.folder, 'a.ts'),
      label: 'a.ts',
    });
    assert.deepEqual(labels(window.state), ['file a.ts']);
  });

  describe('commands', () => {
    const say = (text: string, isText = false) => {
      const { sessionId } = window.current;
      return window.wish({ type: 'prompt/submit', text, sessionId, ...(isText ? { isText } : {}) });
    };

    it('lists ours, prompt files, skills and those of the CLI, each with what it does', async () => {
      await open({ files });
      const items = await find('/', '');
      const groups = new Map<string, ContextItem[]>();
      for (const one of items) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
      assert.deepEqual([...groups.keys()], ['own', 'prompts', 'skills', 'cli']);
      const described = (group: 'prompts' | 'skills') =>
        groups.get(group)?.map(({ label, detail }) => `${label}: ${detail}`);
      assert.deepEqual(described('prompts'), ['tidy: Tidy up']);
      assert.deepEqual(described('skills'), ['shopper: Buys things']);
      assert.ok(groups.get('cli')?.some(({ label, detail }) => label === 'compact' && detail));
      assert.deepEqual((await find('/', 'tid'))[0]?.marks, [0, 1, 2]);
    });

    it('sends what a prompt file and a skill say, and shows what was typed', async () => {
      await open({ files });
      await say('/tidy the cart');
      await window.untilDone(1);
      assert.match(asked(), /Tidy the cart up\./);
      await say('/shopper milk');
      const { turns } = await window.untilDone(2);
      assert.match(asked(), /Buy it\.[^]*ARGUMENTS: milk/);
      assert.deepEqual(
        turns.map(({ prompt }) => prompt),
        ['/tidy the cart', '/shopper milk'],
      );
    });

    it('opens the list of models with /model, also while the agent works, and asks the model nothing', async () => {
      const gate = createGate();
      await open({}, slowly(gate));
      const opened = () => window.facts.filter((fact) => fact.type === 'foot/open');
      await say('/model');
      assert.deepEqual(opened(), [{ type: 'foot/open', what: 'model' }]);
      assert.deepEqual([window.state.turns, window.state.draft, window.state.banner], [[], '', undefined]);
      await say('first');
      await window.until('the answer to begin', ({ turns }) => (turns[0]?.items.length ?? 0) > 0);
      await say('/model');
      assert.equal(opened().length, 2);
      assert.deepEqual(window.state.queue.messages, []);
      gate.open();
      await window.untilDone(1);
      assert.equal(server.requests.filter(({ model }) => model && !model.isSideRequest).length, 1);
    });

    it('shows what a command of the CLI prints, and asks the model nothing', async () => {
      await open();
      await say('/usage');
      assert.equal(window.state.banner?.code, 'command-says');
      assert.match(String(window.state.banner?.values?.['message']), /Session Usage/);
      assert.deepEqual(window.state.turns, []);
      assert.equal(server.requests.filter(({ model }) => model).length, 0);
    });

    it('asks beside the conversation while the agent works, and leaves nothing of it there', async () => {
      const gate = createGate();
      await open({}, sayIt(['one ', 'more'], { hold: { gate, afterChunks: 1 } }));
      await say('go');
      await window.until('the answer to begin', ({ turns }) => (turns[0]?.items.length ?? 0) > 0);
      await say('/btw');
      assert.equal(window.state.banner?.code, 'aside-empty');
      await say('/btw what is a cart?');
      assert.deepEqual(window.state.banner?.values, { question: 'what is a cart?' });
      const { banner } = await window.until(
        'the answer',
        (state) => state.banner?.values?.['answer'] !== undefined,
      );
      assert.deepEqual(banner?.values, { question: 'what is a cart?', answer: 'Side answer' });
      assert.equal(window.state.turns[0]?.state, 'running');
      gate.open();
      await window.untilDone(1);
      await say('and now?');
      const { turns } = await window.untilDone(2);
      assert.deepEqual(
        turns.map(({ prompt }) => prompt),
        ['go', 'and now?'],
      );
      assert.doesNotMatch(JSON.stringify(server.requests.at(-1)?.body), /what is a cart|Side answer/);
      assert.equal(window.state.banner, undefined);
    });

    it('tells of an unknown command and keeps the message, which can go as text', async () => {
      await open();
      await say('/nope now');
      assert.deepEqual(
        [window.state.banner?.code, window.state.banner?.values],
        ['unknown-command', { name: 'nope' }],
      );
      assert.deepEqual(
        window.facts.findLast(({ type }) => type === 'draft/restored'),
        {
          type: 'draft/restored',
          text: '/nope now',
        },
      );
      assert.deepEqual(window.state.turns, []);
      await say('/nope now', true);
      assert.equal(window.state.banner, undefined);
      await window.untilDone(1);
      assert.match(asked(), /\/nope now/);
      await say('/etc/hosts is wrong');
      await window.untilDone(2);
      assert.match(asked(), /\/etc\/hosts is wrong/);
    });
  });
});

function slowly(gate: ReturnType<typeof createGate>) {
  return sayIt(['one ', 'two'], { hold: { gate, afterChunks: 1 } });
}

const files = {
  '.github/prompts/tidy.prompt.md': '---\ndescription: Tidy up\n---\nTidy ${input:what} up.',
  '.github/skills/shopper/SKILL.md': '---\nname: shopper\ndescription: Buys things\n---\nBuy it.',
};
