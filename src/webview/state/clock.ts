import { signal, type ReadonlySignal } from '@preact/signals';

/** The host's time, ticking each second while something on the page shows it. */
export class Clock {
  private offset = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly ticking = signal(Date.now(), {
    watched: () => this.start(),
    unwatched: () => this.stop(),
  });

  get now(): ReadonlySignal<number> {
    return this.ticking;
  }

  /** Takes the host's clock as the measure. */
  align(hostNow: number): void {
    this.offset = hostNow - Date.now();
    this.tick();
  }

  read(): number {
    return Date.now() + this.offset;
  }

  private start(): void {
    this.tick();
    this.timer ??= setInterval(() => this.tick(), 1000);
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private tick(): void {
    this.ticking.value = this.read();
  }
}
