import assert from 'node:assert/strict';
import { gatherModels } from '../../../../src/extension/models/modelList';
import { Models } from '../../../../src/extension/models/modelSource';
import { SessionChoices, type Chosen } from '../../../../src/extension/models/sessionOptions';
import { parseSettings } from '../../../../src/extension/settings/settings';
import type { CopilotClient } from '../../../../src/sdk/index';

const quiet = () => undefined;
const logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
const settings = parseSettings(
  () => undefined,
  () => undefined,
);

/** A CLI that says so of the login and the models. */
function client(login: () => boolean, models: () => readonly object[] = () => []): CopilotClient {
  const answer = <T>(ask: () => T) => new Promise<T>((resolve) => resolve(ask()));
  return {
    getAuthStatus: async () => ({ isAuthenticated: await answer(login) }),
    listModels: () => answer(models),
  } as unknown as CopilotClient;
}

const fails = (): never => {
  throw new Error('The CLI is busy');
};

describe('The login', () => {
  const models = new Models({
    settings: () => settings,
    secrets: {
      get: () => Promise.resolve(undefined),
      store: () => Promise.resolve(),
      delete: () => Promise.resolve(),
    },
    startDemo: () => Promise.reject(new Error('no demo')),
    demoLabel: 'Demo',
    logger,
  });

  it('is not taken for missing because the CLI could not say', async () => {
    assert.deepEqual(await models.resolve(client(fails)), {
      source: 'none',
      label: '',
      isLoginUnknown: true,
    });
    assert.deepEqual(await models.resolve(client(() => false)), { source: 'none', label: '' });
  });

  it('is offered in the list of models only to who is signed out', async () => {
    const problem = async (cli: CopilotClient) => {
      const [github] = await gatherModels({
        client: cli,
        settings,
        models: { keyFor: () => Promise.resolve(undefined) },
        logger,
      });
      return github?.problem;
    };
    assert.deepEqual(await problem(client(() => false, fails)), { kind: 'signed-out' });
    const busy = { kind: 'not-listed', detail: 'The CLI is busy' };
    assert.deepEqual(await problem(client(() => true, fails)), busy);
    assert.deepEqual(await problem(client(fails, fails)), busy);
    assert.deepEqual(await problem(client(() => true)), { kind: 'not-listed', detail: '' });
  });
});

describe('A model that the CLI itself changes to', () => {
  it('is the one of the session in the next window too', () => {
    const stored = new Map<string | undefined, Chosen>();
    const open = () =>
      new SessionChoices({
        store: {
          choices: (id) => stored.get(id) ?? {},
          setChoices: (id, chosen) => Promise.resolve(void stored.set(id, chosen)),
        },
        sessionId: () => 'one',
        home: () => 'github',
        changed: quiet,
      });
    const choices = open();
    const data = { newModel: 'gpt-5', previousModel: 'auto', source: 'command' };
    choices.follow({ type: 'session.model_change', data });
    assert.equal(choices.modelAt('github'), 'gpt-5');
    assert.equal(open().modelAt('github'), 'gpt-5');
    assert.equal(open().modelAt('http://127.0.0.1:11434/v1'), undefined);
  });
});
