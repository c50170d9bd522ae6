/** What the library logs to; the log channel of an editor fits as it is. */
export interface Logger {
  /** As that of the editor: 0 is off, 1 writes everything. Without it everything is handed over. */
  readonly logLevel?: number;
  trace(message: string, ...args: unknown[]): void;
  debug(message: string, ...args: unknown[]): void;
  info(message: string, ...args: unknown[]): void;
  warn(message: string, ...args: unknown[]): void;
  error(message: string, ...args: unknown[]): void;
}

const ignore = (): void => undefined;

/** Swallows everything; stands in when no logger is given. */
export const silentLogger: Logger = {
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
};

/** Whether anybody reads what is logged at trace. */
export function isTracing(logger: Logger): boolean {
  return logger !== silentLogger && (logger.logLevel ?? 1) === 1;
}

/** The same logger, which nothing that it throws gets out of. */
export function guarded(logger: Logger): Logger {
  if (logger === silentLogger) return logger;
  const write =
    (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') =>
    (...args: [string, ...unknown[]]): void => {
      try {
        logger[level](...args);
      } catch {
        // There is nowhere left to tell it.
      }
    };
  return {
    get logLevel() {
      return logger.logLevel;
    },
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}
