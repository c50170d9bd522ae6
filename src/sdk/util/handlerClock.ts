import { CopilotError } from './errors';
import { after } from './waiting';

/** How long handlers of the program may take before the CLI gets an error in their place; 0: for ever. */
export interface HandlerLimits {
  /** Tools, commands, hooks, transforms of the system message, tokens. Default 30 minutes. */
  readonly workMs: number;
  /** What a person may have to answer: permissions, questions, forms, plans, another model. Default 24 hours. */
  readonly personMs: number;
}

const minute = 60_000;
const defaultLimits: HandlerLimits = { workMs: 30 * minute, personMs: 24 * 60 * minute };

/** Bounds the time of handlers. What one does after that is not waited for any more. */
export class HandlerClock {
  private readonly limits: HandlerLimits;

  constructor(
    limits: Partial<HandlerLimits> | undefined,
    private readonly onLate: (error: CopilotError) => void,
  ) {
    this.limits = { ...defaultLimits, ...limits };
  }

  /** Runs one; its time no longer counts when the signal fires, and the signal fires when it is over. */
  async run<T>(
    kind: keyof HandlerLimits,
    handler: string,
    work: () => T | Promise<T>,
    controller = new AbortController(),
  ): Promise<T> {
    const ms = this.limits[kind];
    if (ms <= 0) return work();
    let timer: NodeJS.Timeout | undefined;
    const forget = (): void => clearTimeout(timer);
    const late = new Promise<never>((_resolve, reject) => {
      timer = after(ms, () => {
        const error = new CopilotError('timeout', `${handler} did not end within ${ms / 1000} s.`);
        reject(error);
        controller.abort(error);
        this.onLate(error);
      });
      timer?.unref();
    });
    controller.signal.addEventListener('abort', forget);
    try {
      return await Promise.race([work(), late]);
    } finally {
      forget();
    }
  }
}
