import { useMemo } from 'preact/hooks';
import type { PlanRequest } from '../../protocol/toView';
import { useChat } from '../context';
import { Pager } from '../cards/pager';
import { Icon, IconButton } from '../controls';
import { isComposing } from '../keys';
import { plural, t } from '../l10n';
import { PlanFooter, PlanNote } from './planFooter';
import { PlanPartView } from './planPart';
import { planParts } from './planParts';
import { mainAction } from './planState';

/** A plan as a document: to read, to comment piece by piece, and to carry out or send back. */
export function PlanCard({ request }: { request: PlanRequest }) {
  const { dock, send } = useChat();
  const { title, parts, stepCount } = useMemo(() => planParts(request.text), [request.text]);
  const onKeyDown = (event: KeyboardEvent) => {
    const isSubmit = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isSubmit || isComposing(event)) return;
    event.preventDefault();
    mainAction(dock, request);
  };
  return (
    <section
      class="ask plan"
      role="group"
      aria-labelledby="request-title"
      data-region
      data-request={request.id}
      data-settled={dock.isSettled.value || undefined}
      onKeyDown={onKeyDown}
    >
      <header>
        <Icon name="checklist" />
        <h3 id="request-title" dir="auto">
          {planTitle(title)}
        </h3>
        <Pager>
          <IconButton
            icon="go-to-file"
            label={t('Open plan as a document')}
            onClick={() => send({ type: 'plan/open', id: request.id })}
          />
        </Pager>
        {stepCount > 0 && <p>{plural(stepCount, '1 step', '{0} steps')}</p>}
      </header>
      <div class="body" tabIndex={0} role="group" aria-label={t('Plan')}>
        <div class="parts">
          {parts.map((part, index) => (
            <PlanPartView key={index} request={request} part={part} index={index} />
          ))}
        </div>
        {dock.mode.value === 'reason' && <PlanNote />}
      </div>
      <PlanFooter request={request} />
    </section>
  );
}

/** Plans often call themselves one. */
export function planTitle(title: string | undefined): string {
  const words = title?.replace(/^plan\b[\s:–—-]*/i, '').trim();
  return words ? t('Plan: {0}', words) : t('Plan');
}
