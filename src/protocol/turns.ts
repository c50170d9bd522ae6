/** What a conversation is made of: turns and their items. Plain types, no run-time code. */

import type { RuleWords } from './approvals';
import type { Attachment, PermissionMode } from './composer';
import type { Spending } from './foot';
import type { Notice } from './notices';

export interface FindQuery {
  readonly text: string;
  readonly isCaseSensitive: boolean;
  readonly isWholeWord: boolean;
  readonly isRegex: boolean;
}

/** A prompt in a list: its first line, cut. */
export interface PromptLine {
  readonly turnId: string;
  readonly text: string;
}

/** Where a search has found something, and how often. */
export interface FindPlace {
  readonly turnId: string;
  /** Id of an item, or `prompt`. */
  readonly itemId: string;
  readonly count: number;
}

export interface Turn {
  readonly id: string;
  readonly prompt: string;
  readonly attachments: readonly Attachment[];
  readonly items: readonly Item[];
  readonly state: TurnState;
  readonly startedAt: number;
  /** Set when the turn is over. */
  readonly endedAt?: number;
  /** How long of that it has waited for the person, or the machine was asleep. */
  readonly waitedMs?: number;
  readonly model?: string;
  /** What it has used so far; not kept by the CLI, so old turns have none. */
  readonly spent?: Spending;
  /** The CLI's id of the message, once it has it: what rewinding, copies and links name. */
  readonly eventId?: string;
  /** What changed on the disk, by tools and by commands; known of the newest turn only. */
  readonly onDisk?: readonly ChangedOnDisk[];
}

/** A file that a patch changes. */
export interface PatchedFile extends ChangedOnDisk {
  /** Absolute, where the patch gives it another name. */
  readonly movedFrom?: string;
}

export interface ChangedOnDisk {
  /** Absolute. */
  readonly path: string;
  /** Relative to the folder, where it lies there. */
  readonly subject: string;
  readonly change: 'created' | 'deleted' | 'modified';
  readonly added: number;
  readonly removed: number;
}

/** A step of the list that the agent keeps for itself. */
export interface Todo {
  readonly id: string;
  readonly title: string;
  readonly state: 'open' | 'active' | 'done' | 'blocked';
}

/** A sent prompt that is being edited; sending it drops its turn and all that came after. */
export interface PromptEdit {
  readonly turnId: string;
  readonly text: string;
  /** Turns after the edited one. */
  readonly laterTurns: number;
  /** Files that changed since, which can be put back; undefined when this CLI cannot tell. */
  readonly files: readonly EditedFile[] | undefined;
}

export interface EditedFile {
  /** Relative to the folder. */
  readonly path: string;
  readonly change: 'created' | 'deleted' | 'modified';
}

export type TurnState = 'sending' | 'running' | 'done' | 'stopped' | 'failed' | 'interrupted';

export type Item = Answer | Reasoning | ToolCall | RetryNote | NoticeItem | Steer;

export interface Answer {
  readonly kind: 'answer';
  readonly id: string;
  /** Markdown. */
  readonly text: string;
  readonly isStreaming: boolean;
  /** Streamed text whose end never came, because the turn was stopped or the CLI ended. */
  readonly isCutOff?: boolean;
  /** The subagent's `task` call whose words these are. */
  readonly parentId?: string;
}

export interface Reasoning {
  readonly kind: 'reasoning';
  readonly id: string;
  readonly text: string;
  readonly isStreaming: boolean;
  readonly durationMs?: number;
  readonly parentId?: string;
}

/** `interrupted` while it ran, `skipped` before it began: it only waited for the person. */
export type ToolState = 'running' | 'waiting' | 'done' | 'failed' | 'denied' | 'interrupted' | 'skipped';

/**
 * Who said no to a step: the person (`edit`: by asking for another command), or a rule, a hook, a policy or a
 * check of the CLI, its plan mode, or the CLI because it could ask nobody.
 */
export type DeniedBy = 'you' | 'edit' | 'rule' | 'mode' | 'hook' | 'policy' | 'check' | 'nobody';

/** Who or what let a step run. */
export interface AllowedBy {
  readonly by: 'you' | 'rule' | 'mode' | 'sandbox' | 'hook' | 'editor' | 'elsewhere' | 'cli';
  /** Its entry on the page of approvals. */
  readonly decision: string;
  /** Undefined where there was none, or it is revoked. */
  readonly rule?: RuleWords | undefined;
  readonly mode?: PermissionMode | undefined;
}

/** How the sandbox dealt with a step. */
export interface StepInSandbox {
  readonly ran: 'inside' | 'outside';
  /** What it was refused; `unclear` where only its output looks like it. */
  readonly refused?: 'network' | 'host' | 'local' | 'read' | 'write' | 'other' | 'unclear';
}

export interface ToolCall {
  readonly kind: 'tool';
  /** The CLI's tool call id. */
  readonly id: string;
  readonly tool: ToolKind;
  /** The CLI's name of the tool, e.g. `bash`. */
  readonly name: string;
  /** What it works on, in one line: a command, a path relative to the folder, a pattern, an address. */
  readonly subject: string;
  /** What the agent says it is for, if it does. */
  readonly intention?: string;
  /** The whole input as shown in the details: the command, or pretty-printed JSON. */
  readonly input: string;
  readonly state: ToolState;
  readonly startedAt: number;
  /** Without the time in which it waited for the person, or the machine was asleep. */
  readonly durationMs?: number;
  /** How long it has waited for the person, or the machine was asleep, when that is over. */
  readonly waitedMs?: number;
  /** Text output so far; replaced as a whole when it grows. Cut in the middle beyond 64 KB. */
  readonly output?: string;
  /** Unified diff of a change, or of what was viewed. */
  readonly diff?: string;
  readonly exitCode?: number;
  readonly error?: string;
  /** Where it is known who denied it. */
  readonly deniedBy?: DeniedBy;
  /** Undefined where no sandbox had to do with it. */
  readonly sandbox?: StepInSandbox;
  /** Undefined where nobody had to be asked, or it is not known. */
  readonly allowedBy?: AllowedBy | undefined;
  /** Of a hook that decided on a tool: `asked` had the person asked. */
  readonly hook?: {
    readonly decision: 'allowed' | 'denied' | 'asked';
    readonly tool: string;
    readonly words?: string;
  };
  /** Absolute path, when the subject is a file that can be opened. */
  readonly path?: string;
  readonly linesAdded?: number;
  readonly linesRemoved?: number;
  /** Of a change of several files, which has no `path`; their parts in `diff` come in this order. */
  readonly files?: readonly PatchedFile[];
  /** First and last line read, 1-based. */
  readonly range?: { readonly start: number; readonly end: number };
  /** How much a search found. */
  readonly found?: { readonly count: number; readonly what: 'matches' | 'files' };
  /** The subagent's `task` call that this call belongs to. */
  readonly parentId?: string;
}

export type ToolKind =
  | 'shell'
  | 'edit'
  | 'create'
  | 'read'
  | 'search'
  | 'fetch'
  | 'agent'
  | 'question'
  | 'plan'
  | 'todos'
  | 'editor'
  | 'mcp'
  /** A hook that ran; its name is that of the event. */
  | 'hook'
  | 'other';

/** A message of the person that the agent took in while it worked on this turn. */
export interface Steer {
  readonly kind: 'steer';
  readonly id: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** The provider failed and the CLI tries again by itself. */
export interface RetryNote {
  readonly kind: 'retry';
  readonly id: string;
  readonly reason: 'busy' | 'error' | 'unauthorized';
  /** The try that runs, or comes next; the one that failed first is 1. How many there may be nobody tells. */
  readonly attempt: number;
  /** The last one failed then, and the CLI waits before the next. It does not say for how long. */
  readonly waitingSince?: number;
  readonly parentId?: string;
}

export interface NoticeItem {
  readonly kind: 'notice';
  readonly id: string;
  readonly notice: Notice;
}
