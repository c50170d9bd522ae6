import type { Logger } from '../../sdk/index';

/** Writes to the editor's log channel until the editor closes it; what comes later has no reader. */
export class HostLog implements Logger {
  private isClosed = false;

  constructor(private readonly channel: Logger) {}

  get logLevel(): number | undefined {
    return this.channel.logLevel;
  }

  close(): void {
    this.isClosed = true;
  }

  trace(message: string, ...rest: unknown[]): void {
    if (!this.isClosed) this.channel.trace(message, ...rest);
  }

  debug(message: string, ...rest: unknown[]): void {
    if (!this.isClosed) this.channel.debug(message, ...rest);
  }

  info(message: string, ...rest: unknown[]): void {
    if (!this.isClosed) this.channel.info(message, ...rest);
  }

  warn(message: string, ...rest: unknown[]): void {
    if (!this.isClosed) this.channel.warn(message, ...rest);
  }

  error(message: string, ...rest: unknown[]): void {
    if (!this.isClosed) this.channel.error(message, ...rest);
  }
}
