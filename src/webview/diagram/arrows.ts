export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Length of the arrow's head: a shorter last piece would hide it under the node. */
const head = 8;
const inset = 10;

/**
 * The library lets some lines run along the side of a node and turn into it at the very end. Such a
 * line is moved inwards, so that it ends on the node's edge with its head in sight.
 */
export function withHeadInSight(points: readonly Point[], boxes: readonly Box[]): readonly Point[] {
  const end = points.at(-1);
  const corner = points.at(-2);
  const start = points.at(-3);
  if (!end || !corner || !start || Math.hypot(end.x - corner.x, end.y - corner.y) >= head) return points;
  const box = boxes.find((one) => holds(one, end));
  if (!box) return points;
  const before = points.slice(0, -3);
  if (start.x === corner.x) {
    const x = clamp(corner.x, box.x + inset, box.x + box.width - inset);
    const y = start.y < end.y ? box.y : box.y + box.height;
    return [...before, ...turn(before.at(-1), { x, y: start.y }, start), { x, y }];
  }
  if (start.y !== corner.y) return points;
  const y = clamp(corner.y, box.y + inset, box.y + box.height - inset);
  const x = start.x < end.x ? box.x : box.x + box.width;
  return [...before, ...turn(before.at(-1), { x: start.x, y }, start), { x, y }];
}

/** A line that began with this piece keeps its first point, on the edge of the node it comes from. */
function turn(before: Point | undefined, moved: Point, start: Point): readonly Point[] {
  return before || (moved.x === start.x && moved.y === start.y) ? [moved] : [start, moved];
}

function holds({ x, y, width, height }: Box, point: Point): boolean {
  return point.x >= x - 2 && point.x <= x + width + 2 && point.y >= y - 2 && point.y <= y + height + 2;
}

function clamp(value: number, low: number, high: number): number {
  return low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high);
}

export function readPoints(text: string): readonly Point[] {
  return text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [x = 0, y = 0] = pair.split(',').map(Number);
      return { x, y };
    });
}

export function writePoints(points: readonly Point[]): string {
  return points.map(({ x, y }) => `${x},${y}`).join(' ');
}
