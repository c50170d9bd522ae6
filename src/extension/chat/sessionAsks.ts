import type { PermissionMode, ToView } from '../../protocol/toView';
import type { SessionConfig } from '../../sdk/index';
import type { Approvals } from '../permissions/approvals';
import { SessionPermissions } from '../permissions/sessionPermissions';
import type { Conversation } from './conversation';
import { PendingPlans } from './pendingPlans';
import { PendingRequests } from './pendingRequests';

export interface SessionAsksOptions {
  readonly sessionId: string;
  readonly folder: string;
  readonly conversation: Conversation;
  readonly approvals: Approvals;
  readonly permissionMode: () => PermissionMode;
  readonly show: (facts: readonly ToView[]) => void;
  /** Puts what was typed and reaches nobody into the composer. */
  readonly giveBack: (text: string) => void;
}

/** Everything that the agent of one session asks of the person. */
export class SessionAsks {
  readonly requests: PendingRequests;
  readonly plans: PendingPlans;
  private readonly permissions: SessionPermissions;

  constructor(private readonly options: SessionAsksOptions) {
    const { conversation, show, permissionMode } = options;
    this.requests = new PendingRequests({
      permission: (...asked) => show(conversation.permissionAsked(...asked)),
      question: (id, request, toolCallId) => show(conversation.questionAsked(id, { ...request, toolCallId })),
      settled: (id) => show(conversation.requestSettled(id)),
    });
    this.plans = new PendingPlans({
      plan: (request) => show(conversation.planAsked(request)),
      settled: (id) => show(conversation.requestSettled(id)),
      left: options.giveBack,
    });
    this.permissions = new SessionPermissions({
      ...options,
      requests: this.requests,
      mode: permissionMode,
      title: () => conversation.title,
      askedBy: (id) => this.askerOf(id),
    });
  }

  /** The part of the session's configuration that leads here. */
  get handlers(): Pick<SessionConfig, 'onPermissionRequest' | 'onUserInputRequest' | 'onExitPlanMode'> {
    return {
      onPermissionRequest: (request, context) => this.permissions.decide(request, context),
      onUserInputRequest: (request, context) => this.requests.question(request, context),
      onExitPlanMode: (request, { signal }) => this.plans.ask(request, signal),
    };
  }

  private askerOf(id: string): string | undefined {
    const request = this.options.conversation.waiting.find((one) => one.id === id);
    return request?.kind === 'permission' ? request.askedBy : undefined;
  }
}
