import assert from 'node:assert/strict';
import { approveAll, type SessionEvent } from '../../../../src/sdk/index';
import { type FakeSetup, makeFake, nextEvent } from '../../../support/fakeCliClient';
import { signalCli } from '../../../support/signalCli';

describe('A session that is resumed while it is open', () => {
  let fake: FakeSetup;
  afterEach(() => fake.end());

  it('is the same session with the new options', async () => {
    fake = makeFake();
    const session = await fake.client.createSession({ sessionId: 's', model: 'm1' });
    const first: SessionEvent[] = [];
    session.on((event) => first.push(event));
    await session.sendAndWait('hi');
    const last = await fake.client.getLastSessionId();
    const again = await fake.client.resumeSession(last ?? '', {
      model: 'm2',
      tools: [{ name: 'odd', handler: () => 'of the new options' }],
      onPermissionRequest: approveAll,
    });
    assert.equal(fake.received('session.resume')[0]?.model, 'm2');
    assert.match((await again.sendAndWait('tool odd {}'))?.data.content ?? '', /of the new options/);
    assert.match((await session.sendAndWait('shell ls'))?.data.content ?? '', /approve/);
    assert.equal(first.filter(({ type }) => type === 'session.idle').length, 3, 'heard once each');
  });

  it('is left as it is by a mistake in the options', async () => {
    fake = makeFake();
    const session = await fake.client.createSession({ sessionId: 's' });
    await session.sendAndWait('hi');
    const wrong = { availableTools: ['*'] };
    await assert.rejects(fake.client.resumeSession('s', wrong), { code: 'invalid-argument' });
    assert.equal((await session.sendAndWait('again'))?.data.content, 'You said: again');
  });

  it('after a crash comes back with the new options', async () => {
    fake = makeFake('', { restartDelaysMs: [60_000] });
    const session = await fake.client.createSession({ sessionId: 's', model: 'm1' });
    await session.sendAndWait('hi');
    signalCli(fake.client, 'SIGKILL');
    await fake.reached('restarting');
    await fake.client.start();
    const again = await fake.client.resumeSession('s', { model: 'm2' });
    assert.equal((await again.sendAndWait('there?'))?.data.content, 'You said: there?');
    assert.equal(fake.received('session.resume').at(-1)?.model, 'm2');
  });

  it('after a crash that no restart follows too', async () => {
    fake = makeFake('', { autoRestart: false });
    const session = await fake.client.createSession({ sessionId: 's' });
    await session.sendAndWait('hi');
    signalCli(fake.client, 'SIGKILL');
    await fake.reached('error');
    await fake.client.start();
    const again = await fake.client.resumeSession('s');
    assert.equal((await again.sendAndWait('there?'))?.data.content, 'You said: there?');
  });

  it('is not given up when its reload takes longer than a reply may', async () => {
    fake = makeFake('slow-resume=400', { requestTimeoutMs: 100 });
    const session = await fake.client.createSession({ sessionId: 's' });
    await session.sendAndWait('hi');
    const recovered = nextEvent(session, 'session.recovered');
    signalCli(fake.client, 'SIGKILL');
    await recovered;
    assert.equal((await session.sendAndWait('there?'))?.data.content, 'You said: there?');
  });

  it('is not closed by who gives the wait up', async () => {
    fake = makeFake('slow-resume=100');
    const session = await fake.client.createSession({ sessionId: 's' });
    await session.sendAndWait('hi');
    await assert.rejects(fake.client.resumeSession('s', {}, { timeoutMs: 10 }), { code: 'timeout' });
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.equal((await session.sendAndWait('there?'))?.data.content, 'You said: there?');
  });
});
