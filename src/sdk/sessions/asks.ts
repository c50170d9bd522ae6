import type { SessionConfig } from '../options/config';
import { aborted, CopilotError, hasCode, textOf } from '../util/errors';
import type { Params } from '../wire/connection';
import { asKnownEvent, knownTypes, type SessionEvent } from '../schema/events';
import type { HandlerClock, HandlerLimits } from '../util/handlerClock';
import type { UserInputAnswer } from '../options/handlers';
import type { Link } from '../link/link';
import type { Logger } from '../util/logger';
import { decisionForCli, type PermissionDecision, type PermissionRequest } from '../options/permissions';
import { anything, flag, isRecord, listOf, object, otherwise, read, text, maybeText } from '../util/shape';
import { callTool, toolFailure, type ToolResult } from '../options/tools';

const userInputAsk = object({
  question: text,
  choices: otherwise(listOf(text), []),
  allowFreeform: otherwise(flag, true),
});
const exitPlanAsk = object({
  summary: otherwise(text, ''),
  planContent: maybeText,
  actions: otherwise(listOf(text), []),
  recommendedAction: maybeText,
});
const permissionAsk = object({ permissionRequest: object({ kind: text, toolCallId: maybeText }) });
const toolAsk = object({ toolCallId: text, toolName: text, arguments: anything });

interface ExternalTool {
  readonly requestId: string;
  readonly toolCallId: string;
  readonly toolName: string;
  readonly arguments?: unknown;
}

/** The events that ask for something, or end what was asked. */
export const askTypes: ReadonlySet<string> = new Set([
  ...knownTypes.filter((type) => /^(permission|external_tool|elicitation|user_input|command)\./.test(type)),
  'abort',
  'session.idle',
]);

const permissionRefused: PermissionDecision = { kind: 'user-not-available' };

/** What the CLI asks of a session: permissions, tool calls, questions. Each ask has a signal that ends it. */
export class SessionAsks {
  private readonly open = new Map<string, AbortController>();
  /** Questions announced by an event; the request that follows does not name its tool call. */
  private readonly questions = new Map<string, string | undefined>();
  private unnamed = 0;

  constructor(
    private readonly sessionId: string,
    public config: SessionConfig,
    private readonly logger: Logger,
    private readonly clock: HandlerClock,
  ) {}

  /** Whether the CLI waits for an answer of ours. */
  get isAsked(): boolean {
    return this.open.size > 0;
  }

  /** Answers the events that are questions, and ends those that were answered otherwise. */
  take(event: SessionEvent, link: Link): void {
    // Most events are pieces of text; they are not worth the parsing.
    const known = askTypes.has(event.type) ? asKnownEvent(event) : undefined;
    switch (known?.type) {
      case 'permission.requested':
        if (!known.data.resolvedByHook) void this.answerPermission(known.data, link);
        return;
      case 'external_tool.requested':
        void this.answerTool(known.data, link);
        return;
      case 'elicitation.requested':
        void this.answerElicitation(known.data, link);
        return;
      case 'user_input.requested':
        this.questions.set(known.data.question, known.data.toolCallId);
        return;
      case 'command.execute':
        void this.answerCommand(known.data, link);
        return;
      case 'permission.completed':
      case 'external_tool.completed':
      case 'elicitation.completed':
        this.end(known.data.requestId);
        return;
      case 'abort':
      case 'session.idle':
        if (event.agentId === undefined) this.endAll();
        return;
      default:
    }
  }

  /** Ends every ask: the turn was aborted, or nobody is there to take the answer. */
  endAll(): void {
    for (const id of [...this.open.keys()]) this.end(id);
    this.questions.clear();
  }

  /** `permission.request` of protocol 2. */
  async onPermissionRequest(params: unknown, version: string): Promise<unknown> {
    const { permissionRequest } = read('permission.request came', permissionAsk, params);
    const decision = await this.decide(permissionRequest, undefined);
    return { result: decisionForCli(decision, version) };
  }

  /** `tool.call` of protocol 2. */
  async onToolCall(params: unknown): Promise<unknown> {
    const call = read('tool.call came', toolAsk, params);
    return { result: { toolTelemetry: {}, ...(await this.runTool(call)) } };
  }

  async onUserInput(params: unknown): Promise<UserInputAnswer> {
    const handler = this.config.onUserInputRequest;
    if (!handler) throw new CopilotError('not-supported', 'Nobody is there to answer questions.');
    const { question, choices, allowFreeform } = read('userInput.request came', userInputAsk, params);
    const toolCallId = this.questions.get(question);
    this.questions.delete(question);
    return this.within('personMs', 'The handler of questions', (signal) =>
      handler({ question, choices, allowFreeform }, { sessionId: this.sessionId, toolCallId, signal }),
    );
  }

  async onExitPlanMode(params: unknown): Promise<unknown> {
    const handler = this.config.onExitPlanMode ?? this.config.onExitPlanModeRequest;
    if (!handler) return { approved: false };
    const request = read('exitPlanMode.request came', exitPlanAsk, params);
    return this.within('personMs', 'The handler of plans', (signal) =>
      handler(request, { sessionId: this.sessionId, signal }),
    );
  }

  private async answerPermission(
    data: {
      readonly requestId: string;
      readonly permissionRequest: PermissionRequest;
      readonly promptRequest?: PermissionRequest;
    },
    link: Link,
  ): Promise<void> {
    // Without a handler another client of the session answers, if there can be one.
    if (!this.config.onPermissionRequest && !isAlone(link)) return;
    const { requestId, permissionRequest, promptRequest } = data;
    const decision = await this.decide(permissionRequest, promptRequest, requestId);
    if (decision.kind === 'no-result') return;
    const answer = (result: PermissionDecision) => ({
      requestId,
      result: decisionForCli(result, link.version),
    });
    const method = 'session.permissions.handlePendingPermissionRequest';
    await this.reply(link, method, answer(decision), answer(permissionRefused));
  }

  private async decide(
    request: PermissionRequest,
    promptRequest: PermissionRequest | undefined,
    id?: string,
  ): Promise<PermissionDecision> {
    const { sessionId } = this;
    const handler = this.config.onPermissionRequest;
    const ask = (signal: AbortSignal, requestId: string): unknown =>
      handler?.(request, { sessionId, requestId, promptRequest, signal });
    try {
      const decision = await this.within('personMs', 'The permission handler', ask, id);
      if (isDecision(decision)) return decision;
      this.logger.error(`The permission handler gave no decision on ${request.kind}`, decision);
      return permissionRefused;
    } catch (error) {
      this.logger.error(`The permission handler failed on ${request.kind}`, error);
      return permissionRefused;
    }
  }

  private async answerTool(call: ExternalTool, link: Link): Promise<void> {
    // A tool that another client of the session declared, if there can be one.
    if (!this.config.tools?.some(({ name }) => name === call.toolName) && !isAlone(link)) return;
    const { requestId } = call;
    const result = await this.runTool(call, requestId);
    await this.reply(link, 'session.tools.handlePendingToolCall', { requestId, result });
  }

  private async runTool(call: Omit<ExternalTool, 'requestId'>, requestId?: string): Promise<ToolResult> {
    const tool = this.config.tools?.find(({ name }) => name === call.toolName);
    if (!tool) return toolFailure(`There is no tool named ${call.toolName}.`);
    const { toolCallId, toolName, arguments: args } = call;
    const invocation = { sessionId: this.sessionId, toolCallId, toolName, arguments: args };
    const result = await this.within(
      'workMs',
      `The tool ${toolName}`,
      (signal) =>
        callTool(tool, { ...invocation, signal }, (error) =>
          this.logger.warn(`The tool ${toolName} failed: ${textOf(error)}`, error),
        ),
      requestId,
    ).catch((late: CopilotError) => toolFailure(late.message));
    return result;
  }

  private async answerElicitation(
    data: { readonly requestId: string; readonly message: string },
    link: Link,
  ): Promise<void> {
    const handler = this.config.onElicitationRequest;
    if (!handler) return;
    const { requestId, ...request } = data;
    const { sessionId } = this;
    const result = await this.within(
      'personMs',
      'The handler of forms',
      (signal) => handler(request, { sessionId, requestId, signal }),
      requestId,
    ).catch((error: unknown) => {
      this.logger.error('The elicitation handler failed', error);
      return { action: 'cancel' };
    });
    const cancelled = { requestId, result: { action: 'cancel' } };
    await this.reply(link, 'session.ui.handlePendingElicitation', { requestId, result }, cancelled);
  }

  private async answerCommand(
    data: {
      readonly requestId: string;
      readonly commandName: string;
      readonly command?: string;
      readonly args?: string;
    },
    link: Link,
  ): Promise<void> {
    const { requestId, commandName, command = `/${commandName}`, args = '' } = data;
    const definition = this.config.commands?.find(({ name }) => name === commandName);
    let error: string | undefined;
    try {
      if (!definition) throw new CopilotError('not-supported', `There is no command ${commandName}.`);
      const context = { sessionId: this.sessionId, command, commandName, args };
      await this.clock.run('workMs', `The command ${commandName}`, () => definition.handler(context));
    } catch (failure) {
      error = textOf(failure);
    }
    await this.reply(link, 'session.commands.handlePendingCommand', { requestId, error });
  }

  /** Runs the work with a signal that fires when its ask ends by other means. */
  private async within<T>(
    kind: keyof HandlerLimits,
    handler: string,
    work: (signal: AbortSignal, id: string) => T | Promise<T>,
    requestId?: string,
  ): Promise<T> {
    const id = requestId ?? `request-${++this.unnamed}`;
    const controller = new AbortController();
    this.open.set(id, controller);
    try {
      return await this.clock.run(kind, handler, () => work(controller.signal, id), controller);
    } finally {
      if (this.open.get(id) === controller) this.open.delete(id);
    }
  }

  private end(requestId: string): void {
    const controller = this.open.get(requestId);
    this.open.delete(requestId);
    controller?.abort(aborted('The request was answered elsewhere or is no longer open.'));
  }

  /** `instead` goes out if the answer is something that cannot be written. */
  private async reply(link: Link, method: string, params: Params, instead?: Params): Promise<void> {
    try {
      await link.connection.request(method, { sessionId: this.sessionId, ...params });
    } catch (error) {
      if (instead && hasCode(error, 'invalid-argument')) {
        this.logger.error(error.message);
        return this.reply(link, method, instead);
      }
      // The ask died with its turn, its session or its connection; each of these is told elsewhere.
      this.logger.debug(`${method} came too late`, error);
    }
  }
}

/** Whether no other client can be on this CLI. */
function isAlone({ transport }: Link): boolean {
  return transport.pid !== undefined && transport.port === undefined;
}

function isDecision(value: unknown): value is PermissionDecision {
  return isRecord(value) && typeof value.kind === 'string';
}
