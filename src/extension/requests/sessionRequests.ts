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
  ToolInvocation,
} from '../../sdk/index';
import type { Approvals } from '../permissions/approvals';
import { OtherDecisions } from './otherDecisions';
import { hostAct, SessionPermissions } from './permissionDecisions';
import type { SessionSandbox } from '../sandbox/sessionSandbox';
import type { Subject } from '../rules/subject';
import { toolHooks } from '../permissions/toolHooks';
import type { EditorAct } from '../editor/tools/editorToolOptions';
import { CardTexts } from './cardDrafts';
import { UnsavedFiles, type UnsavedEditor } from './unsavedFiles';
import type { Conversation } from '../transcript/transcript';
import { PendingPlans } from './pendingPlans';
import { formContent, formFields } from './formFields';
import { PendingRequests } from './pendingRequests';
import type { ChatStorage } from '../storage/sessionStorage';
import { webLink } from '../base/webLink';

type FormContext = Parameters<ElicitationHandler>[1];

export interface SessionAsksOptions {
  readonly sessionId: string;
  readonly folder: string;
  /** All folders that the session works in, its own first. */
  readonly folders: readonly string[];
  readonly conversation: Conversation;
  readonly approvals: Approvals;
  readonly permissionMode: () => PermissionMode;
  readonly sandbox?: SessionSandbox;
  readonly show: (facts: readonly ToView[]) => void;
  /** Puts what was typed and reaches nobody into the composer. */
  readonly giveBack: (text: string) => void;
  /** Takes it out again, if it still stands there. */
  readonly takeBack: (text: string) => void;
  readonly storage: ChatStorage;
  readonly mcpIdentity?: ((server: string) => Promise<string | undefined>) | undefined;
  /** Whether the person looks at fetched pages before the agent does. */
  readonly reviewsPages?: (() => boolean) | undefined;
  readonly editor: UnsavedEditor;
  readonly openLink: (address: string) => Promise<boolean>;
  readonly answerLimit: (requestId: string, choice: ChoiceId, credits: number) => Promise<void>;
}

/** Everything that the agent of one session asks of the person. */
export class SessionAsks {
  readonly requests: PendingRequests;
  readonly plans: PendingPlans;
  private readonly texts: CardTexts;
  readonly permissions: SessionPermissions;
  private readonly others: OtherDecisions;
  private readonly unsaved: UnsavedFiles;
  /** Ends what waits for the person without a request of the CLI. */
  private turn = new AbortController();

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
      permission: (asked) => ask(asked.id, conversation.permissionAsked(asked)),
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
    const title = () => conversation.title;
    this.others = new OtherDecisions({ ...options, title });
    this.unsaved = new UnsavedFiles({ ...options, ask: (names) => this.askToSave(names) });
    this.permissions = new SessionPermissions({
      ...options,
      watchWrite: (request) => this.unsaved.watch(request),
      requests: this.requests,
      mode: permissionMode,
      title,
      askedBy: (id) => this.askerOf(id),
      toolOf: (call) => this.others.toolOf(call),
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

  /** Decides on what one of the editor's own tools is to do; rejects with words for the agent. */
  async permitInEditor({ tool, path, isRead }: EditorAct, call: ToolInvocation): Promise<void> {
    const subject: Subject = isRead
      ? { kind: 'read', path: path ?? '' }
      : { kind: 'editor', tool, ...(path === undefined ? {} : { path }) };
    const settled = await this.permissions.settle(
      hostAct({ subject, toolCallId: call.toolCallId }, call.signal),
    );
    if (settled === 'withdrawn') throw new Error('The turn was stopped.');
    if (!settled.isAllowed) throw new Error(settled.words);
  }

  /** A page that was fetched waits for the person; gives back what the agent is told instead of it. */
  private async reviewPage(url: string, text: string): Promise<string | undefined> {
    const act = hostAct({ subject: { kind: 'page', url }, input: text }, this.turn.signal);
    const settled = await this.permissions.settle(act);
    if (settled === 'withdrawn') return 'The turn was stopped.';
    return settled.isAllowed ? undefined : `The page is not shown to you. ${settled.words}`;
  }

  /** The part of the session's configuration that leads here. */
  get handlers(): Pick<
    SessionConfig,
    | 'onPermissionRequest'
    | 'onUserInputRequest'
    | 'onElicitationRequest'
    | 'onAutoModeSwitchRequest'
    | 'onExitPlanMode'
    | 'hooks'
  > {
    const { folders, permissionMode, reviewsPages = () => false } = this.options;
    return {
      hooks: toolHooks({
        folders,
        allowsAll: () => permissionMode() === 'allow-all',
        forbids: (subject) => this.permissions.forbids(subject),
        reviewsPages,
        reviewPage: (url, text) => this.reviewPage(url, text),
        unsaved: this.unsaved,
      }),
      onPermissionRequest: (request, context) => this.permissions.decide(request, context),
      onUserInputRequest: (request, context) => this.requests.question(request, context),
      onElicitationRequest: (request, context) => this.askForm(request, context),
      onAutoModeSwitchRequest: (request) => this.askForModel(request),
      onExitPlanMode: (request, { signal }) => this.plans.ask(request, signal),
    };
  }

  /** Decisions that come as events; the others come through the handlers. */
  receive(event: SessionEvent): void {
    const { type, data, agentId } = event;
    this.others.receive(event);
    switch (type) {
      case 'session_limits_exhausted.requested':
        void this.askForCredits(data);
        return;
      case 'session_limits_exhausted.completed':
        return this.requests.answerChoice(String(data['requestId']), undefined);
      case 'auto_mode_switch.completed':
      case 'session.idle':
      case 'session.disconnected':
        if (agentId !== undefined) return;
        this.permissions.turnEnded();
        this.turn.abort();
        this.turn = new AbortController();
        return this.requests.withdrawChoices();
      default:
    }
  }

  private async askForm(request: ElicitationRequest, context: FormContext): Promise<ElicitationAnswer> {
    const { url, message, requestedSchema, elicitationSource } = request;
    const isAddress = request.mode === 'url' && url !== undefined;
    const link = isAddress ? webLink(url) : undefined;
    if (isAddress && link === undefined) {
      await this.options.openLink(url); // says that it is not opened
      return { action: 'decline' };
    }
    const fields = isAddress ? [] : formFields(requestedSchema);
    const given = await this.requests.form(
      {
        kind: 'form',
        id: context.requestId,
        message,
        ...(elicitationSource ? { askedBy: elicitationSource } : {}),
        ...(link === undefined ? {} : { url: link }),
        fields,
      },
      context.signal,
    );
    if (given === 'withdrawn') return { action: 'cancel' };
    if (!given) return { action: 'decline' };
    if (link === undefined) return { action: 'accept', content: formContent(fields, given) };
    return { action: (await this.options.openLink(link)) ? 'accept' : 'cancel' };
  }

  private async askToSave(files: readonly string[]): Promise<'save' | 'leave' | undefined> {
    const request = { kind: 'choice', id: randomUUID(), about: 'unsaved', values: {}, files } as const;
    const choice = await this.requests.choice({ ...request, choices: ['save', 'leave'] });
    return choice === 'save' || choice === undefined ? choice : 'leave';
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
