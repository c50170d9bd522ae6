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

export interface Wanted {
  readonly isQuick: boolean;
  /** Only our page: for one who changes it. */
  readonly isAlone: boolean;
  readonly isWanted: (id: string) => boolean;
}

/** The page against the usual stack, in turns, each time in a browser of its own. */
export async function webRows({ isQuick, isAlone, isWanted }: Wanted): Promise<readonly Row[]> {
  if (!['17', '18', '19'].some(isWanted)) return [];
  const sizes = await buildPages();
  const rounds = isQuick ? 1 : 3;
  const part = isQuick ? 4 : 1;
  const only = (wanted: readonly Side[]) => (isAlone ? wanted.slice(0, 1) : wanted);
  const rows: Row[] = [];
  if (isWanted('17')) {
    const play = (text: string) => each(only(sides), rounds, (side) => stream(side, text));
    rows.push(...answerRows(await play(longAnswer(answerBytes / part))));
    rows.push(...codeRows(await play(longCode(codeBytes / part))));
  }
  if (isWanted('18')) {
    const count = isQuick ? turnCount / 10 : turnCount;
    const long = await each(only(['ours', 'other']), 1, (side) => open(side, count));
    rows.push(...turnRows(long, isAlone ? { ours: sizes.ours } : sizes));
  }
  if (isWanted('19')) rows.push(...(await messageRows(isQuick ? 1000 : 4000)));
  return rows;
}

function answerRows(answer: Results): readonly Row[] {
  const row = rowsFrom(answer);
  return [
    row('17a', 'a long answer: script, ms', 'scriptMs', { times: 0.35 }),
    row('17b', 'a long answer: blocking, ms', 'blockingMs', { times: 0.1 }),
    row('17c', 'a long answer: frames dropped, %', 'droppedPercent', { most: 10, unit: '%' }),
    row('17d', 'a long answer: main thread, ms', 'taskMs'),
  ];
}

function codeRows(code: Results): readonly Row[] {
  const row = rowsFrom(code);
  return [
    row('17e', 'a block of code: script, ms', 'scriptMs', { times: 0.35 }),
    row('17f', 'a block of code: blocking, ms', 'blockingMs', { times: 0.1 }),
    row('17g', 'a block of code: frames dropped, %', 'droppedPercent', { most: 10, unit: '%' }),
    row('17h', 'a block of code: longest task, ms', 'longestMs'),
  ];
}

function turnRows(long: Results, sizes: Figures): readonly Row[] {
  const row = rowsFrom(long);
  return [
    row('18a', 'many turns: first paint, ms', 'firstPaintMs', { times: 0.1 }),
    row('18b', 'many turns: nodes', 'nodes', { most: 5000, unit: '' }),
    row('18c', 'many turns: frames dropped in scrolling, %', 'scrollDropped', { most: 6, unit: '%' }),
    row('18d', 'many turns: heap, MB', 'heapMb'),
    rowOf('18e', 'script of the page, B', sizes),
    row('18f', 'many turns: first paint of its own, ms', 'firstPaintMs', { most: 150, unit: 'ms' }),
    row('18g', 'many turns: memory over the empty page, MB', 'grownMb', { most: 20, unit: 'MB' }),
    row('18h', 'many turns: of it not mapped from files, MB', 'ownMb'),
  ];
}

const rowsFrom =
  (results: Results) =>
  (id: string, what: string, figure: string, limit?: Limit): Row =>
    rowOf(id, what, figuresOf(results, figure), limit);

async function each(
  wanted: readonly Side[],
  rounds: number,
  play: (side: Side) => Promise<Measures>,
): Promise<Results> {
  const results: Record<Side, Measures[]> = { ours: [], other: [], text: [] };
  for (let round = 0; round < rounds; round++) {
    // Appending text is the same each time; its figure is no part of a goal.
    const now = wanted.filter((side) => side !== 'text' || round === 0);
    for (const side of now) results[side].push(await play(side));
  }
  return results;
}

interface Figures {
  readonly ours: number;
  readonly other?: number;
  /** The least that this machine needs. */
  readonly text?: number;
}

function figuresOf({ ours, other, text }: Results, figure: string): Figures {
  return {
    ours: median(ours, figure),
    ...(other.length > 0 && { other: median(other, figure) }),
    ...(text.length > 0 && { text: median(text, figure) }),
  };
}

function median(all: readonly Measures[], figure: string): number {
  const values = all.map((one) => one[figure] ?? NaN).sort((a, b) => a - b);
  return values[Math.floor(values.length / 2)] ?? NaN;
}

function rowOf(id: string, what: string, { ours, other, text }: Figures, limit?: Limit): Row {
  const ratio = ours / (other ?? NaN);
  const round = (value: number) => Number(value.toFixed(value < 100 ? 1 : 0));
  const least = text === undefined ? {} : { limit: round(text) };
  const figures = {
    ours: round(ours),
    other: round(other ?? NaN),
    ...least,
    ratio: Number(ratio.toPrecision(3)),
  };
  const row = { id, what, ...figures };
  if (!limit) return { ...row, goal: '' };
  if ('times' in limit && other === undefined) return { ...row, goal: `≤ ${limit.times}×` };
  if ('times' in limit) return { ...row, goal: `≤ ${limit.times}×`, holds: ratio <= limit.times };
  return { ...row, goal: `≤ ${limit.most}${limit.unit && ` ${limit.unit}`}`, holds: ours <= limit.most };
}
