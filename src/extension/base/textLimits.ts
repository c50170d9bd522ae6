/** More than this of one output is neither kept nor shown. */
const limit = 64 * 1024;
const half = limit / 2;
const gap = '\n\n⋯\n\n';

/** Leaves out the middle of a text that is too long to show: its beginning and its end tell most. */
export function cutMiddle(text: string): string {
  if (text.length <= limit) {
    return text;
  }
  return `${text.slice(0, wholeUpTo(text, half))}${gap}${text.slice(wholeUpTo(text, text.length - half))}`;
}

const graphemes = new Intl.Segmenter();
/** No character is made of more. */
const longestCharacter = 64;

/** The last place up to there where a character begins: an emoji may be made of a dozen code units. */
export function wholeUpTo(text: string, at: number): number {
  if (at <= 0 || at >= text.length) return Math.min(Math.max(at, 0), text.length);
  const start = Math.max(0, at - longestCharacter);
  const found = graphemes.segment(text.slice(start, at + longestCharacter)).containing(at - start);
  return start + (found?.index ?? at - start);
}

/** A text that grows without end, of which only as much is kept as is shown. */
export class GrowingText {
  private head = '';
  private tail = '';
  private isCut = false;

  append(text: string): void {
    const room = this.tail === '' ? wholeUpTo(text, half - this.head.length) : 0;
    this.head += text.slice(0, room);
    const tail = this.tail + text.slice(room);
    this.isCut ||= tail.length > half;
    this.tail = tail.length > half ? tail.slice(wholeUpTo(tail, tail.length - half)) : tail;
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
  const letters = Array.from(
    graphemes.segment(line.slice(0, length * longestCharacter)),
    ({ segment }) => segment,
  );
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
