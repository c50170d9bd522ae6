/** More are never meant, and would take for ever. */
const mostTimers = 50;

/** Stands in for the time of this process, which goes on only when it is told to. */
export class FakeClock {
  /** Real timers may fire by less than a millisecond too early. */
  earlyMs = 0;
  private now = 0;
  private readonly timers = new Map<object, { readonly at: number; readonly call: () => void }>();
  private readonly real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: performance.now.bind(performance),
  };

  constructor() {
    const set = (call: () => void, ms = 0): object => {
      const handle = { unref: () => handle, ref: () => handle };
      if (this.timers.size >= mostTimers) throw new Error(`${mostTimers} timers at once are a mistake`);
      // As Node does: whole milliseconds, one at least.
      this.timers.set(handle, { at: this.now + Math.max(1, Math.trunc(ms)), call });
      return handle;
    };
    Object.assign(globalThis, {
      setTimeout: set,
      clearTimeout: (handle: object | undefined) => handle && this.timers.delete(handle),
    });
    performance.now = () => this.now;
  }

  get pending(): number {
    return this.timers.size;
  }

  get time(): number {
    return this.now;
  }

  /** Lets time pass; promises settle between the timers. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      const [next] = [...this.timers].sort(([, one], [, other]) => one.at - other.at);
      if (!next || next[1].at > end) break;
      this.timers.delete(next[0]);
      this.now = Math.max(this.now, next[1].at - this.earlyMs);
      next[1].call();
    }
    this.now = end;
  }

  restore(): void {
    Object.assign(globalThis, {
      setTimeout: this.real.setTimeout,
      clearTimeout: this.real.clearTimeout,
    });
    performance.now = this.real.now;
  }
}
