import { useState } from 'preact/hooks';
import type { Chat } from '../state/context';
import { move } from './queueActions';

/** How near to an edge of the list it scrolls, and how far at a time. */
const edge = 12;

export interface Drag {
  /** The message that is being dragged. */
  readonly id: string | undefined;
  /** Before which row it would be dropped. */
  readonly before: number;
  readonly start: (event: PointerEvent, id: string) => void;
}

/** Rows stay where they are while one is dragged; a line shows where it would go. */
export function useDrag(chat: Chat): Drag {
  const [state, setState] = useState<{ readonly id: string; readonly before: number }>();
  const start = (event: PointerEvent, id: string) => {
    const grip = event.currentTarget;
    if (event.button !== 0 || !(grip instanceof HTMLElement)) return;
    // Neither text is selected nor does the focus leave the row.
    event.preventDefault();
    grip.closest('li')?.focus();
    grip.setPointerCapture(event.pointerId);
    follow(chat, grip, id, setState);
  };
  return { id: state?.id, before: state?.before ?? -1, start };
}

type SetState = (state: { readonly id: string; readonly before: number } | undefined) => void;

function follow(chat: Chat, grip: HTMLElement, id: string, setState: SetState): void {
  const ended = new AbortController();
  let before: number | undefined;
  const end = () => {
    ended.abort();
    setState(undefined);
  };
  const on = (target: EventTarget, type: string, listener: (event: Event) => void) =>
    target.addEventListener(type, listener, { signal: ended.signal, capture: true });
  on(grip, 'pointermove', (event) => {
    before = placeAt((event as PointerEvent).clientY, grip.closest('ol'), chat);
    setState({ id, before });
  });
  on(grip, 'pointerup', () => {
    end();
    if (before === undefined) return;
    const from = chat.store.queue.value.messages.findIndex((message) => message.id === id);
    move(chat, id, before > from ? before - 1 : before);
  });
  on(grip, 'pointercancel', end);
  on(grip, 'lostpointercapture', end);
  on(window, 'keydown', (event) => {
    if ((event as KeyboardEvent).key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    end();
  });
}

function placeAt(y: number, list: HTMLElement | null, { store }: Chat): number {
  if (!list) return 0;
  const bounds = list.getBoundingClientRect();
  if (y < bounds.top + edge) list.scrollBy(0, -edge);
  else if (y > bounds.bottom - edge) list.scrollBy(0, edge);
  const rows = [...list.querySelectorAll('[data-queued]')].map((row) => row.getBoundingClientRect());
  const above = rows.filter((row) => (row.top + row.bottom) / 2 < y).length;
  return Math.max(above, store.queue.value.messages.filter((message) => message.isSteering).length);
}
