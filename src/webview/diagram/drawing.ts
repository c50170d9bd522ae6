import { readPoints, withHeadInSight, writePoints } from './arrows';
import { released } from './heldText';

const elements = new Set(
  'svg g defs marker rect circle ellipse line polyline polygon path text tspan'.split(' '),
);
const attributes = new Set(
  (
    'viewBox width height x y x1 y1 x2 y2 cx cy r rx ry dx dy d points fill fill-opacity stroke stroke-width stroke-dasharray ' +
    'stroke-linejoin stroke-linecap text-anchor font-size font-weight font-style dominant-baseline transform ' +
    'markerWidth markerHeight refX refY orient'
  ).split(' '),
);
const markers = new Set(['marker-start', 'marker-end']);
const namespace = 'http://www.w3.org/2000/svg';
let count = 0;

/**
 * Builds the picture anew from the library's text, out of known elements and attributes only: no
 * script, no style, no address. Colours come from our own stylesheet through variables.
 */
export function drawing(svg: string): SVGElement | undefined {
  // Even a document that is only parsed may hold no styles under the page's policy.
  const bare = svg.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/ style="[^"]*"/g, '');
  const root = new DOMParser().parseFromString(bare, 'image/svg+xml').documentElement;
  if (root.localName !== 'svg') return undefined;
  showHeads(root);
  // Ids are the whole page's.
  count += 1;
  return copy(root, `diagram${count}-`);
}

function showHeads(root: Element): void {
  const boxes = [...root.querySelectorAll('rect[fill*="node-fill"]')].map((rect) => ({
    x: numberOf(rect, 'x'),
    y: numberOf(rect, 'y'),
    width: numberOf(rect, 'width'),
    height: numberOf(rect, 'height'),
  }));
  for (const line of root.querySelectorAll('polyline[marker-end]')) {
    const points = readPoints(line.getAttribute('points') ?? '');
    line.setAttribute('points', writePoints(withHeadInSight(points, boxes)));
  }
}

function numberOf(element: Element, name: string): number {
  return Number(element.getAttribute(name)) || 0;
}

function copy(from: Element, prefix: string): SVGElement {
  const to = document.createElementNS(namespace, from.localName);
  for (const { name, value } of from.attributes) {
    const marker = /^url\(#([\w-]+)\)$/.exec(value)?.[1];
    if (name === 'id') to.setAttribute('id', prefix + value);
    else if (markers.has(name) && marker) to.setAttribute(name, `url(#${prefix}${marker})`);
    else if (attributes.has(name) && !/url\(/i.test(value)) to.setAttribute(name, value);
  }
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE && from.localName !== 'svg' && child.textContent?.trim())
      to.append(released(child.textContent));
    else if (child instanceof Element && elements.has(child.localName)) to.append(copy(child, prefix));
  }
  return to;
}
