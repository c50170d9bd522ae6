import type { Logger } from './logger';

/** Listeners with undo. One that throws or rejects is logged; the others still run. */
export class Emitter<T> {
  private readonly listeners = new Set<{ readonly call: (value: T) => unknown }>();

  constructor(private readonly logger: Logger) {}

  get size(): number {
    return this.listeners.size;
  }

  add(listener: (value: T) => unknown): () => void {
    const entry = { call: listener };
    this.listeners.add(entry);
    return () => {
      this.listeners.delete(entry);
    };
  }

  emit(value: T): void {
    for (const { call } of [...this.listeners]) tell(call, value, this.logger, 'the client');
  }
}

/** Calls a listener, whatever it does. */
export function tell<T>(call: (value: T) => unknown, value: T, logger: Logger, of: string): void {
  try {
    const result = call(value);
    if (isThenable(result))
      result.then(undefined, (error: unknown) => logger.error(`A listener of ${of} failed`, error));
  } catch (error) {
    logger.error(`A listener of ${of} failed`, error);
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
