/** What the list tells of a session. */
export interface SessionMetadata {
  readonly sessionId: string;
  /** ISO time. */
  readonly startTime: string;
  /** ISO time. */
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

/** Which sessions to list; default: all. */
export interface SessionFilter {
  readonly cwd?: string;
  readonly gitRoot?: string;
  readonly repository?: string;
  readonly branch?: string;
}

/** A sign of life. */
export interface PingResult {
  readonly message: string;
  /** ISO time on the CLI's clock. */
  readonly timestamp: string;
  readonly protocolVersion?: number;
}

/** Version and protocol of the CLI. */
export interface CliStatus {
  readonly version: string;
  readonly protocolVersion: number;
}

/** Who is logged in. */
export interface AuthStatus {
  readonly isAuthenticated: boolean;
  readonly authType?: string;
  readonly host?: string;
  readonly login?: string;
  readonly statusMessage?: string;
}

/** A model of the GitHub login. */
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
