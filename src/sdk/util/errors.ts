/** What kind of failure it was. */
export type CopilotErrorCode =
  | 'cli-not-found'
  | 'spawn-failed'
  | 'process-exited'
  | 'protocol-mismatch'
  | 'not-connected'
  | 'request-failed'
  | 'timeout'
  | 'aborted'
  | 'invalid-message'
  | 'invalid-argument'
  | 'not-supported';

/** What is known of a failure. */
export interface CopilotErrorDetails {
  readonly method?: string;
  readonly path?: string;
  readonly exitCode?: number;
  readonly signal?: string;
  /** The end of what the CLI wrote to stderr, at most 4 KB. */
  readonly stderr?: string;
  readonly rpcCode?: number;
  /** Where a missing CLI was looked for, in order. */
  readonly lookedIn?: readonly string[];
}

/** The same in every copy of this library: a program may load one by `import` and one by `require`. */
const mark = Symbol.for('flightdeck.CopilotError');

/** The only error this library throws. Match on `code`, never on the message. */
export class CopilotError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && mark in value;
  }

  readonly code: CopilotErrorCode;
  readonly details: CopilotErrorDetails;

  constructor(
    code: CopilotErrorCode,
    message: string,
    details: CopilotErrorDetails = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = 'CopilotError';
    this.code = code;
    this.details = details;
  }

  /** @internal */
  get [mark](): true {
    return true;
  }
}

/** The caller's mistake. */
export function invalid(
  message: string,
  details?: CopilotErrorDetails,
  options?: { readonly cause?: unknown },
): CopilotError {
  return new CopilotError('invalid-argument', message, details, options);
}

export function notConnected(message: string, cause?: unknown, details?: CopilotErrorDetails): CopilotError {
  return new CopilotError('not-connected', message, details, { cause });
}

export function aborted(message: string, details?: CopilotErrorDetails, cause?: unknown): CopilotError {
  return new CopilotError('aborted', message, details, { cause });
}

/** What an error says, whatever was thrown. */
export function textOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

export function hasCode(error: unknown, code: CopilotErrorCode): error is CopilotError {
  return error instanceof CopilotError && error.code === code;
}

/** What was thrown, or the mistake of ours that it is. */
export function toCopilotError(error: unknown): CopilotError {
  if (error instanceof CopilotError) return error;
  return new CopilotError('invalid-message', String(error), {}, { cause: error });
}

/** Whether the CLI does not know the session: it has one error code for all, so only its words tell. */
export function isForgotten(error: unknown): boolean {
  return error instanceof CopilotError && /Session not found/.test(error.message);
}
