import type { ToView } from '../../../src/protocol/toView';
import type { ChatPage } from './chatPage';
import type { Scene } from './scene';
import { done, earlier, longLog } from './sceneTurns';
import { viewState } from './states';

/** Opens the search as a person does, with the answer of the host. */
async function search(chat: ChatPage, text: string, facts: (id: number) => readonly ToView[]): Promise<void> {
  await chat.page.keyboard.press('Control+f');
  await chat.page.getByRole('textbox', { name: 'Find', exact: true }).fill(text);
  await chat.pass(1000);
  const { id } = await chat.wish('find/start');
  await chat.tell(...facts(id));
}

/** Ways through a conversation. */
export const findScenes: Readonly<Record<string, Scene>> = {
  find: {
    state: viewState({ turns: [earlier, done] }),
    then: (chat) =>
      search(chat, 'cents', (id) => [
        { type: 'find/started', id, source: 'cents', flags: 'gi' },
        {
          type: 'find/found',
          id,
          places: [{ turnId: done.id, itemId: done.items.at(-1)?.id ?? '', count: 2 }],
          isDone: true,
        },
      ]),
  },
  'find-failed': {
    state: viewState({ turns: [earlier, done] }),
    then: (chat) =>
      search(chat, '(cents', (id) => [
        { type: 'find/failed', id, reason: 'bad-regex', detail: 'Unterminated group' },
      ]),
  },
  prompts: {
    state: viewState({ turns: [earlier, done, longLog] }),
    press: 'Prompts',
    then: async (chat) => {
      const { turnId } = await chat.wish('prompts/list');
      const prompts = [earlier, done, longLog].map(({ id, prompt }) => ({ turnId: id, text: prompt }));
      await chat.tell({ type: 'prompts/listed', turnId, prompts, hasOlder: true, hasNewer: false });
    },
  },
};
