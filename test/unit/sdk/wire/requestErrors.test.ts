import assert from 'node:assert/strict';
import { type FakeSetup, makeFake } from '../../../support/fakeCliClient';

describe('A request that the CLI refuses', () => {
  let fake: FakeSetup;
  afterEach(() => fake.end());

  it('says why, where the CLI said it', async () => {
    fake = makeFake('refuse=models.list');
    await assert.rejects(fake.client.listModels(), {
      code: 'not-supported',
      message: 'models.list is not offered: The sandbox is off on this machine.',
    });
  });

  it('says that the version lacks it, where the CLI knows no such method', async () => {
    fake = makeFake();
    await assert.rejects(fake.client.request('tomorrow.begin'), {
      code: 'not-supported',
      message: 'This version of the CLI does not offer tomorrow.begin.',
    });
  });

  it('names in its stack who asked', async () => {
    fake = makeFake();
    await fake.client.start();
    const askFromHere = async (): Promise<unknown> => await fake.client.request('tomorrow.begin');
    const error: unknown = await askFromHere().catch((reason: unknown) => reason);
    assert.ok(error instanceof Error);
    assert.match(error.stack ?? '', /^CopilotError: This version[^]*askFromHere/);
  });
});
