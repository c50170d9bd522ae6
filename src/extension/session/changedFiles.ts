import type { ChangedOnDisk, ToView } from '../../protocol/toView';
import type { CopilotSession, Logger } from '../../sdk/index';
import { describe } from '../base/describeError';
import type { Conversation } from '../transcript/transcript';
import { shownPath } from '../base/folderPaths';
import { onceFree } from '../messages/retryWhileBusy';

interface Options {
  readonly folder: string;
  readonly logger: Logger;
}

/**
 * What changed on the disk since the message of the newest turn, whoever wrote it: commands write without a word.
 * The CLI tells it as what going back would undo; for earlier turns that would name the files of later ones too.
 */
export async function filesOfNewest(
  conversation: Conversation,
  session: CopilotSession | undefined,
  { folder, logger }: Options,
): Promise<readonly ToView[]> {
  const { lastPrompt: prompt } = conversation;
  if (!session || !prompt?.eventId || conversation.isBusy) return [];
  // With a message after it the answer may be about that one too.
  const isNewest = (): boolean => conversation.lastPrompt?.id === prompt.id;
  try {
    const { eventId } = prompt;
    const preview = await onceFree(() => session.rpc.history.previewRewind({ eventId }), isNewest);
    if (!preview.available || !isNewest()) return [];
    const files = preview.files.map(({ path, changeType, linesAdded, linesRemoved }) => ({
      path,
      subject: shownPath(folder, path),
      change: changeType,
      added: linesAdded,
      removed: linesRemoved,
    })) satisfies readonly ChangedOnDisk[];
    return conversation.filesFound(prompt.id, files);
  } catch (error) {
    logger.debug(`What the turn changed on the disk is not known: ${describe(error)}`);
    return [];
  }
}
