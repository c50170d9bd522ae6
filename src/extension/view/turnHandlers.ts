import type { ToHost } from '../../protocol/toHost';
import type { Surface } from '../chat/surface';

type TurnWish = Extract<ToHost, { readonly type: `turns/${string}` }>;

/** Gives the page the part of the conversation that it asks for. */
export async function showTurns(wish: TurnWish, surface: Surface): Promise<void> {
  const { current } = surface;
  if (!current) return;
  switch (wish.type) {
    case 'turns/older': {
      const { beforeTurnId } = wish;
      try {
        const { turns, hasOlder, before } = await current.pages.older(beforeTurnId);
        if (surface.current === current)
          surface.emit({ type: 'turns/older', turns, hasOlder, before, beforeTurnId });
      } catch (error) {
        // The page waits for an answer; it may ask again.
        if (surface.current === current)
          surface.emit({ type: 'turns/older', turns: [], hasOlder: true, beforeTurnId });
        throw error;
      }
      return;
    }
    case 'turns/newer': {
      const { turns, after } = current.pages.newer(wish.afterTurnId);
      return surface.emit({ type: 'turns/newer', turns, after, afterTurnId: wish.afterTurnId });
    }
    case 'turns/show': {
      const { turnId } = wish;
      const page = turnId === undefined ? current.pages.newest() : current.pages.around(turnId);
      return surface.emit({ type: 'turns/window', ...page, turnId });
    }
  }
}

/** Gives the page the prompts around a turn. */
export async function listPrompts(turnId: string, surface: Surface): Promise<void> {
  const { current } = surface;
  const listed = await current?.pages.prompts(turnId);
  if (listed && surface.current === current) surface.emit({ type: 'prompts/listed', turnId, ...listed });
}
