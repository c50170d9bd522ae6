import type { FolderSettings } from '../../protocol/folderSettings';
import type { PermissionLimit } from '../../protocol/foot';
import type { ViewState } from '../../protocol/toView';
import type { Logger } from '../../sdk/index';
import type { EditorFacade } from '../base/editorApi';
import type { KeyValueStore } from '../base/keyValueStore';
import type { HostUi } from '../chat/ui';
import type { ClientManager } from '../cli/cliManager';
import type { Ground, SetupOptions } from '../cli/readiness';
import type { CodeUi } from '../code/codeUi';
import type { SlashCommandsOptions } from '../composer/commands/slashCommands';
import type { ContextSources } from '../composer/search/contextSources';
import type { Models } from '../models/modelSource';
import type { Approvals } from '../permissions/approvals';
import type { SettingKey, Settings } from '../settings/settings';
import type { KeptFiles } from '../storage/pastedFiles';

/** What one window gets from the editor; tests give doubles, and everything else is the same. */
export interface WindowParts {
  /** Absolute paths; the first is the CLI's working directory. */
  readonly folders: readonly string[];
  readonly folderName: string;
  /** No folder is open: the one it works in is our own. */
  readonly isScratch?: boolean;
  readonly ground: () => Ground;
  readonly settings: () => Settings;
  readonly permissionLimit: () => PermissionLimit;
  readonly write: <K extends SettingKey>(key: K, value: Settings[K]) => Promise<void>;
  readonly manager: ClientManager;
  readonly models: Models;
  readonly findLocalServers: SetupOptions['findLocalServers'];
  /** What is kept for this folder from window to window. */
  readonly memory: KeyValueStore;
  readonly approvals: Approvals;
  /** A folder for private copies of what the folder runs, outside of what the agent works in. */
  readonly consentPlace: string;
  readonly pastedFiles: KeptFiles;
  readonly editor: EditorFacade;
  /** Where context comes from; which tools the agent has is known to the page. */
  readonly sources: (tools: ContextSources['tools']) => ContextSources;
  readonly ui: HostUi;
  readonly code: CodeUi;
  /** The same lists as from the palette. */
  readonly pick: SlashCommandsOptions['pick'];
  readonly tokens: () => ViewState['tokens'];
  /** The change that is previewed in an editor. */
  readonly proposal: () => ViewState['proposal'];
  readonly folderSettings: () => FolderSettings | undefined;
  readonly answerFolder: (id: string, answer: 'use' | 'keep') => Promise<void>;
  /** How many events are read at once from an old session. */
  readonly pageSize?: number | undefined;
  readonly logger: Logger;
}
