/** An event of a session as the CLI sends it. */
export interface SessionEvent {
  readonly type: string;
  readonly data?: unknown;
  readonly id?: string;
  readonly timestamp?: string;
  readonly agentId?: string;
  readonly ephemeral?: boolean;
  readonly parentId?: string | null;
}
