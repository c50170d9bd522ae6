import { anything, count, flag, listOf, maybe, object as data, record, text, maybeText } from './shape';

const maybeCount = maybe(count);
const maybeFlag = maybe(flag);
const choices = maybe(listOf(text));

const context = data({ cwd: maybeText, gitRoot: maybeText, repository: maybeText, branch: maybeText });

/**
 * Data of the events that a program acts on, by wire name. Only what is indispensable is
 * required, and unknown fields stay, so that other versions of the CLI keep working.
 */
export const eventData = {
  'session.start': data({
    sessionId: text,
    copilotVersion: maybeText,
    startTime: maybeText,
    selectedModel: maybeText,
    context: maybe(context),
    alreadyInUse: maybeFlag,
  }),
  'session.resume': data({
    resumeTime: maybeText,
    eventCount: maybeCount,
    selectedModel: maybeText,
    context: maybe(context),
    alreadyInUse: maybeFlag,
    sessionWasActive: maybeFlag,
  }),
  /** `inferred`: made by this library, because the CLI did not announce the end and knows of no work. */
  'session.idle': data({ aborted: maybeFlag, mode: maybeText, inferred: maybeFlag }),
  'session.error': data({
    message: text,
    errorType: maybeText,
    statusCode: maybeCount,
    errorCode: maybeText,
    originatingMessageId: maybeText,
  }),
  'session.warning': data({ message: text, warningType: maybeText }),
  'session.info': data({ message: text, infoType: maybeText }),
  'session.title_changed': data({ title: text }),
  'session.model_change': data({ newModel: text, previousModel: maybeText, reasoningEffort: maybeText }),
  'session.mode_changed': data({ newMode: text, previousMode: maybeText }),
  'session.plan_changed': data({ operation: maybeText }),
  'session.usage_info': data({
    tokenLimit: count,
    currentTokens: count,
    messagesLength: maybeCount,
    systemTokens: maybeCount,
    conversationTokens: maybeCount,
    toolDefinitionsTokens: maybeCount,
  }),
  'session.compaction_start': data({
    currentTokens: maybeCount,
    tokenLimit: maybeCount,
    trigger: maybeText,
  }),
  'session.compaction_complete': data({
    success: flag,
    tokensRemoved: maybeCount,
    messagesRemoved: maybeCount,
    summaryContent: maybeText,
    checkpointNumber: maybeCount,
    error: anything,
  }),
  'session.truncation': data({}),
  'session.snapshot_rewind': data({ upToEventId: maybeText, eventsRemoved: maybeCount }),
  'session.mcp_server_status_changed': data({ serverName: text, status: text, error: maybeText }),
  'session.shutdown': data({}),
  'user.message': data({
    content: text,
    messageId: maybeText,
    attachments: maybe(listOf(record)),
    delivery: maybeText,
    agentMode: maybeText,
    source: maybeText,
    interactionId: maybeText,
  }),
  'assistant.turn_start': data({ turnId: maybeText, interactionId: maybeText }),
  'assistant.turn_end': data({ turnId: maybeText, interactionId: maybeText }),
  'assistant.turn_retry': data({ reason: maybeText }),
  'assistant.intent': data({ intent: maybeText }),
  'assistant.message_start': data({ messageId: text }),
  'assistant.message_delta': data({ messageId: text, deltaContent: text }),
  'assistant.message': data({
    messageId: text,
    content: text,
    toolRequests: maybe(
      listOf(
        data({
          toolCallId: text,
          name: text,
          arguments: anything,
          type: maybeText,
          toolTitle: maybeText,
          intentionSummary: maybeText,
          mcpServerName: maybeText,
        }),
      ),
    ),
    reasoningText: maybeText,
    model: maybeText,
    originatingMessageId: maybeText,
    turnId: maybeText,
    interactionId: maybeText,
  }),
  'assistant.reasoning_delta': data({ reasoningId: text, deltaContent: text }),
  'assistant.reasoning': data({ reasoningId: text, content: text }),
  'assistant.tool_call_delta': data({ toolCallId: text, toolName: maybeText, inputDelta: maybeText }),
  'assistant.usage': data({
    model: maybeText,
    inputTokens: maybeCount,
    outputTokens: maybeCount,
    cacheReadTokens: maybeCount,
    cost: maybeCount,
    duration: maybeCount,
    initiator: maybeText,
    finishReason: maybeText,
  }),
  'assistant.idle': data({ aborted: maybeFlag }),
  abort: data({ reason: maybeText }),
  'agent.interrupted': data({
    activity: maybeText,
    toolCallIds: maybe(listOf(text)),
    cancelPhase: maybeText,
  }),
  'tool.execution_start': data({
    toolCallId: text,
    toolName: text,
    arguments: anything,
    toolTitle: maybeText,
    mcpServerName: maybeText,
    mcpToolName: maybeText,
    turnId: maybeText,
  }),
  /** `partialOutput` is the whole output so far: replace, do not append. */
  'tool.execution_partial_result': data({ toolCallId: text, partialOutput: text }),
  'tool.execution_progress': data({ toolCallId: text, progressMessage: text }),
  'tool.execution_complete': data({
    toolCallId: text,
    success: flag,
    result: maybe(
      data({
        content: maybeText,
        detailedContent: maybeText,
        contents: maybe(listOf(record)),
        binaryResultsForLlm: maybe(listOf(record)),
      }),
    ),
    error: maybe(data({ message: text, code: maybeText })),
    shellExecution: maybe(data({ exitCode: maybeCount })),
    fileEdits: maybe(listOf(data({ path: text, kind: maybeText }))),
  }),
  'permission.requested': data({
    requestId: text,
    permissionRequest: data({ kind: text, toolCallId: maybeText }),
    promptRequest: maybe(data({ kind: text })),
    resolvedByHook: maybeFlag,
  }),
  'permission.completed': data({
    requestId: text,
    toolCallId: maybeText,
    result: maybe(data({ kind: text })),
  }),
  'external_tool.requested': data({
    requestId: text,
    toolCallId: text,
    toolName: text,
    arguments: anything,
    sessionId: maybeText,
  }),
  'external_tool.completed': data({ requestId: text }),
  'user_input.requested': data({
    requestId: text,
    question: text,
    choices,
    allowFreeform: maybeFlag,
    toolCallId: maybeText,
  }),
  'user_input.completed': data({ requestId: text, answer: maybeText, wasFreeform: maybeFlag }),
  'elicitation.requested': data({
    requestId: text,
    message: text,
    requestedSchema: anything,
    mode: maybeText,
    elicitationSource: maybeText,
    url: maybeText,
  }),
  'elicitation.completed': data({ requestId: text }),
  'exit_plan_mode.requested': data({ requestId: text, summary: maybeText, planContent: maybeText }),
  'exit_plan_mode.completed': data({ requestId: text }),
  'pending_messages.modified': data({}),
  'subagent.started': data({
    toolCallId: text,
    agentName: maybeText,
    agentDisplayName: maybeText,
    agentDescription: maybeText,
    model: maybeText,
    executionMode: maybeText,
  }),
  'subagent.completed': data({
    toolCallId: text,
    totalToolCalls: maybeCount,
    totalTokens: maybeCount,
    durationMs: maybeCount,
  }),
  'subagent.failed': data({ toolCallId: text, error: maybeText }),
  'system.notification': data({ content: maybeText }),
  'command.execute': data({ requestId: text, command: maybeText, commandName: text, args: maybeText }),

  /** Made by this library at once when the connection ends unexpectedly. */
  'session.disconnected': data({ message: text, exitCode: maybeCount, signal: maybeText, stderr: maybeText }),
  /**
   * Made by this library after the CLI runs again and has the session loaded. `historyLost`: the CLI had
   * kept nothing of it, so the session goes on under its id without memory.
   */
  'session.recovered': data({ interruptedTurn: flag, downMs: count, historyLost: flag }),
  /** Made by this library when the session could not be loaded again. */
  'session.recovery_failed': data({ message: text }),
} as const;
