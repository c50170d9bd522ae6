import assert from 'node:assert/strict';
import type { ToView } from '../../../../src/protocol/toView';
import { Outbox } from '../../../../src/extension/messages/unsent';
import { ChatStorage } from '../../../../src/extension/storage/sessionStorage';

function memory() {
  const map = new Map<string, unknown>();
  return {
    get: (key: string) => structuredClone(map.get(key)),
    update: (key: string, value: unknown) => {
      if (value === undefined) map.delete(key);
      else map.set(key, structuredClone(value));
      return Promise.resolve();
    },
    size: () => map.size,
  };
}

function setup(sessionId: string | undefined = 's1') {
  const store = memory();
  const storage = new ChatStorage(store);
  const facts: ToView[] = [];
  const open = () =>
    new Outbox({ storage, sessionId: () => sessionId, emit: (added) => facts.push(...added) });
  return { store, open, facts };
}

const file = (name: string) => ({ id: name, kind: 'file' as const, label: name, path: `/p/${name}` });
const message = (id: string) => ({ id, text: `text ${id}`, attachments: [] });

describe('What is not sent yet', () => {
  it('is there again after the window was reloaded', () => {
    const { open } = setup();
    const before = open();
    before.keepDraft('half a thought');
    before.addAttachments([file('a.ts')]);
    before.waiting.add(message('1'));
    const after = open();
    assert.equal(after.draft, 'half a thought');
    assert.deepEqual(
      after.attachments.map((one) => one.label),
      ['a.ts'],
    );
    assert.deepEqual(
      after.queue.messages.map((one) => one.text),
      ['text 1'],
    );
  });

  it('leaves nothing stored once all is sent', () => {
    const { open, store } = setup();
    const outbox = open();
    outbox.keepDraft('x');
    outbox.release({ id: 'm', text: 'x', attachments: [] });
    assert.equal(store.size(), 0);
  });

  it('holds each attachment once', () => {
    const outbox = setup().open();
    outbox.addAttachments([file('a.ts')]);
    outbox.addAttachments([{ ...file('a.ts'), id: 'other' }, file('b.ts')]);
    assert.deepEqual(
      outbox.attachments.map((one) => one.label),
      ['a.ts', 'b.ts'],
    );
  });

  it('puts a message that was not sent before what was typed since', () => {
    const { open, facts } = setup();
    const outbox = open();
    outbox.keepDraft('typed since');
    outbox.giveBack({ id: '1', text: 'not sent', attachments: [file('a.ts')] });
    assert.equal(outbox.draft, 'not sent\ntyped since');
    assert.deepEqual(facts.at(-1), { type: 'draft/restored', text: 'not sent' });
    assert.equal(outbox.attachments.length, 1);
  });
});
