import assert from 'node:assert/strict';
import { replies, say } from '../../src/demo/replies';
import { type ModelServer, startModelServer } from '../../src/demo/modelServer';
import type { ModelReply } from '../../src/demo/modelScript';
import { ChatWindow } from '../support/chatWindow';

describe('An answer that is not whole, on the real CLI', function () {
  this.timeout(60_000);
  let server: ModelServer;
  let window: ChatWindow;

  afterEach(async () => {
    await window.remove();
    await server.stop();
  });

  /** The notices of the turn and its texts. */
  async function ask(...list: readonly ModelReply[]): Promise<readonly (readonly string[])[]> {
    server = await startModelServer(replies(list));
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'claude-test' };
    window = await ChatWindow.open({ settings: { modelSource: 'own', provider, permissions: 'allow-all' } });
    await window.wish({ type: 'view/ready' });
    const sessionId = window.state.session?.sessionId ?? '';
    await window.wish({ type: 'prompt/submit', text: 'Go on', sessionId });
    await window.untilDone(1);
    const items = window.state.turns[0]?.items ?? [];
    return [
      items.flatMap((item) =>
        item.kind === 'notice'
          ? [
              item.notice.code,
              String(item.notice.values?.['reason'] ?? item.notice.values?.['message'] ?? ''),
            ]
          : [],
      ),
      items.flatMap((item) => (item.kind === 'answer' ? [item.text] : [])),
    ];
  }

  it('because of the limit of the model is said to be cut off, when the CLI gives up to ask for the rest', async () => {
    const [notices] = await ask(...Array.from({ length: 12 }, () => say('A part', { finish: 'length' })));
    assert.deepEqual(notices, ['answer-cut', 'length']);
  });

  it('at first, and whose rest the CLI then gets, is whole', async () => {
    const [notices] = await ask(say('The first half', { finish: 'length' }), say(' and the second'));
    assert.deepEqual(notices, []);
  });

  it('because of a content filter is said to be stopped', async () => {
    const [notices] = await ask(say('The first', { finish: 'content_filter' }));
    assert.deepEqual(notices, ['answer-cut', 'content_filter']);
  });

  it('because there are no words at all is said', async () => {
    const [notices, texts] = await ask(say([]), say([]), say([]));
    assert.deepEqual(texts, []);
    assert.deepEqual(notices, ['turn-failed', 'No response was returned. Send your message again to retry.']);
  });

  it('because there are only thoughts is said', async () => {
    const thoughts = say([], { reasoning: 'What could it be?' });
    const [notices] = await ask(thoughts, thoughts, thoughts);
    assert.deepEqual(notices, ['answer-empty', '']);
  });

  it('and no word of all this of one that is', async () => {
    const [notices, texts] = await ask(say('All of it.'));
    assert.deepEqual([notices, texts], [[], ['All of it.']]);
  });
});
