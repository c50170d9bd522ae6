import type { ToHost } from '../../protocol/toHost';
import type { Chat } from '../chat/chat';

type TurnWish = Extract<ToHost, { readonly type: `turns/${string}` }>;

/** Gives the page the part of the conversation that it asks for. */
export async function showTurns(wish: TurnWish, chat: Chat): Promise<void> {
  const { current } = chat;
  if (!current) return;
  switch (wish.type) {
    case 'turns/older': {
      const { beforeTurnId } = wish;
      try {
        const { turns, hasOlder, before } = await current.pages.older(beforeTurnId);
        if (chat.current === current)
          chat.emit({ type: 'turns/older', turns, hasOlder, before, beforeTurnId });
      } catch (error) {
        // The page waits for an answer; it may ask again.
        if (chat.current === current)
          chat.emit({ type: 'turns/older', turns: [], hasOlder: true, beforeTurnId });
        throw error;
      }
      return;
    }
    case 'turns/newer': {
      const { turns, after } = current.pages.newer(wish.afterTurnId);
      return chat.emit({ type: 'turns/newer', turns, after, afterTurnId: wish.afterTurnId });
    }
    case 'turns/show': {
      const { turnId } = wish;
      const page = turnId === undefined ? current.pages.newest() : current.pages.around(turnId);
      return chat.emit({ type: 'turns/window', ...page, turnId });
    }
  }
}

/** Gives the page the prompts around a turn. */
export async function listPrompts(turnId: string, chat: Chat): Promise<void> {
  const { current } = chat;
  const listed = await current?.pages.prompts(turnId);
  if (listed && chat.current === current) chat.emit({ type: 'prompts/listed', turnId, ...listed });
}
