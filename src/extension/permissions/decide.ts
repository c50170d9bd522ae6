import { isAbsolute } from 'node:path';
import type { AskReason } from '../../protocol/requests';
import type { PermissionMode } from '../../protocol/toView';
import { canHoldSecrets, canSteer } from '../rules/fileRisks';
import { placeOf } from '../rules/folderPlace';
import type { Rule } from '../rules/rules';
import { pathsOf, type Subject } from '../rules/subject';

/** What holds while an act is decided on. */
export interface Circumstances {
  /** The folders that the session works in; relative paths are of the first. */
  readonly folders: readonly string[];
  readonly mode: PermissionMode;
  /** An organization wants a person's word, whatever is allowed here. */
  readonly isManaged: boolean;
  /** The command that the person wrote in place of the agent's, until the turn ends. */
  readonly ownCommand?: string | undefined;
  /** The operating system holds this command in its sandbox. */
  readonly isConfined?: boolean;
  /** It is to be taken out of the sandbox. */
  readonly leavesSandbox?: boolean;
  /** A command that was to be confined, and it is not sure that it will be. */
  readonly isUnconfirmed?: boolean;
  /** The tool that the read is for, where it is known. */
  readonly tool?: string | undefined;
  readonly denials: (subject: Subject) => {
    readonly certain?: Rule | undefined;
    readonly isPossible: boolean;
  };
  readonly allowance: (subject: Subject) => Rule | undefined;
}

export type Verdict =
  | { readonly decision: 'allowed'; readonly by: 'you' | 'sandbox' | 'editor' }
  | { readonly decision: 'allowed'; readonly by: 'rule'; readonly rule: string }
  | { readonly decision: 'allowed'; readonly by: 'mode'; readonly mode: PermissionMode }
  | { readonly decision: 'denied'; readonly by: 'rule'; readonly rule: string }
  | { readonly decision: 'ask'; readonly reason?: AskReason | undefined };

/**
 * The one place where it is decided whether something is done without a word of the person. What forbids comes
 * before what allows; what nothing here speaks of is asked.
 */
export function decide(subject: Subject, given: Circumstances): Verdict {
  const denials = given.denials(subject);
  if (denials.certain) return { decision: 'denied', by: 'rule', rule: denials.certain.id };
  if (denials.isPossible) return { decision: 'ask', reason: 'maybe-denied' };
  if (given.isManaged) return { decision: 'ask', reason: 'managed' };
  // What the person allowed before, they allowed where it was.
  if (given.leavesSandbox) return { decision: 'ask' };
  if (isOwnCommand(subject, given.ownCommand)) return { decision: 'allowed', by: 'you' };
  const rule = given.allowance(subject);
  if (rule) return { decision: 'allowed', by: 'rule', rule: rule.id };
  if (subject.kind === 'shell' && given.isConfined) return { decision: 'allowed', by: 'sandbox' };
  if (given.isUnconfirmed) return { decision: 'ask' };
  return byMode(subject, given);
}

function isOwnCommand(subject: Subject, own: string | undefined): boolean {
  return own !== undefined && subject.kind === 'shell' && subject.command.trim() === own;
}

function byMode(subject: Subject, { mode, folders, tool }: Circumstances): Verdict {
  const reason = reasonToAsk(subject, folders, tool);
  if (mode === 'allow-all') return { decision: 'allowed', by: 'mode', mode };
  if (reason === undefined && subject.kind === 'editor') return { decision: 'allowed', by: 'editor' };
  if (reason === undefined && subject.kind === 'read' && mode === 'allow-reads')
    return { decision: 'allowed', by: 'mode', mode };
  return { decision: 'ask', reason };
}

/** Tools that read a folder for its names, or whose findings in secret files are left out of the answer. */
const searching = new Set(['view', 'glob', 'grep', 'rg']);

/** Why a file is asked about though reading the folder's files is allowed, or though a rule for files is there. */
export function reasonToAsk(
  subject: Subject,
  folders: readonly string[],
  tool?: string,
): AskReason | undefined {
  for (const path of pathsOf(subject)) {
    const place = placeOf(path, folders);
    if (place.within === undefined) return place.isMoved && !isAbsolute(place.shown) ? 'moved' : 'outside';
    if (canHoldSecrets(place.within)) return 'secret';
    if (subject.kind === 'write' && canSteer(place.within)) return 'steers';
    if (subject.kind === 'read' && place.isFolder && !searching.has(tool ?? '')) return 'whole-folder';
  }
  return undefined;
}
