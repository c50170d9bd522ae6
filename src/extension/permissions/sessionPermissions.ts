import type { PermissionMode } from '../../protocol/toView';
import type { PermissionContext, PermissionDecision, PermissionRequest } from '../../sdk/index';
import type { PendingRequests, PermissionAnswer } from '../chat/pendingRequests';
import type { Approvals } from './approvals';
import { askedOf, type Asked } from './asked';
import { isAllowedByMode } from './permissionPolicy';
import { scopesFor, type Scope } from './scopes';

export interface SessionPermissionsOptions {
  readonly sessionId: string;
  readonly folder: string;
  readonly approvals: Approvals;
  readonly requests: PendingRequests;
  readonly mode: () => PermissionMode;
  readonly title: () => string;
  /** The subagent or server behind a request that waits. */
  readonly askedBy: (requestId: string) => string | undefined;
}

/** Told to the agent when the person gives no reason; without any text the CLI would end the whole turn. */
const plainDenial = 'The user denied this. Do not try the same again; go on without it or ask.';

/** Decides on what the agent of one session wants to do: by the mode, by a rule, or by asking the person. */
export class SessionPermissions {
  /** The command that the person wants instead; the agent's next request for it is answered already. */
  private ownVersion: string | undefined;

  constructor(private readonly options: SessionPermissionsOptions) {}

  async decide(request: PermissionRequest, context: PermissionContext): Promise<PermissionDecision> {
    const { approvals, requests, folder } = this.options;
    const asked = askedOf(request, context.promptRequest, folder);
    const isManaged = request.managedApprovalRequired === true;
    if (!isManaged && this.isAllowedAlone(asked, request, context)) return { kind: 'approve-once' };
    const scopes = isManaged || isOnceOnly(request) ? [] : scopesFor(asked, folder);
    const offers = scopes.map((scope, index) => approvals.offer(scope, index));
    const waiting = requests.permission(request, context, offers);
    const askedBy = this.options.askedBy(context.requestId);
    const watching = approvals.onDidChange(() => {
      if (!isManaged) this.releaseByRule(asked, context.requestId);
    });
    try {
      const { requestId } = context;
      return this.carryOut({ asked, scopes, askedBy, requestId }, await waiting);
    } finally {
      watching.dispose();
    }
  }

  private isAllowedAlone(asked: Asked, request: PermissionRequest, context: PermissionContext): boolean {
    const { approvals, sessionId } = this.options;
    const record = (made: Made) => this.record(asked, context.requestId, made);
    const mode = this.options.mode();
    if (asked.kind === 'shell' && asked.command.trim() === this.ownVersion) {
      this.ownVersion = undefined;
      record({ decision: 'allowed', by: 'you' });
      return true;
    }
    const rule = approvals.find(asked, sessionId);
    if (rule) record({ decision: 'allowed', by: 'rule', rule: rule.id });
    else if (isAllowedByMode(mode, request, context.promptRequest?.kind))
      record({ decision: 'allowed', by: 'mode', mode });
    else return false;
    return true;
  }

  /** A rule that was saved meanwhile, for another request, may answer this one too. */
  private releaseByRule(asked: Asked, requestId: string): void {
    const rule = this.options.approvals.find(asked, this.options.sessionId);
    if (rule) this.options.requests.answerPermission(requestId, { decision: 'by-rule', rule: rule.id });
  }

  private carryOut(
    what: {
      readonly asked: Asked;
      readonly scopes: readonly Scope[];
      readonly askedBy?: string | undefined;
      readonly requestId: string;
    },
    answer: PermissionAnswer | undefined,
  ): PermissionDecision {
    const { asked, scopes, askedBy, requestId } = what;
    const record = (made: Made) => this.record(asked, requestId, { ...made, ...(askedBy && { askedBy }) });
    switch (answer?.decision) {
      case undefined:
        return { kind: 'no-result' }; // withdrawn: nobody waits for this word
      case 'allow-once':
        record({ decision: 'allowed', by: 'you' });
        return { kind: 'approve-once' };
      case 'allow-scope':
        record({ decision: 'allowed', by: 'you', ...this.saved(scopes[Number(answer.scope)], askedBy) });
        return { kind: 'approve-once' };
      case 'by-rule':
        record({ decision: 'allowed', by: 'rule', rule: answer.rule });
        return { kind: 'approve-once' };
      case 'edit':
        this.ownVersion = answer.command.trim();
        record({ decision: 'edited', by: 'you', words: answer.command });
        return { kind: 'reject', feedback: askForOwnVersion(answer.command) };
      case 'deny': {
        const words = answer.reason?.trim();
        record({ decision: 'denied', by: 'you', ...(words && { words }) });
        return { kind: 'reject', feedback: words || plainDenial };
      }
    }
  }

  private saved(scope: Scope | undefined, askedBy: string | undefined): { readonly rule?: string } {
    if (!scope) return {};
    const { approvals, sessionId, title } = this.options;
    const origin = { place: 'card', session: title(), ...(askedBy && { askedBy }) } as const;
    return {
      rule: approvals.save(scope.match, origin, scope.until === 'session' ? sessionId : undefined).id,
    };
  }

  private record(asked: Asked, request: string, made: Made): void {
    const { approvals, sessionId, title } = this.options;
    approvals.record({ session: sessionId, title: title(), asked, request, ...made });
  }
}

type Made = Pick<
  Parameters<Approvals['record']>[0],
  'decision' | 'by' | 'rule' | 'mode' | 'words' | 'askedBy'
>;

/** For a write the CLI says when nothing wider may be offered; for commands it always says so. */
function isOnceOnly(request: PermissionRequest): boolean {
  return request.kind === 'write' && request['canOfferSessionApproval'] === false;
}

/** The protocol has no way to change a command, so the agent is asked to call again. */
function askForOwnVersion(command: string): string {
  return [
    'The user did not allow this command but edited it. Nothing was run.',
    'Call the tool again now with exactly this command, which the user has already allowed:',
    command.trim(),
  ].join('\n');
}
