/** What host and page of the approvals say to each other, and what the chat's card shows of a rule. */
import * as z from 'zod';
import type { PermissionMode } from './composer';

/** What a rule allows, for the person. Values only; the page has the words. */
export type RuleWords =
  | { readonly kind: 'command'; readonly text: string; readonly isExact: boolean }
  /** `path` is relative to the folder; empty means every file of it. */
  | { readonly kind: 'write' | 'read'; readonly path: string }
  | { readonly kind: 'url'; readonly host: string }
  | { readonly kind: 'mcp'; readonly server: string; readonly tool: string }
  | { readonly kind: 'tool'; readonly name: string };

/** What a rule would have done to the requests of the past. */
export interface Rehearsal {
  /** How many requests were looked at. */
  readonly of: number;
  /** Those that it would have allowed, newest first. */
  readonly requests: readonly {
    readonly at: number;
    readonly text: string;
    /** The person had denied it. */
    readonly wasDenied: boolean;
  }[];
}

/** How far a rule reaches: until the session ends, in this folder, or in every folder of this person. */
export type RuleReach = 'session' | 'folder' | 'everywhere';

/** Something that can be forbidden from now on. */
export interface DenyOffer {
  readonly id: string;
  readonly until: Exclude<RuleReach, 'session'>;
  readonly rule: RuleWords;
}

/** A wider way to allow a request. */
export interface AllowScope {
  readonly id: string;
  readonly until: RuleReach;
  readonly rule: RuleWords;
  readonly rehearsal: Rehearsal;
}

/** Where the person saved a rule. */
export type RuleOrigin =
  | {
      readonly place: 'card';
      /** Title of the session that asked. */
      readonly session: string;
      /** The subagent or MCP server behind the request. */
      readonly askedBy?: string | undefined;
    }
  /** On the page of approvals, from a past decision. */
  | { readonly place: 'approvals' };

/** A rule in the list of saved ones. */
export interface SavedRule {
  readonly id: string;
  readonly effect: 'allow' | 'deny';
  readonly until: RuleReach;
  /** False for one of an earlier version that allowed more than it said: it is shown, and not followed. */
  readonly isInForce: boolean;
  readonly rule: RuleWords;
  readonly savedAt: number;
  /** Undefined for one of an earlier version. */
  readonly origin?: RuleOrigin | undefined;
  readonly lastUsedAt?: number | undefined;
  readonly uses: number;
}

/** A request of the past and what became of it. */
export interface PastDecision {
  readonly id: string;
  readonly at: number;
  readonly kind:
    'shell' | 'write' | 'read' | 'url' | 'page' | 'mcp' | 'tool' | 'editor' | 'path' | 'hook' | 'other';
  readonly text: string;
  /** Title of the session it was made in. */
  readonly session: string;
  readonly askedBy?: string | undefined;
  readonly decision: 'allowed' | 'denied' | 'edited';
  readonly by: 'you' | 'rule' | 'mode' | 'sandbox' | 'hook' | 'editor' | 'elsewhere' | 'cli';
  /** The permission mode that decided; unknown for a decision of an earlier version. */
  readonly mode?: PermissionMode | undefined;
  /** The reason of a denial, or the command as it was edited. */
  readonly words?: string | undefined;
  /** The rule that decided, or was saved with it; undefined when it is gone. */
  readonly rule?: { readonly id: string; readonly savedAt: number } | undefined;
  readonly hasRule: boolean;
  /** A rule can be made of it that is not there yet. */
  readonly canBecomeRule: boolean;
}

/** A rule that is looked at before it is saved. */
export interface DraftRule {
  readonly rule: RuleWords;
  readonly rehearsal: Rehearsal;
  /** The next narrower rule for the same request. */
  readonly narrower?: RuleWords | undefined;
}

/** Everything the page of approvals shows. */
export interface ApprovalsState {
  readonly folder: string;
  readonly now: number;
  readonly draft?: DraftRule | undefined;
  /** The id of a row to look at; another count asks for it once more. */
  readonly reveal?: { readonly place: string; readonly count: number } | undefined;
  /** Newest first. */
  readonly rules: readonly SavedRule[];
  /** Newest first. */
  readonly decisions: readonly PastDecision[];
}

const id = z.string();

/** Wishes of the page of approvals. */
export const approvalsWish = z.discriminatedUnion('type', [
  z.object({ type: z.literal('approvals/ready') }),
  z.object({ type: z.literal('approvals/revoke'), id }),
  /** Shows what a rule made of a past request would have allowed. */
  z.object({ type: z.literal('approvals/try'), decision: id }),
  z.object({ type: z.literal('approvals/narrow') }),
  z.object({ type: z.literal('approvals/save') }),
  /** Forbids commands from now on, by the program and its verb. */
  z.object({
    type: z.literal('approvals/forbid'),
    command: z.string().min(1),
    until: z.enum(['folder', 'everywhere']),
  }),
  z.object({ type: z.literal('approvals/cancel') }),
  z.object({ type: z.literal('approvals/export') }),
  z.object({ type: z.literal('approvals/forget') }),
  z.object({ type: z.literal('page/error'), message: z.string() }),
]);

export type ApprovalsWish = z.infer<typeof approvalsWish>;
