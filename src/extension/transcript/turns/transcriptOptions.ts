import type { ToolCall } from '../../../protocol/toView';

/** What is known of who decided on a step. */
export type StepDecision = Pick<ToolCall, 'deniedBy' | 'allowedBy'>;

export interface ConversationOptions {
  readonly sessionId: string;
  /** Absolute path of the folder it works in. */
  readonly folder: string;
  /** All that it works in, its own first; without them only its own. */
  readonly folders?: readonly string[];
  /** The title that it is listed under, if it is an old one. */
  readonly title?: string;
  readonly now: () => number;
  /** What is known here of how a request for a permission was decided. */
  readonly decisionOn?: (requestId: string) => StepDecision | undefined;
  /** The commands of the folder that run at this event of hooks for these tools. */
  readonly hookCommands?: ((event: string, tools: readonly string[]) => readonly string[]) | undefined;
}

export type ConversationState = 'idle' | 'working' | 'waiting' | 'failed';
