import type { Row } from '../table';
import { buildPages } from './build';
import { messageRows } from './messages';
import type { Measures, Side } from './pages';
import { open, stream } from './plays';
import { longAnswer, longCode } from './texts';

type Results = Readonly<Record<Side, readonly Measures[]>>;
const sides: readonly Side[] = ['ours', 'other', 'text'];

/** What our page must keep to: a part of the other's figure, or a figure of its own. */
type Limit = { readonly times: number } | { readonly most: number; readonly unit: string } | undefined;

const answerBytes = 200 * 1024;
const codeBytes = 100 * 1024;
const turnCount = 10_000;

/** What the figures are of; printed above them. */
export const webNotes = [
  'Our page gets what our host sends: pieces of text joined for 16 ms. React gets each piece of 4 characters.',
  'Script and main thread are processor time; "text" only appends the text, the least that this machine needs.',
];

/** The page against the usual stack, in turns, each time in a browser of its own. */
export async function webRows(isQuick: boolean): Promise<readonly Row[]> {
  const sizes = await buildPages();
  const rounds = isQuick ? 1 : 3;
  const part = isQuick ? 4 : 1;
  const answer = await each(sides, rounds, (side) => stream(side, longAnswer(answerBytes / part)));
  const code = await each(sides, rounds, (side) => stream(side, longCode(codeBytes / part)));
  const long = await each(['ours', 'other'], 1, (side) => open(side, isQuick ? turnCount / 10 : turnCount));
  const row = (id: string, what: string, results: Results, figure: string, limit?: Limit) =>
    rowOf(id, what, figuresOf(results, figure), limit);
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
    rowOf('18e', 'script of the page, B', sizes),
    row('18f', 'many turns: first paint of its own, ms', long, 'firstPaintMs', { most: 150, unit: 'ms' }),
    row('18g', 'many turns: memory over the empty page, MB', long, 'grownMb', { most: 20, unit: 'MB' }),
    ...(await messageRows(isQuick ? 1000 : 4000)),
  ];
}

async function each(
  wanted: readonly Side[],
  rounds: number,
  play: (side: Side) => Promise<Measures>,
): Promise<Results> {
  const results: Record<Side, Measures[]> = { ours: [], other: [], text: [] };
  for (let round = 0; round < rounds; round++) {
    for (const side of wanted) results[side].push(await play(side));
  }
  return results;
}

interface Figures {
  readonly ours: number;
  readonly other: number;
  /** The least that this machine needs. */
  readonly text?: number;
}

function figuresOf({ ours, other, text }: Results, figure: string): Figures {
  const figures = { ours: median(ours, figure), other: median(other, figure) };
  return text.length === 0 ? figures : { ...figures, text: median(text, figure) };
}

function median(all: readonly Measures[], figure: string): number {
  const values = all.map((one) => one[figure] ?? NaN).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? NaN;
}

function rowOf(id: string, what: string, { ours, other, text }: Figures, limit?: Limit): Row {
  const ratio = ours / other;
  const round = (value: number) => Number(value.toFixed(value < 100 ? 1 : 0));
  const least = text === undefined ? {} : { limit: round(text) };
  const figures = { ours: round(ours), other: round(other), ...least, ratio: Number(ratio.toPrecision(3)) };
  const row = { id, what, ...figures };
  if (!limit) return { ...row, goal: '' };
  if ('times' in limit) return { ...row, goal: `≤ ${limit.times}×`, holds: ratio <= limit.times };
  return { ...row, goal: `≤ ${limit.most}${limit.unit && ` ${limit.unit}`}`, holds: ours <= limit.most };
}
