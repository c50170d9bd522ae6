import type { CopilotError } from '../util/errors';

/** The time in which a session has no connection. */
export interface Outage {
  readonly since: number;
  readonly interruptedTurn: boolean;
  /** Settles when the session works again or is given up. */
  readonly over: Promise<void>;
  readonly settle: (error?: CopilotError) => void;
}

export function newOutage(interruptedTurn: boolean): Outage {
  let settle: Outage['settle'] = () => undefined;
  const over = new Promise<void>((resolve, reject) => {
    settle = (error) => (error ? reject(error) : resolve());
  });
  // Whoever waits hears of it; nobody may wait.
  over.catch(() => undefined);
  return { since: performance.now(), interruptedTurn, over, settle };
}
