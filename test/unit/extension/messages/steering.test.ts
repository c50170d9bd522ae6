import assert from 'node:assert/strict';
import { Conversation } from '../../../../src/extension/transcript/transcript';
import { MessageQueue } from '../../../../src/extension/messages/messageQueue';
import { Steering } from '../../../../src/extension/messages/steering';
import { CopilotError, type CopilotSession, type SessionEvent } from '../../../../src/sdk/index';

const message = (text: string) => ({ id: `id of ${text}`, text, attachments: [] });

/** A turn that runs, and a CLI of which one says what it answers. */
function setup(cli: { send?: () => Promise<string>; hasActiveWork?: () => boolean } = {}) {
  const conversation = new Conversation({ sessionId: 's', folder: '/p', now: () => 0 });
  const waiting = new MessageQueue(
    [],
    () => undefined,
    () => undefined,
  );
  const happened: string[] = [];
  const handle = {
    send: cli.send ?? (() => Promise.resolve('m2')),
    rpc: {
      metadata: { activity: async () => Promise.resolve({ hasActiveWork: cli.hasActiveWork?.() ?? false }) },
    },
  };
  let wentOn: () => void = () => undefined;
  const goesOn = new Promise<void>((resolve) => (wentOn = resolve));
  const steering = new Steering({
    waiting,
    conversation,
    handle: () => Promise.resolve(handle as unknown as CopilotSession),
    show: () => undefined,
    refused: () => happened.push('refused'),
    setBanner: (banner) => happened.push(banner?.code ?? 'no banner'),
    isBusy: () => conversation.state === 'working',
    goOn: () => Promise.resolve(wentOn()),
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  });
  let count = 0;
  const event = (type: string, data: Readonly<Record<string, unknown>> = {}) => {
    const told: SessionEvent = { type, data, id: `e${(count += 1)}`, parentId: null, timestamp: '' };
    conversation.apply(told);
    steering.follow(told);
  };
  event('user.message', { messageId: 'm1', content: 'first', delivery: 'idle' });
  const shown = () => waiting.forPage.messages.map((one) => [one.text, one.isSteering ?? false]);
  return { conversation, waiting, steering, event, shown, happened, goesOn };
}

describe('A message for the running turn', () => {
  it('stands in the queue until the agent takes it in, then in the turn', async () => {
    const { steering, event, shown, conversation } = setup();
    await steering.send(message('brief'));
    assert.deepEqual(shown(), [['brief', true]]);
    event('user.message', { messageId: 'm2', content: 'brief', delivery: 'steering' });
    assert.deepEqual(shown(), []);
    const [turn, ...others] = conversation.snapshot().turns;
    assert.deepEqual(others, []);
    assert.deepEqual(
      turn?.items.map((item) => item.kind === 'steer' && item.text),
      ['brief'],
    );
  });

  it('is drawn once when the agent takes it in before the reply comes', async () => {
    let taken: () => void = () => undefined;
    const cli = { send: () => Promise.resolve(taken()).then(() => 'm2') };
    const { steering, event, shown, conversation } = setup(cli);
    taken = () =>
      event('user.message', { messageId: 'm2', content: 'changed on the way', delivery: 'steering' });
    await steering.send(message('brief'));
    assert.deepEqual(shown(), []);
    assert.equal(conversation.snapshot().turns[0]?.items.length, 1);
  });

  it('is shown as it was typed, whatever the agent gets for it', async () => {
    const { steering, event, conversation } = setup();
    await steering.send({ ...message('/review'), prompt: 'Review everything' });
    event('user.message', { messageId: 'm2', content: 'Review everything', delivery: 'steering' });
    const [item] = conversation.snapshot().turns[0]?.items ?? [];
    assert.equal(item?.kind === 'steer' && item.text, '/review');
  });

  it('becomes a turn of its own when the agent had just finished', async () => {
    const { steering, event, shown, conversation } = setup();
    await steering.send(message('late'));
    event('user.message', { messageId: 'm2', content: 'late', delivery: 'queued' });
    assert.deepEqual(shown(), []);
    assert.deepEqual(
      conversation.snapshot().turns.map((turn) => [turn.prompt, turn.state]),
      [
        ['first', 'done'],
        ['late', 'running'],
      ],
    );
  });

  it('waits again when the turn was stopped, or the CLI ended', async () => {
    for (const end of ['session.idle', 'session.disconnected']) {
      const { steering, event, shown } = setup();
      await steering.send(message('brief'));
      event(end, { aborted: true });
      assert.deepEqual(shown(), [['brief', false]], end);
    }
  });

  it('waits again when the agent is idle and has dropped it, and is then the next', async () => {
    const { steering, event, shown, goesOn, waiting } = setup();
    await steering.send(message('brief'));
    event('session.idle');
    await goesOn;
    assert.deepEqual(shown(), [['brief', false]]);
    assert.equal(waiting.due()?.text, 'brief');
  });

  it('stays with an idle agent that is about to begin with it', async () => {
    let asked: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const { steering, event, shown } = setup({ hasActiveWork: () => [asked()].length > 0 });
    await steering.send(message('brief'));
    event('session.idle');
    await isAsked;
    await new Promise(setImmediate);
    assert.deepEqual(shown(), [['brief', true]]);
  });

  it('is not sent a second time because the CLI could not say whether it works', async () => {
    const { steering, event, shown, happened, waiting } = setup({
      hasActiveWork: () => {
        throw new CopilotError('timeout', 'too late');
      },
    });
    await steering.send(message('brief'));
    event('session.idle');
    await new Promise(setImmediate);
    assert.deepEqual(shown(), [['brief', false]]);
    assert.equal(waiting.due(), undefined, 'it waits for a word');
    assert.deepEqual(happened, ['send-unknown']);
  });

  it('stays handed over when only the answer was late', async () => {
    const { steering, event, shown, happened } = setup({
      send: () => Promise.reject(new CopilotError('timeout', 'too late')),
    });
    await steering.send(message('brief'));
    assert.deepEqual([shown(), happened], [[['brief', true]], []]);
    event('user.message', { messageId: 'm2', content: 'brief', delivery: 'steering' });
    assert.deepEqual(shown(), []);
  });

  it('stays the first in the queue when it cannot be handed over', async () => {
    const cli = { send: () => Promise.reject(new Error('no')) };
    const { steering, shown, happened, waiting, conversation } = setup(cli);
    waiting.add(message('later'));
    await steering.send(message('brief'));
    assert.deepEqual(shown(), [
      ['brief', false],
      ['later', false],
    ]);
    assert.deepEqual(happened, ['refused']);
    assert.equal(conversation.snapshot().turns.length, 1);
  });
});
