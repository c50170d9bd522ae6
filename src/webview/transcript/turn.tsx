import { computed } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useChat } from '../state/context';
import { CopyAsText } from '../ui/copyAsText';
import { ErrorEdge } from '../ui/errorEdge';
import { LineCount } from '../ui/controls';
import { duration } from '../base/format';
import { plural, t } from '../base/l10n';
import { isOver, type ItemModel, type TurnInfo, type TurnModel, workedMs } from '../state/turnModel';
import { arrange, type Arrangement } from './arrange';
import { changedFiles } from './changedFiles';
import { Fold } from '../ui/fold';
import { Prompt, StickyPrompt } from './prompt';
import { PromptEditor } from './promptEditor';
import { Sections } from './sections';
import { idsWithin, type Thread } from './thread';
import { Tail } from './tail';
import { TurnEnd } from './turnEnd';

export function TurnView({ turn }: { turn: TurnModel }) {
  const { store } = useChat();
  const info = turn.info.value;
  const headingId = `prompt-${turn.id}`;
  const isLast = store.range.last.value === turn;
  const wantsFold = info.state === 'done' || (isOver(info) && !isLast);
  const area = useRef<HTMLDivElement>(null);
  const isFolded = useCalm(area, wantsFold);
  const isShut = useCalm(area, isOver(info));
  const arrangement = useArrangement(turn, isFolded);
  const isAtWork = isOver(info) && turn.items.value.some(isRunningStep);
  const isRunning = !isOver(info) || isAtWork;
  const thread = useMemo(
    () => ({ ...threadOf(turn, arrangement), isRunning, keepsOpen: !isShut || isAtWork }),
    [turn, arrangement, isRunning, isShut, isAtWork],
  );
  return (
    <article class="turn" data-turn={turn.id} aria-labelledby={headingId}>
      <ErrorEdge name={t('The prompt')} of={info} instead={<CopyAsText text={info.prompt} />}>
        <StickyPrompt info={info} headingId={headingId} />
        <PromptPart info={info} headingId={headingId} />
      </ErrorEdge>
      <div ref={area}>
        <FoldedSteps turn={turn} arrangement={arrangement} thread={thread} isAtWork={isAtWork} />
        <Sections sections={arrangement.open} thread={thread} />
      </div>
      <Tail info={info} isMarkedWaiting={isMarkedWaiting(turn)} hasNotice={hasNotice(turn)} />
      {isOver(info) && (
        <ErrorEdge name={t('The end of the turn')} of={turn.items.value}>
          <TurnEnd info={info} items={turn.items.value.map((model) => model.item.value)} />
        </ErrorEdge>
      )}
    </article>
  );
}

interface FoldedStepsProps {
  readonly turn: TurnModel;
  readonly arrangement: Arrangement;
  readonly thread: Thread;
  readonly isAtWork: boolean;
}

/** Everything before the answer, behind one line. */
function FoldedSteps({ turn, arrangement, thread, isAtWork }: FoldedStepsProps) {
  if (arrangement.folded.length === 0) return null;
  return (
    <Fold
      place={`${turn.id}/steps`}
      className="fold"
      icon={isAtWork ? 'loading' : foldIcon(arrangement)}
      spins={isAtWork}
      holds={itemIds(arrangement)}
      what={<FoldWords info={turn.info.value} arrangement={arrangement} isAtWork={isAtWork} />}
      end={<FilesSum turn={turn} />}
    >
      {() => <Sections sections={arrangement.folded} thread={thread} />}
    </Fold>
  );
}

/** A check mark says that all went well in the end. */
function foldIcon({ failedCount, isFixed }: Arrangement): string {
  return failedCount === 0 || isFixed ? 'check' : 'warning';
}

/** What was asked, or the field to change it. */
function PromptPart({ info, headingId }: { info: TurnInfo; headingId: string }) {
  const { store } = useChat();
  const edit = store.edit.value;
  if (edit?.turnId !== info.id) return <Prompt info={info} headingId={headingId} />;
  return <PromptEditor key={info.id} edit={edit} prompt={info.prompt} headingId={headingId} />;
}

/** What is wanted of the steps, but never under the pointer or around the focus: it waits until both have left. */
function useCalm(area: { readonly current: HTMLElement | null }, isWanted: boolean): boolean {
  const [isSo, setIsSo] = useState(isWanted);
  useEffect(() => {
    const element = area.current;
    if (!isWanted) setIsSo(false); // it may be taken up again
    if (!isWanted || isSo || !element) return undefined;
    const look = () => {
      if (!element.matches(':hover') && !element.contains(document.activeElement)) setIsSo(true);
    };
    const later = () => setTimeout(look);
    look();
    element.addEventListener('pointerleave', look);
    element.addEventListener('focusout', later);
    return () => {
      element.removeEventListener('pointerleave', look);
      element.removeEventListener('focusout', later);
    };
  }, [isWanted, isSo]);
  return isSo && isWanted;
}

/** Arranged anew only when the shape of an item changes, not with each piece of text. */
function useArrangement(turn: TurnModel, isFolded: boolean): Arrangement {
  const shapes = useMemo(
    () => computed(() => turn.items.value.map((model) => `${model.id}\n${model.shape.value}`).join('\n')),
    [turn],
  );
  return useMemo(
    () =>
      arrange(
        turn.items.peek().map((model) => model.item.peek()),
        isFolded,
      ),
    [turn, shapes.value, isFolded],
  );
}

function threadOf(
  turn: TurnModel,
  arrangement: Arrangement,
): Pick<Thread, 'turnId' | 'models' | 'children' | 'lastStepId' | 'Sections'> {
  const models = new Map<string, ItemModel>(turn.items.peek().map((model) => [model.id, model]));
  return {
    turnId: turn.id,
    models,
    children: arrangement.children,
    lastStepId: arrangement.lastStepId,
    Sections,
  };
}

/** All that is behind the one line, what agents did too. */
function itemIds({ folded, children }: Arrangement): readonly string[] {
  const ids = folded.flatMap((section) =>
    section.kind === 'steps'
      ? section.rows.flatMap((row) => (row.kind === 'group' ? row.ids : [row.id]))
      : [section.id],
  );
  return [...ids, ...ids.flatMap((id) => idsWithin(id, children))];
}

function isMarkedWaiting(turn: TurnModel): boolean {
  return turn.items.value.some((model) => model.shape.value.split('|')[2] === 'waiting');
}

function hasNotice(turn: TurnModel): boolean {
  return turn.items.value.some((model) => model.shape.value === 'notice');
}

/** What all the steps changed; the names stand beneath the answer. */
function FilesSum({ turn }: { turn: TurnModel }) {
  const items = turn.items.value.map((model) => model.item.value);
  const files = changedFiles(items, turn.info.value.onDisk);
  if (files.length === 0) return null;
  const sum = (key: 'added' | 'removed') => files.reduce((total, file) => total + file[key], 0);
  return (
    <span class="sum">
      <span class="of">{plural(files.length, '1 file', '{0} files')}</span>{' '}
      <LineCount added={sum('added')} removed={sum('removed')} />
    </span>
  );
}

/** In a turn that is over: an agent in the background that was woken again. */
function isRunningStep({ shape }: ItemModel): boolean {
  return /^tool\|[^|]*\|running\|/.test(shape.value);
}

interface FoldWordsProps {
  readonly info: TurnInfo;
  readonly arrangement: Arrangement;
  readonly isAtWork: boolean;
}

function FoldWords({ info, arrangement, isAtWork }: FoldWordsProps) {
  const { stepCount, failedCount, isFixed } = arrangement;
  const words = info.endedAt
    ? plural(stepCount, '1 step, {1}', '{0} steps, {1}', duration(workedMs(info)))
    : plural(stepCount, '1 step', '{0} steps');
  return (
    <>
      {words}
      {failedCount > 0 && (
        <>
          {', '}
          <b>{isFixed ? t('{0} failed, then fixed', failedCount) : t('{0} failed', failedCount)}</b>
        </>
      )}
      {isAtWork && (
        <>
          {', '}
          <b>{t('an agent works again')}</b>
        </>
      )}
    </>
  );
}
