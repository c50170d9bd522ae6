/**
 * Which of our terminals waits at its prompt with nothing typed. Only one whose shell tells what it runs can be
 * known to; what is typed into another may go to a program.
 */
export class TerminalUse<T> {
  private last: T | undefined;
  private isIdle = false;

  /** The terminal that the next line may go to. */
  free(tellsRuns: (terminal: T) => boolean): T | undefined {
    return this.last !== undefined && this.isIdle && tellsRuns(this.last) ? this.last : undefined;
  }

  /** A line stands at its prompt now. */
  typed(terminal: T): void {
    this.last = terminal;
    this.isIdle = false;
  }

  /** Lines run there; when the last of them is over cannot be told. */
  ran(terminal: T): void {
    if (this.last === terminal) this.last = undefined;
  }

  started(terminal: T): void {
    if (this.last === terminal) this.isIdle = false;
  }

  ended(terminal: T): void {
    if (this.last === terminal) this.isIdle = true;
  }

  closed(terminal: T): void {
    if (this.last === terminal) this.last = undefined;
  }
}
