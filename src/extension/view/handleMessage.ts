import type { ToHost } from '../../protocol/toHost';
import { describe } from '../base/describeError';
import { carryOut } from './messageHandlers';

/** Carries out a wish of the page; what fails is logged, and said above the composer. */
export async function handleMessage(wish: ToHost, parts: Parameters<typeof carryOut>[1]): Promise<void> {
  try {
    await carryOut(wish, parts);
  } catch (error) {
    parts.logger.error(`${wish.type} failed: ${describe(error)}`);
    const message = error instanceof Error ? error.message : String(error);
    parts.surface.setBanner({
      code: 'cli-says',
      severity: 'error',
      values: { message },
      actions: ['show-log', 'dismiss'],
    });
  }
}
