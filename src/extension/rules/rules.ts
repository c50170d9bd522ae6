import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { RuleOrigin, RuleReach } from '../../protocol/approvals';
import type { KeyValueStore } from '../base/keyValueStore';
import { denial, isForbidden, type Denial } from './denial';
import { redact } from '../base/redact';
import { isCovered, isStillOffered, ruleMatch, type RuleMatch } from './ruleMatch';
import type { Subject } from './subject';

const origin = z.discriminatedUnion('place', [
  z.object({ place: z.literal('card'), session: z.string(), askedBy: z.string().optional() }),
  z.object({ place: z.literal('approvals') }),
]);

const shared = {
  id: z.string(),
  savedAt: z.number(),
  lastUsedAt: z.number().optional(),
  uses: z.number().default(0),
  /** Where the person saved it. */
  origin: origin.optional().catch(undefined),
};

const rule = z.union([
  z.object({ ...shared, effect: z.literal('deny'), match: denial }),
  z.object({
    ...shared,
    effect: z.literal('allow').default('allow'),
    match: ruleMatch,
    /** For a rule that ends with its session. */
    session: z.string().optional(),
  }),
]);

type StoredRule = z.infer<typeof rule>;

/** Something that is allowed or forbidden without asking, until it is revoked or its session ends. */
export type Rule = StoredRule & { readonly reach: RuleReach };

/** What a rule says, before it is saved. */
export type RuleDraft =
  | { readonly effect: 'allow'; readonly match: RuleMatch }
  | { readonly effect: 'deny'; readonly match: Denial };

const key = 'permission rules';

export interface RulesOptions {
  /** Of the folder, on this machine. */
  readonly store: KeyValueStore;
  /** Of this person, for every folder. */
  readonly everywhere: KeyValueStore;
  readonly folder: string;
  readonly onError: (error: unknown) => void;
}

/** The rules that count in one folder. Those of a session are kept in memory only. */
export class Rules {
  private ofSessions: readonly Rule[] = [];

  constructor(private readonly options: RulesOptions) {}

  /** Newest first; those that are no longer used too. */
  get all(): readonly Rule[] {
    const stored = [...this.read('folder').rules, ...this.read('everywhere').rules];
    return [...this.ofSessions, ...stored].sort((one, other) => other.savedAt - one.savedAt);
  }

  /** The rule that allows what a session asks for. */
  allowance(subject: Subject, session: string): Rule | undefined {
    const { folder } = this.options;
    return this.all.find(
      (one) =>
        one.effect === 'allow' &&
        isInForce(one) &&
        (one.session === undefined || one.session === session) &&
        isCovered(one.match, subject, folder),
    );
  }

  /** The rule that forbids it, and whether one may that cannot be told for certain. */
  denials(subject: Subject): { readonly certain?: Rule | undefined; readonly isPossible: boolean } {
    const found = this.all.flatMap((one) =>
      one.effect === 'deny' ? [{ one, how: isForbidden(one.match, subject) }] : [],
    );
    const isUnknown = this.read('folder').hasUnknownDenial || this.read('everywhere').hasUnknownDenial;
    return {
      certain: found.find(({ how }) => how === 'certain')?.one,
      isPossible: isUnknown || found.some(({ how }) => how === 'possible'),
    };
  }

  /** Saves a rule, or gives back the one that says the same. */
  save(draft: RuleDraft, origin: RuleOrigin, reach: RuleReach, session?: string): Rule {
    const same = this.all.find((one) => isSameRule(one, draft, reach, session));
    if (same) return same;
    const added: Rule = {
      ...draft,
      id: randomUUID(),
      savedAt: Date.now(),
      uses: 0,
      reach,
      origin: origin.place === 'card' ? { ...origin, session: shortTitle(origin.session) } : origin,
      ...(session && { session }),
    };
    this.change(reach, (rules) => [added, ...rules]);
    return added;
  }

  revoke(id: string): void {
    for (const reach of ['session', 'folder', 'everywhere'] as const)
      this.change(reach, (rules) => rules.filter((one) => one.id !== id));
  }

  /** Notes that a rule has just decided something. */
  use(id: string): void {
    const reach = this.all.find((one) => one.id === id)?.reach;
    if (!reach) return;
    const lastUsedAt = Date.now();
    this.change(reach, (rules) =>
      rules.map((one) => (one.id === id ? { ...one, lastUsedAt, uses: one.uses + 1 } : one)),
    );
  }

  /** Read, changed and written at once, so that another window's rules stay. */
  private change(reach: RuleReach, to: (rules: readonly Rule[]) => readonly Rule[]): void {
    if (reach === 'session') {
      this.ofSessions = to(this.ofSessions);
      return;
    }
    const { rules, others } = this.read(reach);
    const changed = to(rules);
    if (JSON.stringify(changed) === JSON.stringify(rules)) return;
    const stored = changed.map(({ reach: _reach, ...one }) => one);
    void this.storeOf(reach).update(key, [...stored, ...others]);
  }

  private read(reach: 'folder' | 'everywhere'): StoredRules {
    try {
      return readRules(this.storeOf(reach).get(key), reach);
    } catch (error) {
      this.options.onError(error);
      return { rules: [], others: [], hasUnknownDenial: true };
    }
  }

  private storeOf(reach: 'folder' | 'everywhere'): KeyValueStore {
    return reach === 'folder' ? this.options.store : this.options.everywhere;
  }
}

interface StoredRules {
  readonly rules: readonly Rule[];
  /** What a later version wrote in another way: it is kept as it is, and the others still count. */
  readonly others: readonly unknown[];
  /** Something is forbidden that this version cannot read. */
  readonly hasUnknownDenial: boolean;
}

function readRules(stored: unknown, reach: 'folder' | 'everywhere'): StoredRules {
  const all = z.array(z.unknown()).parse(stored ?? []);
  const parsed = all.map((one) => ({ one, result: rule.safeParse(one) }));
  const others = parsed.flatMap(({ one, result }) => (result.success ? [] : [one]));
  return {
    rules: parsed.flatMap(({ result }) => (result.success ? [{ ...result.data, reach }] : [])),
    others,
    hasUnknownDenial: others.some((one) => mayDeny.safeParse(one).success),
  };
}

/** A rule that does not only allow, of whatever kind: to leave it out would allow more. */
const mayDeny = z.object({ effect: z.string().refine((effect) => effect !== 'allow') });

/** Whether a rule is still followed; one of an earlier version that allowed more than it said is not. */
export function isInForce(one: Rule): boolean {
  return one.effect === 'deny' || isStillOffered(one.match);
}

function isSameRule(one: Rule, draft: RuleDraft, reach: RuleReach, session: string | undefined): boolean {
  return (
    one.effect === draft.effect &&
    one.reach === reach &&
    (one.effect === 'deny' || one.session === session) &&
    JSON.stringify(one.match) === JSON.stringify(draft.match)
  );
}

const titleLimit = 80;

/** A title is what the person wrote first, so a key may stand in it. */
function shortTitle(title: string): string {
  const safe = redact(title);
  return safe.length > titleLimit ? `${safe.slice(0, titleLimit)}…` : safe;
}
