/**
 * Facts that the host tells the page. Plain types, no run-time code: the page takes nothing
 * else from here. The page owns all wording; facts carry kinds and values, never sentences.
 * Times are milliseconds since the epoch on the host's clock unless a name ends in `Ms`
 * (a duration).
 */

import type {
  Attachment,
  ComposerInfo,
  ContextItem,
  ContextUsage,
  EditorSelection,
  FileProblems,
  Queue,
} from './composer';
import type { FolderSettings } from './folderSettings';
import type { ConsentAsk } from './consent';
import type { ModelMenu, UsageDetails } from './foot';
import type { Notice } from './notices';
import type { CodeProposal, Request, TypedOnCards } from './requests';
import type { Setup } from './setup';
import type { FindPlace, Item, PromptEdit, PromptLine, Todo, Turn } from './turns';

export type * from './composer';
export type * from './folderSettings';
export type * from './consent';
export type * from './notices';
export type * from './requests';
export type * from './setup';
export type * from './turns';

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
  /** What had been typed on the card of a request when the agent asked the same before. */
  | {
      readonly type: 'request/filled';
      readonly id: string;
      readonly fields: TypedOnCards[string];
    }
  | { readonly type: 'queue/changed'; readonly queue: Queue }
  | { readonly type: 'attachments/changed'; readonly attachments: readonly Attachment[] }
  | { readonly type: 'composer/changed'; readonly composer: ComposerInfo }
  /** Text to put into the composer: a message that could not be sent, or a queued one to edit. */
  | { readonly type: 'draft/restored'; readonly text: string }
  /** Text that was put there has found another place; it goes if it still stands first. */
  | { readonly type: 'draft/taken'; readonly text: string }
  | { readonly type: 'banner/changed'; readonly banner: Notice | undefined }
  | { readonly type: 'usage/changed'; readonly usage: ContextUsage | undefined }
  | { readonly type: 'todos/changed'; readonly todos: readonly Todo[] }
  /** A sent prompt is being edited, or no longer. */
  | { readonly type: 'edit/changed'; readonly edit: PromptEdit | undefined }
  /** Brings a turn into sight. */
  | { readonly type: 'turn/reveal'; readonly turnId: string }
  /** Colours of code tokens in the active theme. */
  | { readonly type: 'theme/changed'; readonly tokens: TokenColors }
  /** `data` is an address that the page may show; without it the picture could not be had. */
  | { readonly type: 'picture/loaded'; readonly href: string; readonly data: string | undefined }
  /** Which of the paths that the page asked about are there. */
  | { readonly type: 'paths/checked'; readonly known: readonly string[]; readonly missing: readonly string[] }
  | { readonly type: 'models/changed'; readonly menu: ModelMenu }
  | { readonly type: 'usage/details'; readonly details: UsageDetails }
  /** A command of the editor opens something of the composer's foot. */
  | { readonly type: 'foot/open'; readonly what: 'context' | 'model' }
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
  | { readonly type: 'problems/changed'; readonly problems: FileProblems | undefined }
  /** Files of the folders that the editor has not saved, as they are named there. */
  | { readonly type: 'unsaved/changed'; readonly files: readonly string[] }
  /** Code of an answer is shown as a diff, or no longer. */
  | { readonly type: 'proposal/changed'; readonly proposal: CodeProposal | undefined }
  /** Settings of the folder wait for an answer, or no longer. */
  | { readonly type: 'folderSettings/changed'; readonly settings: FolderSettings | undefined }
  /** What the folder wants to run by itself, or nothing more is to be asked. */
  | { readonly type: 'consent/changed'; readonly consent: ConsentAsk | undefined }
  /** A command of the editor that the page carries out on the request it shows. */
  | { readonly type: 'request/answer'; readonly answer: 'allow' | 'deny' }
  /** Another one opens a field of its card: the reason of a denial, or the command. */
  | { readonly type: 'request/unfold'; readonly what: 'reason' | 'edit' };

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
  readonly problems?: FileProblems;
  readonly unsaved?: readonly string[];
  readonly proposal?: CodeProposal | undefined;
  readonly folderSettings?: FolderSettings | undefined;
  readonly consent?: ConsentAsk | undefined;
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

export interface SessionInfo {
  readonly sessionId: string;
  /** Empty until the first message. */
  readonly title: string;
  /** Name of the folder it works in. */
  readonly folder: string;
  /** No folder is open, so it works in one of our own. */
  readonly isScratch?: boolean;
  /** One from before is being opened; its turns follow. */
  readonly isComing?: boolean;
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
