import * as z from 'zod';
import type { SessionMetadata } from '../../sdk/index';
import type { KeyValueStore } from '../base/keyValueStore';

const key = 'sessionAges';
/** A CLI that ends touches its sessions for so long after the window has let them go. */
const endMs = 15_000;
const keptCount = 200;

const age = z.object({
  usedAt: z.number(),
  /** When this window let it go; none while it is open. */
  heldUntil: z.number().optional(),
});
type Age = z.infer<typeof age>;

/** When a session was last worked with; in milliseconds since the epoch. */
export interface UsedSession {
  readonly sessionId: string;
  readonly usedAt: number;
}

/** When work was last done in a session: the CLI's own time moves whenever one is merely opened or closed. */
export class SessionAges {
  private ages: ReadonlyMap<string, Age>;

  constructor(
    private readonly memory: KeyValueStore,
    private readonly now: () => number = Date.now,
  ) {
    const stored = z.record(z.string(), age).safeParse(memory.get(key));
    this.ages = new Map(Object.entries(stored.success ? stored.data : {}));
    this.follow([]);
  }

  /** The sessions that are open in the window now. */
  follow(open: readonly UsedSession[]): void {
    const usedAt = new Map(open.map((session) => [session.sessionId, session.usedAt]));
    const before = [...this.ages].filter(([sessionId]) => !usedAt.has(sessionId));
    const left = before.map(
      ([sessionId, known]) => [sessionId, { ...known, heldUntil: known.heldUntil ?? this.now() }] as const,
    );
    const held = open.map((session) => [session.sessionId, { usedAt: session.usedAt }] as const);
    const newestFirst = [...held, ...left].sort(([, a], [, b]) => b.usedAt - a.usedAt);
    const ages = new Map(newestFirst.slice(0, keptCount));
    if (JSON.stringify([...ages]) === JSON.stringify([...this.ages])) return;
    this.ages = ages;
    void this.memory.update(key, Object.fromEntries(ages));
  }

  /** What the CLI says counts again once somebody else has worked with the session. */
  of({ sessionId, modifiedTime }: SessionMetadata): number {
    const modifiedAt = Date.parse(modifiedTime) || 0;
    const known = this.ages.get(sessionId);
    if (!known) return modifiedAt;
    const { usedAt, heldUntil } = known;
    return heldUntil !== undefined && modifiedAt > heldUntil + endMs
      ? modifiedAt
      : Math.min(usedAt, modifiedAt);
  }
}
