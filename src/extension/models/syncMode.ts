import type { AgentMode } from '../../protocol/foot';
import type { CopilotSession, Logger } from '../../sdk/index';
import { CopilotError } from '../../sdk/index';
import { describe } from '../base/describeError';
import type { SessionChoices } from './sessionOptions';

/**
 * Brings the CLI's mode and the chosen one together when a session is opened or comes back: what was chosen
 * wins, else `preset`, else the mode that the CLI has. A CLI that knows no modes is remembered as such.
 */
export async function syncMode(
  session: CopilotSession,
  choices: SessionChoices,
  preset: AgentMode | undefined,
  logger: Logger,
): Promise<void> {
  try {
    const present = await session.rpc.mode.get();
    choices.hasModes = true;
    const wanted = choices.mode ?? preset ?? present;
    if (wanted !== present) await session.rpc.mode.set({ mode: wanted });
    if (wanted !== choices.mode && wanted !== 'interactive') choices.set({ mode: wanted });
  } catch (error) {
    if (error instanceof CopilotError && error.code === 'not-supported') choices.hasModes = false;
    else logger.warn(`The mode of the session is unknown: ${describe(error)}`);
  }
}
