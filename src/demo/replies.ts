import type {
  AnswerReply,
  DropReply,
  ErrorReply,
  Gate,
  HangReply,
  ModelReply,
  ModelScript,
} from './modelScript';

type AnswerExtras = Omit<AnswerReply, 'kind' | 'text' | 'toolCalls'>;

/** A text answer. */
export function say(text: string | readonly string[], extras: AnswerExtras = {}): AnswerReply {
  return { kind: 'answer', text, ...extras };
}

/** An answer that calls one tool. */
export function callTool(
  name: string,
  args: Readonly<Record<string, unknown>> = {},
  extras: Partial<AnswerReply> = {},
): AnswerReply {
  return { ...extras, kind: 'answer', toolCalls: [{ name, arguments: args }] };
}

/** Calls a tool that takes a text in place of arguments, such as `apply_patch`. */
export function callTextTool(name: string, input: string): AnswerReply {
  return { kind: 'answer', toolCalls: [{ name, arguments: {}, input }] };
}

/** An HTTP error such as 401, 429 or 500. */
export function fail(
  status: number,
  message?: string,
  headers?: Readonly<Record<string, string>>,
): ErrorReply {
  return { kind: 'error', status, message, headers };
}

/** Breaks the connection at once. */
export const drop: DropReply = { kind: 'drop' };

/** Never answers. */
export const hang: HangReply = { kind: 'hang' };

/** Holds an answer back until `open()` is called, so that a test waits for events and not for time. */
export function createGate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

/**
 * Answers the conversation's requests in the given order, and the CLI's requests for itself with a harmless
 * line. When the list is used up, every further request gets a 400 that says so: the CLI does not retry it.
 */
export function replies(list: readonly (ModelReply | ModelScript)[]): ModelScript {
  const left = [...list];
  return (request) => {
    if (request.isSideRequest) return say('Side answer');
    const next = left.shift() ?? fail(400, `The script has no more answers (it had ${list.length}).`);
    return typeof next === 'function' ? next(request) : next;
  };
}
