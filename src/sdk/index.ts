export { findCli, type CliSource, type FindCliOptions, type FoundCli } from './cliPath';
export { CopilotClient, type LifecycleListener } from './client';
export type {
  Attachment,
  ClientInfo,
  ClientOptions,
  CustomAgentConfig,
  ElicitationAnswer,
  ElicitationHandler,
  ElicitationRequest,
  ExitPlanModeAnswer,
  ExitPlanModeHandler,
  ExitPlanModeRequest,
  InfiniteSessionConfig,
  LogLevel,
  McpLocalServerConfig,
  McpRemoteServerConfig,
  McpServerConfig,
  McpServers,
  MessageOptions,
  ModelCapabilities,
  Position,
  ProviderConfig,
  ResumeSessionConfig,
  SessionConfig,
  SystemMessageConfig,
  UserInputAnswer,
  UserInputContext,
  UserInputHandler,
  UserInputRequest,
} from './config';
export type { MessageTap, RequestOptions } from './connection';
export { CopilotError, type CopilotErrorCode, type CopilotErrorDetails } from './errors';
export {
  asKnownEvent,
  type EventFor,
  type KnownSessionEvent,
  type SessionEvent,
  type SessionEventAlias,
  type SessionEventData,
  type SessionEventOf,
  type SessionEventType,
} from './events';
export type { ConnectionState, StateChange } from './linkKeeper';
export type { Logger } from './logger';
export {
  approveAll,
  asKnownPermissionRequest,
  type KnownPermissionRequest,
  type PermissionApproval,
  type PermissionContext,
  type PermissionDecision,
  type PermissionHandler,
  type PermissionRequest,
} from './permissions';
export type * as api from './generated/api';
export type * as sessionEvents from './generated/events';
export type { AuthStatus, CliStatus, ModelInfo, PingResult, SessionMetadata } from './results';
export type { CopilotSession } from './session';
export {
  defineTool,
  type JsonSchema,
  type Tool,
  type ToolBinaryResult,
  type ToolDefinition,
  type ToolHandler,
  type ToolInvocation,
  type ToolResult,
  type ToolResultType,
} from './tools';
export type { TraceSink } from './trace';
export { replayTransport, type ReplayOptions } from './traceReplay';
export type { Transport } from './transport';
