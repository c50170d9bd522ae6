import type { ClientOptions, ResumeSessionConfig, SessionConfig } from './config';
import { CopilotError } from './errors';
import type { CopilotSession, RequestOptions } from './session';

export type ConnectionState = 'disconnected' | 'connecting' | 'connected' | 'restarting' | 'error';

export interface StateChange {
  readonly state: ConnectionState;
  readonly previous: ConnectionState;
  readonly error?: CopilotError;
  readonly restart?: { readonly attempt: number; readonly delayMs: number };
}

export interface SessionMetadata {
  readonly sessionId: string;
  readonly startTime: string;
  readonly modifiedTime: string;
  readonly summary?: string;
  readonly name?: string;
  readonly clientName?: string;
  readonly context?: {
    readonly cwd?: string;
    readonly gitRoot?: string;
    readonly repository?: string;
    readonly branch?: string;
  };
}

export type LifecycleListener = (
  type: string,
  sessionId: string,
  metadata?: Readonly<Record<string, unknown>>,
) => void;

export interface PingResult {
  readonly message: string;
  /** Milliseconds since the epoch, on the CLI's clock. */
  readonly timestamp: number;
  readonly protocolVersion: number | undefined;
}

export interface CliStatus {
  readonly version: string;
  readonly protocolVersion: number;
}

export interface AuthStatus {
  readonly isAuthenticated: boolean;
  readonly authType?: string;
  readonly host?: string;
  readonly login?: string;
  readonly statusMessage?: string;
}

export interface ModelInfo {
  readonly id: string;
  readonly name: string;
  readonly capabilities: {
    readonly supports: Readonly<Record<string, unknown>>;
    readonly limits: Readonly<Record<string, unknown>>;
  };
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly billing?: Readonly<Record<string, unknown>>;
  readonly supportedReasoningEfforts?: readonly string[];
  readonly defaultReasoningEffort?: string;
}

const later = (): never => {
  throw new CopilotError('not-supported', 'Not written yet.');
};

/** Runs or reaches one Copilot CLI and owns the sessions on it. */
export class CopilotClient {
  constructor(readonly options: ClientOptions = {}) {}

  /** Id of the CLI's process, while it runs and is ours. */
  get pid(): number | undefined {
    return later();
  }

  /** Version of the CLI, once connected. */
  get version(): string | undefined {
    return later();
  }

  start(): Promise<void> {
    return later();
  }

  /** Ends sessions, connection and process within 5 s; gives back what went wrong on the way. */
  stop(): Promise<readonly CopilotError[]> {
    return later();
  }

  /** Ends connection and process now. */
  forceStop(): Promise<void> {
    return later();
  }

  getState(): ConnectionState {
    return later();
  }

  onState(_listener: (change: StateChange) => void): () => void {
    return later();
  }

  /** Hears of sessions made, changed and deleted, by any client of this CLI. */
  onLifecycle(_listener: LifecycleListener): () => void {
    return later();
  }

  ping(_message?: string): Promise<PingResult> {
    return later();
  }

  getStatus(): Promise<CliStatus> {
    return later();
  }

  getAuthStatus(): Promise<AuthStatus> {
    return later();
  }

  /** The models of the GitHub login; fails without one. */
  listModels(): Promise<readonly ModelInfo[]> {
    return later();
  }

  createSession(_config: SessionConfig = {}): Promise<CopilotSession> {
    return later();
  }

  resumeSession(_sessionId: string, _config: ResumeSessionConfig = {}): Promise<CopilotSession> {
    return later();
  }

  /** Sessions that got at least one message. */
  listSessions(_filter?: { readonly cwd?: string }): Promise<readonly SessionMetadata[]> {
    return later();
  }

  /** Deletes a session from the disk. */
  deleteSession(_sessionId: string): Promise<void> {
    return later();
  }

  getLastSessionId(): Promise<string | undefined> {
    return later();
  }

  /** Calls any method of the CLI. */
  request(
    _method: string,
    _params?: Readonly<Record<string, unknown>>,
    _options?: RequestOptions,
  ): Promise<unknown> {
    return later();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
