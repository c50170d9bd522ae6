// A script of its own: most answers hold no formula.
import temml from 'temml';
import 'temml/dist/Temml-Local.css';
import { handOver } from '../base/publishLazyModule';
import type { DrawMath } from '../state/drawn';

/** Longer ones are no formulas, and would hold up the page. */
const longest = 10_000;

interface MathTree {
  readonly attributes?: Record<string, string>;
  readonly style?: Record<string, string>;
  readonly children?: readonly MathTree[];
  toNode(): Element;
}

const draw: DrawMath = (tex, isDisplay) => {
  if (tex.length > longest) return { problem: `${tex.length} > ${longest}` };
  try {
    // The types leave it open; this is what the library's own `render` works with.
    const tree = temml.__renderToMathMLTree(tex, {
      displayMode: isDisplay,
      throwOnError: true,
      annotate: true,
      trust: false,
      maxSize: [25, 250],
      maxExpand: 500,
    }) as unknown as MathTree;
    keepStyles(tree);
    return { element: tree.toNode() };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};

/** The page's policy refuses styles in attributes, but not those set one by one. */
function keepStyles(node: MathTree): void {
  const { attributes, style } = node;
  const [, name, value] = /^([\w-]+):\s*([^;]+);?$/.exec(attributes?.['style'] ?? '') ?? [];
  if (attributes && name && value) {
    delete attributes['style'];
    if (style) Object.assign(style, { [name]: value });
  }
  for (const child of node.children ?? []) keepStyles(child);
}

handOver('math', draw);
