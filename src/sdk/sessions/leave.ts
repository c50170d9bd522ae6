import type { ClientOptions } from '../options/config';
import { CopilotError } from '../util/errors';
import type { Link } from '../link/link';
import type { SessionRegistry } from './sessionRegistry';

const detachMs = 800;
const shutdownMs = 1500;

/** Says goodbye to a CLI that is to be stopped; gives back what went wrong. */
export async function takeLeave(
  { connection }: Link,
  sessions: SessionRegistry,
  { cliUrl }: ClientOptions,
): Promise<readonly CopilotError[]> {
  const errors = [...(await sessions.release(detachMs))];
  // A CLI that we did not start goes on for its other clients.
  if (cliUrl) return errors;
  try {
    await connection.request('runtime.shutdown', {}, { timeoutMs: shutdownMs });
  } catch (error) {
    if (error instanceof CopilotError && error.code !== 'not-supported') errors.push(error);
  }
  return errors;
}
