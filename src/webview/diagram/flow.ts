import { held } from './heldText';

const shapes = [
  ['(((', ')))'],
  ['([', '])'],
  ['((', '))'],
  ['[[', ']]'],
  ['[(', ')]'],
  ['{{', '}}'],
  ['[/', '\\]'],
  ['[\\', '/]'],
  ['[/', '/]'],
  ['[\\', '\\]'],
  ['>', ']'],
  ['[', ']'],
  ['(', ')'],
  ['{', '}'],
] as const;

/** Says how something looks or behaves; the theme decides the first, and nothing here does the second. */
const decoration = /^(?:classDef|class|style|linkStyle|click)\s/;

/** Reads the lines of a flowchart and writes them in one plain form; undefined when a line is not understood. */
export function plainFlow(lines: readonly string[]): readonly string[] | undefined {
  const nodes = new Nodes();
  // The first reading finds the labels: a node may be named before it is described.
  if (!read(lines, nodes)) return undefined;
  nodes.begin();
  return read(lines, nodes);
}

function read(lines: readonly string[], nodes: Nodes): readonly string[] | undefined {
  const out: string[] = [];
  for (const line of lines) {
    if (decoration.test(line)) continue;
    if (line === 'end' || /^direction\s+(?:TD|TB|LR|BT|RL)$/i.test(line)) out.push(line);
    else if (/^subgraph\s/.test(line)) out.push(plainGroup(line.slice(9).trim(), out.length));
    else {
      const plain = plainEdges(line, nodes);
      if (!plain) return undefined;
      out.push(...plain);
    }
  }
  return out;
}

function plainGroup(text: string, number: number): string {
  const named = /^[\p{L}\w.-]+\s*\[(.+)\]$/u.exec(text)?.[1] ?? text;
  return `subgraph g${number} [${held(named)}]`;
}

/** Gives every node a short name, and its label where it is first named. */
class Nodes {
  private readonly names = new Map<string, string>();
  private readonly labels = new Map<string, string>();
  private drawn = new Set<string>();

  begin(): void {
    this.drawn = new Set();
  }

  read(text: string): { readonly plain: string; readonly rest: string } | undefined {
    const id = /^[\p{L}\p{N}_]+(?:[.-][\p{L}\p{N}_]+)*/u.exec(text)?.[0];
    if (!id || id === 'end') return undefined;
    const name = this.names.get(id) ?? `n${this.names.size}`;
    this.names.set(id, name);
    const after = text.slice(id.length);
    const shape = readShape(after);
    if (shape) this.labels.set(id, shape.open + held(shape.label) + shape.close);
    const plain = this.drawn.has(id) ? name : name + (this.labels.get(id) ?? `[${held(id)}]`);
    this.drawn.add(id);
    return { plain, rest: (shape?.rest ?? after).replace(/^:::[\w-]+/, '') };
  }
}

function readShape(text: string) {
  for (const [open, close] of shapes) {
    if (!text.startsWith(open)) continue;
    const isQuoted = text[open.length] === '"';
    const end = isQuoted ? text.indexOf(`"${close}`, open.length + 1) : text.indexOf(close, open.length);
    if (end < 0) continue;
    const label = text.slice(open.length, end + (isQuoted ? 1 : 0));
    const rest = text.slice(end + close.length + (isQuoted ? 1 : 0));
    const isSlanted = /[\\/]/.test(open) && open[1] === close[0];
    return isSlanted ? { open: '[', close: ']', label, rest } : { open, close, label, rest };
  }
  return undefined;
}

function plainEdges(line: string, nodes: Nodes): readonly string[] | undefined {
  const first = readGroup(line, nodes);
  if (!first) return undefined;
  let rest = first.rest;
  let plain = first.plain;
  while (rest) {
    const arrow = readArrow(rest);
    const next = arrow && readGroup(arrow.rest, nodes);
    if (!arrow || !next) return undefined;
    plain += ` ${arrow.plain} ${next.plain}`;
    rest = next.rest;
  }
  return [plain];
}

function readGroup(
  text: string,
  nodes: Nodes,
): { readonly plain: string; readonly rest: string } | undefined {
  const first = nodes.read(text);
  if (!first) return undefined;
  let { plain } = first;
  let rest = first.rest.trimStart();
  while (rest.startsWith('&')) {
    const next = nodes.read(rest.slice(1).trimStart());
    if (!next) return undefined;
    plain += ` & ${next.plain}`;
    rest = next.rest.trimStart();
  }
  return { plain, rest };
}

/** `-->`, `---->`, `---`, `-->|text|`, `-- text -->` and the same dotted and thick. */
function readArrow(text: string): { readonly plain: string; readonly rest: string } | undefined {
  const simple = /^(<)?(-{2,}>|-{3,}|={2,}>|={3,}|-\.+->?)(?:\s*\|([^|]*)\|)?\s*/.exec(text);
  const labelled = /^(<)?(?:--|==|-\.)\s*([^-=.>|\s][^>|]*?)\s*(-{2,}>|-{3,}|={2,}>|={3,}|\.+->?)\s*/.exec(
    text,
  );
  const found = simple ?? labelled;
  if (!found) return undefined;
  const operator = (simple ? found[2] : found[3]) ?? '';
  const label = (simple ? found[3] : found[2]) ?? '';
  const body = operator.includes('.') ? '-.-' : operator.startsWith('=') ? '==' : '--';
  const head = operator.endsWith('>') ? '>' : '';
  const line = head ? body + head : { '-.-': '-.-', '==': '===', '--': '---' }[body];
  const words = label.trim() ? `|${held(label)}|` : '';
  return { plain: `${found[1] ?? ''}${line}${words}`, rest: text.slice(found[0].length) };
}
