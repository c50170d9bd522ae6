import type { ToolInvocation } from '../../../sdk/index';
import type { EditorFacade } from '../../base/editorApi';
import type { FolderPlace } from '../../rules/folderPlace';

/** What the agent wants of the editor: a tool, and the file that it is about. */
export interface EditorAct {
  readonly tool: string;
  readonly path?: string;
  /** Text of the file goes to the agent. */
  readonly isRead?: boolean;
}

export interface EditorToolOptions {
  readonly editor: EditorFacade;
  /** The session's folders, its own first. */
  readonly folders: readonly string[];
  /** What the person hides in the message is hidden from the tools too. */
  readonly isHidden: () => boolean;
  /** Decides on the act and writes that down; asks the person if need be. Rejects with words for the agent. */
  readonly permit: (act: EditorAct, invocation: ToolInvocation) => Promise<void>;
}

/** How the agent is told of a file of the folders; of others it hears nothing. */
export function nameForAgent({ shown, within }: FolderPlace): string | undefined {
  return within === undefined ? undefined : shown;
}
