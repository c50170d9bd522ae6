import type { AgentMode, PermissionLimit } from '../../protocol/foot';
import type { PermissionMode, ToView } from '../../protocol/toView';
import type { Logger, SessionEvent } from '../../sdk/index';
import type { UnsavedEditor } from '../requests/unsavedFiles';
import type { Approvals } from '../permissions/approvals';
import type { SandboxPlan } from '../sandbox/sandboxPlan';
import type { KeptAttachment } from '../transcript/attachments';
import type { ConversationOptions } from '../transcript/turns/transcriptOptions';
import type { OpenSession } from './openSession';
import type { ResolveCommand } from '../messages/messageSender';
import type { ChatStorage } from '../storage/sessionStorage';

export interface OpenSessionOptions {
  readonly sessionId: string;
  /** Absolute path of the folder it works in. */
  readonly folder: string;
  /** All folders that it works in, its own first. */
  readonly folders: readonly string[];
  readonly folderName: string;
  readonly isScratch?: boolean;
  /** The title that it is listed under, if it is an old one. */
  readonly title?: string;
  readonly storage: ChatStorage;
  /** Under which name the draft lies while the session has no message and is not kept; see `SurfaceMemory`. */
  readonly draftKey?: string | undefined;
  readonly logger: Logger;
  readonly permissionMode: () => PermissionMode;
  /** The most that may be allowed in any session. */
  readonly permissionLimit?: () => PermissionLimit;
  readonly approvals: Approvals;
  readonly sandbox: SandboxPlan;
  /** Where the models of this window are at home now. */
  readonly modelHome?: () => string;
  /** The mode of a new session. */
  readonly mode?: () => AgentMode;
  /** What goes along with each message without being attached: the editor's selection. */
  readonly implicit?: () => readonly KeptAttachment[];
  /** What a message comes to that may be a command. */
  readonly command?: (
    session: OpenSession,
    ...call: Parameters<ResolveCommand>
  ) => ReturnType<ResolveCommand>;
  /** Whether the model sees pictures; undefined where nobody says. */
  readonly takesImages?: () => boolean | undefined;
  /** What tells one MCP server of a name from another; undefined where nobody knows. */
  readonly mcpIdentity?: (server: string) => Promise<string | undefined>;
  /** Whether the person looks at fetched pages before the agent does. */
  readonly editor: UnsavedEditor;
  readonly reviewsPages?: () => boolean;
  readonly openLink: (address: string) => Promise<boolean>;
  /** Facts for the page, if this session is the one shown. */
  readonly emit: (facts: readonly ToView[]) => void;
  readonly hookCommands?: ConversationOptions['hookCommands'];
  /** Hears each event before it is drawn: what is drawn may ask for what was recorded. */
  readonly record?: (event: SessionEvent) => void;
  /** Hears each event after it was taken. */
  readonly observe?: (event: SessionEvent) => void;
  /** State, title or waiting requests changed. */
  readonly changed: () => void;
}
