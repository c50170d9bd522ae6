import { useLayoutEffect, useRef } from 'preact/hooks';

interface Held {
  readonly id: string | undefined;
  readonly index: number;
}

export function rowOf(element: Element | null): HTMLElement | undefined {
  return element?.closest<HTMLElement>('[data-queued]') ?? undefined;
}

/**
 * Keeps the focus in the queue while rows move, change and go: on its row, else on the one that took its
 * place, else on the message field.
 */
export function useKeptFocus(strip: { readonly current: HTMLElement | null }, ids: readonly string[]): void {
  const lastIds = useRef(ids);
  const held = useRef<Held | undefined>(undefined);
  // Read while the old rows still stand: rendering happens before its elements change.
  held.current = heldIn(strip.current, lastIds.current);
  lastIds.current = ids;
  useLayoutEffect(() => {
    if (held.current) giveBack(held.current, strip.current);
  });
}

function heldIn(strip: HTMLElement | null, ids: readonly string[]): Held | undefined {
  const { activeElement } = document;
  if (!strip?.contains(activeElement)) return undefined;
  const id = rowOf(activeElement)?.dataset['queued'];
  return { id, index: id === undefined ? 0 : ids.indexOf(id) };
}

function giveBack({ id, index }: Held, strip: HTMLElement | null): void {
  const { activeElement } = document;
  const rows = [...(strip?.querySelectorAll<HTMLElement>('[data-queued]') ?? [])];
  const same = rows.find((row) => row.dataset['queued'] === id);
  const field = same?.querySelector('textarea');
  if (strip?.contains(activeElement) && !(field && activeElement === same)) return;
  const near = same ?? rows[Math.min(index, rows.length - 1)] ?? strip?.querySelector('button');
  const target = field ?? near ?? document.getElementById('message');
  target?.focus();
}
