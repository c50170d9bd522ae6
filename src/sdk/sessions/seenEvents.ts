/** Enough to meet every event that a resumed session could send again. */
const rememberedIds = 1000;

/** The newest events by id: a session that is resumed while it is at work may tell some of them twice. */
export class SeenEvents {
  private readonly ids = new Set<string>();

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Whether this is its first time; notes it. */
  isNew(id: string): boolean {
    if (this.ids.has(id)) return false;
    this.ids.add(id);
    const [oldest] = this.ids;
    if (this.ids.size > rememberedIds && oldest !== undefined) this.ids.delete(oldest);
    return true;
  }
}
