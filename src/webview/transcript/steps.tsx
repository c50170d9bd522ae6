import type { ComponentChild, ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Reasoning, RetryNote, ToolCall } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { CopyAsText } from '../ui/copyAsText';
import { ErrorEdge } from '../ui/errorEdge';
import { duration, runningTime } from '../base/format';
import { plural, rich, t } from '../base/l10n';
import { Markdown } from '../markdown/markdown';
import { VisibleText } from '../text/visible';
import type { StepRow } from './arrange';
import { Fold } from '../ui/fold';
import { ToolStep } from './step';
import type { Thread } from './thread';
import { stepSubject } from './stepWords';

interface StepsProps {
  readonly rows: readonly StepRow[];
  readonly thread: Thread;
  readonly label?: string;
  readonly className?: string;
}

export function Steps({ rows, thread, label = t('Steps'), className = 'steps' }: StepsProps) {
  return (
    <ol class={className} aria-label={label}>
      {rows.map((row) =>
        row.kind === 'group' ? (
          <Group key={`group ${row.ids[0] ?? ''}`} ids={row.ids} thread={thread} />
        ) : (
          <StepOf key={row.id} id={row.id} thread={thread} />
        ),
      )}
    </ol>
  );
}

function StepOf({ id, thread }: { id: string; thread: Thread }) {
  const item = thread.models.get(id)?.item.value;
  return (
    <BrokenStep item={item}>
      {item?.kind === 'tool' && <ToolStep call={item} thread={thread} />}
      {item?.kind === 'reasoning' && <Thought reasoning={item} thread={thread} />}
      {item?.kind === 'retry' && <Retry note={item} />}
    </BrokenStep>
  );
}

/** A step that cannot be drawn takes neither its neighbours nor the turn along. */
function BrokenStep({ item, children }: { item: unknown; children: ComponentChildren }) {
  return (
    <ErrorEdge name={t('A step')} of={item} instead={<CopyAsText of={item} />}>
      {children}
    </ErrorEdge>
  );
}

function Group({ ids, thread }: { ids: readonly string[]; thread: Thread }) {
  const calls = callsOf(ids, thread);
  const names = useMemo(
    () => [...new Set(calls.map(stepSubject))].join(', '),
    [calls.map(stepSubject).join('|')],
  );
  return (
    <li class="step" data-state="done">
      <Fold
        place={`${thread.turnId}/${ids[0] ?? ''}/group`}
        icon="search"
        holds={ids}
        what={rich(
          'Explored {0}',
          <b>
            <VisibleText text={names} kind="line" />
          </b>,
        )}
        end={<span class="num">{plural(ids.length, '1 step', '{0} steps')}</span>}
      >
        {() => (
          <ol class="nest" aria-label={t('Steps in this group')}>
            {calls.map((call) => (
              <BrokenStep key={call.id} item={call}>
                <ToolStep call={call} thread={thread} />
              </BrokenStep>
            ))}
          </ol>
        )}
      </Fold>
    </li>
  );
}

function Thought({ reasoning, thread }: { reasoning: Reasoning; thread: Thread }) {
  const { durationMs, text } = reasoning;
  const isStreaming = reasoning.isStreaming && thread.isRunning;
  const icon = isStreaming ? 'loading' : 'lightbulb';
  const isBrief = durationMs === undefined || durationMs < 50;
  const done = isBrief ? t('Thought') : t('Thought for {0}', duration(durationMs));
  const what = isStreaming ? t('Thinking') : done;
  return (
    <li class="step" data-item={reasoning.id} data-state={isStreaming ? 'running' : 'done'}>
      {text.trim() === '' ? (
        <div class="line">
          <Icon name={icon} spin={isStreaming} />
          <span class="what">{what}</span>
        </div>
      ) : (
        <Fold
          place={`${thread.turnId}/${reasoning.id}`}
          icon={icon}
          spins={isStreaming}
          what={what}
          holds={[reasoning.id]}
        >
          {() => (
            <div class="thought">
              <Markdown text={text} isOpen={isStreaming} />
            </div>
          )}
        </Fold>
      )}
    </li>
  );
}

function Retry({ note }: { note: RetryNote }) {
  const attempt = <b>{t('attempt {0}', note.attempt)}</b>;
  return (
    <li class="step" data-state="retry">
      <div class="line">
        <Icon name="sync" />
        <span class="what">{retryWords(note.reason, attempt)}</span>
        {note.waitingSince !== undefined && (
          <span class="end">
            <Waited since={note.waitingSince} />
          </span>
        )}
      </div>
    </li>
  );
}

/** It counts up: the CLI does not tell when it goes on. */
function Waited({ since }: { since: number }) {
  const { store } = useChat();
  return <span class="num">{t('waited {0}', runningTime(store.clock.now.value - since))}</span>;
}

function retryWords(reason: RetryNote['reason'], attempt: ComponentChild) {
  if (reason === 'busy') return rich('Provider busy (429), {0}', attempt);
  if (reason === 'unauthorized') return rich('Provider refused the key, {0}', attempt);
  return rich('Provider failed, {0}', attempt);
}

function callsOf(ids: readonly string[], thread: Thread): readonly ToolCall[] {
  return ids.flatMap((id) => {
    const item = thread.models.get(id)?.item.value;
    return item?.kind === 'tool' ? [item] : [];
  });
}
