import type { ChangedOnDisk } from '../../protocol/toView';
import type { CopilotSession, Logger } from '../../sdk/index';
import { describe } from '../errors';
import { shownPath } from './conversationPaths';
import type { TurnHead } from './turnLog';

/**
 * What changed on the disk since the message of the newest turn, whoever wrote it. The CLI tells it as what going
 * back would undo; for earlier turns that would name the files of later ones too.
 */
export async function filesOf(
  head: TurnHead | undefined,
  session: CopilotSession | undefined,
  folder: string,
  logger: Logger,
): Promise<readonly ChangedOnDisk[] | undefined> {
  if (head?.eventId === undefined || head.state === 'sending' || head.state === 'running') return undefined;
  try {
    const preview = await session?.rpc.history.previewRewind({ eventId: head.eventId });
    if (!preview?.available) return undefined;
    return preview.files.map(({ path, changeType, linesAdded, linesRemoved }) => ({
      path,
      subject: shownPath(folder, path),
      change: changeType,
      added: linesAdded,
      removed: linesRemoved,
    }));
  } catch (error) {
    logger.debug(`What the turn changed on the disk is not known: ${describe(error)}`);
    return undefined;
  }
}
