import { randomUUID } from 'node:crypto';
import type { ChoiceId } from '../../protocol/forms';
import type { PermissionMode, PlanComment, Request, ToView, TypedOnCards } from '../../protocol/toView';
import type {
  AutoModeSwitchAnswer,
  AutoModeSwitchRequest,
  ElicitationAnswer,
  ElicitationHandler,
  ElicitationRequest,
  SessionConfig,
  SessionEvent,
} from '../../sdk/index';
import type { Approvals } from '../permissions/approvals';
import { SessionPermissions } from '../permissions/sessionPermissions';
import { CardTexts } from './cardTexts';
import type { Conversation } from './conversation';
import { PendingPlans } from './pendingPlans';
import { formContent, formFields } from './formFields';
import { PendingRequests } from './pendingRequests';
import type { ChatStorage } from './storage';

type FormContext = Parameters<ElicitationHandler>[1];

export interface SessionAsksOptions {
  readonly sessionId: string;
  readonly folder: string;
  readonly conversation: Conversation;
  readonly approvals: Approvals;
  readonly permissionMode: () => PermissionMode;
  readonly show: (facts: readonly ToView[]) => void;
  /** Puts what was typed and reaches nobody into the composer. */
  readonly giveBack: (text: string) => void;
  /** Takes it out again, if it still stands there. */
  readonly takeBack: (text: string) => void;
  readonly storage: ChatStorage;
  readonly openLink: (address: string) => Promise<void>;
  readonly answerLimit: (requestId: string, choice: ChoiceId, credits: number) => Promise<void>;
}

/** Everything that the agent of one session asks of the person. */
export class SessionAsks {
  readonly requests: PendingRequests;
  readonly plans: PendingPlans;
  private readonly texts: CardTexts;
  private readonly permissions: SessionPermissions;

  constructor(private readonly options: SessionAsksOptions) {
    const { conversation, show, permissionMode } = options;
    this.texts = new CardTexts({
      ...options,
      fill: (id, fields) => show([{ type: 'request/filled', id, fields }]),
    });
    const ask = (id: string, facts: readonly ToView[]) => {
      show(facts);
      const request = this.waiting(id);
      if (request) this.texts.asked(request);
    };
    const settled = (id: string, isAnswered: boolean) => {
      this.texts.settled(id, isAnswered);
      show(conversation.requestSettled(id));
    };
    this.requests = new PendingRequests({
      permission: (...asked) => ask(asked[0], conversation.permissionAsked(...asked)),
      question: (id, request, toolCallId) =>
        ask(id, conversation.questionAsked(id, { ...request, toolCallId })),
      form: (request) => ask(request.id, conversation.otherAsked(request)),
      choice: (request) => ask(request.id, conversation.otherAsked(request)),
      settled,
    });
    this.plans = new PendingPlans({
      plan: (request) => ask(request.id, conversation.planAsked(request)),
      settled,
    });
    this.permissions = new SessionPermissions({
      ...options,
      requests: this.requests,
      mode: permissionMode,
      title: () => conversation.title,
      askedBy: (id) => this.askerOf(id),
    });
  }

  get typed(): TypedOnCards {
    return this.texts.all;
  }

  keepTyped(id: string, field: string, value: unknown): void {
    const request = this.waiting(id);
    if (request) this.texts.keep(request, field, value);
  }

  /**
   * The answer of a notification, which does not show the card: a reason that was typed there goes with the
   * denial, and what else was typed into the message.
   */
  answerFromNotice(id: string, word: 'allow' | 'deny'): boolean {
    const request = this.waiting(id);
    if (request === undefined) return false;
    const reason = word === 'deny' && this.texts.take(request, 'reason');
    this.texts.settled(id, false);
    return this.requests.answerPermission(
      id,
      word === 'allow' ? { decision: 'allow-once' } : { decision: 'deny', ...(reason && { reason }) },
    );
  }

  commentPlan(id: string, comments: readonly PlanComment[]): void {
    this.keepTyped(id, 'comments', comments);
    this.plans.comment(id, comments);
  }

  /** Puts into the composer what an earlier window left on cards that are gone. */
  offerTyped(): void {
    this.texts.offer((id) => this.waiting(id) !== undefined);
  }

  private waiting(id: string): Request | undefined {
    return this.options.conversation.waiting.find((request) => request.id === id);
  }

  /** The part of the session's configuration that leads here. */
  get handlers(): Pick<
    SessionConfig,
    | 'onPermissionRequest'
    | 'onUserInputRequest'
    | 'onElicitationRequest'
    | 'onAutoModeSwitchRequest'
    | 'onExitPlanMode'
  > {
    return {
      onPermissionRequest: (request, context) => this.permissions.decide(request, context),
      onUserInputRequest: (request, context) => this.requests.question(request, context),
      onElicitationRequest: (request, context) => this.askForm(request, context),
      onAutoModeSwitchRequest: (request) => this.askForModel(request),
      onExitPlanMode: (request, { signal }) => this.plans.ask(request, signal),
    };
  }

  /** Decisions that come as events; the others come through the handlers. */
  receive({ type, data, agentId }: SessionEvent): void {
    switch (type) {
      case 'session_limits_exhausted.requested':
        void this.askForCredits(data);
        return;
      case 'session_limits_exhausted.completed':
        return this.requests.answerChoice(String(data['requestId']), undefined);
      case 'auto_mode_switch.completed':
      case 'session.idle':
      case 'session.disconnected':
        if (agentId === undefined) this.requests.withdrawChoices();
        return;
      default:
    }
  }

  private async askForm(request: ElicitationRequest, context: FormContext): Promise<ElicitationAnswer> {
    const { url, message, requestedSchema, elicitationSource } = request;
    const isAddress = request.mode === 'url' && url !== undefined;
    const fields = isAddress ? [] : formFields(requestedSchema);
    const given = await this.requests.form(
      {
        kind: 'form',
        id: context.requestId,
        message,
        ...(elicitationSource ? { askedBy: elicitationSource } : {}),
        ...(isAddress ? { url } : {}),
        fields,
      },
      context.signal,
    );
    if (given === 'withdrawn') return { action: 'cancel' };
    if (!given) return { action: 'decline' };
    if (!isAddress) return { action: 'accept', content: formContent(fields, given) };
    await this.options.openLink(url);
    return { action: 'accept' };
  }

  private async askForModel(request: AutoModeSwitchRequest): Promise<AutoModeSwitchAnswer> {
    const { retryAfterSeconds: seconds } = request;
    const choice = await this.requests.choice({
      kind: 'choice',
      id: randomUUID(),
      about: 'auto-mode',
      values: seconds === undefined ? {} : { seconds },
      choices: ['yes', 'yes_always', 'no'],
    });
    return choice === 'yes' || choice === 'yes_always' ? choice : 'no';
  }

  private async askForCredits(data: SessionEvent['data']): Promise<void> {
    const { requestId, usedAiCredits, maxAiCredits } = data;
    if (typeof requestId !== 'string') return;
    const max = Number(maxAiCredits) || 0;
    const choice = await this.requests.choice({
      kind: 'choice',
      id: requestId,
      about: 'session-limit',
      values: { used: Number(usedAiCredits) || 0, max, add: Math.max(1, max) },
      choices: ['add', 'unset', 'cancel'],
    });
    if (choice !== undefined) await this.options.answerLimit(requestId, choice, Math.max(1, max));
  }

  private askerOf(id: string): string | undefined {
    const request = this.waiting(id);
    return request?.kind === 'permission' ? request.askedBy : undefined;
  }
}
