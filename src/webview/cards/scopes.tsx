import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PermissionRequest } from '../../protocol/toView';
import { useChat } from '../context';
import { Icon } from '../controls';
import { keyLabels } from '../keys';
import { rich, t } from '../l10n';
import { scopeSentence } from './permissionWords';

interface ScopeMenuProps {
  readonly request: PermissionRequest;
  readonly scope: NonNullable<PermissionRequest['sessionScope']>;
}

/** How far to allow, beneath the command, so that it stays readable while one decides. */
export function ScopeMenu({ request, scope }: ScopeMenuProps) {
  const { dock, platform } = useChat();
  const menu = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => focusItem(menu.current, 0), []);
  const name = scope === 'command' ? request.text : request.subject;
  return (
    <ul
      ref={menu}
      class="menu"
      role="menu"
      aria-label={t('Ways to allow')}
      onKeyDown={(event) => move(event, menu.current)}
    >
      <MenuItem icon="check" onPick={() => dock.allow()}>
        <span>{t('Allow once')}</span>
        <kbd>{keyLabels(platform).allow}</kbd>
      </MenuItem>
      <MenuItem icon="clock" onPick={() => dock.allow('allow-session')}>
        <span class="scope">{rich(scopeSentence(scope), <b class="mono">{name}</b>)}</span>
        <span />
        <small>{t('Kept in memory, ends with this session')}</small>
      </MenuItem>
    </ul>
  );
}

function MenuItem({
  icon,
  onPick,
  children,
}: {
  icon: string;
  onPick: () => void;
  children: ComponentChildren;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPick();
  };
  return (
    <li role="menuitem" tabIndex={-1} onClick={onPick} onKeyDown={onKeyDown}>
      <Icon name={icon} />
      {children}
    </li>
  );
}

function move(event: KeyboardEvent, menu: HTMLElement | null): void {
  const items = [...(menu?.querySelectorAll('[role=menuitem]') ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: items.length - 1,
  };
  const next = steps[event.key];
  if (next === undefined) return;
  event.preventDefault();
  focusItem(menu, (next + items.length) % items.length);
}

function focusItem(menu: HTMLElement | null, index: number): void {
  menu?.querySelectorAll<HTMLElement>('[role=menuitem]')[index]?.focus();
}
