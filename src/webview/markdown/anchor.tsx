import type { ComponentChild } from 'preact';
import { useChat } from '../state/context';
import { t } from '../base/l10n';
import { visibleString } from '../text/visibleText';
import type { FileTarget, Target } from '../state/drawn';

/** Leads to a page, a file or a symbol, through the host. */
export function Anchor({
  target,
  children,
}: {
  target: Target;
  children: ComponentChild | ComponentChild[];
}) {
  const { send } = useChat();
  if (target.kind === 'none') return <>{children}</>;
  const follow = (event: Event) => {
    // The editor's own page script would open the address a second time.
    event.preventDefault();
    event.stopPropagation();
    if (target.kind === 'web') send({ type: 'link/open', href: target.href });
    else if (target.kind === 'symbol') send({ type: 'symbol/open', name: target.name });
    else send({ type: 'file/open', ...placeOf(target) });
  };
  const isWeb = target.kind === 'web';
  return (
    <a
      href={isWeb ? target.href : '#'}
      class={target.kind === 'symbol' ? 'symbol' : undefined}
      title={titleOf(target)}
      onClick={follow}
    >
      {children}
    </a>
  );
}

function placeOf({ path, line, column, endLine }: FileTarget) {
  return {
    path,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(endLine === undefined ? {} : { endLine }),
  };
}

function titleOf(target: Exclude<Target, { kind: 'none' }>): string {
  if (target.kind === 'web') return visibleString(target.href, 'line');
  if (target.kind === 'symbol') return t('Go to {0}', visibleString(target.name, 'line'));
  const path = visibleString(target.path, 'line');
  return target.line === undefined ? path : `${path}:${target.line}`;
}
