import type { Rehearsal } from '../../protocol/approvals';
import { isMadeForThem, type LedgerEntry } from './decisionLog';
import { isCovered, type RuleMatch } from '../rules/ruleMatch';
import { subjectText } from '../rules/subject';

/** How far a rehearsal looks back. */
export const rehearsedRequests = 40;

/** Which of the newest requests that somebody had to decide a rule would have allowed. */
export function rehearse(rule: RuleMatch, ledger: readonly LedgerEntry[], folder: string): Rehearsal {
  const looked = ledger.filter((entry) => !isMadeForThem(entry)).slice(-rehearsedRequests);
  const allowed = looked.filter((entry) => isCovered(rule, entry.asked, folder)).reverse();
  return {
    of: looked.length,
    requests: allowed.map((entry) => ({
      at: entry.at,
      text: subjectText(entry.asked),
      wasDenied: entry.decision === 'denied',
    })),
  };
}
