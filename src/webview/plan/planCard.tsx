import { useMemo } from 'preact/hooks';
import type { PlanRequest } from '../../protocol/toView';
import { useChat } from '../state/context';
import { RequestCard } from '../requests/requestCard';
import { IconButton } from '../ui/controls';
import { plural, t } from '../base/l10n';
import { VisibleText } from '../text/visible';
import { PlanFooter, PlanNote } from './planFooter';
import { PlanPartView } from './planPart';
import { markdownReader } from '../state/drawn';
import { planParts } from '../state/planParts';
import { mainAction } from '../state/planState';

/** A plan as a document: to read, to comment piece by piece, and to carry out or send back. */
export function PlanCard({ request }: { request: PlanRequest }) {
  const { dock, send } = useChat();
  const reader = markdownReader.value;
  const { title, parts, stepCount } = useMemo(() => planParts(request.text), [request.text, reader]);
  return (
    <RequestCard
      request={request}
      className="plan"
      icon="checklist"
      title={<VisibleText text={planTitle(title)} kind="prose" />}
      about={stepCount > 0 && <p>{plural(stepCount, '1 step', '{0} steps')}</p>}
      beside={
        <IconButton
          icon="go-to-file"
          label={t('Open plan as a document')}
          onClick={() => send({ type: 'plan/open', id: request.id })}
        />
      }
      bodyLabel={t('Plan')}
      onSubmit={() => mainAction(dock, request)}
      answers={<PlanFooter request={request} />}
    >
      <div class="parts">
        {parts.map((part, index) => (
          <PlanPartView key={index} request={request} part={part} index={index} />
        ))}
      </div>
      {dock.mode.value === 'reason' && <PlanNote />}
    </RequestCard>
  );
}

/** Plans often call themselves one. */
export function planTitle(title: string | undefined): string {
  const words = title?.replace(/^plan\b[\s:–—-]*/i, '').trim();
  return words ? t('Plan: {0}', words) : t('Plan');
}
