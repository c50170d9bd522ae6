/** What the agent asks of the person. Plain types, no run-time code. */

import type { AllowScope, DenyOffer } from './approvals';
import type { ChoiceRequest, FormRequest } from './forms';
import type { StepInSandbox } from './turns';

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
  /** Which of the editor's own tools is asked for. */
  readonly tool?: string;
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
  /** What speaks for a second look at a command, the gravest first. */
  readonly concerns?: readonly Concern[];
  /** A warning of the CLI's own. */
  readonly warning?: string;
  /** Where a link, or a path that seems to lie in the folder, really leads. */
  readonly target?: string;
  /** Why it is asked though a mode or a rule would allow it otherwise. */
  readonly reason?: AskReason;
  /** Allowing it takes it out of the sandbox, which has refused it or cannot confine it. */
  readonly leaves?: {
    readonly refused?: StepInSandbox['refused'];
    /** The host that it did not reach, by the CLI's reason or by its output. */
    readonly host?: string;
    /** In the words of the CLI. */
    readonly reason?: string;
  };
  /** Wider ways to allow it, each a rule that would be saved. */
  readonly scopes?: readonly AllowScope[];
  /** What can be forbidden from now on. */
  readonly denials?: readonly DenyOffer[];
}

/** What a command is known to do, by the names of its programs. */
export type Concern = 'escalates' | 'removes' | 'sends' | 'installs' | 'ends' | 'writes' | 'unclear';

export type PermissionKind =
  'shell' | 'write' | 'read' | 'url' | 'page' | 'mcp' | 'tool' | 'editor' | 'path' | 'other';

/**
 * It can hold secrets, it runs or steers things later, it lies outside or elsewhere than it seems, a tool that is
 * not known reads the whole folder, a rule may forbid it, an organization wants a word.
 */
export type AskReason =
  'secret' | 'steers' | 'outside' | 'moved' | 'whole-folder' | 'maybe-denied' | 'managed';

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

/** Code of an answer that the editor shows as a diff; nothing of it is written yet. */
export interface CodeProposal {
  /** Path of the file, with its folder's name in front, and where it leads if it is a link. */
  readonly name: string;
  /** The file is not there yet. */
  readonly isNew: boolean;
}

/** By the request's id, then by the field's name. */
export type TypedOnCards = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
