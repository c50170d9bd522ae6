import assert from 'node:assert/strict';
import type { ClientOptions, CopilotSession, SessionEvent } from '../../../src/sdk/index';
import { type FakeSetup, makeFake, nextEvent, Sent } from '../../support/fakeCliClient';
import { signalCli } from '../../support/signalCli';

describe('A turn whose end is never announced', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  async function open(switches = '', options: ClientOptions = {}): Promise<CopilotSession> {
    fake = makeFake(switches, { turnQuietMs: 60, ...options });
    return fake.client.createSession();
  }

  it('ends with its answer once the CLI knows of no work', async () => {
    const session = await open();
    const idle = nextEvent(session, 'session.idle');
    assert.equal((await session.sendAndWait('quiet'))?.data.content, 'You said: quiet');
    assert.equal((await idle).data.inferred, true);
    assert.ok(fake.received('session.metadata.activity').length >= 2, 'it was asked, and asked again');
    assert.equal((await session.sendAndWait('again'))?.data.content, 'You said: again');
  });

  it('ends a stream too', async () => {
    const session = await open();
    const pieces: string[] = [];
    for await (const piece of session.stream('quiet')) pieces.push(piece);
    assert.deepEqual(pieces, ['You ', 'said']);
  });

  it('ends by the look of its last events where the CLI cannot be asked', async () => {
    const session = await open('no-activity');
    assert.equal((await session.sendAndWait('quiet'))?.data.content, 'You said: quiet');
  });

  it('is told as failed when the CLI did nothing with the message', async () => {
    const session = await open();
    await assert.rejects(session.sendAndWait('ignored'), {
      code: 'request-failed',
      message: 'The CLI did not take up the message.',
    });
  });

  it('goes on while the CLI is at work, however long that says nothing', async () => {
    const session = await open();
    const events: string[] = [];
    session.on(({ type }) => events.push(type));
    const begun = nextEvent(session, 'assistant.message_delta');
    const turn = assert.rejects(session.sendAndWait('hang'), { code: 'aborted' });
    await begun;
    while (fake.received('session.metadata.activity').length < 4)
      await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(!events.includes('session.idle'));
    await session.abort();
    await turn;
  });

  it('goes on while a person is asked', async () => {
    const sent = new Sent();
    fake = makeFake('', { turnQuietMs: 20, onMessage: sent.onMessage });
    let decide = (): void => undefined;
    const session = await fake.client.createSession({
      onPermissionRequest: () => new Promise((resolve) => (decide = () => resolve({ kind: 'approve-once' }))),
    });
    const asked = nextEvent(session, 'permission.requested');
    const turn = session.sendAndWait('shell ls');
    await asked;
    // On a busy machine it was quiet for so long before the person was asked.
    const before = sent.count('session.metadata.activity');
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal(sent.count('session.metadata.activity'), before);
    decide();
    assert.match((await turn)?.data.content ?? '', /approve-once/);
  });
});

describe('A turn that is stopped', () => {
  let fake: FakeSetup;
  let session: CopilotSession;

  beforeEach(async () => {
    fake = makeFake();
    session = await fake.client.createSession({
      onPermissionRequest: () => new Promise(() => undefined),
      onUserInputRequest: () => new Promise(() => undefined),
      tools: [{ name: 'slow', handler: () => new Promise(() => undefined) }],
    });
  });

  afterEach(() => fake.end());

  const phases: readonly (readonly [string, string, string | undefined])[] = [
    ['before it began', 'hang', undefined],
    ['while it thinks', 'hang', 'assistant.turn_start'],
    ['while it answers', 'hang', 'assistant.message_delta'],
    ['while it waits for a permission', 'shell ls', 'permission.requested'],
    ['while a tool of the program runs for ever', 'tool slow {}', 'external_tool.requested'],
    ['while a question is open', 'ask what', 'user_input.requested'],
  ];
  for (const [when, prompt, type] of phases) {
    it(`${when} ends as stopped, and the next one works`, async () => {
      const reached = type && nextEvent(session, type);
      const turn = assert.rejects(session.sendAndWait(prompt), { code: 'aborted' });
      await reached;
      await session.abort();
      await turn;
      assert.equal((await session.sendAndWait('again'))?.data.content, 'You said: again');
    });
  }

  it('when nothing runs changes nothing', async () => {
    await session.abort();
    assert.equal((await session.sendAndWait('hi'))?.data.content, 'You said: hi');
  });
});

describe('A session that is over', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  it('refuses messages and every other call, with its id', async () => {
    fake = makeFake();
    const session = await fake.client.createSession({ sessionId: 'gone' });
    await session.destroy();
    for (const call of [
      session.send('hi'),
      session.sendAndWait('hi'),
      session.getMessages(),
      session.request('x'),
    ]) {
      await assert.rejects(call, { code: 'not-connected', message: /gone/ });
    }
    assert.equal(fake.received('session.send').length, 0);
    await session.destroy();
  });

  it('settles its running turn', async () => {
    fake = makeFake();
    const session = await fake.client.createSession();
    const begun = nextEvent(session, 'assistant.message_delta');
    const turn = assert.rejects(session.sendAndWait('hang'), { code: 'not-connected' });
    await begun;
    await session.destroy();
    await turn;
  });
});

describe('Events that come twice', () => {
  it('are heard once, also when a resumed session sends them again', async () => {
    const fake = makeFake('replay');
    const session = await fake.client.createSession();
    const events: SessionEvent[] = [];
    session.on((event) => events.push(event));
    await session.sendAndWait('twice');
    const recovered = nextEvent(session, 'session.recovered');
    signalCli(fake.client, 'SIGKILL');
    await recovered;
    await session.sendAndWait('again');
    const kept = events.filter(({ ephemeral }) => !ephemeral).map(({ id }) => id);
    assert.equal(new Set(kept).size, kept.length);
    assert.equal(events.filter(({ type }) => type === 'assistant.message').length, 2);
    await fake.end();
  });
});
