export { findCli, type CliSource, type FindCliOptions, type FoundCli } from './process/cliPath';
export { CopilotClient } from './client';
export type {
  Attachment,
  ClientInfo,
  ClientOptions,
  CustomAgentConfig,
  InfiniteSessionConfig,
  LogLevel,
  MessageOptions,
  ModelCapabilities,
  ModelOptions,
  Position,
  ResumeSessionConfig,
  SessionConfig,
} from './options/config';
export type { MessageTap } from './wire/connection';
export type { RequestOptions } from './util/waiting';
export { CopilotError, type CopilotErrorCode, type CopilotErrorDetails } from './util/errors';
export {
  asKnownEvent,
  type EventFor,
  type KnownSessionEvent,
  type SessionEvent,
  type SessionEventAlias,
  type SessionEventData,
  type SessionEventOf,
  type SessionEventType,
} from './schema/events';
export { fastStart, type FastCommand, type FastStart } from './process/fastStart';
export type { HandlerLimits } from './util/handlerClock';
export type {
  AutoModeSwitchAnswer,
  AutoModeSwitchHandler,
  AutoModeSwitchRequest,
  CommandContext,
  CommandDefinition,
  ElicitationAnswer,
  ElicitationHandler,
  ElicitationRequest,
  ExitPlanModeAnswer,
  ExitPlanModeHandler,
  ExitPlanModeRequest,
  UserInputAnswer,
  UserInputContext,
  UserInputHandler,
  UserInputRequest,
} from './options/handlers';
export type {
  Hook,
  HookInput,
  PostToolUseOutput,
  PreToolUseOutput,
  SessionHooks,
  UserPromptOutput,
} from './options/hooks';
export type { ArgumentsOf, JsonSchema, SchemaLike, ToolParameters } from './options/jsonSchema';
export type { HeartbeatLimits } from './wire/heartbeat';
export type { HistoryOptions, HistoryPage } from './sessions/history';
export type { ConnectionState, StateChange } from './link/linkKeeper';
export type { Logger } from './util/logger';
export type { McpLocalServerConfig, McpRemoteServerConfig, McpServerConfig, McpServers } from './options/mcp';
export {
  approveAll,
  asKnownPermissionRequest,
  type KnownPermissionRequest,
  type PermissionApproval,
  type PermissionContext,
  type PermissionDecision,
  PermissionHandler,
  type PermissionRequest,
} from './options/permissions';
export type * as api from './schema/generated/api';
export type * as sessionEvents from './schema/generated/events';
export type {
  BearerTokenProvider,
  GuideProviderConfig,
  NamedProviderConfig,
  ProviderConfig,
  ProviderModelConfig,
} from './options/provider';
export type {
  AuthStatus,
  CliStatus,
  ModelInfo,
  PingResult,
  SessionFilter,
  SessionMetadata,
} from './schema/results';
export type { SandboxConfig } from './options/sandbox';
export type { SandboxSupport } from './schema/sandboxSupport';
export type { CopilotSession } from './sessions/session';
export type { Lifecycle, LifecycleListener } from './sessions/sessionRegistry';
export type {
  SectionOverride,
  SectionTransform,
  SystemMessageConfig,
  SystemMessageSection,
} from './options/systemMessage';
export type { TelemetryConfig } from './options/telemetry';
export {
  defineTool,
  type GuideToolResult,
  type Tool,
  type ToolBinaryResult,
  type ToolDefinition,
  ToolError,
  type ToolHandler,
  type ToolInvocation,
  type ToolResult,
  type ToolResultType,
} from './options/tools';
export { redactSecrets } from './trace/secrets';
export { trace, type TraceSink } from './trace/trace';
export { replayTransport, type ReplayOptions } from './trace/traceReplay';
export type { Transport } from './wire/transport';
export type { WaitOptions } from './util/waiting';
