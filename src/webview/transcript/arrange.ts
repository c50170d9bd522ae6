import type { Item, Reasoning, RetryNote, ToolCall } from '../../protocol/toView';
import { hasFailed as callFailed } from './stepWords';

/** A line among the steps: one step, or small finished look-ups under one line. */
export type StepRow =
  | { readonly kind: 'step'; readonly id: string }
  | { readonly kind: 'group'; readonly ids: readonly string[] };

export type Section =
  | { readonly kind: 'steps'; readonly rows: readonly StepRow[] }
  | { readonly kind: 'answer'; readonly id: string }
  | { readonly kind: 'notice'; readonly id: string }
  | { readonly kind: 'steer'; readonly id: string };

export interface Arrangement {
  /** What goes behind the one line of a finished turn; empty while nothing is folded. */
  readonly folded: readonly Section[];
  readonly open: readonly Section[];
  readonly stepCount: number;
  readonly failedCount: number;
  /** Each failed step was tried again and went well. */
  readonly isFixed: boolean;
  /** What a subagent did and said by the call that started it. */
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly lastStepId: string | undefined;
}

type Step = ToolCall | Reasoning | RetryNote;

export const fewestToFold = 2;

/** Puts the items of a turn into the order and the groups in which they are drawn. */
export function arrange(items: readonly Item[], isFolded: boolean): Arrangement {
  const children = childrenOf(items);
  const nested = new Set([...children.values()].flat());
  const visible = items.filter((item) => !nested.has(item.id) && !isEmpty(item));
  const steps = items.filter(isStep).filter(isOfAgent);
  const sections = toSections(visible);
  const split = isFolded && steps.length >= fewestToFold ? foldAt(sections) : { folded: [], open: sections };
  return {
    ...split,
    stepCount: steps.length,
    failedCount: steps.filter(hasFailed).length,
    isFixed: steps.every(
      (step, index) => !hasFailed(step) || steps.slice(index + 1).some((later) => fixes(later, step)),
    ),
    children,
    lastStepId: visible.findLast(isStep)?.id,
  };
}

/** Retries and hooks are no steps of the agent. */
function isOfAgent(step: Step): boolean {
  return step.kind !== 'retry' && !(step.kind === 'tool' && step.tool === 'hook');
}

function isStep(item: Item): item is Step {
  return item.kind === 'tool' || item.kind === 'reasoning' || item.kind === 'retry';
}

function hasFailed(step: Step): boolean {
  return step.kind === 'tool' && callFailed(step);
}

/** The same once more, and this time it went well. */
function fixes(later: Step, failed: Step): boolean {
  if (later.kind !== 'tool' || failed.kind !== 'tool' || later.state !== 'done' || hasFailed(later))
    return false;
  return later.tool === failed.tool && later.name === failed.name && later.subject === failed.subject;
}

function isEmpty(item: Item): boolean {
  return item.kind === 'answer' && !/\S/.test(item.text);
}

function childrenOf(items: readonly Item[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Set(items.map((item) => item.id));
  const children = new Map<string, string[]>();
  for (const item of items) {
    if (item.kind === 'notice' || item.kind === 'steer') continue;
    if (!item.parentId || item.parentId === item.id || !ids.has(item.parentId)) continue;
    children.set(item.parentId, [...(children.get(item.parentId) ?? []), item.id]);
  }
  return children;
}

/** What a subagent did and said, in the order and the groups of a turn. */
export function threadSections(items: readonly Item[]): readonly Section[] {
  return toSections(items.filter((item) => !isEmpty(item)));
}

function toSections(items: readonly Item[]): readonly Section[] {
  const sections: Section[] = [];
  let run: Step[] = [];
  const endRun = () => {
    if (run.length > 0) sections.push({ kind: 'steps', rows: groupRows(run) });
    run = [];
  };
  for (const item of items) {
    if (isStep(item)) {
      run.push(item);
      continue;
    }
    endRun();
    sections.push({ kind: item.kind, id: item.id });
  }
  endRun();
  return sections;
}

/** They change nothing. */
const lookUps: ReadonlySet<ToolCall['tool']> = new Set(['read', 'search', 'fetch', 'editor']);

/** Joins neighbouring finished look-ups, which matter less than what was done with them. */
export function groupRows(steps: readonly Step[]): readonly StepRow[] {
  const rows: StepRow[] = [];
  let run: string[] = [];
  const endRun = () => {
    if (run.length > 1) rows.push({ kind: 'group', ids: run });
    else if (run[0]) rows.push({ kind: 'step', id: run[0] });
    run = [];
  };
  for (const step of steps) {
    if (isLookUp(step)) {
      run.push(step.id);
      continue;
    }
    endRun();
    rows.push({ kind: 'step', id: step.id });
  }
  endRun();
  return rows;
}

function isLookUp(step: Step): boolean {
  return step.kind === 'tool' && lookUps.has(step.tool) && step.state === 'done';
}

/** The last answer, every notice and what the person said stay in sight; what came before goes behind the line. */
function foldAt(sections: readonly Section[]): { folded: readonly Section[]; open: readonly Section[] } {
  const answerAt = sections.findLastIndex((section) => section.kind === 'answer');
  const end = answerAt < 0 ? sections.length : answerAt;
  return {
    folded: sections.filter((section, index) => index < end && !staysInSight(section)),
    open: sections.filter((section, index) => index >= end || staysInSight(section)),
  };
}

function staysInSight({ kind }: Section): boolean {
  return kind === 'notice' || kind === 'steer';
}
