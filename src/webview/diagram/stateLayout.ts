import type { GraphEdge } from '@dagrejs/dagre';
import dagre from '@dagrejs/dagre/dist/dagre.js'; // the build that the library brings along anyway
import { drawWays, loopPoints, type Box, type Point } from './stateLines';
import type { Region, StateNode, Transition } from './stateSource';
import { smallSize, widthOf, wrapped } from './svg';

export interface PlacedNode extends Box {
  readonly node: StateNode;
  readonly lines: readonly string[];
  readonly note: PlacedNote | undefined;
  /** The parts of a state, one beneath the other. */
  readonly inner: readonly PlacedRegion[];
}

export interface PlacedNote extends Box {
  readonly lines: readonly string[];
}

export interface PlacedLine {
  readonly transition: Transition;
  readonly points: readonly Point[];
  readonly label: Box | undefined;
}

export interface PlacedRegion extends Box {
  readonly nodes: readonly PlacedNode[];
  readonly lines: readonly PlacedLine[];
}

export const headHeight = 28;
export const lineHeight = 18;
const margin = 14;
const spacing = 28;
const labelLength = 28;
const noteLength = 30;
const noteGap = 14;

/** Lays out what is inside first: to the outside a state is a box, whatever it holds. */
export function placeRegion(region: Region, x = 0, y = 0): PlacedRegion {
  const graph = new dagre.graphlib.Graph({ directed: true, multigraph: true });
  const { direction } = region;
  graph.setGraph({
    rankdir: direction,
    nodesep: spacing,
    ranksep: spacing,
    marginx: margin,
    marginy: margin,
  });
  const isAcross = direction === 'LR' || direction === 'RL';
  const sized = [...region.nodes.values()].map((node) => measure(node, isAcross));
  for (const { node, whole } of sized) graph.setNode(node.id, { ...whole });
  region.transitions.forEach(({ from, to, label }, index) => {
    const size = label ? { width: labelWidth(label), height: lineHeight, labelpos: 'c' } : {};
    graph.setEdge(from, to, size, String(index));
  });
  dagre.layout(graph);
  const nodes = sized.map((one) => place(one, graph.node(one.node.id), isAcross));
  const boxes = new Map<string, Box>(nodes.map((one) => [one.node.id, one]));
  const edges = region.transitions.map(({ from, to }, index) => graph.edge(from, to, String(index)));
  const ways = drawWays(region.transitions, boxes, (index) => edges[index]?.points ?? [], isAcross);
  const lines = region.transitions.flatMap((transition, index): PlacedLine[] => {
    const [edge, box, points] = [edges[index], boxes.get(transition.from), ways.get(transition)];
    if (!edge || !box) return [];
    if (!points) return [loop(transition, edge, box)];
    return [{ transition, points, label: labelled(transition, edge) }];
  });
  const { width = 0, height = 0 } = graph.graph() as unknown as { width?: number; height?: number };
  const size = { width: Math.max(width, 2 * margin), height: Math.max(height, 2 * margin) };
  return moveRegion({ x: 0, y: 0, ...size, nodes, lines }, x, y);
}

function labelled(transition: Transition, edge: GraphEdge): Box | undefined {
  return transition.label ? labelBox(edge, transition.label) : undefined;
}

/** Its label stands behind it. */
function loop(transition: Transition, edge: GraphEdge, box: Box): PlacedLine {
  const label = labelled(transition, edge);
  const right = box.x + box.width;
  const outer = label ? Math.max(label.x - 2, right + 10) : Math.max(Number(edge['x']), right + 16);
  const y = box.y + box.height / 2 - lineHeight / 2;
  return { transition, points: loopPoints(box, outer), label: label && { ...label, x: outer + 2, y } };
}

export function labelWidth(label: string): number {
  return widthOf(label, smallSize) + 8;
}

function labelBox(edge: GraphEdge, label: string): Box {
  const width = labelWidth(label);
  return {
    x: Number(edge['x']) - width / 2,
    y: Number(edge['y']) - lineHeight / 2,
    width,
    height: lineHeight,
  };
}

/** A state with what is said of it beside it: to the layout it is one box. */
interface Sized extends Omit<PlacedNode, 'x' | 'y' | 'note'> {
  readonly note: Omit<PlacedNote, 'x' | 'y'> | undefined;
  readonly whole: { readonly width: number; readonly height: number };
}

function measure(node: StateNode, isAcross: boolean): Sized {
  const size = measureState(node, isAcross);
  if (node.notes.length === 0) return { ...size, note: undefined, whole: size };
  const lines = node.notes.flatMap((note) => wrapped(note, noteLength));
  const note = { lines, ...sizeOfLines(lines) };
  const whole = isAcross
    ? { width: Math.max(size.width, note.width), height: size.height + noteGap + note.height }
    : { width: size.width + noteGap + note.width, height: Math.max(size.height, note.height) };
  return { ...size, note, whole };
}

type State = Omit<Sized, 'note' | 'whole'>;

function measureState(node: StateNode, isAcross: boolean): State {
  const plain = (width: number, height: number): State => ({ node, lines: [], inner: [], width, height });
  if (node.regions) return measureParts(node, node.regions);
  if (node.shape === 'start' || node.shape === 'end') return plain(18, 18);
  if (node.shape === 'choice') return plain(26, 26);
  if (node.shape === 'bar') return isAcross ? plain(6, 64) : plain(64, 6);
  const lines = wrapped(node.label, labelLength);
  return { node, lines, inner: [], ...sizeOfLines(lines) };
}

function sizeOfLines(lines: readonly string[]) {
  const width = Math.max(48, Math.max(...lines.map((line) => widthOf(line))) + 24);
  return { width, height: lines.length * lineHeight + 16 };
}

function measureParts(node: StateNode, regions: readonly Region[]): State {
  let height = headHeight;
  const inner = regions.map((region) => {
    const part = placeRegion(region, 0, height);
    height += part.height;
    return part;
  });
  const width = Math.max(widthOf(node.label) + 24, ...inner.map((part) => part.width));
  return { node, lines: [node.label], inner, width, height };
}

/** `middle` is that of the state and its note together. */
function place(one: Sized, middle: Point, isAcross: boolean): PlacedNode {
  const { note, whole, ...state } = one;
  const [left, top] = [middle.x - whole.width / 2, middle.y - whole.height / 2];
  const x = isAcross ? middle.x - one.width / 2 : left;
  const y = isAcross ? top : middle.y - one.height / 2;
  const noteX = isAcross ? middle.x - (note?.width ?? 0) / 2 : left + one.width + noteGap;
  const noteY = isAcross ? top + one.height + noteGap : middle.y - (note?.height ?? 0) / 2;
  // A part that is narrower than its state stands in its middle.
  const inner = one.inner.map((part) => moveRegion(part, x + (one.width - part.width) / 2, y));
  return { ...state, x, y, inner, note: note && { ...note, x: noteX, y: noteY } };
}

function moveRegion(region: PlacedRegion, dx: number, dy: number): PlacedRegion {
  const move = <T extends Point>(one: T): T => ({ ...one, x: one.x + dx, y: one.y + dy });
  return {
    ...move(region),
    nodes: region.nodes.map((node) => ({
      ...move(node),
      note: node.note && move(node.note),
      inner: node.inner.map((part) => moveRegion(part, dx, dy)),
    })),
    lines: region.lines.map(({ transition, points, label }) => ({
      transition,
      points: points.map(move),
      label: label && move(label),
    })),
  };
}
