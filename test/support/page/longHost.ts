import { turnsMore } from '../../../src/extension/transcript/turnPages';
import type { ToHost } from '../../../src/protocol/toHost';
import type { ToView, Turn } from '../../../src/protocol/toView';
import type { ChatPage } from './chatPage';
import { NOON, viewState } from './states';

/** Makes the page's host one that has a long conversation and gives parts of it, as the real one does. */
export async function showLongConversation(chat: Pick<ChatPage, 'page'>, count: number): Promise<void> {
  const state = viewState({ turns: [], hasOlder: true, turnsBefore: count - 20 });
  await chat.page.evaluate(answerWishes, { count, more: turnsMore, state, noon: NOON });
}

/** The turn at this place of the long conversation, as the page names it. */
export const longPrompt = (index: number): string => `Prompt ${index}`;

interface Script {
  readonly count: number;
  readonly more: number;
  readonly state: ReturnType<typeof viewState>;
  readonly noon: number;
}

/** Runs in the page. */
function answerWishes({ count, more, state, noon }: Script): void {
  const make = (index: number): Turn => ({
    id: `t${index}`,
    prompt: `Prompt ${index}`,
    attachments: [],
    state: 'done',
    startedAt: noon - 9000,
    endedAt: noon,
    items: [
      {
        kind: 'tool',
        id: `c${index}`,
        tool: 'shell',
        name: 'bash',
        subject: `npm test -- ${index}`,
        input: `npm test -- ${index}`,
        output: `step ${index} passed`,
        state: 'done',
        startedAt: noon - 8000,
        durationMs: 900,
      },
      { kind: 'reasoning', id: `r${index}`, text: `Thought ${index}`, isStreaming: false },
      {
        kind: 'answer',
        id: `a${index}`,
        isStreaming: false,
        text: `Answer **${index}** with \`code\`.\n\n- one\n- two\n- three\n\nIt has ${'some more words '.repeat(index % 17)}to it.`,
      },
    ],
  });
  const part = (from: number, to: number): Turn[] => {
    const [start, end] = [Math.max(from, 0), Math.min(to, count)];
    return Array.from({ length: end - start }, (_, at) => make(start + at));
  };
  const tell = (fact: ToView) => window.postMessage(fact, '*');
  const at = (id: string) => Number(id.slice(1));
  const find = (id: number, text: string) => {
    tell({ type: 'find/started', id, source: text, flags: 'gi' });
    for (let end = count; end > 0; end -= 500) {
      const places = part(end - 500, end).flatMap((turn) =>
        turn.items.flatMap((item) => {
          const own = item.kind === 'answer' || item.kind === 'reasoning' ? item.text : '';
          const found = own.replaceAll('**', '').toLowerCase().split(text.toLowerCase()).length - 1;
          return found > 0 ? [{ turnId: turn.id, itemId: item.id, count: found }] : [];
        }),
      );
      tell({ type: 'find/found', id, places, isDone: end <= 500 });
    }
  };
  const answer = (wish: ToHost) => {
    if (wish.type === 'turns/older') {
      const { beforeTurnId } = wish;
      const before = Math.max(at(beforeTurnId) - more, 0);
      const turns = part(before, at(beforeTurnId));
      tell({ type: 'turns/older', turns, hasOlder: before > 0, before, beforeTurnId });
    } else if (wish.type === 'turns/newer') {
      const turns = part(at(wish.afterTurnId) + 1, at(wish.afterTurnId) + 1 + more);
      const after = count - 1 - at(wish.afterTurnId) - turns.length;
      tell({ type: 'turns/newer', turns, after, afterTurnId: wish.afterTurnId });
    } else if (wish.type === 'turns/show') {
      const middle = wish.turnId === undefined ? count - 10 : at(wish.turnId);
      const turns = part(middle - 10, middle + 10);
      const before = Math.max(middle - 10, 0);
      const after = count - before - turns.length;
      tell({ type: 'turns/window', turns, hasOlder: before > 0, before, after, turnId: wish.turnId });
    } else if (wish.type === 'prompts/list') {
      const [from, to] = [Math.max(at(wish.turnId) - 100, 0), at(wish.turnId) + 100];
      const prompts = part(from, to).map((turn) => ({ turnId: turn.id, text: turn.prompt }));
      const { turnId } = wish;
      tell({ type: 'prompts/listed', turnId, prompts, hasOlder: from > 0, hasNewer: to < count });
    } else if (wish.type === 'find/start') {
      find(wish.id, wish.query.text);
    }
  };
  const wishes = (window as unknown as { wishes: ToHost[] }).wishes;
  wishes.push = (...news: ToHost[]) => {
    for (const wish of news) setTimeout(() => answer(wish));
    return Array.prototype.push.apply(wishes, news);
  };
  tell({ type: 'state/reset', state: { ...state, turns: part(count - 20, count) } });
}
