/** What the composer's foot shows and lets the person choose; facts only, the page has the words. */

import type { PermissionMode } from './composer';

export type AgentMode = 'interactive' | 'plan' | 'autopilot';

/** How much screen readers are told by themselves. */
export type Announcements = 'off' | 'summary' | 'everything';

/** The most that the agent may be allowed to do without asking. */
export interface PermissionLimit {
  readonly most: PermissionMode;
  readonly by: 'setting' | 'organization';
}

export interface FootInfo {
  /** Empty while GitHub chooses. */
  readonly modelId: string;
  /** Empty: the model's own default. */
  readonly effort: string;
  readonly efforts: EffortOffer;
  readonly mode: AgentMode;
  /** False for a CLI that knows no modes. */
  readonly hasModes: boolean;
  /** Whether the model sees pictures; undefined where nobody says. */
  readonly takesImages?: boolean;
  /** Undefined before it is known what there is. */
  readonly sandbox?: SandboxInfo;
  readonly cliVersion: string;
  /** Absent where everything may be allowed. */
  readonly permissionLimit?: PermissionLimit;
  readonly announcements: Announcements;
}

/** The sandbox of the session. */
export interface SandboxInfo {
  /** `broken`: a command was not confined as the CLI had said; commands ask again. */
  readonly state: 'off' | 'starting' | 'on' | 'unavailable' | 'broken';
  /** What is missing to have one; also while it is off, once somebody has looked. */
  readonly lack?: 'no-backend' | 'no-hosts' | 'old-cli' | 'system' | 'unconfirmed';
  /** `debian`, `fedora`, `arch`, `linux`, `darwin`, `win32` or another. */
  readonly system: string;
  /** The hosts that commands reach; none: the network is off. */
  readonly hosts: readonly string[];
}

export type EffortOffer =
  | { readonly kind: 'offered'; readonly efforts: readonly string[]; readonly standard?: string }
  /** An own provider does not say what its model takes. */
  | { readonly kind: 'unknown'; readonly efforts: readonly string[] }
  | { readonly kind: 'none'; readonly why: 'demo' | 'model' | 'auto' };

export type ModelSourceKind = 'github' | 'own' | 'demo';

/** Everything that could answer, in one list. */
export interface ModelMenu {
  readonly isLoading: boolean;
  readonly groups: readonly ModelGroup[];
}

export interface ModelGroup {
  readonly source: ModelSourceKind;
  /** Name of an own provider; empty for the others. */
  readonly name: string;
  readonly models: readonly ModelEntry[];
  /** Why the list is empty or holds only what is configured. `detail` is a status or an error. */
  readonly problem?: {
    readonly kind: 'signed-out' | 'no-provider' | 'not-listed';
    readonly detail?: string;
  };
}

export interface ModelEntry {
  readonly id: string;
  readonly name: string;
  /** What goes into a request, or the whole window where only that is known. */
  readonly contextTokens?: number;
  readonly outputTokens?: number;
  readonly hasVision?: boolean;
  /** What one request costs, as a multiple of the base price. */
  readonly multiplier?: number;
  readonly efforts?: readonly string[];
  readonly standardEffort?: string;
  /** The organisation's policy forbids it. */
  readonly isForbidden?: boolean;
}

/** Tokens in the context by where they come from, and what they cost; asked for when the popup opens. */
export interface UsageDetails {
  readonly sources: readonly { readonly kind: ContextSource; readonly tokens: number }[];
  readonly usedTokens: number;
  readonly limitTokens: number;
  /** Kept free for the answer. */
  readonly reservedTokens: number;
  readonly heaviest: readonly HeavyItem[];
  readonly compactions: number;
  readonly session: Spending;
  /** The last turn; undefined when none ran since the session was opened. */
  readonly turn: Spending | undefined;
  /** The CLI cannot tell: it is too old, or nothing was sent yet. */
  readonly missing?: 'not-supported' | 'empty';
}

export type ContextSource = 'system' | 'instructions' | 'tools' | 'mcp' | 'messages';

export interface HeavyItem {
  readonly kind: 'prompt' | 'answer' | 'tool-result' | 'tool' | 'other';
  /** The beginning of its text, or its name. */
  readonly label: string;
  readonly tokens: number;
}

export interface Spending {
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  /** AI credits; undefined where the CLI cannot tell, as with an own key. */
  readonly credits?: number;
  /** Premium requests of the older way to bill. */
  readonly premiumRequests?: number;
}
