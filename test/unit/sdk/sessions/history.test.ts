import assert from 'node:assert/strict';
import { type FakeSetup, makeFake } from '../../../support/fakeCliClient';

describe('The history of a session on a CLI that reads no pages', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  async function allPages(sessionId: string): Promise<readonly string[]> {
    let page = await fake.client.readHistory(sessionId, { limit: 2 });
    let types = page.events.map(({ type }) => type);
    while (page.before !== undefined) {
      page = await fake.client.readHistory(sessionId, { limit: 2, before: page.before });
      types = [...page.events.map(({ type }) => type), ...types];
    }
    return types;
  }

  const kept = [
    'session.start',
    'user.message',
    'assistant.turn_start',
    'assistant.message',
    'assistant.turn_end',
  ];

  it('is read in pages from the open session', async () => {
    fake = makeFake();
    const session = await fake.client.createSession();
    await session.sendAndWait('hi');
    assert.deepEqual(await allPages(session.sessionId), kept);
    assert.equal(fake.received('session.resume').length, 0);
  });

  it('is read from a session that is loaded for it, and left again', async () => {
    fake = makeFake();
    const session = await fake.client.createSession();
    await session.sendAndWait('hi');
    await session.sendAndWait('twice');
    await session.destroy();
    const types = await allPages(session.sessionId);
    assert.deepEqual(types.slice(0, kept.length), kept);
    const { length } = fake.received('session.resume');
    assert.ok(length > 0);
    assert.equal(fake.received('session.destroy').length, length);
  });

  it('takes no page of another size than the CLI has', async () => {
    fake = makeFake();
    for (const limit of [0, 1001, 1.5]) {
      await assert.rejects(fake.client.readHistory('s', { limit }), { code: 'invalid-argument' });
    }
  });
});

describe('An event that nobody listens to', () => {
  it('is not read; one that is listened to later is', async () => {
    const fake = makeFake();
    const session = await fake.client.createSession();
    const parse = JSON.parse;
    const parsed: string[] = [];
    JSON.parse = (text: string, ...rest): unknown => {
      parsed.push(text);
      return parse(text, ...rest) as unknown;
    };
    const isParsed = (): boolean => parsed.some((text) => text.includes('"type":"assistant.message_delta"'));
    try {
      await session.sendAndWait('hi');
      assert.equal(isParsed(), false);
      const undo = session.on('assistant.message_delta', () => undefined);
      await session.sendAndWait('hi');
      assert.equal(isParsed(), true);
      undo();
      parsed.length = 0;
      await session.sendAndWait('hi');
      assert.equal(isParsed(), false);
    } finally {
      JSON.parse = parse;
      await fake.end();
    }
  });
});
