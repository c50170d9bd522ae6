import type { ToolCall } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Icon, LineCount } from '../ui/controls';
import { duration, runningTime } from '../base/format';
import { plural, rich, t } from '../base/l10n';
import { VisibleText } from '../text/visible';
import { visibleString } from '../text/visibleText';
import { AgentThread, countSteps } from './agentThread';
import { Fold } from '../ui/fold';
import { StepBody } from './stepBody';
import { isRefused, placeWords } from './sandboxWords';
import {
  endWords,
  hasDetails,
  hasFailed,
  hookWords,
  isHiddenCommand,
  stepIcon,
  stepSubject,
  stepVerb,
} from './stepWords';
import { idsWithin, type Thread } from './thread';

interface ToolStepProps {
  readonly call: ToolCall;
  readonly thread: Thread;
}

/** One tool call: a quiet line, its details beneath once opened. */
export function ToolStep({ call, thread }: ToolStepProps) {
  const children = thread.children.get(call.id) ?? [];
  const what = <StepWhat call={call} />;
  const end = <StepEnd call={call} childCount={countSteps(children, thread)} />;
  if (!hasDetails(call) && children.length === 0) {
    return (
      <li class="step" data-item={call.id} data-state={shownState(call)}>
        <div class="line">
          <Icon name={stepIcon(call)} spin={call.state === 'running'} />
          <span class="what">{what}</span>
          <span class="end">{end}</span>
        </div>
      </li>
    );
  }
  return (
    <li class="step" data-item={call.id} data-state={shownState(call)}>
      <Fold
        place={`${thread.turnId}/${call.id}`}
        icon={stepIcon(call)}
        spins={call.state === 'running'}
        what={what}
        end={end}
        holds={[call.id, ...idsWithin(call.id, thread.children)]}
        isOpenByItself={opensByItself(call, thread, children.length)}
      >
        {() => (
          <>
            {children.length > 0 && <AgentThread call={call} childIds={children} thread={thread} />}
            {hasDetails(call) && <StepBody call={call} />}
          </>
        )}
      </Fold>
    </li>
  );
}

/** A command that the sandbox kept from its work has failed, though the tool has done its own. */
function shownState(call: ToolCall): ToolCall['state'] {
  return call.state === 'done' && call.exitCode && isRefused(call) ? 'failed' : call.state;
}

/** What happens now is shown; it closes when the next step begins, and with the turn. */
function opensByItself(call: ToolCall, thread: Thread, childCount: number): boolean {
  if (!thread.keepsOpen || call.state === 'waiting' || call.state === 'denied' || call.state === 'skipped')
    return false;
  if (call.tool === 'shell')
    return Boolean(call.output) && (call.state === 'running' || call.id === thread.lastStepId);
  if (call.tool === 'edit' || call.tool === 'create') return Boolean(call.diff);
  return childCount > 0;
}

function StepWhat({ call }: { call: ToolCall }) {
  const kind = call.tool === 'question' || call.tool === 'agent' ? 'prose' : 'line';
  const isMono = call.tool === 'shell' && !isHiddenCommand(call);
  const subject = (
    <b class={isMono ? 'mono' : undefined} title={visibleString(call.subject, kind)}>
      <VisibleText text={stepSubject(call)} kind={isHiddenCommand(call) ? 'prose' : kind} />
    </b>
  );
  return (
    <>
      {rich(stepVerb(call), subject)}
      <More call={call} />
    </>
  );
}

/** What a tool of this name works on; what an agent is for, in the words of the one that started it. */
function More({ call }: { call: ToolCall }) {
  const isNamed =
    call.tool === 'hook' || call.tool === 'editor' || call.tool === 'mcp' || call.tool === 'other';
  const more = call.tool === 'agent' ? call.intention : isNamed ? call.subject : undefined;
  if (!more || more === stepSubject(call)) return null;
  if (isNamed)
    return (
      <>
        {' '}
        <VisibleText text={more} kind="line" />
      </>
    );
  return <> {rich('“{0}”', <VisibleText text={more} kind="prose" />)}</>;
}

function StepEnd({ call, childCount }: { call: ToolCall; childCount: number }) {
  switch (call.state) {
    case 'waiting':
      return (
        <span class="state">{isRefused(call) ? t('Refused, waiting for you') : t('Waiting for you')}</span>
      );
    case 'denied':
    case 'skipped':
      return <span class="state">{endWords(call)}</span>;
    case 'interrupted':
      return (
        <>
          <span class="state">{endWords(call)}</span>
          {call.durationMs !== undefined && (
            <span class="num">{t('after {0}', duration(call.durationMs))}</span>
          )}
        </>
      );
    case 'running':
      return <Running call={call} childCount={childCount} />;
    case 'failed':
    case 'done':
      return <Finished call={call} childCount={childCount} />;
  }
}

function Running({ call, childCount }: { call: ToolCall; childCount: number }) {
  const { store } = useChat();
  const time = runningTime(store.clock.now.value - call.startedAt - (call.waitedMs ?? 0));
  return (
    <span class="num">
      {childCount > 0 ? plural(childCount, '1 step, {1}', '{0} steps, {1}', time) : time}
    </span>
  );
}

function Finished({ call, childCount }: { call: ToolCall; childCount: number }) {
  // A step that took no time says nothing by it.
  const time = (call.durationMs ?? 0) < 50 ? undefined : duration(call.durationMs ?? 0);
  const isBad = hasFailed(call);
  if (childCount > 0 && !isBad) {
    const count = time
      ? plural(childCount, '1 step, {1}', '{0} steps, {1}', time)
      : plural(childCount, '1 step', '{0} steps');
    return <span class="num">{count}</span>;
  }
  return (
    <>
      {call.hook && <span class="state">{hookWords(call)}</span>}
      {isBad && <span class="state">{endWords(call)}</span>}
      {!(isBad && isRefused(call)) && <Place call={call} />}
      {!isBad && <Result call={call} />}
      {time && (isBad || isLong(call) || !hasResult(call)) && <span class="num">{time}</span>}
    </>
  );
}

function Place({ call }: { call: ToolCall }) {
  const words = placeWords(call);
  return words === undefined ? null : <span>{words}</span>;
}

/** The time of a quick step is noise beside what it brought. */
function isLong({ durationMs = 0 }: ToolCall): boolean {
  return durationMs >= 1000;
}

function hasResult(call: ToolCall): boolean {
  return Boolean(call.linesAdded || call.linesRemoved || call.range || call.found);
}

function Result({ call }: { call: ToolCall }) {
  if (call.range) return <span class="num">{`${call.range.start}–${call.range.end}`}</span>;
  if (call.found) return <span class="num">{foundWords(call.found)}</span>;
  return <LineCount added={call.linesAdded} removed={call.linesRemoved} />;
}

function foundWords({ count, what }: NonNullable<ToolCall['found']>): string {
  if (count === 0) return t('Nothing found');
  return what === 'files' ? plural(count, '1 file', '{0} files') : plural(count, '1 match', '{0} matches');
}
