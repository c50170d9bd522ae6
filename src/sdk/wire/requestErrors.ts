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
  const reason = message.replace(/^Request \S+ failed with message: /, '');
  if (code === methodNotFound) {
    const isUnknown = /^(Unhandled method|Method not found)\b/i.test(reason) || reason === '';
    const text = isUnknown
      ? `This version of the CLI does not offer ${method}.`
      : `${method} is not offered: ${reason}`;
    return new CopilotError('not-supported', text, details, cause);
  }
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

/** An answer of ours; one that cannot be written would leave the CLI waiting. */
export function writable(method: string, answer: unknown): unknown {
  try {
    JSON.stringify(answer);
    return answer;
  } catch (problem) {
    const message = `The answer to ${method} cannot be written as JSON: ${textOf(problem)}`;
    throw invalid(message, { method }, { cause: problem });
  }
}

/** An error that comes with a reply knows only the reader of replies; who asked is what helps. */
export function calledFrom(error: CopilotError, stack: string | undefined): CopilotError {
  const frames = stack?.slice(stack.indexOf('\n'));
  if (frames?.startsWith('\n')) error.stack = `${error.name}: ${error.message}${frames}`;
  return error;
}
