import { useEffect, useRef, useState } from 'preact/hooks';

export interface Popup<T extends HTMLElement> {
  readonly isOpen: boolean;
  readonly open: () => void;
  /** `isLeaving`: the focus is on its way elsewhere and must not be fetched back. */
  readonly close: (isLeaving?: boolean) => void;
  readonly trigger: { current: HTMLButtonElement | null };
  readonly panel: { current: T | null };
  readonly onFocusOut: (event: FocusEvent) => void;
}

/** Something that opens above the composer and goes with Escape, a click elsewhere or the focus. */
export function usePopup<T extends HTMLElement>(): Popup<T> {
  const [isOpen, setIsOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<T>(null);
  const close = (isLeaving = false) => {
    // Before the panel goes, so that the focus never falls out of the page.
    if (!isLeaving) trigger.current?.focus();
    setIsOpen(false);
  };
  const isInside = (target: EventTarget | null) =>
    target instanceof Node && Boolean(panel.current?.contains(target) || trigger.current?.contains(target));
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPointerDown = (event: PointerEvent) => {
      if (!isInside(event.target)) setIsOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown, true);
    return () => document.removeEventListener('pointerdown', onPointerDown, true);
  }, [isOpen]);
  const onFocusOut = (event: FocusEvent) => {
    // Without a target the window lost the focus, not the menu.
    if (event.relatedTarget && !isInside(event.relatedTarget)) setIsOpen(false);
  };
  return { isOpen, open: () => setIsOpen(true), close, trigger, panel, onFocusOut };
}
