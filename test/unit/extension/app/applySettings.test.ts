import assert from 'node:assert/strict';
import { applySettings } from '../../../../src/extension/app/applySettings';
import type { Chat } from '../../../../src/extension/chat/chat';
import type { ClientManager, ClientState } from '../../../../src/extension/cli/cliManager';
import { restartKeys, type SettingKey } from '../../../../src/extension/settings/settings';
import type { Notice } from '../../../../src/protocol/toView';

describe('A changed setting', () => {
  /** What is done about it, by name, and what is said. */
  function change(keys: readonly SettingKey[], kind: ClientState['kind']) {
    const done: string[] = [];
    let banner: Notice | undefined;
    const note = (name: string) => () => Promise.resolve(void done.push(name));
    // Of the chat and the manager, what a changed setting needs.
    const chat = {
      restart: note('restart'),
      reopen: note('reopen'),
      refreshComposer: () => undefined,
      setBanner: (notice: Notice) => (banner = notice),
    } as unknown as Chat;
    applySettings(keys, chat, { state: { kind } } as unknown as ClientManager);
    return { done, banner };
  }

  it('that needs a restart of the CLI says so, by its name, and offers it', () => {
    for (const key of restartKeys) {
      const { done, banner } = change([key], 'ready');
      assert.deepEqual(done, []);
      assert.deepEqual([banner?.code, banner?.values], ['restart-needed', { setting: `flightdeck.${key}` }]);
      assert.deepEqual(banner?.actions, ['restart', 'dismiss']);
    }
  });

  it('is tried at once where the CLI does not run because of it', () => {
    for (const kind of ['not-found', 'failed'] as const)
      assert.deepEqual(change(['cli.path'], kind).done, ['restart']);
  });

  it('starts no CLI that nobody has opened, or that was stopped', () => {
    for (const kind of ['idle', 'stopped'] as const)
      assert.deepEqual(change(['cli.path', 'model'], kind), { done: [], banner: undefined });
  });

  it('of the session opens it anew, and one of the page alone does not', () => {
    assert.deepEqual(change(['model'], 'ready').done, ['reopen']);
    assert.deepEqual(change(['composer.sendKey', 'notifications'], 'ready').done, []);
  });
});
