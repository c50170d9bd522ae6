import { t } from '../base/l10n';
import {
  placeRegion,
  headHeight,
  lineHeight,
  type PlacedLine,
  type PlacedNode,
  type PlacedRegion,
} from './stateLayout';
import type { Region, StateNode } from './stateSource';
import { element, smallSize, svgOf, textAt, type OwnDrawing } from './svg';

const outline = { stroke: 'var(--_node-stroke)', 'stroke-width': 1 };

/** States inside of states; each line ends at the edge of what it leads to. */
export function drawStates(region: Region): OwnDrawing {
  const placed = placeRegion(region);
  const parts = [arrowHead(), ...drawRegion(placed)];
  return { svg: svgOf(placed.width, placed.height, parts), words: wordsOf(region).join('; ') };
}

function arrowHead(): string {
  const look = { markerWidth: 8, markerHeight: 6, refX: 8, refY: 3, orient: 'auto' };
  const head = element('polygon', { points: '0 0, 8 3, 0 6', fill: 'var(--_arrow)' });
  return element('defs', {}, element('marker', { id: 'head', ...look }, head));
}

function drawRegion({ nodes, lines }: PlacedRegion): readonly string[] {
  return [
    ...nodes.flatMap(drawNode),
    ...nodes.flatMap(drawNote),
    ...lines.map(drawLine),
    ...lines.flatMap((line) => drawLabel(line)),
  ];
}

function drawNode(placed: PlacedNode): readonly string[] {
  const { node, x, y, width, height, lines } = placed;
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  switch (node.shape) {
    case 'start':
      return [element('circle', { cx: middleX, cy: middleY, r: 7, fill: 'var(--_text)' })];
    case 'end':
      return [
        element('circle', {
          cx: middleX,
          cy: middleY,
          r: 8,
          fill: 'none',
          stroke: 'var(--_text)',
          'stroke-width': 1.5,
        }),
        element('circle', { cx: middleX, cy: middleY, r: 4, fill: 'var(--_text)' }),
      ];
    case 'bar':
      return [element('rect', { x, y, width, height, rx: 2, fill: 'var(--_text)' })];
    case 'choice': {
      const points = `${middleX},${y} ${x + width},${middleY} ${middleX},${y + height} ${x},${middleY}`;
      return [element('polygon', { points, fill: 'var(--_node-fill)', ...outline })];
    }
    case 'state':
      if (node.regions) return drawComposite(placed);
      return [
        element('rect', { x, y, width, height, rx: 6, fill: 'var(--_node-fill)', ...outline }),
        ...drawLines(lines, middleX, middleY),
      ];
  }
}

/** Beside its state, tied to it with a broken line. */
function drawNote({ x, y, width, height, note }: PlacedNode): readonly string[] {
  if (!note) return [];
  const isBeneath = note.y >= y + height;
  const from = isBeneath ? [x + width / 2, y + height] : [x + width, y + height / 2];
  const to = isBeneath ? [x + width / 2, note.y] : [note.x, y + height / 2];
  const look = { ...outline, 'stroke-dasharray': '2 2' };
  const box = { x: note.x, y: note.y, width: note.width, height: note.height, fill: 'var(--bg)' };
  return [
    element('line', { x1: from[0], y1: from[1], x2: to[0], y2: to[1], ...look }),
    element('rect', { ...box, ...look }),
    ...drawLines(note.lines, note.x + note.width / 2, note.y + note.height / 2),
  ];
}

function drawLines(lines: readonly string[], x: number, middleY: number): readonly string[] {
  const top = middleY - ((lines.length - 1) * lineHeight) / 2;
  return lines.map((line, index) => textAt(x, top + index * lineHeight, line, { 'text-anchor': 'middle' }));
}

/** Its name stands above a line; what goes on at the same time is divided by broken lines. */
function drawComposite({ node, x, y, width, height, inner }: PlacedNode): readonly string[] {
  const across = (at: number, more = {}) =>
    element('line', { x1: x, y1: at, x2: x + width, y2: at, ...outline, ...more });
  return [
    element('rect', { x, y, width, height, rx: 6, fill: 'var(--_group-fill)', ...outline }),
    textAt(x + width / 2, y + headHeight / 2, node.label, { 'text-anchor': 'middle', 'font-weight': 600 }),
    across(y + headHeight),
    ...inner.slice(1).map((part) => across(part.y, { 'stroke-dasharray': '4 4' })),
    ...inner.flatMap(drawRegion),
  ];
}

function drawLine({ points }: PlacedLine): string {
  const d = points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'} ${x.toFixed(1)} ${y.toFixed(1)}`)
    .join(' ');
  const look = { fill: 'none', stroke: 'var(--_line)', 'stroke-width': 1, 'stroke-linejoin': 'round' };
  return element('path', { d, ...look, 'marker-end': 'url(#head)' });
}

function drawLabel({ label, transition }: PlacedLine): readonly string[] {
  if (!label) return [];
  const { x, y, width, height } = label;
  return [
    element('rect', { x, y, width, height, fill: 'var(--bg)' }),
    textAt(x + width / 2, y + height / 2, transition.label, {
      'font-size': smallSize,
      'text-anchor': 'middle',
    }),
  ];
}

/** Each state with what is in it, and each way from one to another. */
function wordsOf({ nodes, transitions }: Region): readonly string[] {
  const name = (id: string): string => nameOf(nodes.get(id));
  const parts = [...nodes.values()].flatMap(({ label, regions }) =>
    (regions ?? []).map((region) => `${label} (${wordsOf(region).join('; ')})`),
  );
  const ways = transitions.map(({ from, to, label }) => {
    return `${t('{0} to {1}', name(from), name(to))}${label && `: ${label}`}`;
  });
  const alone = [...nodes.values()].filter(
    ({ id, regions }) => !regions && !transitions.some(({ from, to }) => from === id || to === id),
  );
  const notes = [...nodes.values()].flatMap(({ label, notes: all }) =>
    all.map((note) => `${label}: ${note}`),
  );
  return [...alone.map(({ label }) => label), ...ways, ...notes, ...parts];
}

function nameOf(node: StateNode | undefined): string {
  if (node?.shape === 'start') return t('start|state');
  if (node?.shape === 'end') return t('end|state');
  return node?.label ?? '';
}
