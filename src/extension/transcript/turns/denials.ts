import type { DeniedBy } from '../../../protocol/toView';
import { ruleDenial } from '../../rules/denial';
import type { StepDecision } from './transcriptOptions';
import { fieldsOf, textOf, type Fields } from '../../base/fields';

/** What `permission.completed` tells of a denial; nothing of what was allowed. */
export function denialIn(data: Fields): StepDecision {
  const by = deniedBy(textOf(fieldsOf(data['result']), 'kind'), textOf(data, 'decisionSource'));
  return by === undefined ? {} : { deniedBy: by };
}

function deniedBy(kind: string | undefined, source: string | undefined): DeniedBy | undefined {
  switch (kind) {
    case 'denied-by-rules':
      return 'rule';
    case 'denied-by-permission-request-hook':
      return 'hook';
    case 'denied-by-content-exclusion-policy':
      return 'policy';
    case 'denied-no-approval-rule-and-could-not-request-from-user':
      return 'nobody';
    case 'denied-interactively-by-user':
      return sources.get(source ?? '') ?? 'you';
    default:
      return undefined;
  }
}

/** A denial in the person's name that is not theirs. */
const sources: ReadonlyMap<string, DeniedBy> = new Map([
  ['assisted_approval', 'check'],
  ['host_policy', 'policy'],
  ['unattended_fallback', 'nobody'],
]);

/** Hooks that run before a tool, and plan mode, deny it without any request; only the error says so. */
export function denierIn(error: string): DeniedBy | undefined {
  if (/^Denied by \w+ hook\b/.test(error) && error.includes(ruleDenial)) return 'rule';
  if (/^Denied by \w+ hook\b/.test(error)) return 'hook';
  return /\bblocked\. Plan mode does not permit\b/.test(error) ? 'mode' : undefined;
}
