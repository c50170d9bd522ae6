import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { RuleOrigin } from '../../protocol/approvals';
import type { KeyValueStore } from '../chat/storage';
import type { Asked } from './asked';
import { redact } from './redact';
import { isAllowedBy, ruleMatch, type RuleMatch } from './ruleMatch';

const origin = z.discriminatedUnion('place', [
  z.object({ place: z.literal('card'), session: z.string(), askedBy: z.string().optional() }),
  z.object({ place: z.literal('approvals') }),
]);

const rule = z.object({
  id: z.string(),
  match: ruleMatch,
  savedAt: z.number(),
  lastUsedAt: z.number().optional(),
  uses: z.number().default(0),
  /** Where the person saved it. */
  origin: origin.optional().catch(undefined),
  /** For a rule that ends with its session. */
  session: z.string().optional(),
});

/** Something that is allowed without asking, until it is revoked or its session ends. */
export type Rule = z.infer<typeof rule>;

const key = 'permission rules';

/** The rules of one folder. Those of a session are kept in memory only. */
export class Rules {
  private kept: readonly Rule[];

  constructor(
    private readonly store: KeyValueStore,
    private readonly folder: string,
  ) {
    const stored = z.array(z.unknown()).catch([]).parse(store.get(key));
    // One that a later version wrote in another way is left out; the others still count.
    this.kept = stored.flatMap((one) => rule.safeParse(one).data ?? []);
  }

  /** Newest first. */
  get all(): readonly Rule[] {
    return this.kept;
  }

  /** The rule that allows what a session asks for. */
  find(asked: Asked, session: string): Rule | undefined {
    return this.kept.find(
      (one) =>
        (one.session === undefined || one.session === session) && isAllowedBy(one.match, asked, this.folder),
    );
  }

  /** Saves a rule, or gives back the one that says the same. */
  save(match: RuleMatch, origin: RuleOrigin, session?: string): Rule {
    const same = this.kept.find(
      (one) => one.session === session && JSON.stringify(one.match) === JSON.stringify(match),
    );
    if (same) return same;
    const added: Rule = {
      id: randomUUID(),
      match,
      savedAt: Date.now(),
      uses: 0,
      origin: origin.place === 'card' ? { ...origin, session: shortTitle(origin.session) } : origin,
      ...(session && { session }),
    };
    this.replace([added, ...this.kept]);
    return added;
  }

  revoke(id: string): void {
    this.replace(this.kept.filter((one) => one.id !== id));
  }

  /** Notes that a rule has just allowed something. */
  use(id: string): void {
    const lastUsedAt = Date.now();
    this.replace(this.kept.map((one) => (one.id === id ? { ...one, lastUsedAt, uses: one.uses + 1 } : one)));
  }

  private replace(rules: readonly Rule[]): void {
    this.kept = rules;
    void this.store.update(
      key,
      rules.filter((one) => one.session === undefined),
    );
  }
}

const titleLimit = 80;

/** A title is what the person wrote first, so a key may stand in it. */
function shortTitle(title: string): string {
  const safe = redact(title);
  return safe.length > titleLimit ? `${safe.slice(0, titleLimit)}…` : safe;
}
