import { copyLooks } from './cleanStyle';

const svgSpace = 'http://www.w3.org/2000/svg';
const htmlSpace = 'http://www.w3.org/1999/xhtml';
const svgElements = new Set(
  (
    'svg g defs marker rect circle ellipse line polyline polygon path text tspan textPath title desc symbol use ' +
    'linearGradient radialGradient stop pattern clipPath mask switch foreignObject'
  ).split(' '),
);
const htmlElements = new Set('div span p br b strong i em code small sub sup ul ol li'.split(' '));
const attributes = new Set(
  (
    'class viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry dx dy d points pathLength rotate ' +
    'fill fill-opacity fill-rule stroke stroke-width stroke-dasharray stroke-dashoffset stroke-linejoin stroke-linecap ' +
    'stroke-opacity stroke-miterlimit opacity color text-anchor textLength lengthAdjust startOffset font-size ' +
    'font-weight font-style font-family dominant-baseline alignment-baseline baseline-shift transform markerWidth ' +
    'markerHeight markerUnits refX refY orient offset stop-color stop-opacity gradientUnits gradientTransform fx fy ' +
    'patternUnits patternTransform patternContentUnits clipPathUnits maskUnits maskContentUnits visibility display ' +
    'letter-spacing'
  ).split(' '),
);
/** Those that may lead to another piece of the picture. */
const references = new Set(
  'marker-start marker-mid marker-end clip-path mask fill stroke href xlink:href'.split(' '),
);

/** Ids are the whole page's, and no other part of it can be named. */
export function ownId(name: string, id: string): string {
  return name === id || name.startsWith(`${id}-`) ? name : `${id}-${name}`;
}

/** Builds a picture anew, out of known elements and attributes only: no script, no address, no style but looks. */
export function cleanTree(from: Element, id: string): SVGElement {
  const to = document.createElementNS(svgSpace, 'svg');
  fill(from, to, id);
  to.setAttribute('id', id);
  showWhole(to);
  return to;
}

/** As large as it is drawn; the page fits it in. */
function showWhole(to: SVGElement): void {
  const [, , width, height] = (to.getAttribute('viewBox') ?? '').split(/[\s,]+/);
  if (width === undefined || height === undefined) return;
  to.setAttribute('width', width);
  to.setAttribute('height', height);
  for (const name of ['width', 'height', 'max-width', 'background-color']) to.style.removeProperty(name);
}

function fill(from: Element, to: Element, id: string): void {
  for (const { name, value } of from.attributes) copyAttribute(name, value, to, id);
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.append(child.textContent ?? '');
    else if (child instanceof Element) {
      const made = emptyCopy(child);
      if (!made) continue;
      fill(child, made, id);
      to.append(made);
    }
  }
}

function emptyCopy({ namespaceURI, localName }: Element): Element | undefined {
  if (namespaceURI === svgSpace && svgElements.has(localName))
    return document.createElementNS(svgSpace, localName);
  return namespaceURI === htmlSpace && htmlElements.has(localName)
    ? document.createElement(localName)
    : undefined;
}

function copyAttribute(name: string, value: string, to: Element, id: string): void {
  if (name === 'data-style') return copyStyle(value, to, id);
  if (name === 'id') return to.setAttribute('id', ownId(value, id));
  const target = /^(?:url\(["']?#([\w.-]+)["']?\)|#([\w.-]+))$/.exec(value);
  const isAddress = name === 'href' || name === 'xlink:href';
  if (references.has(name) && target && (isAddress || target[1])) {
    const own = ownId(target[1] ?? target[2] ?? '', id);
    to.setAttribute(isAddress ? 'href' : name, isAddress ? `#${own}` : `url(#${own})`);
  } else if (attributes.has(name) && !/url\(/i.test(value)) to.setAttribute(name, value);
  else if (/^data-(?:look|node|id|et|type)$/.test(name)) to.setAttribute(name, value);
}

function copyStyle(value: string, to: Element, id: string): void {
  if (!(to instanceof SVGElement || to instanceof HTMLElement)) return;
  const given = new CSSStyleSheet();
  given.replaceSync(`x{${value.replace(/[{}]/g, '')}}`);
  const [rule] = given.cssRules;
  if (rule instanceof CSSStyleRule) copyLooks(rule.style, to.style, (name) => ownId(name, id));
}
