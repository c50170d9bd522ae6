import assert from 'node:assert/strict';
import { CopilotError, type CopilotSession, type SessionEvent } from '../../../src/sdk/index';
import { silentLogger } from '../../../src/sdk/util/logger';
import { type FakeSetup, makeFake, nextEvent } from '../../support/fakeCliClient';

describe('A CLI that writes what it should not', () => {
  let fake: FakeSetup;
  const warnings: string[] = [];
  const logger = { ...silentLogger, warn: (text: string) => warnings.push(text) };

  beforeEach(() => {
    warnings.length = 0;
  });

  afterEach(() => fake.end());

  async function open(switches = ''): Promise<{ session: CopilotSession; events: SessionEvent[] }> {
    fake = makeFake(switches, { logger, autoRestart: false, heartbeat: { quietMs: 100, answerMs: 2000 } });
    const session = await fake.client.createSession();
    const events: SessionEvent[] = [];
    session.on((event) => events.push(event));
    return { session, events };
  }

  const answer = async (session: CopilotSession, prompt: string): Promise<string | undefined> =>
    (await session.sendAndWait(prompt, 10_000))?.data.content;

  for (const [what, prompt] of [
    ['other text between its messages', 'garbage'],
    ['other text in the middle of a message', 'torn'],
    ['a message that is no JSON', 'json'],
    ['a negative length', 'length -1'],
    ['a length of 99 GB', 'length 99000000000'],
    ['a length that is no number', 'length many'],
    ['a length that is too short', 'length 20'],
    ['a length that is too long', 'length 400'],
    ['a length that nothing fulfils', 'length 400000'],
    ['messages, events and requests that nobody knows', 'odd'],
  ] as const) {
    it(`is understood after ${what}, and the connection stays`, async () => {
      const { session, events } = await open();
      assert.equal(await answer(session, prompt), `You said: ${prompt}`);
      assert.equal(await answer(session, 'again'), 'You said: again');
      assert.equal((await fake.client.ping('x')).message, 'pong: x');
      assert.deepEqual(fake.states, ['connecting', 'connected']);
      assert.equal(fake.client.getState(), 'connected');
      const pieces = events.flatMap(({ type, data }) =>
        type === 'assistant.message_delta' ? [data.deltaContent] : [],
      );
      assert.deepEqual(
        pieces.filter((piece) => piece !== 'lost'),
        ['You ', 'said', 'You ', 'said'],
      );
      assert.ok(warnings.length > 0, 'a warning says so');
      assert.deepEqual(await fake.client.stop(), []);
    });
  }

  it('passes events of unknown types on untouched, and refuses unknown requests', async () => {
    const { session, events } = await open();
    await answer(session, 'odd');
    assert.deepEqual(events.find(({ type }) => type === 'nobody.knows_this')?.data, { field: 1 });
    assert.deepEqual(events.find(({ type }) => type === 'nobody.refused')?.data, { code: -32601 });
  });

  it('starts although it begins with other text', async () => {
    const { session } = await open('garbage-first');
    assert.equal(await answer(session, 'hi'), 'You said: hi');
    assert.match(warnings.join(), /Loading native module/);
  });

  it('is understood when other text comes between all of its messages', async () => {
    const { session } = await open('noise');
    assert.equal(await answer(session, 'hi'), 'You said: hi');
  });

  it('that ends in the middle of a message settles all that waits', async () => {
    const { session } = await open();
    const gone = nextEvent(session, 'session.disconnected');
    await assert.rejects(answer(session, 'half'), { code: 'process-exited' });
    assert.equal((await gone).data.exitCode, 0);
    await fake.reached('error');
    await assert.rejects(session.send('hi'), { code: 'process-exited' });
  });

  it('that closes its output while it runs is ended, and settles all that waits', async () => {
    const { session } = await open();
    await assert.rejects(answer(session, 'deaf-ears'), (error: unknown) => {
      assert.ok(error instanceof CopilotError);
      assert.equal(error.code, 'process-exited');
      return true;
    });
    await fake.reached('error');
    assert.equal(fake.client.pid, undefined);
  });

  it('may send 64 MB at once', async () => {
    // Making them holds it up for seconds on a busy machine.
    fake = makeFake('', { logger, autoRestart: false });
    const session = await fake.client.createSession();
    const events: SessionEvent[] = [];
    session.on((event) => events.push(event));
    const big = nextEvent(session, 'nobody.big');
    assert.equal((await session.sendAndWait('big 64', 60_000))?.data.content, 'You said: big 64');
    assert.equal(((await big).data.text as string).length, 64 * 1024 * 1024);
    assert.equal(events.filter(({ type }) => type === 'nobody.big').length, 1);
  }).timeout(90_000);

  it('leaves 8 MB unread that nobody listens to', async () => {
    fake = makeFake('', { logger });
    const session = await fake.client.createSession();
    assert.equal(await answer(session, 'big 8'), 'You said: big 8');
  });

  it('may write 32 MB to stderr; the last of it is kept', async () => {
    fake = makeFake('stderr=32 die-on=session.send', { autoRestart: false });
    const session = await fake.client.createSession();
    const error: unknown = await session.send('hi').catch((failure: unknown) => failure);
    assert.ok(error instanceof CopilotError);
    assert.equal(error.code, 'process-exited');
    assert.equal(error.details.stderr?.length, 4096);
  }).timeout(20_000);
});
