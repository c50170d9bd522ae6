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
    for (const entry of [...this.listeners]) {
      try {
        const result = entry.call(value);
        if (result instanceof Promise) result.catch((error: unknown) => this.report(error));
      } catch (error) {
        this.report(error);
      }
    }
  }

  clear(): void {
    this.listeners.clear();
  }

  private report(error: unknown): void {
    this.logger.error('A listener failed', error);
  }
}
