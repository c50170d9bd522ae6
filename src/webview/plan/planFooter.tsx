import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PlanAction, PlanRequest } from '../../protocol/toView';
import { Answer, MoreAnswers } from '../requests/answers';
import { CardMenu, CardMenuItem } from '../requests/cardMenu';
import { useChat } from '../state/context';
import { Button } from '../ui/controls';
import { plural, t } from '../base/l10n';
import { approve, commentsOf, revise } from '../state/planState';

/** What becomes of the plan; to send it back is the main thing as soon as there is a comment. */
export function PlanFooter({ request }: { request: PlanRequest }) {
  const { dock } = useChat();
  const { length } = commentsOf(dock, request);
  const main = length === 0 ? ({ rank: 'main', keyName: 'allow' } as const) : {};
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
          <Answer rank="main" keyName="allow" onClick={() => revise(dock, request)}>
            {plural(length, 'Revise with 1 comment', 'Revise with {0} comments')}
          </Answer>
        )}
        <span class="split">
          <Answer {...main} onClick={() => approve(dock, first)}>
            {actionWords(first)}
          </Answer>
          {request.actions.length > 1 && <MoreAnswers rank={main.rank} label={t('More ways to go on')} />}
        </span>
        {length === 0 && <Button onClick={() => dock.unfold('reason')}>{t('Revise')}</Button>}
        <Answer rank="quiet" keyName="deny" onClick={() => dock.answerPlan({ kind: 'discard' })}>
          {t('Discard')}
        </Answer>
      </footer>
    </>
  );
}

function PlanMenu({ request }: { request: PlanRequest }) {
  const { dock } = useChat();
  return (
    <CardMenu label={t('Ways to go on')}>
      {request.actions.map((action) => (
        <CardMenuItem key={action} icon={icons[action]} onPick={() => approve(dock, action)}>
          <span>{actionWords(action)}</span>
          <span />
          <small>{actionDetail(action)}</small>
        </CardMenuItem>
      ))}
    </CardMenu>
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
  useLayoutEffect(() => (dock.hasOpened ? area.current?.focus() : undefined), []);
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
  const { dock } = useChat();
  return (
    <footer>
      <Answer
        rank="main"
        keyName="submit"
        disabled={!dock.keptText('note')?.trim()}
        onClick={() => revise(dock, request)}
      >
        {t('Revise')}
      </Answer>
      <Button rank="quiet" onClick={() => (dock.mode.value = 'plain')}>
        {t('Back')}
      </Button>
    </footer>
  );
}
