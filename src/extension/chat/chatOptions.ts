import type { ComposerInfo, ViewState } from '../../protocol/toView';
import type { Logger } from '../../sdk/index';
import type { FolderConsent } from '../consent/folderConsent';
import type { OpenSessions } from '../session/openSessions';
import type { Settings } from '../settings/settings';
import type { Setup } from '../cli/readiness';
import type { ChatStorage } from '../storage/sessionStorage';
import type { Chat } from './chat';

/** What all surfaces of a window share. */
export interface ChatOptions {
  readonly setup: Setup;
  readonly sessions: OpenSessions;
  readonly storage: ChatStorage;
  readonly settings: () => Settings;
  readonly tokens: () => ViewState['tokens'];
  readonly lastSession: () => ViewState['lastSession'];
  readonly selection?: () => ViewState['selection'];
  readonly problems?: () => ViewState['problems'];
  readonly unsaved?: () => readonly string[];
  readonly proposal?: () => ViewState['proposal'];
  readonly folderSettings?: () => ViewState['folderSettings'];
  /** What the folder would run by itself. */
  readonly consent?: FolderConsent;
  readonly folderName: string;
  readonly isScratch?: boolean;
  readonly logger: Logger;
}

/** What a surface remembers from window to window. */
export interface SurfaceMemory {
  readonly shownSession: string | undefined;
  setShownSession(id: string | undefined): PromiseLike<void>;
  /** Under which name the draft lies that belongs to no session yet; undefined for the first surface. */
  readonly draftKey: string | undefined;
}

export interface SurfaceOptions extends ChatOptions {
  readonly chat: Chat;
  readonly memory: SurfaceMemory;
  /** What the composer's foot shows. */
  readonly composer: () => ComposerInfo;
}
