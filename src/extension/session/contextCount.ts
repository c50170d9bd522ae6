import type { ToView } from '../../protocol/toView';
import type { CopilotSession, Logger } from '../../sdk/index';
import { describe } from '../base/describeError';
import type { Conversation } from '../transcript/transcript';

/** How full the context is, asked for where the CLI has not told it: by itself it does so only during a turn. */
export async function countContext(
  conversation: Conversation,
  session: CopilotSession | undefined,
  { logger }: { readonly logger: Logger },
): Promise<readonly ToView[]> {
  const isWanted = () => conversation.hasMessages && !conversation.isBusy && !conversation.isMeasured;
  if (!session || !isWanted()) return [];
  try {
    const { contextAttribution: context } = await session.rpc.metadata.getContextAttribution();
    if (!context || !isWanted()) return [];
    return conversation.measured({ usedTokens: context.totalTokens, limitTokens: context.limit });
  } catch (error) {
    logger.debug(`How full the context is, is not known: ${describe(error)}`);
    return [];
  }
}
