import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { isComposing } from '../ui/keys';
import { t } from '../base/l10n';
import { nextIndex, TypeAhead } from './menuKeys';
import { usePopup, type Popup } from './popup';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  /** What stands at the end of the line: limits, a price. */
  readonly side?: string;
  /** A line beneath: what it means, or why it cannot be had. */
  readonly note?: string;
  readonly icon?: string;
  /** One of several that exclude each other; without it the entry is an action. */
  readonly isChecked?: boolean;
  /** A switch of its own. */
  readonly isOn?: boolean;
  /** It opens something else. */
  readonly leadsOn?: boolean;
  readonly isDisabled?: boolean;
  /** Where one begins when the menu opens; else at what is chosen. */
  readonly isStart?: boolean;
  readonly run?: () => void;
}

export interface MenuGroup {
  readonly label?: string;
  readonly entries: readonly MenuEntry[];
}

interface MenuButtonProps {
  /** What the button is called, with what is chosen. */
  readonly name: string;
  readonly title?: string;
  readonly menuLabel: string;
  readonly groups: readonly MenuGroup[];
  readonly onOpen?: () => void;
  /** What the host, or another part of the page, calls it. */
  readonly opensOn?: 'model';
  /** What is chosen is not the safe way. */
  readonly isRisky?: boolean;
  readonly children: ComponentChildren;
}

/** A button of the foot that opens a menu above the composer. */
export function MenuButton(props: MenuButtonProps) {
  const { name, title, menuLabel, groups, onOpen, opensOn, isRisky, children } = props;
  const { store } = useChat();
  const popup = usePopup<HTMLDivElement>();
  const id = useId();
  const open = () => {
    onOpen?.();
    popup.open();
  };
  useEffect(
    () => store.onNudge((nudge) => nudge.type === 'foot/open' && nudge.what === opensOn && open()),
    [store, opensOn],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    open();
  };
  return (
    <>
      <button
        ref={popup.trigger}
        class={isRisky ? 'pick risky' : 'pick'}
        type="button"
        aria-haspopup="menu"
        aria-expanded={popup.isOpen}
        aria-controls={popup.isOpen ? id : undefined}
        aria-label={name}
        title={title ?? name}
        onClick={() => (popup.isOpen ? popup.close() : open())}
        onKeyDown={onKeyDown}
      >
        {children}
      </button>
      {popup.isOpen && <Menu id={id} label={menuLabel} groups={groups} popup={popup} />}
    </>
  );
}

interface MenuProps {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly MenuGroup[];
  readonly popup: Popup<HTMLDivElement>;
}

function Menu({ id, label, groups, popup }: MenuProps) {
  const ahead = useMemo(() => new TypeAhead(() => Date.now()), []);
  useStart(groups, popup);
  return (
    <div
      ref={popup.panel}
      id={id}
      class="pop menu"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => onMenuKey(event, popup, ahead)}
      onFocusOut={popup.onFocusOut}
    >
      {groups.map((group, index) => (
        <Group key={group.label ?? index} group={group} close={popup.close} />
      ))}
    </div>
  );
}

/**
 * The focus begins where the menu does. Entries that come late may be that place, or take the one with the focus
 * away; what the person has moved on to keeps it.
 */
function useStart(groups: readonly MenuGroup[], popup: Popup<HTMLDivElement>): void {
  const placed = useRef<HTMLElement | undefined>(undefined);
  useLayoutEffect(() => {
    const { activeElement } = document;
    const isOnItsOwn = !placed.current || activeElement === placed.current || activeElement === document.body;
    if (!isOnItsOwn) return;
    placed.current = startOf(itemsOf(popup.panel.current));
    placed.current?.focus();
  }, [groups]);
}

function startOf(items: readonly HTMLElement[]): HTMLElement | undefined {
  const chosen = items.find((item) => item.matches('[role=menuitemradio][aria-checked=true]'));
  return items.find((item) => item.dataset['start']) ?? chosen ?? items[0];
}

function Group({ group, close }: { group: MenuGroup; close: () => void }) {
  return (
    <div class="group" role="group" aria-label={group.label}>
      {group.label && (
        <p class="head" aria-hidden="true">
          {group.label}
        </p>
      )}
      {group.entries.map((entry) => (
        <Entry key={entry.id} entry={entry} close={close} />
      ))}
    </div>
  );
}

function Entry({ entry, close }: { entry: MenuEntry; close: () => void }) {
  const checked = entry.isChecked ?? entry.isOn;
  const role = entry.isChecked !== undefined ? 'menuitemradio' : 'menuitemcheckbox';
  const icon = entry.isChecked ? 'check' : entry.icon;
  const pick = () => {
    if (entry.isDisabled) return;
    close();
    entry.run?.();
  };
  return (
    <div
      class="item"
      role={checked === undefined ? 'menuitem' : role}
      aria-checked={checked}
      aria-disabled={entry.isDisabled || undefined}
      tabIndex={-1}
      data-label={entry.label}
      data-start={entry.isStart || undefined}
      onClick={pick}
    >
      {icon ? <Icon name={icon} /> : <span />}
      <span class="name" dir="auto">
        {entry.label}
      </span>
      {entry.isOn && (
        <span class="side on">
          <Icon name="check" />
          {t('On')}
        </span>
      )}
      {entry.leadsOn && <Icon name="chevron-right" />}
      {entry.side && (
        <span class="side dim" dir="auto">
          {entry.side}
        </span>
      )}
      {entry.note && (
        <small class="dim" dir="auto">
          {entry.note}
        </small>
      )}
    </div>
  );
}

function onMenuKey(event: KeyboardEvent, popup: Popup<HTMLDivElement>, ahead: TypeAhead): void {
  if (isComposing(event)) return;
  const items = itemsOf(popup.panel.current);
  const at = items.findIndex((item) => item === document.activeElement);
  if (event.key === 'Tab') return popup.close(); // goes on from the button
  const next = event.key === 'Escape' ? undefined : indexFor(event, items, at, ahead);
  if (next !== undefined) items[next]?.focus();
  else if (event.key === 'Escape') popup.close();
  else if (event.key === 'Enter' || event.key === ' ') items[at]?.click();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function indexFor(
  event: KeyboardEvent,
  items: readonly HTMLElement[],
  at: number,
  ahead: TypeAhead,
): number | undefined {
  const moved = nextIndex(event.key, at, items.length);
  if (moved !== undefined) return moved;
  const isLetter = event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (!isLetter || (event.key === ' ' && !ahead.isTyping)) return undefined;
  const labels = items.map((item) => item.dataset['label'] ?? '');
  return ahead.find(event.key, labels, at) ?? at;
}

function itemsOf(panel: HTMLElement | null): HTMLElement[] {
  return [...(panel?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
}
