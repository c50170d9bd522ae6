export type Direction = 'TB' | 'LR' | 'BT' | 'RL';
export type Shape = 'state' | 'start' | 'end' | 'choice' | 'bar';

export interface StateNode {
  readonly id: string;
  shape: Shape;
  label: string;
  /** What is said of it. */
  notes: readonly string[];
  /** What it is made of; several where they go on at the same time. */
  regions: Region[] | undefined;
}

export interface Transition {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

export interface Region {
  direction: Direction;
  readonly nodes: Map<string, StateNode>;
  readonly transitions: Transition[];
}

const name = String.raw`[\p{L}\p{N}_-]+`;
const place = String.raw`(\[\*\]|${name})(?:::: *[\w-]+)?`;
const forms = {
  direction: /^direction\s+(TD|TB|LR|BT|RL)$/i,
  opening: new RegExp(String.raw`^state\s+(?:"([^"]+)"\s+as\s+)?(${name})\s*\{$`, 'u'),
  named: new RegExp(String.raw`^state\s+"([^"]+)"\s+as\s+(${name})$`, 'u'),
  special: new RegExp(String.raw`^state\s+(${name})\s*(?:<<|\[\[)(choice|fork|join)(?:>>|\]\])$`, 'u'),
  transition: new RegExp(String.raw`^${place}\s*-->\s*${place}(?:\s*:\s*(.+))?$`, 'u'),
  described: new RegExp(String.raw`^(${name})\s*:\s*(.+)$`, 'u'),
  single: new RegExp(String.raw`^(?:state\s+)?(${name})(?:::: *[\w-]+)?$`, 'u'),
  note: new RegExp(String.raw`^note\s+(?:left|right)\s+of\s+(${name})(?:\s*:\s*(.+))?$`, 'iu'),
  drop: /^(?:classDef|class|style)\s|^hide empty description$|^acc(?:Title|Descr)\s*:/,
};

/** Reads the lines of a state diagram with states inside of states; undefined when not all is understood. */
export function readStates(lines: readonly string[]): Region | undefined {
  const reader = new Reader();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const about = /^note\b/i.test(line) && !line.includes(':') ? forms.note.exec(line)?.[1] : undefined;
    if (about === undefined) {
      if (!reader.read(line)) return undefined;
      continue;
    }
    const end = lines.findIndex((one, index) => index > at && /^end note$/i.test(one));
    if (end < 0) return undefined;
    reader.note(about, lines.slice(at + 1, end).join(' '));
    at = end;
  }
  return reader.result();
}

const newRegion = (direction: Direction): Region => ({ direction, nodes: new Map(), transitions: [] });

class Reader {
  private readonly root = newRegion('TB');
  /** The states that are open, the innermost last. */
  private readonly open: StateNode[] = [];
  /** Where each state was named: in two places it would be two boxes, or a line through a border. */
  private readonly homes = new Map<string, StateNode | undefined>();
  private isClear = true;

  result(): Region | undefined {
    return this.open.length === 0 && this.isClear && this.root.nodes.size > 0 ? this.root : undefined;
  }

  read(line: string): boolean {
    const { direction, opening, named, special, transition, described, single, note, drop } = forms;
    if (drop.test(line)) return true;
    if (line === '}') return this.open.pop() !== undefined;
    if (line === '--') return this.divide();
    const turned = direction.exec(line)?.[1]?.toUpperCase();
    if (turned) this.region.direction = turned === 'TD' ? 'TB' : (turned as Direction);
    const noted = note.exec(line);
    if (noted?.[2]) this.note(noted[1] ?? '', noted[2]);
    if (turned || noted?.[2]) return true;
    const found = opening.exec(line);
    if (found) this.enter(found[2] ?? '', found[1]);
    else this.readState(named.exec(line), special.exec(line));
    if (found || named.test(line) || special.test(line)) return true;
    const step = transition.exec(line);
    if (step) this.connect(step[1] ?? '', step[2] ?? '', step[3] ?? '');
    const words = step ? null : described.exec(line);
    if (words) this.node(words[1] ?? '').label = words[2] ?? '';
    const alone = step || words ? null : single.exec(line);
    if (alone?.[1]) this.node(alone[1]);
    return Boolean(step ?? words ?? alone);
  }

  note(about: string, text: string): void {
    const node = this.node(about);
    node.notes = [...node.notes, text];
  }

  private get region(): Region {
    return this.open.at(-1)?.regions?.at(-1) ?? this.root;
  }

  private divide(): boolean {
    const regions = this.open.at(-1)?.regions;
    regions?.push(newRegion(this.region.direction));
    return regions !== undefined;
  }

  private enter(id: string, label: string | undefined): void {
    const node = this.node(id);
    if (label) node.label = label;
    if (node.regions) this.isClear = false;
    node.regions = [newRegion('TB')];
    this.open.push(node);
  }

  private readState(named: RegExpExecArray | null, special: RegExpExecArray | null): void {
    if (named) this.node(named[2] ?? '').label = named[1] ?? '';
    if (special) this.node(special[1] ?? '').shape = special[2] === 'choice' ? 'choice' : 'bar';
  }

  private connect(from: string, to: string, label: string): void {
    const [start, end] = [this.end(from, 'start'), this.end(to, 'end')];
    this.region.transitions.push({ from: start, to: end, label });
  }

  /** `[*]` is where a part begins and where it ends: one of each for a part. */
  private end(id: string, shape: 'start' | 'end'): string {
    if (id !== '[*]') return this.node(id).id;
    const own = `[${shape}]`; // no state is called that
    this.region.nodes.set(own, { id: own, shape, label: '', notes: [], regions: undefined });
    return own;
  }

  private node(id: string): StateNode {
    const { nodes } = this.region;
    const known = nodes.get(id);
    if (known) return known;
    const parent = this.open.at(-1);
    if (this.homes.has(id)) this.isClear = false;
    this.homes.set(id, parent);
    const node: StateNode = { id, shape: 'state', label: id, notes: [], regions: undefined };
    nodes.set(id, node);
    return node;
  }
}
