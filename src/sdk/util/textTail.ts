/** The end of a stream of text, with a bound on its bytes. */
export class TextTail {
  private chunks: Buffer[] = [];
  private size = 0;

  constructor(private readonly limit: number) {}

  add(chunk: Buffer): void {
    const kept = chunk.length > this.limit ? chunk.subarray(-this.limit) : chunk;
    this.chunks.push(kept);
    this.size += kept.length;
    while (this.size > this.limit) {
      const first = this.chunks[0];
      if (!first) return;
      const cut = Math.min(first.length, this.size - this.limit);
      this.size -= cut;
      if (cut === first.length) this.chunks.shift();
      else this.chunks[0] = first.subarray(cut);
    }
  }

  /** The last bytes as text; a character cut in two at the front is left out. */
  text(maxBytes = this.limit): string {
    const bytes = Buffer.concat(this.chunks, this.size).subarray(-maxBytes);
    let start = 0;
    while (start < bytes.length && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
    return bytes.toString('utf8', start);
  }
}
