import assert from 'node:assert/strict';
import { replies, say } from '../../src/demo/replies';
import { startModelServer, type ModelServer } from '../../src/demo/modelServer';
import { ChatWindow } from '../support/chatWindow';

const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const blind = { id: 'claude-test', architecture: { input_modalities: ['text'] } };
const seeing = { id: 'claude-eyes', architecture: { input_modalities: ['text', 'image'] } };

describe('A picture for a model that sees none, on the real CLI', function () {
  this.timeout(60_000);
  let server: ModelServer;
  let window: ChatWindow;

  before(async () => {
    server = await startModelServer(replies([say('one'), say('two')]), { models: [blind, seeing] });
    const provider = { name: 'Scripted', type: 'openai' as const, baseUrl: server.url, model: 'claude-test' };
    window = await ChatWindow.open({ settings: { modelSource: 'own', provider } });
    await window.wish({ type: 'view/ready' });
  });
  after(async () => {
    await window.remove();
    await server.stop();
  });

  async function askWithPicture(text: string, count: number): Promise<string> {
    const picture = { name: 'shot.png', mimeType: 'image/png', data: pixel, preview: '' };
    await window.wish({ type: 'attachment/image', ...picture });
    await window.wish({ type: 'prompt/submit', text, sessionId: window.current.sessionId });
    await window.untilDone(count);
    const { messages } = server.requests.findLast(({ model }) => model)?.body as { messages: unknown[] };
    return JSON.stringify(messages.at(-1));
  }

  it('is known once the models are listed, and the message tells that it went without', async () => {
    assert.equal(window.state.composer.foot?.takesImages, undefined);
    await window.wish({ type: 'models/load' });
    assert.equal(window.state.composer.foot?.takesImages, false);
    assert.doesNotMatch(await askWithPicture('what is this?', 1), /image_url|shot\.png/);
    const [turn] = window.state.turns;
    assert.deepEqual(
      turn?.attachments.map(({ label, omitted }) => [label, omitted]),
      [['shot.png', 'no-vision']],
    );
  });

  it('goes along once another model is chosen', async () => {
    await window.wish({ type: 'model/choose', source: 'own', id: 'claude-eyes' });
    assert.equal(window.state.composer.foot?.takesImages, true);
    assert.match(await askWithPicture('and now?', 2), /image_url/);
    assert.equal(window.state.turns[1]?.attachments[0]?.omitted, undefined);
  });
});
