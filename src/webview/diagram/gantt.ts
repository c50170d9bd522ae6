import { key, t } from '../base/l10n';
import { dayMs } from './ganttDates';
import type { Gantt, Tag, Task } from './ganttSource';
import { element, smallSize, svgOf, textAt, widthOf, type OwnDrawing } from './svg';

const edge = 8;
const rowHeight = 24;
const headingHeight = 26;
const axisHeight = 22;
const barHeight = 14;
const chartWidth = 280;
const leastBetweenTicks = 60;

/** One line for each task: its name, and when it is. */
export function drawGantt({ title, sections }: Gantt, language?: string): OwnDrawing {
  const tasks = sections.flatMap((section) => section.tasks);
  const first = Math.min(...tasks.map(({ start }) => start));
  const last = Math.max(...tasks.map(({ end }) => end), first + 1);
  const names = [...tasks.map(taskName), ...sections.map(({ label }) => label)];
  const left = edge + Math.max(...names.map((name) => widthOf(name))) + 12;
  const x = (time: number) => left + ((time - first) / (last - first)) * chartWidth;
  const top = title ? 30 : edge;
  const rows: string[] = [];
  let y = top + axisHeight;
  for (const section of sections) {
    if (section.label) {
      rows.push(textAt(edge, y + headingHeight / 2, section.label, { 'font-weight': 600 }));
      y += headingHeight;
    }
    for (const task of section.tasks) {
      rows.push(textAt(edge, y + rowHeight / 2, taskName(task)), drawTask(task, x, y + rowHeight / 2));
      y += rowHeight;
    }
  }
  const axis = drawAxis(first, last, x, top, y, language);
  const width = Math.max(left + chartWidth + 2 * edge, widthOf(title) + 2 * edge);
  const parts = [title && textAt(edge, 15, title, { 'font-weight': 600 }), ...axis, ...rows];
  return { svg: svgOf(width, y + edge, parts), words: wordsOf({ title, sections }, language) };
}

/** What is critical says so in its name too: not everybody sees its colour. */
function taskName({ label, tags }: Task): string {
  return tags.has('crit') ? `${label} !` : label;
}

/** Done is a thin bar, active a full one, what is still to come an empty one. */
function drawTask(task: Task, x: (time: number) => number, middle: number): string {
  const { tags, start, end } = task;
  const isCritical = tags.has('crit');
  const stroke = isCritical ? 'var(--vscode-charts-red, var(--bad))' : 'var(--_node-stroke)';
  const fill = tags.has('active')
    ? 'var(--vscode-charts-blue)'
    : tags.has('done')
      ? 'var(--_node-stroke)'
      : 'var(--_node-fill)';
  const look = { fill, stroke, 'stroke-width': isCritical ? 2 : 1 };
  if (tags.has('milestone')) {
    const [at, half] = [x((start + end) / 2), barHeight / 2];
    const points = `${at},${middle - half} ${at + half},${middle} ${at},${middle + half} ${at - half},${middle}`;
    return element('polygon', { points, ...look });
  }
  const height = tags.has('done') && !tags.has('active') ? barHeight / 2 : barHeight;
  const width = Math.max(x(end) - x(start), 2);
  return element('rect', { x: x(start), y: middle - height / 2, width, height, rx: 3, ...look });
}

function drawAxis(
  first: number,
  last: number,
  x: (time: number) => number,
  top: number,
  bottom: number,
  language: string | undefined,
): readonly string[] {
  const { ticks, format } = scaleOf(first, last, language);
  return ticks.flatMap((time) => {
    const line = { x1: x(time), x2: x(time), y1: top + axisHeight - 4, y2: bottom };
    return [
      element('line', { ...line, stroke: 'var(--_inner-stroke)', 'stroke-width': 1 }),
      textAt(x(time), top + axisHeight / 2 - 2, format(time), {
        'font-size': smallSize,
        'text-anchor': 'middle',
        fill: 'var(--_text-faint)',
      }),
    ];
  });
}

const hourMs = dayMs / 24;
const steps = [1, 5, 15, 30].map((minutes) => (minutes * hourMs) / 60);
steps.push(...[1, 3, 6, 12].map((hours) => hours * hourMs), ...[1, 2, 7, 14].map((days) => days * dayMs));
const monthSteps = [1, 2, 3, 6, 12, 24, 60, 120];

interface Scale {
  readonly ticks: readonly number[];
  readonly format: (time: number) => string;
}

/** Round times, as near to one another as their names allow. */
function scaleOf(first: number, last: number, language: string | undefined): Scale {
  const least = ((last - first) * leastBetweenTicks) / chartWidth;
  const step = steps.find((one) => one >= least);
  if (step !== undefined) return { ticks: every(first, last, step), format: formatFor(step, language) };
  const months = monthSteps.find((one) => one * 30 * dayMs >= least) ?? 1200;
  return { ticks: everyMonths(first, last, months), format: formatFor(months * 30 * dayMs, language) };
}

/** Weeks begin on a Monday, as the day that time is counted from was a Thursday. */
function every(first: number, last: number, step: number): readonly number[] {
  const shift = step >= 7 * dayMs ? 4 * dayMs : 0;
  const ticks: number[] = [];
  for (let time = Math.ceil((first - shift) / step) * step + shift; time <= last; time += step)
    ticks.push(time);
  return ticks;
}

function everyMonths(first: number, last: number, count: number): readonly number[] {
  const ticks: number[] = [];
  const date = new Date(first);
  const index = date.getUTCFullYear() * 12 + date.getUTCMonth();
  for (let month = Math.ceil(index / count) * count; ; month += count) {
    const time = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (time > last) return ticks;
    if (time >= first) ticks.push(time);
  }
}

function formatFor(step: number, language: string | undefined): (time: number) => string {
  const options: Intl.DateTimeFormatOptions =
    step < dayMs
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : step < 28 * dayMs
        ? { day: 'numeric', month: 'short' }
        : step < 360 * dayMs
          ? { month: 'short', year: 'numeric' }
          : { year: 'numeric' };
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  return (time) => format.format(time);
}

/** Each task with its time; a day that it ends before is not one of its days. */
function wordsOf({ title, sections }: Gantt, language: string | undefined): string {
  const all = sections.flatMap(({ tasks }) => tasks);
  const isInDays = all.every(({ start, end }) => start % dayMs === 0 && end % dayMs === 0);
  const time: Intl.DateTimeFormatOptions = isInDays ? {} : { timeStyle: 'short' };
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', ...time, timeZone: 'UTC' });
  const ofTask = ({ label, tags, start, end }: Task): string => {
    const until = isInDays && end > start ? end - dayMs : end;
    const span = until <= start ? format.format(start) : format.formatRange(start, until);
    return [`${label}: ${span}`, ...[...tags].map((tag) => t(tagWords[tag]))].join(', ');
  };
  const parts = sections.map(({ label, tasks }) =>
    [label, tasks.map(ofTask).join('; ')].filter(Boolean).join(': '),
  );
  return [title, ...parts].filter(Boolean).join('. ');
}

const tagWords: Readonly<Record<Tag, string>> = {
  active: key('active|task'),
  done: key('done|task'),
  crit: key('critical|task'),
  milestone: key('milestone|task'),
};
