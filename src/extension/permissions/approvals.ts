import { randomUUID } from 'node:crypto';
import type { AllowScope, RuleOrigin } from '../../protocol/approvals';
import { Emitter } from '../emitter';
import type { Asked } from './asked';
import type { Ledger, LedgerEntry } from './ledger';
import { rehearse } from './rehearsal';
import type { RuleMatch } from './ruleMatch';
import type { Rule, Rules } from './rules';
import { ruleWords, type Scope } from './scopes';

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

  find(asked: Asked, session: string): Rule | undefined {
    return this.options.rules.find(asked, session);
  }

  save(match: RuleMatch, origin: RuleOrigin, session?: string): Rule {
    const rule = this.options.rules.save(match, origin, session);
    this.changes.fire();
    return rule;
  }

  revoke(id: string): void {
    this.options.rules.revoke(id);
    this.changes.fire();
  }

  record(decision: Omit<LedgerEntry, 'id' | 'at'>): void {
    this.options.ledger.add({ id: randomUUID(), at: Date.now(), ...decision });
    if (decision.by === 'rule' && decision.rule) this.options.rules.use(decision.rule);
    this.changes.fire();
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

  dispose(): void {
    this.changes.dispose();
  }
}
