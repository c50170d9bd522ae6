import assert from 'node:assert/strict';
import { UserActions, type UserActionsOptions } from '../../../../src/extension/chat/userActions';
import { onDisk } from '../../../../src/extension/transcript/attachments';

describe('Signing in', () => {
  it('is not waited for where there is no CLI to sign in with', () => {
    const told: boolean[] = [];
    const actions = new UserActions({
      setup: { signingIn: (isSigningIn: boolean) => told.push(isSigningIn) },
      ui: {
        signIn: () => {
          throw new Error('There is no CLI');
        },
      },
    } as unknown as UserActionsOptions);
    assert.throws(() => actions.signIn(), /There is no CLI/);
    assert.deepEqual(told, []);
  });
});

describe('Choosing a local server', () => {
  it('takes its model, and not the one that was set for another provider', async () => {
    const settings: Record<string, unknown> = { model: 'gpt-5' };
    const ollama = { name: 'Ollama', port: 11434, isRunning: true, models: ['llama'] };
    const actions = new UserActions({
      setup: { state: { kind: 'choose-model', localServers: [ollama] } },
      settings: () => settings,
      write: (key: string, value: unknown) => Promise.resolve(void (settings[key] = value)),
    } as unknown as UserActionsOptions);
    await actions.useLocal('Ollama');
    const provider = { name: 'Ollama', type: 'openai', baseUrl: 'http://127.0.0.1:11434/v1', model: 'llama' };
    assert.deepEqual(settings, { model: '', provider, modelSource: 'own' });
  });
});

describe('What can be attached by its path', () => {
  it('is what lies on a disk, and not an unsaved text or the output', () => {
    const places = ['untitled', 'output', 'file', 'git'].map((scheme) => ({ scheme, fsPath: `/${scheme}` }));
    assert.deepEqual(onDisk(places), ['/file']);
  });
});
