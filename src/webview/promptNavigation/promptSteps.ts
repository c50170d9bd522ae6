import type { Chat } from '../state/context';
import { isTextField } from '../ui/keys';
import { t } from '../base/l10n';

/** How far from the upper edge a prompt may be and still be the one at the top. */
const slack = 48;

/** Goes to the previous or the next prompt, and past the last one to the end. */
export function stepPrompt(chat: Chat, step: -1 | 1): true {
  const { window, store, scroll } = chat;
  window.pendingStep = undefined;
  const { turns, hasOlder, hasNewer } = store.range;
  const log = document.querySelector('main');
  const at = turns.value.findIndex(({ id }) => id === (stoodOn(chat, log) ?? window.visible.value));
  const index = at + (step < 0 && isPast(log, turns.value[at]?.id) ? 0 : step);
  const turn = turns.value[index];
  if (turn) {
    window.steppedTo = { turnId: turn.id, top: NaN };
    window.show(turn.id, !isTextField(document.activeElement));
    scroll.letGo();
    chat.spoken.value = t('Prompt: {0}', turn.info.value.prompt.split('\n')[0] ?? '');
    requestAnimationFrame(() => (window.steppedTo = { turnId: turn.id, top: log?.scrollTop ?? 0 }));
  } else if (step > 0 && !hasNewer.value) {
    scroll.pin();
  } else if (step > 0 ? hasNewer.value : hasOlder.value) {
    window.pendingStep = step;
    if (step > 0) window.askNewer();
    else window.askOlder();
  }
  return true;
}

/** The last prompts cannot come to the top: then the one stepped to counts, as long as nobody scrolled. */
function stoodOn({ window }: Chat, log: HTMLElement | null): string | undefined {
  const stepped = window.steppedTo;
  return stepped && (Number.isNaN(stepped.top) || stepped.top === log?.scrollTop)
    ? stepped.turnId
    : undefined;
}

/** Whether one has read beyond the beginning of a turn. */
function isPast(log: HTMLElement | null, turnId: string | undefined): boolean {
  const turn = turnId && log?.querySelector(`[data-turn="${CSS.escape(turnId)}"]`);
  if (!log || !turn) return false;
  return turn.getBoundingClientRect().top < log.getBoundingClientRect().top - slack;
}
