import type { MessageTap } from '../wire/connection';
import type { SessionEvent } from '../schema/events';
import type { FastStart } from '../process/fastStart';
import type { HandlerLimits } from '../util/handlerClock';
import type {
  AutoModeSwitchHandler,
  CommandDefinition,
  ElicitationHandler,
  ExitPlanModeHandler,
  UserInputHandler,
} from './handlers';
import type { SessionHooks } from './hooks';
import type { HeartbeatLimits } from '../wire/heartbeat';
import type { Logger } from '../util/logger';
import type { McpServers } from './mcp';
import type { PermissionHandler } from './permissions';
import type {
  GuideProviderConfig,
  NamedProviderConfig,
  ProviderConfig,
  ProviderModelConfig,
} from './provider';
import type { SandboxConfig } from './sandbox';
import type { SystemMessageConfig } from './systemMessage';
import type { TelemetryConfig } from './telemetry';
import type { Tool } from './tools';
import type { Transport } from '../wire/transport';

/** How much the CLI writes to its log files. */
export type LogLevel = 'none' | 'error' | 'warning' | 'info' | 'debug' | 'all';

/** Told to the CLI, so that its logs name who uses it. */
export interface ClientInfo {
  readonly editorName?: string;
  readonly editorVersion?: string;
  readonly extensionName?: string;
  readonly extensionVersion?: string;
}

/** What a client is made with; all of it may be left out. */
export interface ClientOptions {
  /** The CLI to run; without it `COPILOT_CLI_PATH`, then `copilot` on PATH. */
  readonly cliPath?: string;
  /** Arguments put before the library's own. */
  readonly cliArgs?: readonly string[];
  /** A CLI that runs already: `port`, `host:port` or `http://host:port`. Excludes `cliPath`. */
  readonly cliUrl?: string;
  /** Opens the way to a CLI otherwise, as `replayTransport` does, and again for each restart. Excludes `cliPath` and `cliUrl`. */
  readonly transport?: (signal: AbortSignal) => Promise<Transport>;
  /** The token that the CLI at `cliUrl` was started with; for a CLI that we start, default: a random one. */
  readonly connectionToken?: string;
  /** The port that a CLI of ours listens on; default 0: a free one. Any other means `useStdio: false`. */
  readonly port?: number;
  /** Talks over the CLI's standard streams; false: over a port of this machine. Default true. */
  readonly useStdio?: boolean;
  /** Default `info`. */
  readonly logLevel?: LogLevel;
  /**
   * The exported `fastStart`: skips the CLI's launcher, if what the CLI has unpacked is of its version. Whenever that
   * fails, the CLI starts as usual.
   */
  readonly fastStart?: FastStart;
  /** Starts with the first call that needs a connection. Default true. */
  readonly autoStart?: boolean;
  /** Starts the CLI again when it ends after it was connected, and resumes its sessions. Default true. */
  readonly autoRestart?: boolean;
  /** Waits before each restart; their number is the limit, which counts anew after a minute of health. */
  readonly restartDelaysMs?: readonly number[];
  /** Default 30 s. */
  readonly startTimeoutMs?: number;
  /**
   * How long the CLI may be silent while something waits before it is asked for a sign of life (3 s), and how
   * long it may then be silent before it counts as frozen and is ended (6 s; on Linux up to a minute while it uses
   * processor time). False: for ever.
   */
  readonly heartbeat?: Partial<HeartbeatLimits> | false;
  /** How long a turn may be silent before the CLI is asked whether it still works on it. Default 10 s. */
  readonly turnQuietMs?: number;
  /** How long handlers may take: 30 minutes, and a day where a person may have to answer. */
  readonly handlerLimits?: Partial<HandlerLimits>;
  /** Working directory of the CLI; default: this process's. */
  readonly cwd?: string;
  /**
   * Which variables of this process the CLI, and what it runs, begins with: all but those that an editor sets for
   * itself, none, or those that the function names. Default `all`.
   */
  readonly inheritEnv?: 'all' | 'none' | ((name: string) => boolean);
  /** Laid over what is inherited; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where the CLI keeps sessions, logs and settings; default `~/.copilot`. */
  readonly baseDirectory?: string;
  readonly telemetry?: TelemetryConfig;
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

/** An agent of your own, which the model can hand work to. */
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

/** When the CLI summarises a long conversation by itself. */
export interface InfiniteSessionConfig {
  readonly enabled?: boolean;
  /** Share of the context window, 0 to 1. */
  readonly backgroundCompactionThreshold?: number;
  /** Share of the context window, 0 to 1. */
  readonly bufferExhaustionThreshold?: number;
}

/** What a model can do, where the CLI does not know it. */
export interface ModelCapabilities {
  readonly supports?: Readonly<Record<string, unknown>>;
  readonly limits?: Readonly<Record<string, unknown>>;
}

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
  /** Every model of the session comes from there. */
  readonly provider?: ProviderConfig | GuideProviderConfig;
  /** Services whose models come beside GitHub's. */
  readonly providers?: readonly NamedProviderConfig[];
  /** Models of the named providers. */
  readonly models?: readonly ProviderModelConfig[];
  readonly modelCapabilities?: ModelCapabilities;
  /** Whether pieces of the answer arrive as they are written. Default false. */
  readonly streaming?: boolean;
  readonly mcpServers?: McpServers;
  readonly customAgents?: readonly CustomAgentConfig[];
  /** Name of the custom agent to begin with. */
  readonly agent?: string;
  readonly commands?: readonly CommandDefinition[];
  readonly hooks?: SessionHooks;
  /** Where the session finds its settings and is kept, instead of the CLI's folder. */
  readonly configDir?: string;
  readonly skillDirectories?: readonly string[];
  readonly disabledSkills?: readonly string[];
  readonly workingDirectory?: string;
  readonly additionalDirectories?: readonly string[];
  readonly clientName?: string;
  readonly infiniteSessions?: InfiniteSessionConfig;
  /** Lets changes of files be listed and taken back. */
  readonly enableFileChangeTracking?: boolean;
  /** Acts for this GitHub user instead of the client's. */
  readonly gitHubToken?: string;
  /** Confines commands; a CLI that is too old takes no notice, so ask `getSandboxSupport` first. */
  readonly sandbox?: SandboxConfig;
  /** Leaves out AGENTS.md and the like. */
  readonly skipCustomInstructions?: boolean;
  /** Any further field of `session.create` and `session.resume`, under its wire name. */
  readonly extraParams?: Readonly<Record<string, unknown>>;
  /** Without it the CLI denies every tool that needs permission. */
  readonly onPermissionRequest?: PermissionHandler;
  /** Without it the agent cannot ask questions. */
  readonly onUserInputRequest?: UserInputHandler;
  readonly onElicitationRequest?: ElicitationHandler;
  readonly onExitPlanMode?: ExitPlanModeHandler;
  /** Another name of `onExitPlanMode`. */
  readonly onExitPlanModeRequest?: ExitPlanModeHandler;
  /** Without it the agent never offers to change to the automatic choice of the model. */
  readonly onAutoModeSwitchRequest?: AutoModeSwitchHandler;
  /** A listener that is there before the CLI hears of the session. */
  readonly onEvent?: (event: SessionEvent) => void;
}

/** What a session is resumed with: all but its id. */
export type ResumeSessionConfig = Omit<SessionConfig, 'sessionId'>;

/** Something that goes along with a message. */
export type Attachment =
  | {
      readonly type: 'file';
      readonly path: string;
      readonly displayName?: string;
      /** The guide's spelling. */
      readonly display_name?: string;
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

/** A place in a text. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A message with what goes along. */
export interface MessageOptions {
  readonly prompt: string;
  /** What the history shows in place of the prompt. */
  readonly displayPrompt?: string;
  readonly attachments?: readonly Attachment[];
  /** While a turn runs: wait for its end (default), or join it. */
  readonly mode?: 'enqueue' | 'immediate';
  /** Headers that go with the requests to the provider. */
  readonly requestHeaders?: Readonly<Record<string, string>>;
}

/** What changes together with the model. */
export interface ModelOptions {
  readonly reasoningEffort?: string;
  readonly modelCapabilities?: ModelCapabilities;
}
