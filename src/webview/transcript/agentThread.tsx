import type { ToolCall } from '../../protocol/toView';
import { duration } from '../base/format';
import { plural, t } from '../base/l10n';
import { visibleString } from '../text/visibleText';
import { fewestToFold, threadSections } from './arrange';
import { Fold } from '../ui/fold';
import { idsWithin, type Thread } from './thread';
import { stepSubject } from './stepWords';

interface AgentThreadProps {
  readonly call: ToolCall;
  readonly childIds: readonly string[];
  readonly thread: Thread;
}

/** What a subagent does and says; once it is done that folds to one line above what it brought. */
export function AgentThread({ call, childIds, thread }: AgentThreadProps) {
  const sections = threadSections(itemsOf(childIds, thread));
  const steps = {
    label: t('Steps of {0}', visibleString(stepSubject(call), 'line')),
    className: 'sub-steps',
  };
  const { Sections } = thread;
  const drawn = <Sections sections={sections} thread={thread} steps={steps} />;
  const isOver = call.state !== 'running' && call.state !== 'waiting';
  const count = countSteps(childIds, thread);
  const folds = isOver && count >= fewestToFold && Boolean(call.output);
  const time = duration(call.durationMs ?? 0);
  return (
    <div
      class="nest"
      role="group"
      aria-label={t('Thread of agent {0}', visibleString(stepSubject(call), 'line'))}
    >
      {folds ? (
        <Fold
          place={`${thread.turnId}/${call.id}/agent`}
          className="fold"
          icon="check"
          holds={idsWithin(call.id, thread.children)}
          what={plural(count, '1 step, {1}', '{0} steps, {1}', time)}
        >
          {() => drawn}
        </Fold>
      ) : (
        drawn
      )}
    </div>
  );
}

/** What an agent did, without its words. */
export function countSteps(childIds: readonly string[], thread: Thread): number {
  const kinds = childIds.map((id) => thread.models.get(id)?.item.peek().kind);
  return kinds.filter((kind) => kind === 'tool' || kind === 'reasoning').length;
}

/** Follows the shapes only: the words themselves are drawn further down. */
function itemsOf(ids: readonly string[], { models }: Thread) {
  return ids.flatMap((id) => {
    const model = models.get(id);
    return model && model.shape.value !== 'answer-empty' ? [model.item.peek()] : [];
  });
}
