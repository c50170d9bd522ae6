import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PlanAction, PlanRequest } from '../../protocol/toView';
import { useChat } from '../context';
import { Button, Icon } from '../controls';
import { keyLabels } from '../keys';
import { plural, t } from '../l10n';
import { approve, commentsOf, revise } from './planState';

/** What becomes of the plan; to send it back is the main thing as soon as there is a comment. */
export function PlanFooter({ request }: { request: PlanRequest }) {
  const { dock, platform } = useChat();
  const { length } = commentsOf(dock, request);
  const { allow, deny } = keyLabels(platform);
  if (dock.mode.value === 'reason') return <NoteFooter request={request} />;
  const [first = 'interactive'] = request.actions;
  return (
    <>
      {dock.mode.value === 'scopes' && (
        <div class="scopes">
          <PlanMenu request={request} />
        </div>
      )}
      <footer>
        {length > 0 && (
          <button class="btn main" type="button" onClick={() => revise(dock, request)}>
            {plural(length, 'Revise with 1 comment', 'Revise with {0} comments')} <kbd>{allow}</kbd>
          </button>
        )}
        <span class="split">
          <button class={length > 0 ? 'btn' : 'btn main'} type="button" onClick={() => approve(dock, first)}>
            {actionWords(first)} {length === 0 && <kbd>{allow}</kbd>}
          </button>
          {request.actions.length > 1 && <MoreButton isMain={length === 0} />}
        </span>
        {length === 0 && <Button onClick={() => (dock.mode.value = 'reason')}>{t('Revise')}</Button>}
        <button class="btn quiet" type="button" onClick={() => dock.answerPlan({ kind: 'discard' })}>
          {t('Discard')} <kbd>{deny}</kbd>
        </button>
      </footer>
    </>
  );
}

function MoreButton({ isMain }: { isMain: boolean }) {
  const { dock } = useChat();
  const isOpen = dock.mode.value === 'scopes';
  return (
    <button
      class={isMain ? 'btn main' : 'btn'}
      type="button"
      title={t('More ways to go on')}
      aria-label={t('More ways to go on')}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => (dock.mode.value = isOpen ? 'plain' : 'scopes')}
    >
      <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} />
    </button>
  );
}

function PlanMenu({ request }: { request: PlanRequest }) {
  const { dock } = useChat();
  const menu = useRef<HTMLUListElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  useLayoutEffect(() => items()[0]?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    const all = items();
    const at = all.findIndex((item) => item === document.activeElement);
    if (event.key === 'Enter' || event.key === ' ') all[at]?.click();
    else if (event.key === 'ArrowDown') all[(at + 1) % all.length]?.focus();
    else if (event.key === 'ArrowUp') all[(at - 1 + all.length) % all.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ul ref={menu} class="menu" role="menu" aria-label={t('Ways to go on')} onKeyDown={onKeyDown}>
      {request.actions.map((action) => (
        <li key={action} role="menuitem" tabIndex={-1} onClick={() => approve(dock, action)}>
          <Icon name={icons[action]} />
          <span>{actionWords(action)}</span>
          <span />
          <small>{actionDetail(action)}</small>
        </li>
      ))}
    </ul>
  );
}

const icons: Readonly<Record<PlanAction, string>> = {
  interactive: 'play',
  autopilot: 'rocket',
  exit_only: 'sign-out',
};

function actionWords(action: PlanAction): string {
  switch (action) {
    case 'interactive':
      return t('Implement');
    case 'autopilot':
      return t('Implement in autopilot');
    case 'exit_only':
      return t('Leave plan mode');
  }
}

function actionDetail(action: PlanAction): string {
  switch (action) {
    case 'interactive':
      return t('The agent begins now and asks as set below.');
    case 'autopilot':
      return t('The agent goes on by itself until it says that the task is done.');
    case 'exit_only':
      return t('Nothing is done yet. The agent waits for your next message.');
  }
}

/** What should change in the plan as a whole. */
export function PlanNote() {
  const { dock } = useChat();
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => area.current?.focus(), []);
  return (
    <div class="field">
      <label for="plan-note">{t('What should change')}</label>
      <textarea
        ref={area}
        id="plan-note"
        rows={2}
        dir="auto"
        value={dock.keptText('note') ?? ''}
        onInput={(event) => dock.keep('note', event.currentTarget.value)}
      />
    </div>
  );
}

function NoteFooter({ request }: { request: PlanRequest }) {
  const { dock, platform } = useChat();
  return (
    <footer>
      <button
        class="btn main"
        type="button"
        disabled={!dock.keptText('note')?.trim()}
        onClick={() => revise(dock, request)}
      >
        {t('Revise')} <kbd>{keyLabels(platform).submit}</kbd>
      </button>
      <Button rank="quiet" onClick={() => (dock.mode.value = 'plain')}>
        {t('Back')}
      </Button>
    </footer>
  );
}
