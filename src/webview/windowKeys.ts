import type { Chat } from './state/context';
import { isComposing } from './ui/keys';
import { stepPrompt } from './promptNavigation/promptSteps';

/** Keys that work anywhere in the chat; gives back how to stop listening. */
export function listenForKeys(chat: Chat): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isComposing(event) || !handle(event, chat)) return;
    event.preventDefault();
    // The editor sees every key that bubbles out of the page and might act on it too.
    event.stopPropagation();
  };
  const undo = listenForEarlyKeys(chat);
  document.addEventListener('keydown', onKeyDown);
  return () => {
    undo();
    document.removeEventListener('keydown', onKeyDown);
  };
}

/** For so long the editor may not know yet that the keys are the chat's. */
const focusKnownMs = 1500;

/** Ctrl+N right after a click into the chat would open an untitled file. Later the editor's own binding counts. */
function listenForEarlyKeys(chat: Chat): () => void {
  let focusedAt = document.hasFocus() ? performance.now() : -Infinity;
  const onFocus = () => (focusedAt = performance.now());
  const onKeyDown = (event: KeyboardEvent) => {
    const isEarly = performance.now() - focusedAt < focusKnownMs;
    if (!isEarly || !isCommand(event, chat) || event.key.toLowerCase() !== 'n') return;
    event.preventDefault();
    event.stopPropagation();
    chat.send({ type: 'session/new' });
  };
  window.addEventListener('focus', onFocus);
  document.addEventListener('keydown', onKeyDown, true);
  return () => {
    window.removeEventListener('focus', onFocus);
    document.removeEventListener('keydown', onKeyDown, true);
  };
}

function handle(event: KeyboardEvent, chat: Chat): boolean {
  if (isCommand(event, chat) && event.key.toLowerCase() === 'f') return find(chat);
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
  if (step && isCommand(event, chat) && !movesCaret(event, chat)) return stepPrompt(chat, step);
  switch (event.key) {
    case 'Escape':
      return escape(chat);
    case 'F3':
      return findNext(chat, event.shiftKey ? -1 : 1);
    case 'F6':
      return moveRegion(event.shiftKey ? -1 : 1);
    case 'PageUp':
    case 'PageDown':
      if (!event.altKey || chat.store.requests.value.length < 2) return false;
      chat.dock.page(event.key === 'PageUp' ? -1 : 1);
      return true;
    default:
      return false;
  }
}

/** Ctrl, or Cmd on a Mac, and nothing else. */
function isCommand(event: KeyboardEvent, { platform }: Chat): boolean {
  const [wanted, other] =
    platform === 'mac' ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  return wanted && !other && !event.altKey && !event.shiftKey;
}

/** On a Mac these keys go to the ends of a text. */
function movesCaret({ target }: KeyboardEvent, { platform }: Chat): boolean {
  return platform === 'mac' && target instanceof HTMLTextAreaElement && target.value !== '';
}

/** Looks for what is selected, if that is a few words. */
function find({ finder }: Chat): true {
  const selected = getSelection()?.toString().trim() ?? '';
  finder.open(selected.length <= 200 && !selected.includes('\n') ? selected : undefined);
  return true;
}

function findNext({ finder }: Chat, step: -1 | 1): true {
  if (finder.isOpen.value) finder.move(step);
  else finder.open();
  return true;
}

/** The nearest thing first: find, then what is unfolded on a card, then a message that waits, then a sent prompt that is being edited, then the turn. */
function escape({ dock, draft, store, send, finder }: Chat): boolean {
  if (finder.isOpen.value) {
    finder.close();
    return true;
  }
  if (dock.shown.value && dock.mode.value !== 'plain') {
    const hadFocus = document.querySelector('.ask')?.contains(document.activeElement);
    dock.mode.value = 'plain';
    if (hadFocus) queueMicrotask(() => document.querySelector<HTMLElement>('.ask footer .btn.main')?.focus());
    return true;
  }
  if (draft.isWaiting.value) {
    draft.cancelWaiting();
    return true;
  }
  if (store.edit.value && document.querySelector('.prompt.edit')) {
    send({ type: 'edit/cancel' });
    store.edit.value = undefined;
    return true;
  }
  if (!store.isBusy.value) return false;
  send({ type: 'turn/stop' });
  return true;
}

/** Transcript, card, queue, composer. Beyond the ends the editor's own F6 goes on. */
function moveRegion(step: -1 | 1): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const { activeElement } = document;
  // The message stands for its whole form, with the foot beneath it.
  const at = regions.findIndex(
    (region) => region.contains(activeElement) || region.closest('form')?.contains(activeElement),
  );
  const next = regions[at < 0 ? (step > 0 ? 0 : regions.length - 1) : at + step];
  if (!next) return false;
  const inner =
    next.tabIndex >= 0
      ? next
      : (next.querySelector<HTMLElement>('[data-start]') ??
        next.querySelector<HTMLElement>('footer .btn.main, button'));
  inner?.focus();
  return inner !== null;
}
