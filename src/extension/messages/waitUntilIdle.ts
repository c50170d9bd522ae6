import type { CopilotSession } from '../../sdk/index';

/** How long a stopped turn may take to end. */
const idleLimitMs = 10_000;

/** Waits for the end of all that the session does. */
export function untilIdle(handle: CopilotSession): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      undo();
      resolve();
    };
    const undo = handle.on('session.idle', end);
    const timer = setTimeout(end, idleLimitMs); // then the CLI itself says that it is busy
  });
}
