import type { Chat } from '../chat/chat';
import type { ClientManager } from '../cli/cliManager';
import { section } from '../settings/contributions';
import { restartKeys, sessionKeys, type SettingKey } from '../settings/settings';

/** Does what changed settings need: a restart, a new opening of the session, or only another foot. */
export function applySettings(keys: readonly SettingKey[], chat: Chat, manager: ClientManager): void {
  const restart = keys.find((key) => restartKeys.includes(key));
  if (restart && manager.state.kind !== 'ready') {
    if (manager.state.kind !== 'idle' && manager.state.kind !== 'stopped') void chat.restart();
  } else if (restart) {
    const values = { setting: `${section}.${restart}` };
    chat.setBanner({ code: 'restart-needed', severity: 'info', values, actions: ['restart', 'dismiss'] });
  } else if (keys.some((key) => sessionKeys.includes(key)) && manager.state.kind === 'ready') {
    void chat.reopen();
  }
  if (keys.some((key) => key.startsWith('sandbox.')))
    for (const session of chat.open) void session.sandbox.follow();
  chat.refreshComposer();
}
