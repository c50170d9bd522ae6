import { plainFlow } from './flow';
import { held } from './heldText';

/** What the library draws. */
type LibraryKind = 'flowchart' | 'sequence' | 'state' | 'class' | 'er';

export interface PlainDiagram {
  readonly kind: LibraryKind;
  /** The source in the forms that the library reads without loss. */
  readonly text: string;
}

const headers: readonly (readonly [LibraryKind, RegExp, string])[] = [
  ['flowchart', /^(?:graph|flowchart)(?:\s+(?:TD|TB|LR|BT|RL))?$/i, ''],
  ['sequence', /^sequenceDiagram$/i, 'sequenceDiagram'],
  ['state', /^stateDiagram(?:-v2)?$/i, 'stateDiagram-v2'],
  ['class', /^classDiagram(?:-v2)?$/i, 'classDiagram'],
  ['er', /^erDiagram$/i, 'erDiagram'],
];

/**
 * Reads the source of a diagram. The library leaves out what it does not know without a word, so
 * everything is checked here first: undefined means that not all of it could be drawn.
 */
export function plainDiagram(source: string): PlainDiagram | undefined {
  const [header = '', ...lines] = linesOf(source);
  const found = headers.find(([, pattern]) => pattern.test(header));
  if (!found || lines.length === 0 || source.length > 20_000) return undefined;
  const [kind, , plainHeader] = found;
  const plain = kind === 'flowchart' ? plainFlow(lines) : plainLines(kind, lines);
  if (!plain || plain.length === 0) return undefined;
  const direction = /\s(\w\w)$/.exec(header)?.[1]?.toUpperCase() ?? 'TD';
  return { kind, text: [plainHeader || `flowchart ${direction}`, ...plain].join('\n') };
}

/** Without front matter, comments and empty lines. In some kinds of diagrams a semicolon ends a line. */
export function linesOf(source: string, hasSemicolons = true): readonly string[] {
  return source
    .replace(/^\s*---\n[\s\S]*?\n---\n/, '')
    .split('\n')
    .flatMap((line) =>
      /["[({|]/.test(line) || !hasSemicolons ? [line.replace(/;\s*$/, '')] : line.split(';'),
    )
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('%%'));
}

const id = String.raw`[\w.-]+`;
const rules: Readonly<
  Record<Exclude<LibraryKind, 'flowchart'>, { readonly keep: readonly RegExp[]; readonly drop: RegExp }>
> = {
  sequence: {
    keep: [
      /^(?:participant|actor)\s+\S+(?:\s+as\s+.+)?$/,
      /^note\s+(?:left of|right of|over)\s+[^:]+:\s*.+$/i,
      /^(?:loop|alt|opt|par|critical|break)\b/,
      /^(?:else|and)\b/,
      /^end$/,
      /^[^\s:]+?\s*(?:->>|-->>|->|-->|-x|--x|-\)|--\))\s*[+-]?[^\s:]+\s*:\s*.+$/,
    ],
    drop: /^(?:activate|deactivate)\s+\S+$|^autonumber\b|^title\b/,
  },
  state: {
    keep: [
      /^direction\s+(?:TD|TB|LR|BT|RL)$/i,
      /^state\s+"[^"]+"\s+as\s+\w+$/,
      /^(?:\[\*\]|[\w-]+)\s*-->\s*(?:\[\*\]|[\w-]+)(?:\s*:\s*.+)?$/,
      /^[\w-]+\s*:\s*.+$/,
    ],
    drop: /^(?:classDef|class|style)\s|^hide empty description$/,
  },
  class: {
    keep: [
      new RegExp(String.raw`^class\s+${id}(?:\s*~\w+~)?(?:\s*\{)?$`),
      /^\}$/,
      /^<<\w+>>$/,
      new RegExp(String.raw`^${id}\s*:\s*[^:]+$`),
      new RegExp(
        String.raw`^${id}\s+(?:"[^"]*"\s+)?(?:<\|--|<\|\.\.|\*--|o--|-->|--\*|--o|\.\.>|\.\.\|>)\s+(?:"[^"]*"\s+)?${id}(?:\s*:\s*.+)?$`,
      ),
    ],
    drop: /^(?:direction|classDef|style|cssClass|click|link|callback)\s/,
  },
  er: {
    keep: [
      new RegExp(String.raw`^${id}\s*\{$`),
      /^\}$/,
      new RegExp(String.raw`^${id}\s+[|o}{]{2}(?:--|\.\.)[|o}{]{2}\s+${id}\s*:\s*.+$`),
    ],
    drop: /^(?:direction|classDef|style|class)\s/,
  },
};

function plainLines(kind: Exclude<LibraryKind, 'flowchart'>, lines: readonly string[]) {
  const { keep, drop } = rules[kind];
  const out: string[] = [];
  let isInBody = false;
  for (const line of lines.map((one) => (kind === 'class' ? turned(one) : one))) {
    if (drop.test(line)) continue;
    // Members of a class and columns of a table are free text.
    if (isInBody && line !== '}') out.push(line);
    else if (keep.some((rule) => rule.test(line))) out.push(plainLabel(kind, line));
    else return undefined;
    if (kind === 'class' || kind === 'er') isInBody = line.endsWith('{') || (isInBody && line !== '}');
  }
  return isInBody ? undefined : out;
}

const turnedArrows = new Map([
  ['--|>', '<|--'],
  ['<--', '-->'],
  ['<..', '..>'],
]);

/** The library knows inheritance in one direction only. */
function turned(line: string): string {
  const match = /^(\S+)\s+(?:"([^"]*)"\s+)?(--\|>|<--|<\.\.)\s+(?:"([^"]*)"\s+)?(\S+?)(\s*:\s*.+)?$/.exec(
    line,
  );
  if (!match) return line;
  const [, from = '', fromCount, arrow = '', toCount, to = '', label = ''] = match;
  const other = turnedArrows.get(arrow) ?? arrow;
  const count = (text: string | undefined) => (text === undefined ? '' : `"${text}" `);
  return `${to} ${count(toCount)}${other} ${count(fromCount)}${from}${label}`;
}

function plainLabel(kind: LibraryKind, line: string): string {
  if (kind !== 'er') return line.replace(/<br\s*\/?>/gi, ' ');
  return line.replace(/:\s*(.+)$/, (_, label: string) => `: ${held(label)}`);
}
