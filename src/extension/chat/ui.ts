import type { LocalServer, PermissionMode, Request } from '../../protocol/toView';
import type { PermissionRequest } from '../../sdk/index';
import type { ProviderSetting } from '../settings/settings';

/** What the chat asks of the editor's own surfaces; the controller decides, this shows. */
export interface HostUi {
  showLog(): void;
  /** Shows the chat and gives it the keys. */
  revealChat(): Promise<void>;
  /** In the browser or the mail program; false where it is no such address, which it says, or was not wanted. */
  openLink(address: string): Promise<boolean>;
  copy(text: string): Promise<void>;
  /** Opens a text in an editor of its own; it belongs to no file. */
  openText(text: string, language: string): Promise<void>;
  /** Copies a link that opens the session at the message with this event. */
  copyTurnLink(sessionId: string, eventId: string): Promise<void>;
  insertAtCursor(text: string): Promise<void>;
  /** Absolute paths; empty when cancelled. */
  pickFiles(): Promise<readonly string[]>;
  installCli(command: string): void;
  pickCli(): Promise<string | undefined>;
  manageTrust(): Promise<void>;
  openFolder(): Promise<void>;
  /** Runs the login in a terminal; `onClosed` when that terminal is gone. Throws where there is no CLI to run. */
  signIn(onClosed: () => void): void;
  /** Undefined when cancelled. */
  askProvider(
    present: ProviderSetting,
  ): Promise<{ readonly provider: ProviderSetting; readonly key: string } | undefined>;
  askKey(baseUrl: string): Promise<string | undefined>;
  pickLocalModel(server: LocalServer): Promise<string | undefined>;
  pickPermissionMode(present: PermissionMode, most?: PermissionMode): Promise<PermissionMode | undefined>;
  pickModel(): Promise<void>;
  /** The settings of the sandbox: its folders and hosts. */
  openSandboxSettings(): Promise<void>;
  /** Whether the CLI may end although the agent works in these sessions. */
  confirmRestart(titles: readonly string[]): Promise<boolean>;
  confirmDelete(title: string): Promise<boolean>;
  /** The page of approvals, at the rule that made this decision or at the decision. */
  showApprovals(decision: string): void;
  /** Closed again when the request is over. */
  openProposedDiff(request: PermissionRequest, over: Promise<void>): Promise<void>;
  /** Something waits and the chat cannot be seen; `answer` says false when it no longer waits. */
  announceRequest(
    request: Request,
    title: string,
    open: () => Promise<void>,
    answer: (word: 'allow' | 'deny') => boolean,
  ): void;
  /** A turn is over and the chat cannot be seen. */
  announceEnd(title: string, how: 'done' | 'failed', open: () => Promise<void>): void;
}
