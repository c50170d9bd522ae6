import { aborted, CopilotError, invalid } from './errors';

export interface RequestOptions {
  /** Milliseconds; Infinity: as long as it takes. */
  readonly timeoutMs?: number;
  /** Stops the wait, not the work of the CLI. */
  readonly signal?: AbortSignal;
}

/** How long a caller is ready to wait. */
export interface WaitOptions {
  /** Milliseconds; Infinity: as long as it takes. */
  readonly timeoutMs?: number;
  /** Stops the wait, not the work of the CLI. */
  readonly signal?: AbortSignal;
}

/** A timer of Node that is set for longer comes at once. */
const longestMs = 2 ** 31 - 1;

/** A timer that never comes for Infinity, and late enough for what is longer than timers can be. */
export function after(ms: number, act: () => void): NodeJS.Timeout | undefined {
  return ms === Infinity ? undefined : setTimeout(act, Math.min(ms, longestMs));
}

/** Whether it is a span of time. */
export function isMilliseconds(value: unknown): value is number {
  return typeof value === 'number' && value >= 0;
}

/** Begins some work and waits for it, but no longer than the caller wants to. */
export async function waitFor<T>(begin: () => Promise<T>, options: WaitOptions, method: string): Promise<T> {
  if (options.timeoutMs === undefined && !options.signal) return begin();
  if (options.signal?.aborted) throw givenUp(method, options.signal);
  if (isWrong(options)) throw wrongLimit(options, method);
  let undo = (): void => undefined;
  const enough = new Promise<never>((_resolve, reject) => {
    undo = onEnough(options, method, reject);
  });
  try {
    return await Promise.race([begin(), enough]);
  } finally {
    undo();
  }
}

/** Calls back once when the time is up or the signal fires. Returns the undo. */
export function onEnough(
  { timeoutMs, signal }: WaitOptions,
  method: string,
  tell: (error: CopilotError) => void,
  failed = 'did not end',
): () => void {
  if (isWrong({ timeoutMs })) {
    tell(wrongLimit({ timeoutMs }, method));
    return () => undefined;
  }
  const onAbort = (): void => tell(givenUp(method, signal));
  if (signal?.aborted) {
    onAbort();
    return () => undefined;
  }
  const onTime = (): void => {
    const seconds = (timeoutMs ?? 0) / 1000;
    tell(new CopilotError('timeout', `${method} ${failed} within ${seconds} s.`, { method }));
  };
  const timer = timeoutMs === undefined ? undefined : after(timeoutMs, onTime);
  signal?.addEventListener('abort', onAbort);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
}

function givenUp(method: string, signal: AbortSignal | undefined): CopilotError {
  return aborted(`${method} was given up by its caller.`, { method }, signal?.reason);
}

/** What is given as undefined is not given. */
export function isWrong({ timeoutMs }: WaitOptions): boolean {
  return timeoutMs !== undefined && !isMilliseconds(timeoutMs);
}

function wrongLimit({ timeoutMs }: WaitOptions, method: string): CopilotError {
  return invalid(`timeoutMs of ${method} is ${String(timeoutMs)}; give milliseconds from 0 to Infinity.`, {
    method,
  });
}
