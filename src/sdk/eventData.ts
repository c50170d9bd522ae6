import * as z from 'zod';

const text = z.string();
const count = z.number();
const flag = z.boolean();
const maybe = text.optional();
const record = z.record(text, z.unknown());
const choices = z.array(text).nullish();
const data = z.looseObject;

const context = data({ cwd: maybe, gitRoot: maybe, repository: maybe, branch: maybe });

/**
 * Data of the events that a program acts on, by wire name. Only what is indispensable is
 * required, and unknown fields stay, so that other versions of the CLI keep working.
 */
export const eventData = {
  'session.start': data({
    sessionId: text,
    copilotVersion: maybe,
    startTime: maybe,
    selectedModel: maybe,
    context: context.optional(),
    alreadyInUse: flag.optional(),
  }),
  'session.resume': data({
    resumeTime: maybe,
    eventCount: count.optional(),
    selectedModel: maybe,
    context: context.optional(),
    alreadyInUse: flag.optional(),
    sessionWasActive: flag.optional(),
  }),
  'session.idle': data({ aborted: flag.optional(), mode: maybe }),
  'session.error': data({
    message: text,
    errorType: maybe,
    statusCode: count.optional(),
    errorCode: maybe,
    originatingMessageId: maybe,
  }),
  'session.warning': data({ message: text, warningType: maybe }),
  'session.info': data({ message: text, infoType: maybe }),
  'session.title_changed': data({ title: text }),
  'session.model_change': data({ newModel: text, previousModel: maybe, reasoningEffort: maybe }),
  'session.mode_changed': data({ newMode: text, previousMode: maybe }),
  'session.plan_changed': data({ operation: maybe }),
  'session.usage_info': data({
    tokenLimit: count,
    currentTokens: count,
    messagesLength: count.optional(),
    systemTokens: count.optional(),
    conversationTokens: count.optional(),
    toolDefinitionsTokens: count.optional(),
  }),
  'session.compaction_start': data({
    currentTokens: count.optional(),
    tokenLimit: count.optional(),
    trigger: maybe,
  }),
  'session.compaction_complete': data({
    success: flag,
    tokensRemoved: count.optional(),
    messagesRemoved: count.optional(),
    summaryContent: maybe,
    checkpointNumber: count.optional(),
    error: z.unknown().optional(),
  }),
  'session.truncation': data({}),
  'session.snapshot_rewind': data({ upToEventId: maybe, eventsRemoved: count.optional() }),
  'session.mcp_server_status_changed': data({ serverName: text, status: text, error: maybe }),
  'session.shutdown': data({}),
  'user.message': data({
    content: text,
    messageId: maybe,
    attachments: z.array(record).optional(),
    delivery: maybe,
    agentMode: maybe,
    source: maybe,
    interactionId: maybe,
  }),
  'assistant.turn_start': data({ turnId: maybe, interactionId: maybe }),
  'assistant.turn_end': data({ turnId: maybe, interactionId: maybe }),
  'assistant.turn_retry': data({ reason: maybe }),
  'assistant.intent': data({ intent: maybe }),
  'assistant.message_start': data({ messageId: text }),
  'assistant.message_delta': data({ messageId: text, deltaContent: text }),
  'assistant.message': data({
    messageId: text,
    content: text,
    toolRequests: z
      .array(
        data({
          toolCallId: text,
          name: text,
          arguments: z.unknown(),
          type: maybe,
          toolTitle: maybe,
          intentionSummary: maybe.nullable(),
          mcpServerName: maybe,
        }),
      )
      .optional(),
    reasoningText: maybe,
    model: maybe,
    originatingMessageId: maybe,
    turnId: maybe,
    interactionId: maybe,
  }),
  'assistant.reasoning_delta': data({ reasoningId: text, deltaContent: text }),
  'assistant.reasoning': data({ reasoningId: text, content: text }),
  'assistant.tool_call_delta': data({ toolCallId: text, toolName: maybe, inputDelta: maybe }),
  'assistant.usage': data({
    model: maybe,
    inputTokens: count.optional(),
    outputTokens: count.optional(),
    cacheReadTokens: count.optional(),
    cost: count.optional(),
    duration: count.optional(),
    initiator: maybe,
    finishReason: maybe,
  }),
  'assistant.idle': data({ aborted: flag.optional() }),
  abort: data({ reason: maybe }),
  'agent.interrupted': data({ activity: maybe, toolCallIds: z.array(text).optional(), cancelPhase: maybe }),
  'tool.execution_start': data({
    toolCallId: text,
    toolName: text,
    arguments: z.unknown(),
    toolTitle: maybe,
    mcpServerName: maybe,
    mcpToolName: maybe,
    turnId: maybe,
  }),
  /** `partialOutput` is the whole output so far: replace, do not append. */
  'tool.execution_partial_result': data({ toolCallId: text, partialOutput: text }),
  'tool.execution_progress': data({ toolCallId: text, progressMessage: text }),
  'tool.execution_complete': data({
    toolCallId: text,
    success: flag,
    result: data({
      content: maybe,
      detailedContent: maybe,
      contents: z.array(record).optional(),
      binaryResultsForLlm: z.array(record).optional(),
    }).optional(),
    error: data({ message: text, code: maybe }).optional(),
    shellExecution: data({ exitCode: count.optional() }).optional(),
    fileEdits: z.array(data({ path: text, kind: maybe })).optional(),
  }),
  'permission.requested': data({
    requestId: text,
    permissionRequest: data({ kind: text, toolCallId: maybe }),
    promptRequest: data({ kind: text }).optional(),
    resolvedByHook: flag.optional(),
  }),
  'permission.completed': data({
    requestId: text,
    toolCallId: maybe,
    result: data({ kind: text }).optional(),
  }),
  'external_tool.requested': data({
    requestId: text,
    toolCallId: text,
    toolName: text,
    arguments: z.unknown(),
    sessionId: maybe,
  }),
  'external_tool.completed': data({ requestId: text }),
  'user_input.requested': data({
    requestId: text,
    question: text,
    choices,
    allowFreeform: flag.optional(),
    toolCallId: maybe,
  }),
  'user_input.completed': data({ requestId: text, answer: maybe, wasFreeform: flag.optional() }),
  'elicitation.requested': data({
    requestId: text,
    message: text,
    requestedSchema: z.unknown().optional(),
    mode: maybe,
    elicitationSource: maybe,
    url: maybe,
  }),
  'elicitation.completed': data({ requestId: text }),
  'exit_plan_mode.requested': data({ requestId: text, summary: maybe, planContent: maybe }),
  'exit_plan_mode.completed': data({ requestId: text }),
  'pending_messages.modified': data({}),
  'subagent.started': data({
    toolCallId: text,
    agentName: maybe,
    agentDisplayName: maybe,
    agentDescription: maybe,
    model: maybe,
    executionMode: maybe,
  }),
  'subagent.completed': data({
    toolCallId: text,
    totalToolCalls: count.optional(),
    totalTokens: count.optional(),
    durationMs: count.optional(),
  }),
  'subagent.failed': data({ toolCallId: text, error: maybe }),
  'system.notification': data({ content: maybe }),
  'command.execute': data({ requestId: text, command: maybe, commandName: text, args: maybe }),

  /** Made by this library at once when the connection ends unexpectedly. */
  'session.disconnected': data({ message: text, exitCode: count.optional(), signal: maybe, stderr: maybe }),
  /** Made by this library after the CLI runs again and has the session loaded. */
  'session.recovered': data({ interruptedTurn: flag, downMs: count }),
  /** Made by this library when the session could not be loaded again. */
  'session.recovery_failed': data({ message: text }),
} as const;
