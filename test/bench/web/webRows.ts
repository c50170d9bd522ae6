import type { Row } from '../table';
import { buildPages } from './build';
import type { Measures, Side } from './pages';
import { open, stream } from './plays';
import { longAnswer, longCode } from './texts';

type Results = Readonly<Record<Side, readonly Measures[]>>;

/** What our page must keep to: a part of the other's figure, or a figure of its own. */
type Limit = { readonly times: number } | { readonly most: number; readonly unit: string } | undefined;

const answerBytes = 200 * 1024;
const codeBytes = 100 * 1024;
const turnCount = 10_000;

/** The page against the usual stack, in turns in the same browser. */
export async function webRows(isQuick: boolean): Promise<readonly Row[]> {
  const sizes = await buildPages();
  const rounds = isQuick ? 1 : 3;
  const part = isQuick ? 4 : 1;
  const answer = await both(rounds, (side) => stream(side, longAnswer(answerBytes / part)));
  const code = await both(rounds, (side) => stream(side, longCode(codeBytes / part)));
  const long = await both(1, (side) => open(side, isQuick ? turnCount / 10 : turnCount));
  const row = (id: string, what: string, results: Results, figure: string, limit?: Limit) =>
    rowOf(id, what, median(results.ours, figure), median(results.other, figure), limit);
  return [
    row('17a', 'a long answer: script, ms', answer, 'scriptMs', { times: 0.35 }),
    row('17b', 'a long answer: blocking, ms', answer, 'blockingMs', { times: 0.1 }),
    row('17c', 'a long answer: frames dropped, %', answer, 'droppedPercent', { most: 10, unit: '%' }),
    row('17d', 'a long answer: main thread, ms', answer, 'taskMs'),
    row('17e', 'a block of code: script, ms', code, 'scriptMs', { times: 0.35 }),
    row('17f', 'a block of code: blocking, ms', code, 'blockingMs', { times: 0.1 }),
    row('17g', 'a block of code: frames dropped, %', code, 'droppedPercent', { most: 10, unit: '%' }),
    row('17h', 'a block of code: longest task, ms', code, 'longestMs'),
    row('18a', 'many turns: first paint, ms', long, 'firstPaintMs', { times: 0.1 }),
    row('18b', 'many turns: nodes', long, 'nodes', { most: 5000, unit: '' }),
    row('18c', 'many turns: frames dropped in scrolling, %', long, 'scrollDropped', { most: 6, unit: '%' }),
    row('18d', 'many turns: heap, MB', long, 'heapMb'),
    rowOf('18e', 'script of the page, B', sizes.ours, sizes.other, undefined),
  ];
}

async function both(rounds: number, play: (side: Side) => Promise<Measures>): Promise<Results> {
  const results: Record<Side, Measures[]> = { ours: [], other: [] };
  for (let round = 0; round < rounds; round++) {
    for (const side of ['ours', 'other'] as const) results[side].push(await play(side));
  }
  return results;
}

function median(all: readonly Measures[], figure: string): number {
  const values = all.map((one) => one[figure] ?? NaN).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? NaN;
}

function rowOf(id: string, what: string, ours: number, other: number, limit: Limit): Row {
  const ratio = ours / other;
  const round = (value: number) => Number(value.toFixed(value < 100 ? 1 : 0));
  const figures = { id, what, ours: round(ours), other: round(other), ratio: Number(ratio.toPrecision(3)) };
  if (!limit) return { ...figures, goal: '' };
  if ('times' in limit) return { ...figures, goal: `≤ ${limit.times}×`, holds: ratio <= limit.times };
  return { ...figures, goal: `≤ ${limit.most}${limit.unit && ` ${limit.unit}`}`, holds: ours <= limit.most };
}
