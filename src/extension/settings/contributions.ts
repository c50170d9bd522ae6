/** Ids that package.json contributes, each once. A test compares them with the manifest. */
export const commandIds = [
  'focusChat',
  'findInChat',
  'newSession',
  'resumeLastSession',
  'sendSelection',
  'sendFile',
  'attachFile',
  'toggleSelection',
  'stop',
  'selectModel',
  'selectPermissionMode',
  'selectEffort',
  'selectMode',
  'makeDefault',
  'showContext',
  'compact',
  'changeKey',
  'useDemoModel',
  'signIn',
  'restartCli',
  'stopCli',
  'showLogs',
  'openSettings',
  'reviewFolderSettings',
  'allowRequest',
  'denyRequest',
  'denyRequestWithReason',
  'editRequest',
  'showApprovals',
  'refreshSessions',
  'openSession',
  'deleteSession',
  'applyCode',
  'discardCode',
] as const;

export type CommandId = (typeof commandIds)[number];

export const views = { chat: 'flightdeck.chat', sessions: 'flightdeck.sessions' } as const;

/** Context keys that `when` clauses of the manifest read, with their types. */
export interface ContextKeys {
  /** The CLI runs and a model is chosen. */
  readonly canChat: boolean;
  readonly isWorking: boolean;
  /** The shown session has a turn. */
  readonly hasTurns: boolean;
  readonly hasRequest: boolean;
  /** One of the requests can be denied with a reason, or revised. */
  readonly takesReason: boolean;
  /** One of the requests is for a command, which can be edited. */
  readonly hasCommandRequest: boolean;
  readonly hasSessions: boolean;
  /** The keys go to the chat's page. */
  readonly chatFocused: boolean;
  /** The model takes a reasoning effort. */
  readonly hasEfforts: boolean;
  /** The CLI knows modes. */
  readonly hasModes: boolean;
  /** The shown session has something to compact and is idle. */
  readonly canCompact: boolean;
  readonly cliFound: boolean;
  readonly cliRunning: boolean;
}

export const section = 'flightdeck';

export function commandName(id: CommandId): string {
  return `${section}.${id}`;
}
