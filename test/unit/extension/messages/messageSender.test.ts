import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { MessageSender } from '../../../../src/extension/messages/messageSender';
import { Outbox } from '../../../../src/extension/messages/unsent';
import { ChatStorage } from '../../../../src/extension/storage/sessionStorage';
import { attachPath } from '../../../../src/extension/transcript/attachments';
import { Conversation } from '../../../../src/extension/transcript/transcript';
import type { Notice } from '../../../../src/protocol/toView';
import { CopilotError, type CopilotSession } from '../../../../src/sdk/index';

const quiet = () => undefined;
const logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

/** A session whose CLI answers each message as the test says. */
function open(answer: (prompt: string) => Promise<string>) {
  const memory = new Map<string, unknown>();
  const storage = new ChatStorage({
    get: (key) => structuredClone(memory.get(key)),
    update: (key, value) => Promise.resolve(void memory.set(key, structuredClone(value))),
  });
  const conversation = new Conversation({
    sessionId: 'one',
    folder: '/shop',
    now: () => 1000,
  });
  const outbox = new Outbox({ storage, emit: quiet, sessionId: () => 'one' });
  const sent: { prompt: string; attachments: number }[] = [];
  const banners: (Notice | undefined)[] = [];
  const sender = new MessageSender({
    outbox,
    conversation,
    steering: { send: () => Promise.resolve() },
    handle: () =>
      Promise.resolve({
        send: ({ prompt, attachments }: { prompt: string; attachments: readonly unknown[] }) => {
          sent.push({ prompt, attachments: attachments.length });
          return answer(prompt);
        },
      } as unknown as CopilotSession),
    isBusy: () => conversation.isBusy,
    show: quiet,
    setBanner: (banner) => banners.push(banner),
    begun: quiet,
    rejected: quiet,
    logger,
  });
  const taken = (content: string) => {
    const event = { id: content, type: 'user.message', data: { content, messageId: `m ${content}` } };
    conversation.apply(event);
    sender.follow(event as never);
  };
  const banner = () => banners.at(-1)?.code;
  return { sender, outbox, conversation, sent, banner, taken };
}

const tooLate = () => Promise.reject(new CopilotError('timeout', 'session.send: no answer within 60000 ms'));

describe('A message that the CLI did not confirm in time', () => {
  it('is no longer waited for as sent, is not sent again by itself, and the person is told', async () => {
    const { sender, outbox, sent, banner, conversation } = open(tooLate);
    await sender.submit('first');
    assert.equal(banner(), 'send-unknown');
    assert.equal(outbox.draft, 'first');
    assert.equal(conversation.isBusy, false);
    await sender.sendNext();
    assert.equal(sent.length, 1);
  });

  it('leaves the composer again when it turns out that the agent has it', async () => {
    const { sender, outbox, banner, taken } = open(tooLate);
    await sender.submit('first');
    taken('first');
    assert.equal(outbox.draft, '');
    assert.equal(banner(), undefined);
  });

  it('counts as sent when the agent had it before', async () => {
    const chat = open((prompt) => {
      chat.taken(prompt);
      return tooLate();
    });
    await chat.sender.submit('first');
    assert.equal(chat.banner(), undefined);
    assert.equal(chat.outbox.draft, '');
    assert.equal(chat.conversation.isBusy, true);
  });

  it('out of the queue is the next again, held until a word, and goes when the agent has it', async () => {
    const { sender, outbox, sent, banner, taken } = open(tooLate);
    outbox.waiting.add({ id: 'q', text: 'queued', attachments: [] });
    await sender.sendNext();
    assert.equal(banner(), 'send-unknown');
    assert.equal(outbox.queue.isPaused, true);
    await sender.sendNext();
    assert.equal(sent.length, 1);
    taken('queued');
    assert.equal(outbox.queue.messages.length, 0);
  });

  it('that was refused is still said to be not sent', async () => {
    const { sender, banner } = open(() => Promise.reject(new CopilotError('request-failed', 'no')));
    await sender.submit('first');
    assert.equal(banner(), 'send-failed');
  });
});

describe('A message with attachments', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sender-'))));
  after(() => fs.rmSync(folder, { recursive: true }));
  const file = async (name: string) => {
    const place = path.join(folder, name);
    fs.writeFileSync(place, name);
    return attachPath(place);
  };

  it('goes with what it had when it was sent; what is attached meanwhile stays for the next', async () => {
    const { sender, outbox, sent } = open(() => Promise.resolve('m'));
    outbox.addAttachments([await file('a.ts')]);
    const submitted = sender.submit('look at this');
    outbox.addAttachments([await file('b.ts')]);
    outbox.keepDraft('the next');
    await submitted;
    assert.deepEqual(sent, [{ prompt: 'look at this', attachments: 1 }]);
    assert.deepEqual(
      outbox.attachments.map(({ label }) => label),
      ['b.ts'],
    );
    assert.equal(outbox.draft, 'the next');
  });

  it('is not overtaken by one without', async () => {
    const { sender, outbox, sent } = open(() => Promise.resolve('m'));
    outbox.addAttachments([await file('a.ts')]);
    await Promise.all([sender.submit('first'), sender.submit('second')]);
    assert.equal(sent[0]?.prompt, 'first');
    assert.deepEqual(
      outbox.queue.messages.map(({ text }) => text),
      ['second'],
    );
  });

  it('comes back as it was when a file is gone', async () => {
    const { sender, outbox, sent, banner } = open(() => Promise.resolve('m'));
    const gone = await file('gone.ts');
    outbox.addAttachments([gone]);
    fs.rmSync(gone.path);
    await sender.submit('look');
    assert.equal(banner(), 'attachment-missing');
    assert.deepEqual([outbox.draft, outbox.attachments.length, sent.length], ['look', 1, 0]);
  });
});
