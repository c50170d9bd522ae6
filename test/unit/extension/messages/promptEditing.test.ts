import assert from 'node:assert/strict';
import { PromptEdits } from '../../../../src/extension/messages/promptEditing';
import { ChatStorage, type KeptMessage } from '../../../../src/extension/storage/sessionStorage';
import type { Notice } from '../../../../src/protocol/toView';
import type { CopilotSession } from '../../../../src/sdk/index';
import { FakeClock } from '../../../support/fakeClock';
import { FakeChat } from '../transcript/fakeChat';

const sent = { text: 'better', restoresFiles: false, keepsCopy: false };
const nothing = (): void => undefined;

describe('A prompt that is edited before the CLI has confirmed it', () => {
  let clock: FakeClock;
  beforeEach(() => (clock = new FakeClock()));
  afterEach(() => clock.restore());

  /** An edit of the only prompt, which is on its way to the CLI. */
  async function open() {
    const chat = new FakeChat();
    const did: string[] = [];
    const banners: (Notice | undefined)[] = [];
    const rewind = ({ eventId }: { readonly eventId: string }) => {
      did.push(`back to before ${eventId}`);
      chat.event('session.snapshot_rewind', { upToEventId: eventId });
      return Promise.resolve({ outcome: 'success', skippedFiles: [] });
    };
    const edits = new PromptEdits({
      sessionId: 's',
      folder: '/shop',
      conversation: chat.conversation,
      storage: new ChatStorage({ get: nothing, update: () => Promise.resolve() }),
      logger: { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing },
      emit: nothing,
      handle: () => Promise.resolve({ rpc: { history: { rewind } } } as unknown as CopilotSession),
      stop: () => Promise.resolve(void did.push('stop')),
      attachmentsOf: () => Promise.resolve([]),
      send: ({ text }: KeptMessage) => Promise.resolve(void did.push(`send ${text}`)),
      setBanner: (banner) => void banners.push(banner),
    });
    chat.does((conversation) => conversation.promptSubmitted('p', 'good', []));
    await edits.begin('p');
    return { chat, did, banners, edits };
  }

  it('stops nothing until it is confirmed, and then goes on', async () => {
    const { chat, did, banners, edits } = await open();
    const sending = edits.send(sent);
    await clock.pass(1000);
    assert.deepEqual([did, edits.current?.text], [[], 'better']);
    chat.event('user.message', { messageId: 'm', content: 'good' }, { id: 'e' });
    edits.follow();
    await sending;
    assert.deepEqual(did, ['stop', 'back to before e', 'send better']);
    assert.deepEqual([chat.lines, edits.current, banners, clock.pending], [[], undefined, [undefined], 0]);
  });

  it('stays in its editor, and the turn goes on, when no confirmation comes', async () => {
    const { chat, did, banners, edits } = await open();
    const sending = edits.send(sent);
    await clock.pass(10_000);
    await sending;
    assert.deepEqual([did, edits.current?.text, chat.conversation.isBusy], [[], 'better', true]);
    assert.deepEqual(
      [banners.at(-1)?.code, banners.at(-1)?.values?.['message']],
      ['rewind-failed', 'The CLI has not confirmed this message yet.'],
    );
  });

  for (const [what, act] of [
    ['cancels it', (edits: PromptEdits) => edits.cancel()],
    ['goes on typing', (edits: PromptEdits) => edits.keep('better still')],
  ] as const) {
    it(`is not sent when the person ${what} meanwhile`, async () => {
      const { chat, did, edits } = await open();
      const sending = edits.send(sent);
      await clock.pass(1);
      act(edits);
      const { current } = edits;
      chat.event('user.message', { messageId: 'm', content: 'good' }, { id: 'e' });
      edits.follow();
      await sending;
      assert.deepEqual([did, chat.conversation.isBusy, edits.current], [[], true, current]);
    });
  }

  it('is sent alone when the message came back meanwhile', async () => {
    const { chat, did, edits } = await open();
    const sending = edits.send(sent);
    await clock.pass(1);
    chat.does((conversation) => conversation.promptRejected('p'));
    edits.follow();
    await sending;
    assert.deepEqual(did, ['stop', 'send better']);
  });

  it('takes the place of one that was stopped on its way', async () => {
    const { chat, did, edits } = await open();
    chat.does((conversation) => conversation.stopRequested());
    await edits.send(sent);
    assert.deepEqual([did, chat.conversation.lastPrompt], [['stop', 'send better'], undefined]);
  });
});
