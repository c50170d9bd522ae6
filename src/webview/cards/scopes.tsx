import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { AllowScope } from '../../protocol/approvals';
import type { PermissionRequest } from '../../protocol/toView';
import { PastRequests } from '../approvals/pastRequests';
import { deniedSentence, scopeDetail, scopeSentence } from '../approvals/ruleWords';
import { useChat } from '../context';
import { Icon } from '../controls';
import { keyLabels } from '../keys';
import { plural, t } from '../l10n';

/** How far to allow, beneath the command, so that it stays readable while one decides. */
export function ScopeMenu({ request }: { request: PermissionRequest }) {
  const { dock, platform } = useChat();
  const [isListed, setListed] = useState(false);
  const menu = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => focusItem(menu.current, 0), []);
  const rehearsed = request.scopes?.find((scope) => isWorthShowing(scope))?.rehearsal;
  return (
    <div class="scopes">
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
        {request.scopes?.map((scope) => (
          <ScopeItem key={scope.id} scope={scope} folder={request.folder} />
        ))}
        {rehearsed && <li role="separator" class="sep" />}
        {rehearsed && (
          <MenuItem icon="list-unordered" isOpen={isListed} onPick={() => setListed(!isListed)}>
            <span>{plural(rehearsed.requests.length, 'Show that request', 'Show those {0} requests')}</span>
          </MenuItem>
        )}
      </ul>
      {rehearsed && isListed && <PastRequests rehearsal={rehearsed} />}
    </div>
  );
}

function ScopeItem({ scope, folder }: { scope: AllowScope; folder: string }) {
  const { dock } = useChat();
  const denied = scope.until === 'folder' ? deniedSentence(scope.rehearsal) : '';
  return (
    <MenuItem icon={scope.until === 'session' ? 'clock' : 'folder'} onPick={() => dock.allowScope(scope.id)}>
      <span class="scope">
        {scopeSentence(scope.rule, scope.until, (name) => (
          <b class="mono">{name}</b>
        ))}
      </span>
      <span />
      <small>
        {scopeDetail(scope, folder)} {denied && <span class="bad">{denied}</span>}
      </small>
    </MenuItem>
  );
}

function isWorthShowing(scope: AllowScope): boolean {
  return scope.until === 'folder' && scope.rehearsal.requests.length > 0;
}

interface MenuItemProps {
  readonly icon: string;
  readonly onPick: () => void;
  readonly children: ComponentChildren;
  /** For an item that opens something beneath. */
  readonly isOpen?: boolean;
}

function MenuItem({ icon, onPick, children, isOpen }: MenuItemProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPick();
  };
  return (
    <li role="menuitem" tabIndex={-1} aria-expanded={isOpen} onClick={onPick} onKeyDown={onKeyDown}>
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
