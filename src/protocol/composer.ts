/** What is being written: draft, queue, attachments, context. Plain types, no run-time code. */

import type { FootInfo } from './foot';

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

export interface Attachment {
  readonly id: string;
  readonly kind: AttachmentKind;
  /** Shown on the chip: `order.ts`, `order.ts:12–31`. */
  readonly label: string;
  /** Absolute path; of a text or a pasted image, where it is kept. Empty when there is none. */
  readonly path: string;
  /** Small picture of an image, as a data address. */
  readonly preview?: string;
  /** It did not reach the model, or is no longer there. */
  readonly omitted?: OmittedWhy;
}

export type OmittedWhy = 'no-vision' | 'too-large' | 'unavailable';

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

/** Errors and warnings in the file of the active editor; one at least. */
export interface FileProblems {
  readonly path: string;
  readonly name: string;
  readonly count: number;
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
  /** When the provider's key was last changed; in milliseconds since the epoch. */
  readonly keyChangedAt?: number;
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
