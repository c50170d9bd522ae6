import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { FileStore } from '../../../../src/extension/storage/fileStore';
import { ChatStorage, type Unsent } from '../../../../src/extension/storage/sessionStorage';

const file = (id: string) => ({ id, kind: 'file', label: id, path: `/shop/${id}` }) as const;
const message = (text: string) => ({ id: text, text, attachments: [] });

describe('What is prepared and not sent', () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'unsent-'))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  /** A window of the folder; it may have closed again by the time that it is asked. */
  function open() {
    const files = new FileStore(folder, { warn: (text) => assert.fail(text) });
    const storage = new ChatStorage(files);
    let now = storage.unsent('s');
    return {
      get now() {
        return now;
      },
      write: async (patch: Partial<Unsent>) => {
        now = { ...now, ...patch };
        await storage.setUnsent('s', now);
      },
    };
  }

  it('comes back without what a later version has put among it, which is kept', async () => {
    const unknown = { ...file('b'), kind: 'hologram' };
    const stored = {
      draft: 'half a thought',
      attachments: [file('a'), unknown],
      queue: [message('next'), { ...message('later'), attachments: [unknown] }, { id: 1 }],
    };
    fs.writeFileSync(path.join(folder, `${encodeURIComponent('unsent s')}.json`), JSON.stringify(stored));
    const window = open();
    assert.equal(window.now.draft, 'half a thought');
    assert.deepEqual(window.now.attachments, [file('a')]);
    assert.deepEqual(window.now.queue, [message('next'), message('later')]);
    await window.write({ draft: 'a thought' });
    const unread = path.join(folder, `${encodeURIComponent('unread unsent s')}.json`);
    assert.deepEqual(JSON.parse(fs.readFileSync(unread, 'utf8')), stored);
  });

  it('of two windows is there of both', async () => {
    const [left, right] = [open(), open()];
    await left.write({ queue: [message('left')], attachments: [file('a')] });
    await right.write({ queue: [message('right')] });
    await right.write({ attachments: [file('b')] });
    await left.write({ queue: [message('left'), message('left 2')] });
    const { queue, attachments } = open().now;
    assert.deepEqual(queue.map(({ text }) => text).sort(), ['left', 'left 2', 'right']);
    assert.deepEqual(attachments.map(({ id }) => id).sort(), ['a', 'b']);
  });

  it('and is sent or removed in one of them does not come back', async () => {
    const first = open();
    await first.write({ queue: [message('one'), message('two')] });
    const second = open();
    await second.write({ draft: 'typing' });
    await first.write({ queue: [message('two')] });
    await second.write({ draft: 'typing on' });
    assert.deepEqual(open().now.queue, [message('two')]);
    assert.equal(open().now.draft, 'typing on');
  });

  it('keeps the drafts of both, each once, however long they type', async () => {
    const [left, right] = [open(), open()];
    for (const length of [3, 8, 12]) {
      await left.write({ draft: 'from the left'.slice(0, length) });
      await right.write({ draft: 'from the right'.slice(0, length) });
    }
    await left.write({ draft: 'from the left' });
    assert.equal(open().now.draft, 'from the left\nfrom the rig');
    await left.write({ draft: '' });
    assert.equal(open().now.draft, 'from the rig');
  });
});

describe('A place where nothing can be written', () => {
  it('leaves everything as it is for this window, and says so once', async () => {
    const blocked = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'blocked-')), 'file');
    fs.writeFileSync(blocked, '');
    const warnings: string[] = [];
    const files = new FileStore(path.join(blocked, 'kept'), { warn: (text) => warnings.push(text) });
    const storage = new ChatStorage(files);
    await storage.setUnsent('s', { draft: 'typed', attachments: [], queue: [] });
    await storage.setShownSession('s');
    assert.equal(storage.unsent('s').draft, 'typed');
    assert.equal(storage.shownSession, 's');
    assert.equal(warnings.length, 1);
    assert.equal(files.isBroken, true);
    fs.rmSync(path.dirname(blocked), { recursive: true });
  });
});

describe('The newest turns of sessions', () => {
  const kept = (id: string) => ({
    turn: { id, prompt: 'Go', state: 'done', startedAt: 1, attachments: [], items: [] },
  });

  it('are kept for those that were last at work', () => {
    const stored = new Map<string, unknown>();
    const storage = new ChatStorage({
      get: (key) => stored.get(key),
      update: (key, value) =>
        Promise.resolve(void (value === undefined ? stored.delete(key) : stored.set(key, value))),
    });
    for (let at = 0; at < 60; at += 1) void storage.setTurn(`s${at}`, kept(`${at}`) as never);
    void storage.setTurn('s12', kept('again') as never);
    void storage.setTurn('s60', kept('60') as never);
    const turns = [...stored.keys()].filter((key) => key.startsWith('turn '));
    assert.equal(turns.length, 50);
    assert.ok(storage.turn('s12') && storage.turn('s60') && storage.turn('s11') && !storage.turn('s10'));
    void storage.setTurn('s12', undefined);
    assert.equal((stored.get('turns') as readonly string[]).includes('s12'), false);
  });
});
