export interface ConversationOptions {
  readonly sessionId: string;
  /** Absolute path of the folder it works in. */
  readonly folder: string;
  /** The title that it is listed under, if it is an old one. */
  readonly title?: string;
  readonly now: () => number;
}

export type ConversationState = 'idle' | 'working' | 'waiting' | 'failed';
