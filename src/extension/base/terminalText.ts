import { stripVTControlCharacters } from 'node:util';
import { ownValue } from '../../protocol/ownValue';

/** Of a longer output only the end is drawn. */
const mostCharacters = 512 * 1024;
/** What was drawn further up than that is not drawn over any more. */
const mostRows = 5000;

/** `ESC [ parameters command`, a string as of a title or a link, or a short sequence; each may be cut off by the end. */
const sequence =
  /(?:\u001b\[|\u009b)([0-9:;?<=>]*)[ -/]*([@-~])?|(?:\u001b[\]PX^_]|[\u009d\u0090])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/y;

/**
 * Output of a command as it reads in the end: what was drawn over is gone, as of progress lines. Of its colours those
 * are left, as `ESC [ numbers m`, that a theme has.
 */
export function terminalText(output: string): string {
  if (!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(output)) return output;
  const screen = new Screen();
  screen.write(output.length > mostCharacters ? output.slice(-mostCharacters) : output);
  return screen.text;
}

/** The same without colours. */
export function plainTerminalText(output: string): string {
  return stripVTControlCharacters(terminalText(output));
}

interface Cell {
  readonly char: string;
  readonly style: string;
}

/** Rows of characters, and a place where the next is drawn. */
class Screen {
  private rows: Cell[][] = [[]];
  private row = 0;
  private column = 0;
  /** What is only moved over takes room, too. */
  private blanksLeft = 20_000;
  private readonly style = new Style();

  write(text: string): void {
    for (let at = 0; at < text.length;) {
      sequence.lastIndex = at;
      const found = sequence.exec(text);
      if (found) {
        if (found[2] !== undefined) this.control(found[2], found[1] ?? '');
        at += found[0].length;
      } else {
        const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
        this.put(char);
        at += char.length;
      }
    }
  }

  get text(): string {
    return this.rows.map(written).join('\n');
  }

  private put(char: string): void {
    switch (char) {
      case '\n':
        this.column = 0;
        this.down(1);
        return;
      case '\r':
        this.column = 0;
        return;
      case '\b':
        this.column = Math.max(0, this.column - 1);
        return;
      case '\t':
        break;
      default:
        if (/[\u0000-\u001f\u007f-\u009f]/.test(char)) return;
    }
    const cells = this.cells();
    this.blanksLeft -= Math.max(0, this.column - cells.length);
    if (this.blanksLeft < 0) this.column = Math.min(this.column, cells.length);
    while (cells.length < this.column) cells.push({ char: ' ', style: '' });
    cells[this.column++] = { char, style: this.style.numbers };
  }

  private control(command: string, parameters: string): void {
    const [first = 0, second = 0] = parameters.split(';').map(Number);
    const count = Math.min(Math.max(first || 1, 1), mostRows);
    switch (command) {
      case 'm':
        return this.style.change(parameters);
      case 'A':
      case 'F':
        this.row = Math.max(0, this.row - count, this.rows.length - mostRows);
        if (command === 'F') this.column = 0;
        return;
      case 'B':
      case 'E':
        this.down(count);
        if (command === 'E') this.column = 0;
        return;
      case 'C':
        this.column = Math.min(this.column + count, 1000);
        return;
      case 'D':
        this.column = Math.max(0, this.column - count);
        return;
      case 'G':
        this.column = Math.min(count - 1, 1000);
        return;
      case 'H':
      case 'f':
        this.row = Math.min(count - 1, this.rows.length - 1);
        this.column = Math.min(Math.max((second || 1) - 1, 0), 1000);
        return;
      case 'J':
        return this.clearScreen(first);
      case 'K':
        return this.clearLine(first);
      default:
    }
  }

  private down(count: number): void {
    this.row += count;
    while (this.rows.length <= this.row) this.rows.push([]);
  }

  private cells(): Cell[] {
    return (this.rows[this.row] ??= []);
  }

  private clearScreen(how: number): void {
    if (how === 2 || how === 3) this.rows = this.rows.map(() => []);
    else if (how === 0) {
      this.rows.length = this.row + 1;
      this.clearLine(0);
    }
  }

  private clearLine(how: number): void {
    const cells = this.cells();
    if (how === 2) cells.length = 0;
    else if (how === 0) cells.length = Math.min(cells.length, this.column);
    else if (how === 1)
      for (let at = 0; at <= this.column && at < cells.length; at++) cells[at] = { char: ' ', style: '' };
  }
}

/** What the next characters look like. */
class Style {
  private readonly on = new Map<string, number>();
  /** The numbers of `ESC [ numbers m` that lead to it from plain text. */
  numbers = '';

  change(parameters: string): void {
    const codes = parameters.split(/[;:]/).map(Number);
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at] ?? 0;
      if (code === 38 || code === 48) at += this.changeExtended(code, codes.slice(at + 1));
      else this.changeOne(code);
    }
    this.numbers = [...this.on.values()].join(';');
  }

  private changeOne(code: number): void {
    const kind = kindOf(code);
    if (code === 0) this.on.clear();
    else if (kind !== undefined) this.on.set(kind, code);
    else for (const ended of ownValue(ends, String(code)) ?? []) this.on.delete(ended);
  }

  /** Of the 256 and of all the others only the first 16 are a theme's. Gives back how many numbers belong to it. */
  private changeExtended(code: number, [form, index = 0]: readonly number[]): number {
    const kind = code === 38 ? 'colour' : 'background';
    this.on.delete(kind);
    if (form === 2) return 4;
    if (form !== 5) return 0;
    const base = code === 38 ? 30 : 40;
    if (index < 8) this.on.set(kind, base + index);
    else if (index < 16) this.on.set(kind, base + 60 + index - 8);
    return 2;
  }
}

function kindOf(code: number): string | undefined {
  if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) return 'colour';
  if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) return 'background';
  return ownValue({ '1': 'bold', '2': 'dim', '3': 'italic', '4': 'underline' }, String(code));
}

const ends: Readonly<Record<string, readonly string[]>> = {
  '22': ['bold', 'dim'],
  '23': ['italic'],
  '24': ['underline'],
  '39': ['colour'],
  '49': ['background'],
};

function written(cells: readonly Cell[]): string {
  let text = '';
  let style = '';
  for (const cell of cells) {
    if (cell.style !== style) {
      if (style !== '') text += '\u001b[0m';
      if (cell.style !== '') text += `\u001b[${cell.style}m`;
      style = cell.style;
    }
    text += cell.char;
  }
  return style === '' ? text : `${text}\u001b[0m`;
}
