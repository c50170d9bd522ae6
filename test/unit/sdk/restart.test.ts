import assert from 'node:assert/strict';
import { Backoff } from '../../../src/sdk/util/backoff';
import type { CopilotSession, SessionEvent, StateChange } from '../../../src/sdk/index';
import { type FakeSetup, isRunning, makeFake, nextEvent } from '../../support/fakeCliClient';
import { signalCli } from '../../support/signalCli';

describe('A CLI that ends by itself', () => {
  let fake: FakeSetup;

  afterEach(() => fake.end());

  function recordEvents(session: CopilotSession): SessionEvent[] {
    const events: SessionEvent[] = [];
    session.on((event) => events.push(event));
    return events;
  }

  const ownEvents = (events: readonly SessionEvent[]): string[] =>
    events.map(({ type }) => type).filter((type) => /disconnected|recover/.test(type));

  it('is told at once, started again, and has the session with its whole configuration', async () => {
    fake = makeFake();
    const session = await fake.client.createSession({
      sessionId: 's',
      model: 'm1',
      streaming: true,
      clientName: 'c',
    });
    await session.sendAndWait('hi');
    await session.setModel('m2');
    const events = recordEvents(session);
    const recovered = nextEvent(session, 'session.recovered');
    const cut = assert.rejects(session.sendAndWait('die'), { code: 'process-exited' });
    const { data } = await recovered;
    await cut;
    assert.equal(data.interruptedTurn, true);
    assert.equal(typeof data.downMs, 'number');
    const gone = events.find(({ type }) => type === 'session.disconnected');
    assert.equal(gone?.data.signal, 'SIGKILL');
    assert.equal(gone?.ephemeral, true);
    assert.deepEqual(ownEvents(events), ['session.disconnected', 'session.recovered']);
    assert.deepEqual(fake.states, ['connecting', 'connected', 'restarting', 'connected']);
    const [created] = fake.received('session.create');
    assert.deepEqual(fake.received('session.resume'), [{ ...created, model: 'm2' }]);
    assert.equal((await session.sendAndWait('again'))?.data.content, 'You said: again');
  });

  it('does not call a turn interrupted when none ran', async () => {
    fake = makeFake();
    const session = await fake.client.createSession();
    await session.sendAndWait('hi');
    const recovered = nextEvent(session, 'session.recovered');
    signalCli(fake.client, 'SIGKILL');
    assert.equal((await recovered).data.interruptedTurn, false);
  });

  it('has a session made anew that never got a message', async () => {
    fake = makeFake();
    const session = await fake.client.createSession({ sessionId: 'fresh' });
    const recovered = nextEvent(session, 'session.recovered');
    signalCli(fake.client, 'SIGKILL');
    await recovered;
    assert.deepEqual(
      fake.received('session.create').map(({ sessionId }) => sessionId),
      ['fresh', 'fresh'],
    );
    assert.equal(fake.received('session.resume').length, 0);
    assert.equal((await session.sendAndWait('hi'))?.data.content, 'You said: hi');
  });

  it('has a session made anew whose first message it took with it', async () => {
    fake = makeFake('die-on=session.send');
    const session = await fake.client.createSession({ sessionId: 'fresh' });
    const recovered = nextEvent(session, 'session.recovered');
    await assert.rejects(session.send('hi'), { code: 'process-exited' });
    assert.equal((await recovered).data.interruptedTurn, true);
    assert.equal(fake.received('session.create').length, 2);
  });

  it('keeps a message that is sent meanwhile until the session is back', async () => {
    fake = makeFake();
    const session = await fake.client.createSession();
    await session.sendAndWait('hi');
    const gone = nextEvent(session, 'session.disconnected');
    signalCli(fake.client, 'SIGKILL');
    await gone;
    assert.equal((await session.sendAndWait('meanwhile'))?.data.content, 'You said: meanwhile');
  });

  it('settles a request that it took with it, and refuses the next', async () => {
    fake = makeFake('', { autoRestart: false });
    await fake.client.start();
    const { client } = fake;
    signalCli(client, 'SIGKILL');
    await assert.rejects(client.ping(), { code: 'process-exited' });
    await assert.rejects(client.ping(), { code: 'not-connected' });
  });

  it('is given up after the last delay, with growing waits between', async () => {
    fake = makeFake('exit-from-start=2');
    const changes: StateChange[] = [];
    fake.client.onState((change) => changes.push(change));
    const session = await fake.client.createSession();
    const events = recordEvents(session);
    signalCli(fake.client, 'SIGKILL');
    await fake.reached('error');
    assert.deepEqual(
      changes.flatMap(({ restart }) => (restart ? [restart] : [])),
      [
        { attempt: 1, delayMs: 10 },
        { attempt: 2, delayMs: 20 },
        { attempt: 3, delayMs: 40 },
      ],
    );
    assert.equal(changes.at(-1)?.error?.code, 'process-exited');
    assert.deepEqual(ownEvents(events), ['session.disconnected', 'session.recovery_failed']);
    await assert.rejects(session.send('hi'), { code: 'process-exited' });
    const starts = fake.log().filter(({ start }) => start).length;
    await assert.rejects(fake.client.ping(), { code: 'not-connected' });
    assert.equal(fake.log().filter(({ start }) => start).length, starts, 'only an explicit start goes on');
  });

  it('that ends again while a session is loaded gets its next restart', async () => {
    fake = makeFake('die-on=session.resume');
    const session = await fake.client.createSession();
    await session.sendAndWait('hi');
    const events = recordEvents(session);
    signalCli(fake.client, 'SIGKILL');
    await fake.reached('error');
    assert.deepEqual(ownEvents(events), ['session.disconnected', 'session.recovery_failed']);
    assert.equal(fake.received('session.resume').length, 3);
  });

  it('says of a session that the CLI no longer has that its memory is lost, and lets it go on', async () => {
    fake = makeFake();
    const [lost, kept] = await Promise.all(
      ['lost', 'kept'].map((sessionId) => fake.client.createSession({ sessionId })),
    );
    assert.ok(lost && kept);
    await Promise.all([lost.sendAndWait('hi'), kept.sendAndWait('hi')]);
    await fake.client.request('session.delete', { sessionId: 'lost' });
    // The fake keeps its sessions in a file that a turn of another one writes.
    await kept.sendAndWait('hi');
    const ends = Promise.all([nextEvent(lost, 'session.recovered'), nextEvent(kept, 'session.recovered')]);
    signalCli(fake.client, 'SIGKILL');
    const recovered = await ends;
    assert.deepEqual(
      recovered.map((event) => event.data.historyLost),
      [true, false],
    );
    assert.equal((await kept.sendAndWait('hi'))?.data.content, 'You said: hi');
    assert.equal((await lost.sendAndWait('hi'))?.data.content, 'You said: hi');
  });

  it('is not started again when told so', async () => {
    fake = makeFake('', { autoRestart: false });
    const session = await fake.client.createSession();
    const events = recordEvents(session);
    signalCli(fake.client, 'SIGKILL');
    await fake.reached('error');
    assert.deepEqual(ownEvents(events), ['session.disconnected', 'session.recovery_failed']);
    assert.deepEqual(fake.states, ['connecting', 'connected', 'error']);
  });

  it('is started at once when asked for during the wait', async () => {
    fake = makeFake('', { restartDelaysMs: [60_000] });
    await fake.client.start();
    signalCli(fake.client, 'SIGKILL');
    await fake.reached('restarting');
    await fake.client.start();
    assert.equal(fake.client.getState(), 'connected');
  });

  it('stays ended when it is stopped during the wait, and what waited is told', async () => {
    fake = makeFake('', { restartDelaysMs: [60_000] });
    const session = await fake.client.createSession();
    const { pid = 0 } = fake.client;
    process.kill(pid, 'SIGKILL');
    await fake.reached('restarting');
    const waiting = assert.rejects(session.send('hi'), { code: 'aborted' });
    assert.deepEqual(await fake.client.stop(), []);
    await waiting;
    assert.equal(fake.client.getState(), 'disconnected');
    assert.equal(isRunning(pid), false);
  });

  it('fires the signals of what it had asked', async () => {
    fake = makeFake();
    const signals: AbortSignal[] = [];
    const session = await fake.client.createSession({
      onPermissionRequest: (_request, { signal }) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    const asked = nextEvent(session, 'permission.requested');
    await session.send('shell ls');
    await asked;
    const gone = nextEvent(session, 'session.disconnected');
    signalCli(fake.client, 'SIGKILL');
    await gone;
    assert.deepEqual(
      signals.map(({ aborted }) => aborted),
      [true],
    );
  });
});

describe('The waits between restarts', () => {
  it('follow the list, end with it, and begin anew after a minute of health', () => {
    const backoff = new Backoff([1, 2]);
    assert.deepEqual(backoff.next(0), { attempt: 1, delayMs: 1 });
    assert.deepEqual(backoff.next(59_000), { attempt: 2, delayMs: 2 });
    assert.equal(backoff.next(0), undefined);
    assert.deepEqual(backoff.next(60_000), { attempt: 1, delayMs: 1 });
  });
});
