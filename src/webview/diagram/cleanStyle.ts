/** Properties that only say how something looks within the picture. */
const looks = new RegExp(
  `^(?:${[
    'fill(?:-opacity|-rule)?',
    'stroke(?:-.*)?',
    '(?:stop-)?(?:color|opacity)',
    'font(?:-.*)?',
    'text-(?:anchor|align|decoration.*|overflow)',
    'letter-spacing|word-spacing|line-height|white-space|word-break|overflow-wrap',
    'dominant-baseline|alignment-baseline|baseline-shift',
    'marker(?:-.*)?',
    'background(?:-color)?',
    'border(?:-.*)?',
    'padding(?:-.*)?|margin(?:-.*)?',
    'r|rx|ry|cx|cy|x|y|d|transform(?:-.*)?',
    '(?:max-|min-)?(?:width|height)',
    'display|visibility|vertical-align|justify-content|align-items|flex-.*|gap',
    'paint-order|clip-path|mask|shape-rendering|stop-.*',
  ].join('|')})$`,
);

/** Copies what only says how something looks; an address leads nowhere but into the picture itself. */
export function copyLooks(
  from: CSSStyleDeclaration,
  to: CSSStyleDeclaration,
  idOf: (id: string) => string,
): void {
  for (const name of from) {
    const value = from.getPropertyValue(name);
    const own = value.replace(/url\((["']?)#([\w.-]+)\1\)/g, (_all, _quote, id: string) => `U(#${idOf(id)})`);
    if (!looks.test(name) || /url\(|image|expression|attr\(|\\/i.test(own)) continue;
    to.setProperty(name, own.replaceAll('U(', 'url('), from.getPropertyPriority(name));
  }
}
