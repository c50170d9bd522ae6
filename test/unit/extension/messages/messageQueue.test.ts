import assert from 'node:assert/strict';
import type { Queue } from '../../../../src/protocol/toView';
import { MessageQueue } from '../../../../src/extension/messages/messageQueue';
import { Outbox } from '../../../../src/extension/messages/unsent';
import { ChatStorage, type KeptMessage } from '../../../../src/extension/storage/sessionStorage';
import { isTakenIn } from '../../../../src/extension/messages/steering';

const message = (id: string): KeptMessage => ({ id, text: `text ${id}`, attachments: [] });

function setup(...ids: readonly string[]) {
  const stored: (readonly KeptMessage[])[] = [];
  const told: Queue[] = [];
  const queue = new MessageQueue(
    [],
    (messages) => stored.push(messages),
    (state) => told.push(state),
  );
  for (const id of ids) queue.add(message(id));
  const order = () => queue.forPage.messages.map((one) => one.id).join('');
  return { queue, stored, told, order };
}

describe('The queue', () => {
  it('gives its messages in order, and none while it is paused', () => {
    const { queue } = setup('a', 'b');
    queue.pause('stop');
    assert.equal(queue.due(), undefined);
    assert.deepEqual([queue.forPage.isPaused, queue.forPage.pausedBy], [true, 'stop']);
    queue.resume();
    assert.equal(queue.due()?.id, 'a');
    queue.remove('a');
    assert.equal(queue.due()?.id, 'b');
  });

  it('stores and tells each change of its order', () => {
    const { queue, stored, told, order } = setup('a', 'b', 'c');
    queue.move('c', 0);
    assert.equal(order(), 'cab');
    queue.move('c', 99);
    assert.equal(order(), 'abc');
    queue.move('unknown', 0);
    assert.equal(order(), 'abc');
    assert.equal(
      stored
        .at(-1)
        ?.map((one) => one.id)
        .join(''),
      'abc',
    );
    assert.equal(
      told
        .at(-1)
        ?.messages.map((one) => one.id)
        .join(''),
      'abc',
    );
  });

  it('puts a copy right after the message', () => {
    const { queue, order } = setup('a', 'b');
    queue.duplicate('a');
    const [first, copy] = queue.forPage.messages;
    assert.equal(copy?.text, first?.text);
    assert.notEqual(copy?.id, first?.id);
    assert.match(order(), /^a.+b$/);
  });

  it('puts a deleted message back where it was, until another is queued', () => {
    const { queue, order } = setup('a', 'b', 'c');
    queue.delete('b');
    assert.deepEqual(queue.forPage.deleted, { id: 'b', text: 'text b' });
    queue.restore();
    assert.equal(order(), 'abc');
    assert.equal(queue.forPage.deleted, undefined);
    queue.delete('a');
    queue.add(message('d'));
    queue.restore();
    assert.equal(order(), 'bcd');
  });

  it('offers the way back from deleting the only message, and no pause without one', () => {
    const { queue, order } = setup('a');
    queue.pause('person');
    queue.delete('a');
    assert.equal(queue.forPage.isPaused, false);
    queue.pause('person');
    assert.equal(queue.forPage.isPaused, false);
    queue.restore();
    assert.equal(order(), 'a');
    queue.delete('a');
    queue.forget();
    assert.deepEqual(queue.forPage, { messages: [], isPaused: false });
  });

  it('holds a message while it is rewritten, and keeps each state of the text', () => {
    const { queue, stored } = setup('a', 'b');
    queue.edit('a');
    assert.equal(queue.due(), undefined);
    queue.rewrite('a', 'half');
    assert.equal(stored.at(-1)?.[0]?.text, 'half');
    queue.endEdit('a', 'whole');
    assert.equal(queue.due()?.text, 'whole');
  });

  it('leaves a message as it was when its rewriting is given up, or empty', () => {
    const { queue } = setup('a');
    for (const text of [undefined, '  ']) {
      queue.edit('a');
      queue.rewrite('a', 'half');
      queue.endEdit('a', text);
      assert.equal(queue.due()?.text, 'text a');
    }
  });

  it('keeps what a command stands for, until the command is rewritten', () => {
    const { queue } = setup();
    queue.add({ ...message('a'), prompt: 'Review everything' });
    queue.handOver({ ...message('b'), prompt: 'Explain everything' });
    queue.takeBack();
    assert.deepEqual([queue.due()?.prompt, queue.due()?.steeredAt], ['Explain everything', undefined]);
    queue.remove('b');
    queue.edit('a');
    queue.rewrite('a', 'half');
    assert.equal(queue.find('a')?.prompt, undefined);
    queue.endEdit('a', undefined);
    assert.equal(queue.due()?.prompt, 'Review everything');
    queue.edit('a');
    queue.endEdit('a', 'Something else');
    assert.equal(queue.due()?.prompt, undefined);
  });

  it('shows what was handed over first, and lets nothing be done to it', () => {
    const { queue, order } = setup('a', 'b', 'c');
    queue.handOver(message('b'));
    queue.handOver(message('d'));
    assert.equal(order(), 'bdac');
    assert.deepEqual(
      queue.forPage.messages.map((one) => one.isSteering ?? false),
      [true, true, false, false],
    );
    queue.move('c', 0);
    queue.move('b', 3);
    queue.delete('b');
    queue.duplicate('b');
    assert.equal(order(), 'bdca');
    assert.equal(queue.due(), undefined, 'the agent has those before it still to take in');
  });

  it('takes back what was handed over, as the next in line', () => {
    const { queue, order } = setup('a');
    queue.handOver(message('x'));
    queue.handOver(message('y'));
    queue.takeBack('x');
    assert.equal(order(), 'yxa');
    queue.takeBack();
    assert.equal(order(), 'yxa');
    assert.equal(queue.due()?.id, 'y');
  });
});

describe('The queue of an earlier window', () => {
  function windowAfter(before: (outbox: Outbox) => void) {
    const map = new Map<string, unknown>();
    const storage = new ChatStorage({
      get: (key) => structuredClone(map.get(key)),
      update: (key, value) => Promise.resolve(void map.set(key, structuredClone(value))),
    });
    const open = () => new Outbox({ storage, sessionId: () => 's1', emit: () => undefined });
    before(open());
    return open();
  }

  it('is there in its order and waits for a word', () => {
    const outbox = windowAfter(({ waiting }) => {
      for (const id of ['a', 'b', 'c']) waiting.add(message(id));
      waiting.move('c', 0);
    });
    outbox.reload();
    assert.deepEqual(outbox.queue.messages.map((one) => one.id).join(''), 'cab');
    assert.equal(outbox.queue.pausedBy, 'reload');
    assert.equal(outbox.waiting.due(), undefined);
  });

  it('has no more what the agent took in, and has again what it did not', () => {
    const outbox = windowAfter(({ waiting }) => {
      for (const id of ['known', 'unnamed', 'dropped', 'queued']) waiting.add(message(id));
      for (const id of ['known', 'unnamed', 'dropped']) waiting.handOver(message(id));
      waiting.name('known', 'm1');
      waiting.name('dropped', 'm2');
    });
    const event = (content: string, messageId: string, timestamp: string) => ({
      type: 'user.message',
      id: messageId,
      parentId: null,
      timestamp,
      data: { content, messageId, delivery: 'steering' },
    });
    const later = new Date(Date.now() + 1000).toISOString();
    outbox.reload(
      isTakenIn([
        event('text queued', 'm0', later),
        event('text dropped', 'm3', new Date(0).toISOString()),
        event('changed by the CLI', 'm1', later),
        event('text unnamed', 'm4', later),
      ]),
    );
    assert.deepEqual(
      outbox.queue.messages.map((one) => [one.id, one.isSteering ?? false]),
      [
        ['dropped', false],
        ['queued', false],
      ],
    );
  });
});
