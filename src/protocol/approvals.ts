/** What host and page of the approvals say to each other, and what the chat's card shows of a rule. */

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

/** A wider way to allow a request. */
export interface AllowScope {
  readonly id: string;
  readonly until: 'session' | 'folder';
  readonly rule: RuleWords;
  readonly rehearsal: Rehearsal;
}
