/** What stands in an item but is not its text: buttons, times, words of ours. */
const skipped =
  'button, figcaption, .end, .note a, .sr, .foot, .chips, .diff > .lines > div > :not(:last-child)';

/** The hits in an item's own text, in the order of reading; those of items inside it are theirs. */
export function rangesIn(item: HTMLElement, pattern: RegExp): readonly Range[] {
  const nodes = textNodes(item);
  const text = nodes.map(({ data }) => data).join('');
  const ranges: Range[] = [];
  let at = 0;
  let start = 0;
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '') continue;
    const range = new Range();
    const end = match.index + match[0].length;
    while (nodes[at] && start + (nodes[at]?.data.length ?? 0) <= match.index)
      start += nodes[at++]?.data.length ?? 0;
    const first = nodes[at];
    if (!first) break;
    range.setStart(first.node, match.index - start);
    let [lastAt, lastStart] = [at, start];
    while (nodes[lastAt] && lastStart + (nodes[lastAt]?.data.length ?? 0) < end)
      lastStart += nodes[lastAt++]?.data.length ?? 0;
    const last = nodes[lastAt];
    if (!last) break;
    range.setEnd(last.node, Math.min(end - lastStart, last.node.length));
    ranges.push(range);
  }
  return ranges;
}

interface Piece {
  readonly node: Text;
  /** Its text, with a line break where its block ends: words of two blocks are not one. */
  readonly data: string;
}

function textNodes(item: HTMLElement): readonly Piece[] {
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof HTMLElement)) return NodeFilter.FILTER_ACCEPT;
    if (node.dataset['item'] !== undefined) return NodeFilter.FILTER_REJECT;
    return node.matches(skipped) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  });
  const pieces: Piece[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    // Of a step's line only what it works on is text; the verb is ours.
    if (!(node instanceof Text) || parent?.matches('.what')) continue;
    const isLast =
      node.nextSibling === null && parent?.matches('p, li, pre, td, th, h1, h2, h3, h4, h5, h6, div, b');
    pieces.push({ node, data: isLast ? `${node.data}\n` : node.data });
  }
  return pieces;
}
