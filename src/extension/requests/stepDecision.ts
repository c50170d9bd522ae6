import type { StepDecision } from '../transcript/turns/transcriptOptions';
import type { Approvals } from '../permissions/approvals';
import { ruleWords } from '../rules/ruleSuggestions';

/** What the ledger knows of a request, as far as the step that it was made for says it. */
export function ledgerDecision(approvals: Approvals, requestId: string): StepDecision | undefined {
  const entry = approvals.decisionOn(requestId);
  if (entry === undefined) return undefined;
  const { by, decision, mode } = entry;
  if (decision === 'edited') return { deniedBy: 'edit' };
  if (decision === 'denied') return by === 'rule' ? { deniedBy: 'rule' } : undefined;
  if (by === 'you') return { allowedBy: { by, decision: entry.id } };
  const rule = approvals.rules.find((one) => one.id === entry.rule);
  const words = rule?.effect === 'allow' ? ruleWords(rule.match) : undefined;
  return { allowedBy: { by, decision: entry.id, rule: words, mode } };
}
