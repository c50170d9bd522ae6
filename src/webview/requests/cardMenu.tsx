import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../ui/controls';
import { nextIndex } from '../foot/menuKeys';
import { isComposing } from '../ui/keys';
import { waitingState } from './answers';

/** Further answers, unfolded within the card so that what is asked stays readable. Opened by the person, so it takes the focus. */
export function CardMenu({ label, children }: { label: string; children: ComponentChildren }) {
  const menu = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => itemsOf(menu.current)[0]?.focus(), []);
  return (
    <ul
      ref={menu}
      class="menu"
      role="menu"
      aria-label={label}
      onKeyDown={(event) => onMenuKey(event, menu.current)}
    >
      {children}
    </ul>
  );
}

interface CardMenuItemProps {
  readonly icon: string;
  readonly onPick: () => void;
  readonly children: ComponentChildren;
  /** For an item that opens something beneath. */
  readonly isOpen?: boolean;
  readonly waits?: boolean;
}

export function CardMenuItem({ icon, onPick, children, isOpen, waits }: CardMenuItemProps) {
  return (
    <li
      role="menuitem"
      tabIndex={-1}
      aria-expanded={isOpen}
      onClick={onPick}
      {...(waits ? waitingState : {})}
    >
      <Icon name={icon} />
      {children}
    </li>
  );
}

function onMenuKey(event: KeyboardEvent, menu: HTMLElement | null): void {
  if (isComposing(event) || event.altKey) return; // Alt+PageDown shows the next request
  const items = itemsOf(menu);
  const at = items.findIndex((item) => item === document.activeElement);
  const next = nextIndex(event.key, at, items.length);
  if (next !== undefined) items[next]?.focus();
  else if (event.key === 'Enter' || event.key === ' ') items[at]?.click();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}
