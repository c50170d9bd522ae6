import type { Rehearsal } from '../../protocol/approvals';
import { askedText } from './asked';
import type { LedgerEntry } from './ledger';
import { isAllowedBy, type RuleMatch } from './ruleMatch';

/** How far a rehearsal looks back. */
export const rehearsedRequests = 40;

/** Which of the newest requests that somebody had to decide a rule would have allowed. */
export function rehearse(rule: RuleMatch, ledger: readonly LedgerEntry[], folder: string): Rehearsal {
  const looked = ledger.filter((entry) => entry.by !== 'mode').slice(-rehearsedRequests);
  const allowed = looked.filter((entry) => isAllowedBy(rule, entry.asked, folder)).reverse();
  return {
    of: looked.length,
    requests: allowed.map((entry) => ({
      at: entry.at,
      text: askedText(entry.asked),
      wasDenied: entry.decision === 'denied',
    })),
  };
}
