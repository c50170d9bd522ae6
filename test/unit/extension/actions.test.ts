import assert from 'node:assert/strict';
import { Actions, type ActionsOptions } from '../../../src/extension/chat/actions';
import { onDisk } from '../../../src/extension/chat/attachments';

describe('Signing in', () => {
  it('is not waited for where there is no CLI to sign in with', () => {
    const told: boolean[] = [];
    const actions = new Actions({
      setup: { signingIn: (isSigningIn: boolean) => told.push(isSigningIn) },
      ui: {
        signIn: () => {
          throw new Error('There is no CLI');
        },
      },
    } as unknown as ActionsOptions);
    assert.throws(() => actions.signIn(), /There is no CLI/);
    assert.deepEqual(told, []);
  });
});

describe('What can be attached by its path', () => {
  it('is what lies on a disk, and not an unsaved text or the output', () => {
    const places = ['untitled', 'output', 'file', 'git'].map((scheme) => ({ scheme, fsPath: `/${scheme}` }));
    assert.deepEqual(onDisk(places), ['/file']);
  });
});
