/** More than this of one output is neither kept nor shown. */
const limit = 64 * 1024;
const half = limit / 2;
const gap = '\n\n⋯\n\n';

/** Leaves out the middle of a text that is too long to show: its beginning and its end tell most. */
export function cutMiddle(text: string): string {
  if (text.length <= limit) {
    return text;
  }
  return `${text.slice(0, half)}${gap}${text.slice(-half)}`;
}

/** A text that grows without end, of which only as much is kept as is shown. */
export class GrowingText {
  private head = '';
  private tail = '';
  private isCut = false;

  append(text: string): void {
    const room = half - this.head.length;
    this.head += text.slice(0, Math.max(room, 0));
    const tail = this.tail + text.slice(Math.max(room, 0));
    this.isCut ||= tail.length > half;
    this.tail = tail.slice(-half);
  }

  get text(): string {
    return this.isCut ? `${this.head}${gap}${this.tail}` : this.head + this.tail;
  }
}

/** The first line, marked if more follow. */
export function firstLine(text: string): string {
  const [first = '', ...rest] = text.trim().split(/\r?\n/);
  return rest.length > 0 ? `${first} …` : first;
}

/** One line of at most `length` characters, for a title. */
export function titleOf(text: string, length = 60): string {
  const line = text.trim().split(/\r?\n/)[0]?.trim() ?? '';
  const letters = Array.from(line);
  return letters.length > length ? `${letters.slice(0, length - 1).join('')}…` : line;
}

/** Input of a tool as it is shown: text as it is, anything else as JSON. */
export function shownInput(value: unknown): string {
  return cutMiddle(wholeInput(value));
}

/** The same for what is decided about, of which nothing is left out. */
export function wholeInput(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2);
}
