import { randomUUID } from 'node:crypto';
import type { AllowScope, DenyOffer, RuleOrigin, RuleReach } from '../../protocol/approvals';
import { Emitter } from '../base/emitter';
import type { Ledger, LedgerEntry } from './decisionLog';
import { rehearse } from './rulePreview';
import { isInForce, type Rule, type RuleDraft, type Rules } from '../rules/rules';
import { denialWords, ruleWords, type Denied, type Scope } from '../rules/ruleSuggestions';
import type { Subject } from '../rules/subject';

export interface ApprovalsOptions {
  readonly rules: Rules;
  readonly ledger: Ledger;
  readonly folder: string;
  readonly onError: (error: unknown) => void;
}

/** What is allowed in this folder without asking, and what was decided so far. */
export class Approvals {
  private readonly changes: Emitter<void>;
  /** A rule was saved, used or revoked, or something was decided. */
  readonly onDidChange;

  constructor(private readonly options: ApprovalsOptions) {
    this.changes = new Emitter(options.onError);
    this.onDidChange = this.changes.event;
    void options.ledger.settled().then(() => this.changes.fire());
  }

  get rules(): readonly Rule[] {
    return this.options.rules.all;
  }

  /** How many rules of an earlier version allowed more than they said, and are no longer followed. */
  get retired(): number {
    return this.rules.filter((one) => !isInForce(one)).length;
  }

  /** Oldest first. */
  get decisions(): readonly LedgerEntry[] {
    return this.options.ledger.entries;
  }

  /** Resolves when the decisions of earlier windows are there. */
  get ready(): Promise<void> {
    return this.options.ledger.settled();
  }

  /** What was decided on a request of the CLI. */
  decisionOn(requestId: string): LedgerEntry | undefined {
    return this.decisions.findLast((one) => one.request !== undefined && one.request === requestId);
  }

  get folder(): string {
    return this.options.folder;
  }

  /** Whether something was decided on a call of a tool. */
  hasDecisionOnCall(toolCallId: string): boolean {
    return this.decisions.some((one) => one.call === toolCallId);
  }

  allowance(subject: Subject, session: string): Rule | undefined {
    return this.options.rules.allowance(subject, session);
  }

  denials(subject: Subject): ReturnType<Rules['denials']> {
    return this.options.rules.denials(subject);
  }

  /** Undefined when it cannot be kept; what is decided now does not hang on that. */
  save(draft: RuleDraft, origin: RuleOrigin, reach: RuleReach, session?: string): Rule | undefined {
    try {
      const rule = this.options.rules.save(draft, origin, reach, session);
      this.changes.fire();
      return rule;
    } catch (error) {
      this.options.onError(error);
      return undefined;
    }
  }

  revoke(id: string): void {
    this.options.rules.revoke(id);
    this.changes.fire();
  }

  record(decision: Omit<LedgerEntry, 'id' | 'at'>): void {
    this.options.ledger.add({ id: randomUUID(), at: Date.now(), ...decision });
    if (decision.by === 'rule' && decision.rule) this.use(decision.rule);
    this.changes.fire();
  }

  private use(rule: string): void {
    try {
      this.options.rules.use(rule);
    } catch (error) {
      this.options.onError(error);
    }
  }

  forgetDecisions(): void {
    this.options.ledger.clear();
    this.changes.fire();
  }

  /** One line of JSON for each decision. */
  export(): string {
    return this.options.ledger.export();
  }

  /** A wider way to allow, as the card shows it. */
  offer({ until, match }: Scope, index: number): AllowScope {
    const rehearsal = rehearse(match, this.decisions, this.folder);
    return { id: String(index), until, rule: ruleWords(match), rehearsal };
  }

  /** What can be forbidden instead, as the card shows it. */
  offerDenial({ until, match }: Denied, index: number): DenyOffer {
    return { id: String(index), until, rule: denialWords(match) };
  }

  dispose(): void {
    this.changes.dispose();
  }
}
