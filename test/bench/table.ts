import type { Subject } from './adapter';
import type { Sizes } from './bundleSize';
import { median, quantile, type Results } from './figures';
import { type Goal, mostLeftKb } from './goals';

export interface Row {
  readonly id: string;
  readonly what: string;
  readonly ours: number;
  readonly other: number;
  /** The bare pipe, where it was measured. */
  readonly limit?: number;
  readonly ratio: number;
  /** Where turns were measured side by side: the ratios between which half of them lie. */
  readonly spread?: readonly [number, number];
  /** The ratio of one pipe to another: as far from 1 as chance takes it. */
  readonly chance?: number;
  readonly goal: string;
  /** Undefined where there is no goal. */
  readonly holds?: boolean;
}

export function rowOf(goal: Goal, results: Results): Row {
  const of = (subject: Subject, figure = goal.figure): number =>
    median(results[subject].flatMap((figures) => figures[figure] ?? []));
  const round = (value: number): number => Number(value.toFixed(goal.digits));
  const { id, what, unit, figure, otherFigure = figure } = goal;
  const ours = of('ours');
  const other = of('other', otherFigure);
  const pairs = goal.isPaired ? ratiosOf(results, figure, 'ours', ['raw', 'second']) : [];
  const ratio = goal.isPaired ? median(pairs) : ours / other;
  const limit = results.raw.length > 0 ? { limit: round(of('raw')) } : {};
  const verdict =
    id === '10' ? { goal: `≤ ${mostLeftKb} KB`, holds: ours <= mostLeftKb } : judge(goal, ratio);
  return {
    id,
    what: `${what}, ${unit}`,
    ours: round(ours),
    other: round(other),
    ...limit,
    ratio: short(ratio),
    ...(goal.isPaired && {
      spread: [short(quantile(pairs, 0.25)), short(quantile(pairs, 0.75))],
      chance: short(median(ratiosOf(results, figure, 'second', ['raw']))),
    }),
    ...verdict,
  };
}

const short = (value: number): number => Number(value.toPrecision(3));

/** Of what was measured side by side; against the mean of the others, which chance moves less than one of them. */
function ratiosOf(
  results: Results,
  figure: string,
  one: Subject,
  others: readonly Subject[],
): readonly number[] {
  const of = (subject: Subject, index: number): number => results[subject][index]?.[figure] ?? NaN;
  return results[one].map((_figures, index) => {
    const sum = others.reduce((total, other) => total + of(other, index), 0);
    return (of(one, index) * others.length) / sum;
  });
}

function judge({ atMost, atLeast }: Goal, ratio: number): Pick<Row, 'goal' | 'holds'> {
  if (atMost !== undefined) return { goal: `≤ ${Number(atMost.toPrecision(3))}×`, holds: ratio <= atMost };
  if (atLeast !== undefined) return { goal: `≥ ${atLeast}×`, holds: ratio >= atLeast };
  return { goal: '' };
}

export function bundleRows({ withTools, without }: Readonly<Record<'withTools' | 'without', Sizes>>): Row[] {
  const row = (id: string, what: string, { ours, other }: Sizes, most: number): Row => ({
    id,
    what: `${what}, B`,
    ours,
    other,
    ratio: short(ours / other),
    goal: `≤ ${most}×`,
    holds: ours / other <= most,
  });
  return [
    row('5a', 'bundle with a zod tool', withTools, 0.3),
    row('5b', 'bundle without tools', without, 0.55),
  ];
}

/** A table of what was measured, if anything was; `subjects` name the columns of figures. */
export function printTable(rows: readonly Row[], subjects: readonly string[]): void {
  if (rows.length === 0) return;
  const isPaired = rows.some(({ spread }) => spread);
  const cells = rows.map(({ id, what, ours, other, limit, ratio, spread, chance, goal, holds }) => [
    id,
    what,
    ...[ours, other, limit].slice(0, subjects.length).map((figure) => String(figure ?? '')),
    `${ratio}×`,
    ...(isPaired ? [spread ? `${spread.join('–')}×` : '', chance === undefined ? '' : `${chance}×`] : []),
    goal,
    holds === undefined ? '' : holds ? 'holds' : 'MISSED',
  ]);
  const pairedColumns = isPaired ? ['half of them', 'pipe/pipe'] : [];
  const table = [['id', 'what', ...subjects, 'ratio', ...pairedColumns, 'goal', ''], ...cells];
  const widths = (table[0] ?? []).map((_head, column) =>
    Math.max(...table.map((line) => line[column]?.length ?? 0)),
  );
  const lines = table.map((line) =>
    line
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  process.stdout.write(`${lines.join('\n')}\n\n`);
}
