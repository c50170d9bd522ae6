import { element, smallSize, svgOf, textAt, widthOf, type OwnDrawing } from './svg';

interface Slice {
  readonly label: string;
  readonly value: number;
}

export interface Pie {
  readonly title: string;
  readonly showsValues: boolean;
  readonly slices: readonly Slice[];
}

/** Reads the lines of a pie chart; undefined when a line is not understood. */
export function readPie(header: string, lines: readonly string[]): Pie | undefined {
  const first = /^pie\b\s*(showData\b)?\s*(?:title\s+(.+))?$/i.exec(header);
  if (!first) return undefined;
  let [title = '', showsValues] = [first[2], first[1] !== undefined];
  const slices: Slice[] = [];
  for (const line of lines) {
    const slice = /^(?:"([^"]+)"|'([^']+)')\s*:\s*(\d+(?:\.\d+)?|\.\d+)$/.exec(line);
    const named = /^title\s+(.+)$/i.exec(line)?.[1];
    if (slice) slices.push({ label: slice[1] ?? slice[2] ?? '', value: Number(slice[3]) });
    else if (named) title = named;
    else if (/^showData$/i.test(line)) showsValues = true;
    else if (!/^acc(?:Title|Descr)\s*:/.test(line)) return undefined;
  }
  return slices.some(({ value }) => value > 0) ? { title, showsValues, slices } : undefined;
}

const colours = [
  'var(--vscode-charts-blue)',
  'var(--vscode-charts-orange, var(--warn))',
  'var(--vscode-charts-green)',
  'var(--vscode-charts-purple)',
  'var(--vscode-charts-yellow, color-mix(in srgb, var(--warn) 55%, var(--_text)))',
  'var(--vscode-charts-red, var(--bad))',
];
const radius = 70;
const edge = 8;
const gap = 16;
const rowHeight = 22;
/** In a smaller slice its share has no room. */
const leastWithShare = 0.07;

/** The slices in their order from twelve o'clock; each share stands in its slice and in the list beneath, which a narrow page has room for. */
export function drawPie({ title, showsValues, slices }: Pie, language?: string): OwnDrawing {
  const total = slices.reduce((sum, { value }) => sum + value, 0);
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const rows = slices.map(({ label, value }) => {
    const share = percent.format(value / total);
    return `${label}: ${showsValues ? `${number.format(value)} (${share})` : share}`;
  });
  const top = title ? 32 : edge;
  const centre = { x: edge + radius, y: top + radius };
  const listY = top + 2 * radius + gap;
  const width = Math.max(
    edge + 2 * radius,
    ...rows.map((row) => edge + 20 + widthOf(row)),
    edge + widthOf(title),
  );
  const parts = [
    title && textAt(edge, 16, title, { 'font-weight': 600 }),
    ...drawSlices(slices, total, centre, (share) => percent.format(share)),
    ...rows.map((row, index) => drawRow(row, index, edge, listY)),
  ];
  return {
    svg: svgOf(width + edge, listY + rows.length * rowHeight, parts),
    words: [title, ...rows].filter(Boolean).join(', '),
  };
}

function look(index: number) {
  // What comes around again is paler; its neighbours differ all the same.
  const isAgain = Math.floor(index / colours.length) % 2 === 1;
  return { fill: colours[index % colours.length], 'fill-opacity': isAgain ? 0.5 : undefined };
}

function drawRow(row: string, index: number, x: number, top: number): string {
  const y = top + (index + 0.5) * rowHeight;
  const box = { x, y: y - 6, width: 12, height: 12, stroke: 'var(--_line)', 'stroke-width': 1 };
  return element('rect', { ...box, ...look(index) }) + textAt(x + 20, y, row);
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function drawSlices(
  slices: readonly Slice[],
  total: number,
  centre: Place,
  format: (share: number) => string,
): readonly string[] {
  const [shapes, shares]: [string[], string[]] = [[], []];
  let from = 0;
  slices.forEach(({ value }, index) => {
    const share = value / total;
    if (share === 0) return;
    const outline = { ...look(index), stroke: 'var(--bg)', 'stroke-width': 2, 'stroke-linejoin': 'round' };
    shapes.push(
      share === 1
        ? element('circle', { cx: centre.x, cy: centre.y, r: radius, ...outline })
        : element('path', { d: sector(centre, from, from + share), ...outline }),
    );
    if (share >= leastWithShare)
      shares.push(badge(onCircle(centre, radius * 0.66, from + share / 2), format(share)));
    from += share;
  });
  return [...shapes, ...shares];
}

/** On a ground of its own: no colour of a slice may make it hard to read. */
function badge({ x, y }: Place, words: string): string {
  const width = widthOf(words, smallSize) + 8;
  const box = { x: x - width / 2, y: y - 8, width, height: 16, rx: 8 };
  return (
    element('rect', { ...box, fill: 'var(--bg)' }) +
    textAt(x, y, words, { 'font-size': smallSize, 'text-anchor': 'middle' })
  );
}

function sector(centre: Place, from: number, to: number): string {
  const [start, end] = [onCircle(centre, radius, from), onCircle(centre, radius, to)];
  const isLarge = to - from > 0.5 ? 1 : 0;
  const point = ({ x, y }: Place) => `${x.toFixed(2)} ${y.toFixed(2)}`;
  return `M ${point(centre)} L ${point(start)} A ${radius} ${radius} 0 ${isLarge} 1 ${point(end)} Z`;
}

function onCircle(centre: Place, distance: number, turn: number): Place {
  const angle = turn * 2 * Math.PI;
  return { x: centre.x + distance * Math.sin(angle), y: centre.y - distance * Math.cos(angle) };
}
