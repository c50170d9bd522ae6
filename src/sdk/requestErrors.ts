import { CopilotError, invalid, textOf } from './errors';

const methodNotFound = -32601;

/** What the CLI answers instead of a result. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

export function refused(method: string, refusal: Refusal): CopilotError {
  const { code, message } = refusal;
  const details = { method, rpcCode: code };
  const cause = { cause: refusal };
  if (code === methodNotFound) {
    return new CopilotError(
      'not-supported',
      `This version of the CLI does not offer ${method}.`,
      details,
      cause,
    );
  }
  const reason = message.replace(/^Request \S+ failed with message: /, '');
  return new CopilotError('request-failed', `${method} failed: ${reason}`, details, cause);
}

/** What cannot be written as JSON is the caller's mistake; anything else is the pipe's. */
export function notSent(method: string, params: unknown, cause: unknown): CopilotError {
  try {
    JSON.stringify(params);
  } catch (problem) {
    const message = `The parameters of ${method} cannot be written as JSON: ${textOf(problem)}`;
    return invalid(message, { method }, { cause: problem });
  }
  return new CopilotError(
    'not-connected',
    `${method} could not be sent: ${textOf(cause)}`,
    { method },
    { cause },
  );
}

export function during(method: string, end: CopilotError): CopilotError {
  const message = `${method} got no answer: ${end.message}`;
  return new CopilotError(end.code, message, { ...end.details, method }, { cause: end });
}

export function timedOut(method: string, timeoutMs: number): CopilotError {
  return new CopilotError('timeout', `${method} got no answer within ${timeoutMs / 1000} s.`, { method });
}

export function aborted(method: string, cause: unknown): CopilotError {
  return new CopilotError('aborted', `${method} was given up by its caller.`, { method }, { cause });
}
