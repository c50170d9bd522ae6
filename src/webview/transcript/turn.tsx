import { computed } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useChat } from '../context';
import { duration } from '../format';
import { plural, t } from '../l10n';
import { isOver, type ItemModel, type TurnInfo, type TurnModel } from '../turnModel';
import { arrange, type Arrangement } from './arrange';
import { Fold } from './fold';
import { Prompt, StickyPrompt } from './prompt';
import { PromptEditor } from './promptEditor';
import { Sections } from './sections';
import { idsWithin, type Thread } from './steps';
import { Tail } from './tail';
import { TurnEnd } from './turnEnd';

export function TurnView({ turn }: { turn: TurnModel }) {
  const { store } = useChat();
  const info = turn.info.value;
  const headingId = `prompt-${turn.id}`;
  const isLast = store.range.last.value === turn;
  const wantsFold = info.state === 'done' || (isOver(info) && !isLast);
  const [area, isFolded] = useCalmFold(wantsFold);
  const arrangement = useArrangement(turn, isFolded);
  const thread = useMemo(() => threadOf(turn, arrangement, !isOver(info)), [turn, arrangement, info.state]);
  return (
    <article class="turn" data-turn={turn.id} aria-labelledby={headingId}>
      <StickyPrompt info={info} headingId={headingId} />
      <PromptPart info={info} headingId={headingId} />
      <div ref={area}>
        {arrangement.folded.length > 0 && (
          <Fold
            className="fold"
            icon="check"
            holds={itemIds(arrangement)}
            what={<FoldWords info={info} arrangement={arrangement} />}
          >
            {() => <Sections sections={arrangement.folded} thread={thread} />}
          </Fold>
        )}
        <Sections sections={arrangement.open} thread={thread} />
      </div>
      <Tail info={info} isMarkedWaiting={isMarkedWaiting(turn)} hasNotice={hasNotice(turn)} />
      {isOver(info) && <TurnEnd info={info} items={turn.items.value.map((model) => model.item.value)} />}
    </article>
  );
}

/** What was asked, or the field to change it. */
function PromptPart({ info, headingId }: { info: TurnInfo; headingId: string }) {
  const { store } = useChat();
  const edit = store.edit.value;
  if (edit?.turnId !== info.id) return <Prompt info={info} headingId={headingId} />;
  return <PromptEditor key={info.id} edit={edit} prompt={info.prompt} headingId={headingId} />;
}

/** Folds when the turn is over, but never under the pointer or around the focus. */
function useCalmFold(wantsFold: boolean) {
  const area = useRef<HTMLDivElement>(null);
  const [isFolded, setIsFolded] = useState(wantsFold);
  useEffect(() => {
    const element = area.current;
    if (!wantsFold || isFolded || !element) return undefined;
    const foldIfCalm = () => {
      if (!element.matches(':hover') && !element.contains(document.activeElement)) setIsFolded(true);
    };
    const later = () => setTimeout(foldIfCalm);
    foldIfCalm();
    element.addEventListener('pointerleave', foldIfCalm);
    element.addEventListener('focusout', later);
    return () => {
      element.removeEventListener('pointerleave', foldIfCalm);
      element.removeEventListener('focusout', later);
    };
  }, [wantsFold, isFolded]);
  return [area, isFolded && wantsFold] as const;
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

function threadOf(turn: TurnModel, arrangement: Arrangement, isRunning: boolean): Thread {
  const models = new Map<string, ItemModel>(turn.items.peek().map((model) => [model.id, model]));
  return { models, children: arrangement.children, isRunning, lastStepId: arrangement.lastStepId };
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

function FoldWords({ info, arrangement }: { info: TurnInfo; arrangement: Arrangement }) {
  const { stepCount, failedCount, isFixed } = arrangement;
  const words = info.endedAt
    ? plural(stepCount, '1 step, {1}', '{0} steps, {1}', duration(info.endedAt - info.startedAt))
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
    </>
  );
}
