import type { ViewState } from '../../protocol/toView';
import type { Logger } from '../../sdk/index';
import type { FolderConsent } from '../consent/folderConsent';
import type { LiveSessions } from '../session/openSessions';
import type { Settings } from '../settings/settings';
import type { Setup } from '../cli/readiness';
import type { ChatStorage } from '../storage/sessionStorage';

export interface ChatOptions {
  readonly setup: Setup;
  readonly sessions: LiveSessions;
  readonly storage: ChatStorage;
  readonly settings: () => Settings;
  readonly tokens: () => ViewState['tokens'];
  readonly lastSession: () => ViewState['lastSession'];
  /** What the composer's foot shows. */
  readonly composer: () => ViewState['composer'];
  readonly selection?: () => ViewState['selection'];
  readonly problems?: () => ViewState['problems'];
  readonly proposal?: () => ViewState['proposal'];
  readonly folderSettings?: () => ViewState['folderSettings'];
  /** What the folder would run by itself. */
  readonly consent?: FolderConsent;
  readonly folderName: string;
  readonly logger: Logger;
}
