import assert from 'node:assert/strict';
import { type FakeSetup, makeFake } from '../../../support/fakeCliClient';

describe('Events of a session', () => {
  let fake: FakeSetup;
  afterEach(() => fake.end());

  it('that follow the answer at once reach who listens as soon as it has the session', async () => {
    fake = makeFake('eager');
    const early: string[] = [];
    const session = await fake.client.createSession({ onEvent: ({ type }) => void early.push(type) });
    const all: string[] = [];
    session.on(({ type }) => all.push(type));
    const change = new Promise((resolve) =>
      session.on('session.model_change', ({ data }) => resolve(data.newModel)),
    );
    assert.equal(await change, 'tomorrow');
    await session.sendAndWait('hi');
    const first = ['session.model_change', 'user.message'];
    assert.deepEqual(early.slice(0, 3), ['session.start', ...first]);
    assert.deepEqual(all.slice(0, 2), first, 'each once, in their order');
    assert.equal(all.filter((type) => type === 'assistant.message').length, 1);
  });

  it('of the past are not kept for who comes later', async () => {
    fake = makeFake('eager');
    const session = await fake.client.createSession();
    await session.sendAndWait('hi');
    const late: string[] = [];
    session.on(({ type }) => late.push(type));
    await session.sendAndWait('again');
    assert.equal(late[0], 'user.message');
  });

  it('with an answer that has no id are heard, and are the answer', async () => {
    fake = makeFake();
    const session = await fake.client.createSession();
    const heard: string[] = [];
    session.on('assistant.message', ({ data }) => void heard.push(data.content));
    assert.equal((await session.sendAndWait('nameless'))?.data.content, 'It has no name.');
    assert.deepEqual(heard, ['It has no name.']);
  });
});
