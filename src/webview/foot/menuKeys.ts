/** How long letters count as one word while one types ahead. */
const wordMs = 600;

/** Which item a key leads to; undefined for a key that means something else. */
export function nextIndex(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (Math.max(at, 0) - 1 + count) % count;
    case 'Home':
    case 'PageUp':
      return 0;
    case 'End':
    case 'PageDown':
      return count - 1;
    default:
      return undefined;
  }
}

/** Letters lead to the next item that begins with them, as in the editor's own menus. */
export class TypeAhead {
  private word = '';
  private at = 0;

  constructor(private readonly now: () => number) {}

  /** The item to go to, from the one at `index`; undefined when nothing begins so. */
  find(letter: string, labels: readonly string[], index: number): number | undefined {
    const now = this.now();
    this.word = now - this.at > wordMs ? letter : this.word + letter;
    this.at = now;
    const isRepeated = [...this.word].every((one) => one === letter);
    const word = (isRepeated ? letter : this.word).toLocaleLowerCase();
    // A word that grows may stay where it is; a first letter goes on.
    const from = isRepeated ? index + 1 : Math.max(index, 0);
    const order = labels.map((_, step) => (from + step) % labels.length);
    return order.find((place) => labels[place]?.toLocaleLowerCase().startsWith(word));
  }

  /** A space belongs to the word once one is being typed. */
  get isTyping(): boolean {
    return this.word !== '' && this.now() - this.at <= wordMs;
  }
}
