/** What went wrong or changed, and the ways out; the page has the words. Plain types, no run-time code. */

export interface Notice {
  readonly code: NoticeCode;
  readonly severity: 'error' | 'warning' | 'info';
  /** Values for the sentence: `{ provider }`, `{ name }`, `{ status }`, `{ message }`, `{ path }`, `{ seconds }`. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** The first is the main way out. */
  readonly actions: readonly NoticeAction[];
}

export type NoticeCode =
  /** The CLI died in mid-turn. values: seconds (until it ran again), detail (exit code or signal). */
  | 'cli-ended'
  /** The CLI died in mid-turn and is not back yet. values: detail. */
  | 'cli-ended-restarting'
  /** As `cli-ended`, but the session could not be resumed. values: message. */
  | 'resume-failed'
  /** The CLI died before it had saved the session; the agent does not remember what is shown. */
  | 'history-lost'
  /** The window or the CLI was closed in mid-turn. */
  | 'interrupted'
  /** 401 or 403. values: provider, status. */
  | 'key-refused'
  /** 429. values: provider. */
  | 'provider-busy'
  /** 5xx. values: provider, status. */
  | 'provider-error'
  /** values: provider. */
  | 'provider-unreachable'
  /** Any other failure of a turn. values: message. */
  | 'turn-failed'
  /** The model stopped in the middle of its answer. values: reason (`finish_reason`). */
  | 'answer-cut'
  /** The turn ended, and the agent neither said nor did anything. */
  | 'answer-empty'
  | 'not-signed-in'
  /** values: name. The message stays in the composer. */
  | 'attachment-missing'
  /** values: message. The message stays in the composer. */
  | 'send-failed'
  | 'send-unknown'
  /** values: setting. */
  | 'restart-needed'
  | 'login-waits'
  /** A session could not be opened. values: message. */
  | 'open-failed'
  /** No session was opened: this CLI would run the hooks of the folder without asking. */
  | 'hooks-not-held'
  /** The conversation could not go back to a prompt. values: message. The edited text is kept. */
  | 'rewind-failed'
  /** Files that were not put back, because they were changed since. values: names. */
  | 'files-kept'
  /** The session shown is a copy of another one. values: title. */
  | 'forked'
  /** The turn that a link leads to is not there. */
  | 'turn-gone'
  /** The CLI makes room in the context. */
  | 'compacting'
  /** values: before, after (tokens), messages (removed), summary, trigger ('manual' or another). */
  | 'compacted'
  /** values: message. */
  | 'compact-failed'
  /** The person lets the agent do much by itself. */
  | 'sandbox-offer'
  /** A command was not confined as the CLI had said. */
  | 'sandbox-broken'
  /** Hosts cannot be let through. values: message. */
  | 'sandbox-no-hosts'
  | ComposerNoticeCode
  /** Something the CLI says: values: message. */
  | 'cli-says';

/** What the composer could not do with what it was given. */
export type ComposerNoticeCode =
  /** A message began with the name of a command that does not exist. values: name. */
  | 'unknown-command'
  /** A command that must wait for the agent. values: name. */
  | 'command-busy'
  | 'command-waits'
  /** values: name, message. */
  | 'command-failed'
  /** What a command of the CLI prints. values: name, message. */
  | 'command-says'
  /** A question beside the conversation. values: question, answer (markdown; absent while it is on its way). */
  | 'aside'
  /** The command for such a question came without one. */
  | 'aside-empty'
  /** The commands and signs of the composer. */
  | 'help'
  /** values: name, megabytes (of it), limit. */
  | 'image-too-large'
  /** values: name. */
  | 'image-unreadable'
  /** values: name. */
  | 'file-not-dropped'
  /** What was picked holds nothing any more. values: kind. */
  | 'context-empty';

export type NoticeAction =
  | 'retry'
  | 'show-log'
  | 'change-key'
  | 'choose-model'
  | 'restart'
  | 'remove-attachment'
  | 'new-session'
  | 'send-as-text'
  | 'use-sandbox'
  | 'dismiss';
