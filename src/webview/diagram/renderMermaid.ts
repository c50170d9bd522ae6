import mermaid from 'mermaid';
import { suspectsIn } from '../text/visibleText';
import type { DrawnDiagram } from '../state/drawn';
import { cleanSheet } from './cleanSheet';
import { cleanTree } from './cleanTree';
import { withinPagePolicy, withoutStyles } from './pagePolicy';
import { themeVariables } from './themeVariables';

/** More would hold up the page for long. */
const mostCharacters = 50_000;
const mostEdges = 500;

/** What a diagram may not set for itself, in its front matter or in a directive. */
const secure = [
  ...['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'suppressErrorRendering'],
  ...['htmlLabels', 'theme', 'themeCSS', 'themeVariables', 'fontFamily', 'altFontFamily', 'dompurifyConfig'],
];

let count = 0;
/** The library keeps one state for all diagrams. */
let before: Promise<unknown> = Promise.resolve();

/** Undefined where the source is no diagram, or hides something. */
export function renderMermaid(source: string): Promise<DrawnDiagram | undefined> {
  const drawn = before.then(() => render(source));
  before = drawn.catch(() => undefined);
  return drawn;
}

async function render(source: string): Promise<DrawnDiagram | undefined> {
  if (source.length > mostCharacters || suspectsIn(source, 'code').hidden > 0) return undefined;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    secure,
    maxTextSize: mostCharacters,
    maxEdges: mostEdges,
    suppressErrorRendering: true,
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    class: { htmlLabels: false },
    gantt: { axisFormat: '%m-%d' },
    theme: 'base',
    themeVariables: themeVariables(),
    fontFamily: getComputedStyle(document.body).fontFamily,
  });
  count += 1;
  const id = `diagram${count}`;
  const room = document.body.appendChild(document.createElement('div'));
  room.className = 'diagram-room';
  try {
    const made = await withinPagePolicy(() => mermaid.render(id, source, room));
    const root = new DOMParser()
      .parseFromString(withoutStyles(made.value.svg), 'text/html')
      .querySelector('svg');
    const element = root ? cleanTree(root, id) : undefined;
    if (!element) return undefined;
    return { element, kind: made.value.diagramType, sheet: cleanSheet(made.sheets, id) };
  } finally {
    room.remove();
  }
}
