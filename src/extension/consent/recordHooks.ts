import { HookTracker, type HookDecided, type HookStarted } from '../transcript/turns/hookTracker';
import type { SessionEvent } from '../base/fields';
import type { Approvals } from '../permissions/approvals';
import { ruleDenial } from '../rules/denial';
import { readRequest } from '../permissions/readRequest';
import type { ConsentItem } from './consentItems';

interface HookRecordsOptions {
  readonly sessionId: string;
  readonly title: () => string;
  readonly folder: string;
  readonly approvals: Approvals;
  /** The hooks of the folder at an event, for tools of these names. */
  readonly hooksAt: (event: string, tools: readonly string[]) => readonly ConsentItem[];
}

/** Puts into the ledger which hooks ran in a session and what they decided. */
export function hookRecords(options: HookRecordsOptions): (event: SessionEvent) => void {
  const tracker = new HookTracker();
  return (event) => {
    for (const finding of tracker.take(event)) {
      if (finding.kind === 'started') recordRun(finding, options);
      else if (finding.kind === 'decided') recordHook(finding, options);
    }
  };
}

/** One entry for each command of the folder; what we look after around each tool tells itself. */
function recordRun({ event, tools }: HookStarted, options: HookRecordsOptions): void {
  const { approvals, sessionId: session, title, hooksAt } = options;
  const ran = hooksAt(event, tools).map(({ text: command, file }) => ({ command, file }));
  for (const one of ran) {
    const asked = { kind: 'hook', event, ...one } as const;
    approvals.record({ session, title: title(), asked, decision: 'allowed', by: 'hook' });
  }
}

/** What a hook decided in the person's place; what it had the person asked is recorded with the answer. */
export function recordHook(
  { decision, request, requestId, toolCallId: call, tool, isAnswered, words }: HookDecided,
  { approvals, sessionId: session, title, folder, hooksAt }: HookRecordsOptions,
): void {
  // What a rule forbids is refused by a hook of ours, which has written it down.
  if (decision === 'asked' || words?.includes(ruleDenial)) return;
  const { kind } = request;
  const { subject: asked } = readRequest(
    { ...request, kind: typeof kind === 'string' ? kind : '' },
    undefined,
    [folder],
  );
  const more = { call, ...(words === undefined ? {} : { words }) };
  // A tool that ran unasked was let by a hook of the folder, or by the CLI itself where there is none.
  const isByHook = isAnswered || decision === 'denied' || hooksAt('preToolUse', [tool]).length > 0;
  const by = isByHook ? 'hook' : 'cli';
  approvals.record({ session, title: title(), asked, request: requestId, decision, by, ...more });
}
