import type {
  ApprovalsState,
  ApprovalsWish,
  DraftRule,
  PastDecision,
  SavedRule,
} from '../../protocol/approvals';
import type { Approvals } from '../permissions/approvals';
import { denialOf } from '../rules/denial';
import type { LedgerEntry } from '../permissions/decisionLog';
import { rehearse } from '../permissions/rulePreview';
import type { RuleMatch } from '../rules/ruleMatch';
import { isInForce, type Rule } from '../rules/rules';
import { denialWords, ruleWords, scopesFor } from '../rules/ruleSuggestions';
import { subjectText } from '../rules/subject';

export interface ApprovalsDeskOptions {
  readonly approvals: Approvals;
  readonly folderName: string;
  /** Lets the person choose a place for the text. */
  readonly saveAs: (text: string) => Promise<void>;
  readonly confirmForget: () => Promise<boolean>;
  readonly logError: (message: string) => void;
  readonly changed: () => void;
}

/** What the page of approvals shows and does. */
export class ApprovalsDesk {
  /** Rules for one past request, wide before narrow; the first is looked at. */
  private drafts: readonly RuleMatch[] = [];
  private revealed: ApprovalsState['reveal'];

  constructor(private readonly options: ApprovalsDeskOptions) {}

  get state(): ApprovalsState {
    const { approvals, folderName } = this.options;
    return {
      folder: folderName,
      now: Date.now(),
      draft: this.draft,
      reveal: this.revealed,
      rules: approvals.rules.map(savedRule),
      decisions: approvals.decisions.map((entry) => this.past(entry)).reverse(),
    };
  }

  /** Leads to the rule that made a decision, or to the decision itself. */
  reveal(decision: string): void {
    const { decisions, rules } = this.options.approvals;
    const rule = decisions.find((one) => one.id === decision)?.rule;
    const isThere = rules.some((one) => one.id === rule);
    const place = isThere && rule !== undefined ? `rule-${rule}` : `decision-${decision}`;
    this.revealed = { place, count: (this.revealed?.count ?? 0) + 1 };
    this.options.changed();
  }

  async carryOut(wish: ApprovalsWish): Promise<void> {
    const { approvals, saveAs, confirmForget, logError } = this.options;
    switch (wish.type) {
      case 'approvals/ready':
        return this.options.changed();
      case 'approvals/revoke':
        return approvals.revoke(wish.id);
      case 'approvals/try':
        return this.consider(this.rulesFor(approvals.decisions.find((one) => one.id === wish.decision)));
      case 'approvals/narrow':
        return this.consider(this.drafts.slice(1));
      case 'approvals/save': {
        const [match] = this.drafts;
        this.drafts = [];
        if (match) approvals.save({ effect: 'allow', match }, { place: 'approvals' }, 'folder');
        return;
      }
      case 'approvals/forbid':
        return this.forbid(wish.command, wish.until);
      case 'approvals/cancel':
        return this.consider([]);
      case 'approvals/export':
        return saveAs(approvals.export());
      case 'approvals/forget':
        if (await confirmForget()) approvals.forgetDecisions();
        return;
      case 'page/error':
        return logError(`The page of approvals failed: ${wish.message}`);
    }
  }

  private forbid(command: string, until: 'folder' | 'everywhere'): void {
    const match = denialOf({ kind: 'shell', command });
    if (match) this.options.approvals.save({ effect: 'deny', match }, { place: 'approvals' }, until);
  }

  private consider(drafts: readonly RuleMatch[]): void {
    this.drafts = drafts;
    this.options.changed();
  }

  private get draft(): DraftRule | undefined {
    const [match, narrower] = this.drafts;
    if (!match) return undefined;
    const { approvals } = this.options;
    return {
      rule: ruleWords(match),
      rehearsal: rehearse(match, approvals.decisions, approvals.folder),
      narrower: narrower && ruleWords(narrower),
    };
  }

  private rulesFor(entry: LedgerEntry | undefined): readonly RuleMatch[] {
    const { folder } = this.options.approvals;
    if (!entry) return [];
    return scopesFor(entry.asked, folder).flatMap(({ until, match }) => (until === 'folder' ? [match] : []));
  }

  private past(entry: LedgerEntry): PastDecision {
    const { approvals } = this.options;
    const { id, at, asked, title, askedBy, decision, by, mode, words } = entry;
    const rule = approvals.rules.find((one) => one.id === entry.rule);
    return {
      id,
      at,
      kind: asked.kind,
      text: subjectText(asked),
      session: title,
      askedBy,
      decision,
      by,
      mode,
      words,
      hasRule: entry.rule !== undefined,
      rule: rule && { id: rule.id, savedAt: rule.savedAt },
      canBecomeRule: decision === 'allowed' && !rule && this.rulesFor(entry).length > 0,
    };
  }
}

function savedRule(one: Rule): SavedRule {
  const { id, effect, reach, savedAt, origin, lastUsedAt, uses } = one;
  const rule = one.effect === 'deny' ? denialWords(one.match) : ruleWords(one.match);
  return { id, effect, until: reach, isInForce: isInForce(one), rule, savedAt, origin, lastUsedAt, uses };
}
