import assert from 'node:assert/strict';
import { type FakeSetup, makeFake } from '../../../support/fakeCliClient';

describe('A turn that a hook has go on', () => {
  let fake: FakeSetup;
  afterEach(() => fake.end());

  it('ends with the answer after that', async () => {
    fake = makeFake();
    const session = await fake.client.createSession();
    assert.equal((await session.sendAndWait('blocked'))?.data.content, 'You said: blocked');
  });

  it('streams to its end', async () => {
    fake = makeFake();
    const session = await fake.client.createSession();
    const pieces: string[] = [];
    for await (const piece of session.stream('blocked')) pieces.push(piece);
    assert.match(pieces.join(''), /said$/);
    assert.equal((await session.sendAndWait('hi'))?.data.content, 'You said: hi');
  });
});
