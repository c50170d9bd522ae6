import type { ChoiceId } from '../../protocol/forms';
import type { CopilotSession } from '../../sdk/index';

/** Tells the CLI what becomes of a session that has used its credits. */
export async function answerLimit(
  opened: Promise<CopilotSession | undefined>,
  requestId: string,
  choice: ChoiceId,
  credits: number,
): Promise<void> {
  const session = await opened;
  const action = choice === 'add' || choice === 'unset' ? choice : 'cancel';
  await session?.rpc.ui.handlePendingSessionLimitsExhausted({
    requestId,
    response: { action, ...(action === 'add' ? { additionalAiCredits: credits } : {}) },
  });
}
