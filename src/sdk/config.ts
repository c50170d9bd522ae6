import type { MessageTap } from './connection';
import type { SessionEvent } from './events';
import type { Logger } from './logger';
import type { PermissionHandler } from './permissions';
import type { Tool } from './tools';
import type { Transport } from './transport';

export type LogLevel = 'none' | 'error' | 'warning' | 'info' | 'debug' | 'all';

/** Told to the CLI, so that its logs name who uses it. */
export interface ClientInfo {
  readonly editorName?: string;
  readonly editorVersion?: string;
  readonly extensionName?: string;
  readonly extensionVersion?: string;
}

export interface ClientOptions {
  /** The CLI to run; without it `COPILOT_CLI_PATH`, then `copilot` on PATH. */
  readonly cliPath?: string;
  /** Arguments put before the library's own. */
  readonly cliArgs?: readonly string[];
  /** A CLI that runs already: `port`, `host:port` or `http://host:port`. Excludes `cliPath`. */
  readonly cliUrl?: string;
  /** Opens the way to a CLI otherwise, as `replayTransport` does, and again for each restart. Excludes `cliPath` and `cliUrl`. */
  readonly transport?: (signal: AbortSignal) => Promise<Transport>;
  /** The token that the CLI at `cliUrl` was started with. */
  readonly connectionToken?: string;
  /** Not offered yet: the CLI is run on its standard streams. */
  readonly port?: number;
  /** Only true, the default, is offered yet. */
  readonly useStdio?: boolean;
  /** Default `info`. */
  readonly logLevel?: LogLevel;
  /** Starts with the first call that needs a connection. Default true. */
  readonly autoStart?: boolean;
  /** Starts the CLI again when it ends after it was connected, and resumes its sessions. Default true. */
  readonly autoRestart?: boolean;
  /** Waits before each restart; their number is the limit, which counts anew after a minute of health. */
  readonly restartDelaysMs?: readonly number[];
  /** Default 30 s. */
  readonly startTimeoutMs?: number;
  /** Working directory of the CLI; default: this process's. */
  readonly cwd?: string;
  /** Laid over this process's environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly gitHubToken?: string;
  /** Whether a stored login may be used. Default true, false if a token is given. */
  readonly useLoggedInUser?: boolean;
  readonly clientInfo?: ClientInfo;
  readonly logger?: Logger;
  /** Sees every message to and from the CLI; they may hold secrets and file contents. */
  readonly onMessage?: MessageTap;
  /** Limit for a reply. Default 60 s. */
  readonly requestTimeoutMs?: number;
}

export interface SystemMessageConfig {
  /** Default `append`. */
  readonly mode?: 'append' | 'replace';
  readonly content: string;
}

/** A model service of your own instead of GitHub's. */
export interface ProviderConfig {
  readonly type?: 'openai' | 'azure' | 'anthropic';
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly bearerToken?: string;
  readonly wireApi?: 'completions' | 'responses';
  readonly headers?: Readonly<Record<string, string>>;
  readonly modelId?: string;
  /** The name sent to the provider, if it differs from the model's id. */
  readonly wireModel?: string;
  readonly maxPromptTokens?: number;
  readonly maxOutputTokens?: number;
  readonly azure?: { readonly apiVersion?: string };
}

export interface McpLocalServerConfig {
  readonly type?: 'local' | 'stdio';
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
  /** Default: all. */
  readonly tools?: readonly string[];
  readonly timeout?: number;
}

export interface McpRemoteServerConfig {
  readonly type: 'http' | 'sse';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: all. */
  readonly tools?: readonly string[];
  readonly timeout?: number;
}

export type McpServerConfig = McpLocalServerConfig | McpRemoteServerConfig;

export interface CustomAgentConfig {
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly prompt: string;
  /** Default: all. */
  readonly tools?: readonly string[] | null;
  readonly mcpServers?: McpServers;
  readonly infer?: boolean;
  readonly skills?: readonly string[];
  readonly model?: string;
  readonly reasoningEffort?: string;
}

/** A map by name, or a list whose entries carry their name. */
export type McpServers =
  Readonly<Record<string, McpServerConfig>> | readonly (McpServerConfig & { readonly name: string })[];

export interface InfiniteSessionConfig {
  readonly enabled?: boolean;
  /** Share of the context window, 0 to 1. */
  readonly backgroundCompactionThreshold?: number;
  /** Share of the context window, 0 to 1. */
  readonly bufferExhaustionThreshold?: number;
}

export interface ModelCapabilities {
  readonly supports?: Readonly<Record<string, unknown>>;
  readonly limits?: Readonly<Record<string, unknown>>;
}

export interface UserInputRequest {
  readonly question: string;
  readonly choices: readonly string[];
  readonly allowFreeform: boolean;
}

export interface UserInputContext {
  readonly sessionId: string;
  readonly toolCallId?: string;
  /** Fires when the turn is aborted or the connection is lost. */
  readonly signal: AbortSignal;
}

export interface UserInputAnswer {
  readonly answer: string;
  readonly wasFreeform: boolean;
}

/** Answers a question of the agent; throwing tells the model that nobody could answer. */
export type UserInputHandler = (
  request: UserInputRequest,
  context: UserInputContext,
) => UserInputAnswer | Promise<UserInputAnswer>;

export interface ElicitationRequest {
  readonly message: string;
  readonly requestedSchema?: unknown;
  readonly mode?: string;
  readonly elicitationSource?: string;
  readonly url?: string;
}

export interface ElicitationAnswer {
  readonly action: 'accept' | 'decline' | 'cancel';
  readonly content?: Readonly<Record<string, unknown>>;
}

/** Answers a form of the agent or of an MCP server; throwing cancels it. */
export type ElicitationHandler = (
  request: ElicitationRequest,
  context: { readonly sessionId: string; readonly requestId: string; readonly signal: AbortSignal },
) => ElicitationAnswer | Promise<ElicitationAnswer>;

export interface ExitPlanModeRequest {
  readonly summary: string;
  readonly planContent?: string;
  readonly actions: readonly string[];
  readonly recommendedAction?: string;
}

export interface ExitPlanModeAnswer {
  readonly approved: boolean;
  readonly selectedAction?: string;
  readonly feedback?: string;
}

export type ExitPlanModeHandler = (
  request: ExitPlanModeRequest,
  context: { readonly sessionId: string; readonly signal: AbortSignal },
) => ExitPlanModeAnswer | Promise<ExitPlanModeAnswer>;

/** What a session is made or resumed with; given again in full by the library after a restart. */
export interface SessionConfig {
  /** Default: a new random id. */
  readonly sessionId?: string;
  readonly model?: string;
  readonly reasoningEffort?: string;
  readonly tools?: readonly Tool[];
  readonly systemMessage?: SystemMessageConfig;
  /** Names, or `builtin:*`, `custom:*`, `mcp:*`. An empty list means no tools. */
  readonly availableTools?: readonly string[];
  readonly excludedTools?: readonly string[];
  readonly provider?: ProviderConfig;
  readonly modelCapabilities?: ModelCapabilities;
  /** Whether pieces of the answer arrive as they are written. Default false. */
  readonly streaming?: boolean;
  readonly mcpServers?: McpServers;
  readonly customAgents?: readonly CustomAgentConfig[];
  readonly configDir?: string;
  readonly skillDirectories?: readonly string[];
  readonly disabledSkills?: readonly string[];
  readonly workingDirectory?: string;
  readonly additionalDirectories?: readonly string[];
  readonly clientName?: string;
  readonly infiniteSessions?: InfiniteSessionConfig;
  readonly enableFileChangeTracking?: boolean;
  /** Without it the CLI denies every tool that needs permission. */
  readonly onPermissionRequest?: PermissionHandler;
  /** Without it the agent cannot ask questions. */
  readonly onUserInputRequest?: UserInputHandler;
  readonly onElicitationRequest?: ElicitationHandler;
  readonly onExitPlanMode?: ExitPlanModeHandler;
  /** A listener that is there before the CLI hears of the session. */
  readonly onEvent?: (event: SessionEvent) => void;
}

export type ResumeSessionConfig = Omit<SessionConfig, 'sessionId'>;

export type Attachment =
  | {
      readonly type: 'file';
      readonly path: string;
      readonly displayName?: string;
      /** One-based, both ends included. */
      readonly lineRange?: { readonly start: number; readonly end: number };
    }
  | { readonly type: 'directory'; readonly path: string; readonly displayName?: string }
  | {
      readonly type: 'selection';
      readonly filePath: string;
      readonly displayName: string;
      readonly text: string;
      /** Zero-based. */
      readonly selection: { readonly start: Position; readonly end: Position };
    }
  /** `data` is base64. */
  | {
      readonly type: 'blob';
      readonly data: string;
      readonly mimeType: string;
      readonly displayName?: string;
    };

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface MessageOptions {
  readonly prompt: string;
  readonly attachments?: readonly Attachment[];
  /** While a turn runs: wait for its end (default), or join it. */
  readonly mode?: 'enqueue' | 'immediate';
}
