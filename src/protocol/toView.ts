/**
 * Facts that the host tells the page. Plain types, no run-time code: the page takes nothing
 * else from here. The page owns all wording; facts carry kinds and values, never sentences.
 * Times are milliseconds since the epoch on the host's clock unless a name ends in `Ms`
 * (a duration).
 */

import type { AllowScope } from './approvals';
import type { FootInfo, ModelMenu, Spending, UsageDetails } from './foot';
import type { ChoiceRequest, FormRequest } from './forms';

export type ToView =
  /** The whole state; sent on `view/ready` and whenever another session is shown. */
  | { readonly type: 'state/reset'; readonly state: ViewState }
  | { readonly type: 'setup/changed'; readonly setup: Setup }
  | { readonly type: 'session/changed'; readonly session: SessionInfo | undefined }
  | { readonly type: 'turn/added'; readonly turn: Turn }
  /** Fields of a turn other than its items. */
  | {
      readonly type: 'turn/changed';
      readonly turnId: string;
      readonly patch: Partial<Omit<Turn, 'id' | 'items'>>;
    }
  | { readonly type: 'turn/removed'; readonly turnId: string }
  /** Older turns, oldest first, to be put before those already shown. */
  | {
      readonly type: 'turns/older';
      readonly turns: readonly Turn[];
      readonly hasOlder: boolean;
      /** How many turns come before these; absent while some of them are not read yet. */
      readonly before?: number;
      /** The turn that they belong before; another first turn does not take them. */
      readonly beforeTurnId?: string;
    }
  /** Newer turns, oldest first, to be put after those shown. */
  | {
      readonly type: 'turns/newer';
      readonly turns: readonly Turn[];
      readonly after: number;
      readonly afterTurnId: string;
    }
  /** Turns from anywhere, to be shown instead of the others; `turnId` is the one to look at, else the end. */
  | {
      readonly type: 'turns/window';
      readonly turns: readonly Turn[];
      readonly hasOlder: boolean;
      readonly before?: number;
      readonly after: number;
      readonly turnId?: string;
    }
  | { readonly type: 'item/added'; readonly turnId: string; readonly item: Item }
  /** Replaces the item with the same id. */
  | { readonly type: 'item/changed'; readonly turnId: string; readonly item: Item }
  /** Text to append to an answer's or a reasoning's `text`. */
  | { readonly type: 'item/delta'; readonly turnId: string; readonly itemId: string; readonly text: string }
  | { readonly type: 'item/removed'; readonly turnId: string; readonly itemId: string }
  /** What waits for the person, oldest first; the dock shows one at a time. */
  | { readonly type: 'requests/changed'; readonly requests: readonly Request[] }
  | { readonly type: 'queue/changed'; readonly queue: Queue }
  | { readonly type: 'attachments/changed'; readonly attachments: readonly Attachment[] }
  | { readonly type: 'composer/changed'; readonly composer: ComposerInfo }
  /** Text to put into the composer: a message that could not be sent, or a queued one to edit. */
  | { readonly type: 'draft/restored'; readonly text: string }
  | { readonly type: 'banner/changed'; readonly banner: Notice | undefined }
  | { readonly type: 'usage/changed'; readonly usage: ContextUsage | undefined }
  | { readonly type: 'todos/changed'; readonly todos: readonly Todo[] }
  /** A sent prompt is being edited, or no longer. */
  | { readonly type: 'edit/changed'; readonly edit: PromptEdit | undefined }
  /** Brings a turn into sight. */
  | { readonly type: 'turn/reveal'; readonly turnId: string }
  /** Colours of code tokens in the active theme. */
  | { readonly type: 'theme/changed'; readonly tokens: TokenColors }
  /** Which of the paths that the page asked about are there. */
  /** `data` is a `data:` address; without it the picture could not be had. */
  | { readonly type: 'picture/loaded'; readonly href: string; readonly data: string | undefined }
  | { readonly type: 'paths/checked'; readonly known: readonly string[]; readonly missing: readonly string[] }
  | { readonly type: 'models/changed'; readonly menu: ModelMenu }
  | { readonly type: 'usage/details'; readonly details: UsageDetails }
  /** A command of the editor opens something of the composer's foot. */
  | { readonly type: 'foot/open'; readonly what: 'context' }
  | { readonly type: 'focus/composer' }
  /** A search has begun; the page marks what it draws with the same pattern. */
  | { readonly type: 'find/started'; readonly id: number; readonly source: string; readonly flags: string }
  /** `detail` says what is wrong with a regular expression, in the engine's words. */
  | {
      readonly type: 'find/failed';
      readonly id: number;
      readonly reason: 'bad-regex' | 'too-slow';
      readonly detail: string;
    }
  /** Places before those told so far, oldest first. */
  | {
      readonly type: 'find/found';
      readonly id: number;
      readonly places: readonly FindPlace[];
      readonly isDone: boolean;
    }
  /** All places of a turn that has changed since. */
  | {
      readonly type: 'find/changed';
      readonly id: number;
      readonly turnId: string;
      readonly places: readonly FindPlace[];
    }
  /** Prompts before and after that of `turnId`, oldest first. */
  | {
      readonly type: 'prompts/listed';
      readonly turnId: string;
      readonly prompts: readonly PromptLine[];
      readonly hasOlder: boolean;
      readonly hasNewer: boolean;
    }
  /** A command of the editor opens the search. */
  | { readonly type: 'find/open' }
  /** Text to put where the cursor of the composer is. */
  | { readonly type: 'draft/insert'; readonly text: string }
  /** Answers `context/search` with that id; a second answer to the same id replaces the first. */
  | { readonly type: 'context/found'; readonly id: number; readonly items: readonly ContextItem[] }
  /** The editor's selection, which goes along with the next message unless it is hidden. */
  | { readonly type: 'selection/changed'; readonly selection: EditorSelection | undefined }
  /** A command of the editor that the page carries out on the request it shows. */
  | { readonly type: 'request/answer'; readonly answer: 'allow' | 'deny' };

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

export interface ViewState {
  /** The host's clock when this was sent, to correct the page's own. */
  readonly now: number;
  readonly setup: Setup;
  readonly session: SessionInfo | undefined;
  /** The newest turns, oldest first. */
  readonly turns: readonly Turn[];
  readonly hasOlder: boolean;
  /** How many turns come before these; absent while some of them are not read yet. */
  readonly turnsBefore?: number;
  readonly requests: readonly Request[];
  /** What was typed or chosen on their cards, by request and field. */
  readonly typed?: TypedOnCards;
  readonly queue: Queue;
  readonly attachments: readonly Attachment[];
  readonly composer: ComposerInfo;
  readonly selection?: EditorSelection;
  readonly draft: string;
  readonly banner: Notice | undefined;
  readonly usage: ContextUsage | undefined;
  readonly edit: PromptEdit | undefined;
  readonly todos: readonly Todo[];
  readonly tokens: TokenColors;
  /** Title of the session that `session/resumeLast` would open, when the shown one is empty. */
  readonly lastSession:
    { readonly sessionId: string; readonly title: string; readonly modifiedAt: number } | undefined;
}

/** Whether one can chat, and if not, why. */
export type Setup =
  | { readonly kind: 'ready' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'restarting'; readonly attempt: number; readonly delayMs: number }
  /** Stopped by the person. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'restricted' }
  /** A virtual workspace has no folder on a disk; `scheme` says which kind it is. */
  | { readonly kind: 'virtual'; readonly scheme: string }
  | { readonly kind: 'no-folder' }
  /** `configured` is the path of the setting or variable that leads nowhere, if one was given. */
  | { readonly kind: 'cli-not-found'; readonly command: string; readonly configured: string | undefined }
  /** `detail` is the CLI's own words or the system's error, cut to a few lines. */
  | {
      readonly kind: 'cli-failed';
      readonly reason: CliFailure;
      readonly path: string;
      readonly detail: string;
    }
  | {
      readonly kind: 'choose-model';
      readonly cliVersion: string;
      readonly localServers: readonly LocalServer[];
      readonly signingIn: boolean;
    };

export type CliFailure =
  /** Could not be run at all: not executable, wrong format. */
  | 'spawn'
  /** Ended before it answered. */
  | 'exited'
  /** Runs, but speaks another protocol or does not answer. */
  | 'protocol'
  /** Ended too often; the restart limit is reached. */
  | 'crash-loop'
  /** The given CLI URL could not be reached. */
  | 'unreachable';

/** A model server on this machine's usual loopback ports. */
export interface LocalServer {
  readonly name: 'Ollama' | 'LM Studio';
  readonly port: number;
  readonly isRunning: boolean;
  readonly models: readonly string[];
}

export interface SessionInfo {
  readonly sessionId: string;
  /** Empty until the first message. */
  readonly title: string;
  /** Name of the folder it works in. */
  readonly folder: string;
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
  readonly model?: string;
  /** What it has used so far; not kept by the CLI, so old turns have none. */
  readonly spent?: Spending;
  /** The CLI's id of the message, once it has it: what rewinding, copies and links name. */
  readonly eventId?: string;
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
}

export interface Reasoning {
  readonly kind: 'reasoning';
  readonly id: string;
  readonly text: string;
  readonly isStreaming: boolean;
  readonly durationMs?: number;
}

export type ToolState = 'running' | 'waiting' | 'done' | 'failed' | 'denied' | 'interrupted';

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
  readonly durationMs?: number;
  /** Text output so far; replaced as a whole when it grows. Cut in the middle beyond 64 KB. */
  readonly output?: string;
  /** Unified diff of a change, or of what was viewed. */
  readonly diff?: string;
  readonly exitCode?: number;
  readonly error?: string;
  /** Absolute path, when the subject is a file that can be opened. */
  readonly path?: string;
  readonly linesAdded?: number;
  readonly linesRemoved?: number;
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
  | 'editor'
  | 'mcp'
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
  readonly attempt: number;
}

export interface NoticeItem {
  readonly kind: 'notice';
  readonly id: string;
  readonly notice: Notice;
}

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
  | 'not-signed-in'
  /** values: name. The message stays in the composer. */
  | 'attachment-missing'
  /** values: message. The message stays in the composer. */
  | 'send-failed'
  /** values: setting. */
  | 'restart-needed'
  /** A session could not be opened. values: message. */
  | 'open-failed'
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
  /** A message began with the name of a command that does not exist. values: name. */
  | 'unknown-command'
  /** A command that must wait for the agent. values: name. */
  | 'command-busy'
  /** values: name, message. */
  | 'command-failed'
  /** What a command of the CLI prints. values: name, message. */
  | 'command-says'
  /** The commands and signs of the composer. */
  | 'help'
  /** values: name, megabytes (of it), limit. */
  | 'image-too-large'
  /** values: name. */
  | 'image-unreadable'
  /** values: name. */
  | 'file-not-dropped'
  /** What was picked holds nothing any more. values: kind. */
  | 'context-empty'
  /** Something the CLI says: values: message. */
  | 'cli-says';

export type NoticeAction =
  | 'retry'
  | 'show-log'
  | 'change-key'
  | 'choose-model'
  | 'restart'
  | 'remove-attachment'
  | 'new-session'
  | 'send-as-text'
  | 'dismiss';

export type Request = PermissionRequest | QuestionRequest | PlanRequest | FormRequest | ChoiceRequest;

export interface PermissionRequest {
  readonly kind: 'permission';
  readonly id: string;
  readonly permission: PermissionKind;
  readonly toolCallId?: string;
  /** What the agent says it is for. */
  readonly intention?: string;
  /** The exact command, path, address, or arguments. */
  readonly text: string;
  /** Path relative to the folder, or the bare name of a tool. */
  readonly subject: string;
  /** Name of the folder it happens in. */
  readonly folder: string;
  /** Unified diff of a write. */
  readonly diff?: string;
  readonly linesAdded?: number;
  readonly linesRemoved?: number;
  /** The write makes a file that is not there yet. */
  readonly isNew?: boolean;
  /** The path lies outside the session's folder. */
  readonly isOutside?: boolean;
  /** Name of the subagent or MCP server that asks, if one does. */
  readonly askedBy?: string;
  /** A warning of the CLI's own. */
  readonly warning?: string;
  /** Wider ways to allow it, each a rule that would be saved. */
  readonly scopes?: readonly AllowScope[];
}

export type PermissionKind = 'shell' | 'write' | 'read' | 'url' | 'mcp' | 'tool' | 'path' | 'other';

/** A plan that is ready to be carried out, as a document to read and comment. */
export interface PlanRequest {
  readonly kind: 'plan';
  readonly id: string;
  readonly toolCallId?: string;
  /** Markdown. */
  readonly text: string;
  /** What approving may lead to, the recommended one first. */
  readonly actions: readonly PlanAction[];
  /** Of the person, kept while the plan waits. */
  readonly comments: readonly PlanComment[];
}

/** Carry it out with the permissions as set, carry it out without stopping, or only leave plan mode. */
export type PlanAction = 'interactive' | 'autopilot' | 'exit_only';

export interface PlanComment {
  /** The piece of the plan that it is about, in its order. */
  readonly part: number;
  /** How that piece begins, for the agent. */
  readonly quote: string;
  readonly text: string;
}

export interface QuestionRequest {
  readonly kind: 'question';
  readonly id: string;
  readonly toolCallId?: string;
  readonly question: string;
  readonly choices: readonly string[];
  readonly allowsFreeform: boolean;
}

export interface Queue {
  /** Those handed to the agent already stand first. */
  readonly messages: readonly QueuedMessage[];
  /** Held back until the person goes on. */
  readonly isPaused: boolean;
  readonly pausedBy?: PauseCause;
  /** The message deleted last, while it can be put back. */
  readonly deleted?: { readonly id: string; readonly text: string };
}

export type PauseCause = 'person' | 'stop' | 'failure' | 'reload';

export interface QueuedMessage {
  readonly id: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Handed to the agent, which takes it in with its next step; it can no longer be changed. */
  readonly isSteering?: boolean;
  /** The person rewrites it; it and those after it wait. */
  readonly isEdited?: boolean;
}

/** By the request's id, then by the field's name. */
export type TypedOnCards = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Attachment {
  readonly id: string;
  readonly kind: AttachmentKind;
  /** Shown on the chip: `order.ts`, `order.ts:12–31`. */
  readonly label: string;
  /** Absolute path; of a text or a pasted image, where it is kept. Empty when there is none. */
  readonly path: string;
  /** Small picture of an image, as a data address. */
  readonly preview?: string;
}

export type AttachmentKind =
  | 'file'
  | 'directory'
  | 'selection'
  | 'image'
  | 'symbol'
  | 'problems'
  | 'terminal'
  | 'changes'
  /** A long text that was pasted. */
  | 'text'
  /** The agent is told to use this tool. */
  | 'tool';

/** What is selected in the editor now. */
export interface EditorSelection {
  readonly label: string;
  readonly path: string;
  /** The agent does not get it. */
  readonly isHidden: boolean;
}

export type ContextTrigger = '@' | '#' | '/';

/** One row of the list that opens after `@`, `#` or `/`. */
export interface ContextItem {
  readonly group: 'editors' | 'files' | 'symbols' | 'more' | 'tools' | 'own' | 'prompts' | 'skills' | 'cli';
  readonly kind: AttachmentKind | 'editors' | 'command';
  /** Empty where the page has a word for the kind. */
  readonly label: string;
  readonly detail: string;
  /** Places of the letters in `label` that match. */
  readonly marks: readonly number[];
  /** Names it in `context/pick`. */
  readonly value: string;
  /** How many there are, of problems, changes and open editors. */
  readonly count?: number;
}

export interface ComposerInfo {
  /** Label of the model in use; empty before one is chosen. */
  readonly model: string;
  readonly modelSource: 'github' | 'own' | 'demo' | 'none';
  readonly permissionMode: PermissionMode;
  /** What else is chosen in the session; undefined before there is one. */
  readonly foot?: FootInfo;
  /** The key that sends; `enter` when absent. The others of the three make a new line. */
  readonly sendKey?: SendKey;
  /** What sending does while the agent works; `queue` when absent. One chord does the other once. */
  readonly whileBusy?: Delivery;
}

export type SendKey = 'enter' | 'shift+enter' | 'ctrl+enter';
export type Delivery = 'queue' | 'steer';

export type PermissionMode = 'ask' | 'allow-reads' | 'allow-all';

export interface ContextUsage {
  readonly usedTokens: number;
  readonly limitTokens: number;
}

/** CSS colours; an empty string leaves the page's own. */
export interface TokenColors {
  readonly keyword: string;
  readonly string: string;
  readonly number: string;
  readonly comment: string;
  readonly function: string;
  readonly type: string;
}
