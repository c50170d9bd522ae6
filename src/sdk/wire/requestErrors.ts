import { CopilotError, invalid, notConnected, textOf } from '../util/errors';

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
  return notConnected(`${method} could not be sent: ${textOf(cause)}`, cause, { method });
}

export function during(method: string, end: CopilotError): CopilotError {
  const message = `${method} got no answer: ${end.message}`;
  return new CopilotError(end.code, message, { ...end.details, method }, { cause: end });
}
