import {
  anything,
  count,
  flag,
  listOf,
  maybe,
  maybeText,
  object as data,
  objects,
  otherwise,
  record,
  text,
} from '../util/shape';

const maybeCount = maybe(count);
const maybeFlag = maybe(flag);
const texts = maybe(listOf(text));
const records = maybe(listOf(record));
const nothing = {};
const request = { requestId: text };
const turn = { turnId: maybeText, interactionId: maybeText };

const context = data({ cwd: maybeText, gitRoot: maybeText, repository: maybeText, branch: maybeText });

/**
 * Data of the events that a program acts on, by wire name. Only what is indispensable is
 * required, and unknown fields stay, so that other versions of the CLI keep working.
 */
export const eventData = objects({
  'session.start': {
    sessionId: text,
    copilotVersion: maybeText,
    startTime: maybeText,
    selectedModel: maybeText,
    context: maybe(context),
    alreadyInUse: maybeFlag,
  },
  'session.resume': {
    resumeTime: maybeText,
    eventCount: maybeCount,
    selectedModel: maybeText,
    context: maybe(context),
    alreadyInUse: maybeFlag,
    sessionWasActive: maybeFlag,
  },
  /** `inferred`: made by this library, because the CLI did not announce the end and knows of no work. */
  'session.idle': { aborted: maybeFlag, mode: maybeText, inferred: maybeFlag },
  'session.error': {
    message: text,
    errorType: maybeText,
    statusCode: maybeCount,
    errorCode: maybeText,
    originatingMessageId: maybeText,
  },
  'session.warning': { message: text, warningType: maybeText },
  'session.info': { message: text, infoType: maybeText },
  'session.title_changed': { title: text },
  'session.model_change': { newModel: text, previousModel: maybeText, reasoningEffort: maybeText },
  'session.mode_changed': { newMode: text, previousMode: maybeText },
  'session.plan_changed': { operation: maybeText },
  'session.usage_info': {
    tokenLimit: count,
    currentTokens: count,
    messagesLength: maybeCount,
    systemTokens: maybeCount,
    conversationTokens: maybeCount,
    toolDefinitionsTokens: maybeCount,
  },
  'session.compaction_start': {
    currentTokens: maybeCount,
    tokenLimit: maybeCount,
    trigger: maybeText,
  },
  'session.compaction_complete': {
    success: flag,
    tokensRemoved: maybeCount,
    messagesRemoved: maybeCount,
    summaryContent: maybeText,
    checkpointNumber: maybeCount,
    error: anything,
  },
  'session.truncation': nothing,
  'session.snapshot_rewind': { upToEventId: maybeText, eventsRemoved: maybeCount },
  'session.mcp_server_status_changed': { serverName: text, status: text, error: maybeText },
  'session.shutdown': nothing,
  'user.message': {
    content: text,
    messageId: maybeText,
    attachments: records,
    delivery: maybeText,
    agentMode: maybeText,
    source: maybeText,
    interactionId: maybeText,
  },
  'assistant.turn_start': turn,
  'assistant.turn_end': turn,
  'assistant.turn_retry': { reason: maybeText },
  'assistant.intent': { intent: maybeText },
  'assistant.message_start': { messageId: text },
  'assistant.message_delta': { messageId: text, deltaContent: text },
  'assistant.message': {
    /** Empty in what a provider or an older CLI sends without one. */
    messageId: otherwise(text, ''),
    content: otherwise(text, ''),
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
  },
  'assistant.reasoning_delta': { reasoningId: text, deltaContent: text },
  'assistant.reasoning': { reasoningId: text, content: text },
  'assistant.tool_call_delta': { toolCallId: text, toolName: maybeText, inputDelta: maybeText },
  'assistant.usage': {
    model: maybeText,
    inputTokens: maybeCount,
    outputTokens: maybeCount,
    cacheReadTokens: maybeCount,
    cost: maybeCount,
    duration: maybeCount,
    initiator: maybeText,
    finishReason: maybeText,
  },
  'assistant.idle': { aborted: maybeFlag },
  abort: { reason: maybeText },
  'agent.interrupted': {
    activity: maybeText,
    toolCallIds: texts,
    cancelPhase: maybeText,
  },
  'tool.execution_start': {
    toolCallId: text,
    toolName: text,
    arguments: anything,
    toolTitle: maybeText,
    mcpServerName: maybeText,
    mcpToolName: maybeText,
    turnId: maybeText,
  },
  /** `partialOutput` is the whole output so far: replace, do not append. */
  'tool.execution_partial_result': { toolCallId: text, partialOutput: text },
  'tool.execution_progress': { toolCallId: text, progressMessage: text },
  'tool.execution_complete': {
    toolCallId: text,
    success: flag,
    result: maybe(
      data({
        content: maybeText,
        detailedContent: maybeText,
        contents: records,
        binaryResultsForLlm: records,
      }),
    ),
    error: maybe(data({ message: text, code: maybeText })),
    shellExecution: maybe(data({ exitCode: maybeCount })),
    fileEdits: maybe(listOf(data({ path: text, kind: maybeText }))),
  },
  'permission.requested': {
    requestId: text,
    permissionRequest: data({ kind: text, toolCallId: maybeText }),
    promptRequest: maybe(data({ kind: text })),
    resolvedByHook: maybeFlag,
  },
  'permission.completed': {
    requestId: text,
    toolCallId: maybeText,
    result: maybe(data({ kind: text })),
  },
  /**
   * What the sandbox did with a call, in the order `policy_resolved`, `spawn_completed`, `enforcement_state`; and what
   * it refused. Not kept in the history.
   */
  'sandbox.decision': {
    kind: text,
    outcome: text,
    control: maybeText,
    toolCallId: maybeText,
    backend: maybeText,
    enforcementPoint: maybeText,
    degradationReason: maybeText,
    denialClass: maybeText,
    confidence: maybeText,
    deniedResource: maybeText,
    source: maybeText,
    allowOutbound: maybeFlag,
    allowLocalNetwork: maybeFlag,
    allowBypass: maybeFlag,
  },
  'external_tool.requested': {
    requestId: text,
    toolCallId: text,
    toolName: text,
    arguments: anything,
    sessionId: maybeText,
  },
  'external_tool.completed': request,
  'user_input.requested': {
    requestId: text,
    question: text,
    choices: texts,
    allowFreeform: maybeFlag,
    toolCallId: maybeText,
  },
  'user_input.completed': { requestId: text, answer: maybeText, wasFreeform: maybeFlag },
  'elicitation.requested': {
    requestId: text,
    message: text,
    requestedSchema: anything,
    mode: maybeText,
    elicitationSource: maybeText,
    url: maybeText,
  },
  'elicitation.completed': request,
  'exit_plan_mode.requested': { requestId: text, summary: maybeText, planContent: maybeText },
  'exit_plan_mode.completed': request,
  'pending_messages.modified': nothing,
  'subagent.started': {
    toolCallId: text,
    agentName: maybeText,
    agentDisplayName: maybeText,
    agentDescription: maybeText,
    model: maybeText,
    executionMode: maybeText,
  },
  'subagent.completed': {
    toolCallId: text,
    totalToolCalls: maybeCount,
    totalTokens: maybeCount,
    durationMs: maybeCount,
  },
  'subagent.failed': { toolCallId: text, error: maybeText },
  'system.notification': { content: maybeText },
  'command.execute': { requestId: text, command: maybeText, commandName: text, args: maybeText },

  /** Made by this library at once when the connection ends unexpectedly. */
  'session.disconnected': {
    message: text,
    /** `process-exited` if it was a process of ours, else `not-connected`. */
    code: maybeText,
    exitCode: maybeCount,
    signal: maybeText,
    stderr: maybeText,
  },
  /**
   * Made by this library after the CLI runs again and has the session loaded. `historyLost`: the CLI had
   * kept nothing of it, so the session goes on under its id without memory.
   */
  'session.recovered': { interruptedTurn: flag, downMs: count, historyLost: flag },
  /** Made by this library when the session could not be loaded again. */
  'session.recovery_failed': { message: text },
});
