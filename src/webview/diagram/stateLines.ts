import type { Transition } from './stateSource';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A line as the layout found it, in a picture that goes downwards. */
interface Way {
  readonly transition: Transition;
  readonly from: Box;
  readonly to: Box;
  /** Between the two boxes. */
  readonly bends: readonly Point[];
}

/** Where a line meets the edge of a box, and how much further out than others it turns. */
interface Port {
  readonly x: number;
  readonly shift: number;
}

const inset = 8;
const between = 6;
const smallShape = 26;
/** The head of an arrow. */
const head = 9;

/** Only level and upright pieces, each line with a place of its own on the edges of both boxes. */
export function drawWays(
  transitions: readonly Transition[],
  boxes: ReadonlyMap<string, Box>,
  pointsOf: (index: number) => readonly Point[],
  isAcross: boolean,
): ReadonlyMap<Transition, readonly Point[]> {
  const ways = transitions.flatMap((transition, index): Way[] => {
    const [from, to] = [boxes.get(transition.from), boxes.get(transition.to)];
    if (!from || !to || from === to) return [];
    const bends = pointsOf(index).slice(1, -1);
    if (!isAcross) return [{ transition, from, to, bends }];
    return [{ transition, from: turned(from), to: turned(to), bends: bends.map(swapped) }];
  });
  const ends = ways.flatMap((way) => {
    const isDown = goesDown(way);
    const first = way.bends[0] ?? middleOf(way.to);
    const last = way.bends.at(-1) ?? middleOf(way.from);
    return [
      { key: `${way.transition.from} ${isDown ? 'beneath' : 'above'}`, box: way.from, towards: first.x },
      { key: `${way.transition.to} ${isDown ? 'above' : 'beneath'}`, box: way.to, towards: last.x },
    ];
  });
  const ports = portsOf(ends);
  return new Map(
    ways.map((way, index) => {
      const points = stepped(way, ports[2 * index], ports[2 * index + 1]);
      return [way.transition, isAcross ? points.map(swapped) : points];
    }),
  );
}

interface End {
  readonly key: string;
  readonly box: Box;
  readonly towards: number;
}

function portsOf(ends: readonly End[]): readonly Port[] {
  const ports = new Map<End, Port>();
  for (const key of new Set(ends.map((end) => end.key))) {
    const group = ends.filter((end) => end.key === key).sort((a, b) => a.towards - b.towards);
    group.forEach((end, index) => ports.set(end, portOf(end, index, group.length)));
  }
  return ends.map((end) => ports.get(end) ?? { x: end.towards, shift: 0 });
}

function portOf({ box, towards }: End, index: number, count: number): Port {
  const room = Math.min(inset, box.width / 2);
  const nearest = Math.min(Math.max(towards, box.x + room), box.x + box.width - room);
  if (count === 1) return { x: nearest, shift: 0 };
  // Round and pointed shapes are met in their middle only.
  const isSmall = box.width <= smallShape && box.height <= smallShape;
  const x = box.x + (isSmall ? box.width / 2 : (box.width * (index + 1)) / (count + 1));
  // The outermost turns first, or it would cross the others.
  const rank = towards > x ? count - 1 - index : index;
  return { x, shift: (rank - (count - 1) / 2) * between };
}

function stepped(way: Way, start: Port | undefined, end: Port | undefined): readonly Point[] {
  const { from, to, bends } = way;
  const isDown = goesDown(way);
  const first = { x: start?.x ?? 0, y: isDown ? from.y + from.height : from.y };
  const last = { x: end?.x ?? 0, y: isDown ? to.y : to.y + to.height };
  const points = [first, ...bends, last];
  const out: Point[] = [first];
  const outward = isDown ? 1 : -1;
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (!before) continue;
    const shift = index === 1 ? (start?.shift ?? 0) : index === points.length - 1 ? -(end?.shift ?? 0) : 0;
    const room = Math.max(0, Math.abs(point.y - before.y) / 2 - head);
    const half = (before.y + point.y) / 2 + Math.min(Math.max(shift, -room), room) * outward;
    if (Math.abs(before.x - point.x) > 0.5) out.push({ x: before.x, y: half }, { x: point.x, y: half });
    out.push(point);
  }
  return out;
}

function goesDown({ from, to }: Way): boolean {
  return middleOf(from).y < middleOf(to).y;
}

const loopHeight = 16;

/** Out of the side of a box and back. */
export function loopPoints(box: Box, outer: number): readonly Point[] {
  const [right, middle] = [box.x + box.width, middleOf(box).y];
  const [top, bottom] = [middle - loopHeight / 2, middle + loopHeight / 2];
  return [
    { x: right, y: top },
    { x: outer, y: top },
    { x: outer, y: bottom },
    { x: right, y: bottom },
  ];
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

const swapped = ({ x, y }: Point): Point => ({ x: y, y: x });
const turned = ({ x, y, width, height }: Box): Box => ({ x: y, y: x, width: height, height: width });
