import { aborted, CopilotError } from './errors';

export interface RequestOptions {
  readonly timeoutMs?: number;
  /** Stops the wait, not the work of the CLI. */
  readonly signal?: AbortSignal;
}

/** How long a caller is ready to wait. */
export interface WaitOptions {
  readonly timeoutMs?: number;
  /** Stops the wait, not the work of the CLI. */
  readonly signal?: AbortSignal;
}

/** Begins some work and waits for it, but no longer than the caller wants to. */
export async function waitFor<T>(begin: () => Promise<T>, options: WaitOptions, method: string): Promise<T> {
  if (options.timeoutMs === undefined && !options.signal) return begin();
  if (options.signal?.aborted) throw givenUp(method, options.signal);
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
  const onAbort = (): void => tell(givenUp(method, signal));
  if (signal?.aborted) {
    onAbort();
    return () => undefined;
  }
  const onTime = (): void => {
    const seconds = (timeoutMs ?? 0) / 1000;
    tell(new CopilotError('timeout', `${method} ${failed} within ${seconds} s.`, { method }));
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(onTime, timeoutMs);
  signal?.addEventListener('abort', onAbort);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
}

function givenUp(method: string, signal: AbortSignal | undefined): CopilotError {
  return aborted(`${method} was given up by its caller.`, { method }, signal?.reason);
}
