import {
  anything,
  flag,
  type Infer,
  listOf,
  literal,
  maybe,
  object,
  type Shape,
  text,
  tryTo,
} from '../util/shape';

/** What the agent wants to do; the kinds with typed fields are in `KnownPermissionRequest`. */
export interface PermissionRequest {
  readonly kind: string;
  readonly toolCallId?: string;
  readonly [field: string]: unknown;
}

/** Left out of a program that does not look into requests. */
const kinds = /* @__PURE__ */ (() => {
  const common = { toolCallId: maybe(text), intention: maybe(text) };
  /** Allowing it takes it out of the sandbox, with its reason. */
  const leaving = { requestSandboxBypass: maybe(flag), requestSandboxBypassReason: maybe(text) };
  /** A file before or after an edit. */
  const side = object({ path: text, content: text });
  return {
    shell: object({
      kind: literal('shell'),
      ...common,
      fullCommandText: text,
      commands: maybe(listOf(object({ identifier: text, readOnly: maybe(flag) }))),
      possiblePaths: maybe(listOf(text)),
      canOfferSessionApproval: maybe(flag),
      warning: maybe(text),
      ...leaving,
    }),
    write: object({
      kind: literal('write'),
      ...common,
      fileName: text,
      diff: maybe(text),
      newFileContents: maybe(text),
      fileEdits: maybe(listOf(object({ before: maybe(side), after: maybe(side) }))),
      canOfferSessionApproval: maybe(flag),
      ...leaving,
    }),
    read: object({ kind: literal('read'), ...common, path: text, ...leaving }),
    url: object({ kind: literal('url'), ...common, url: text, ...leaving }),
    mcp: object({
      kind: literal('mcp'),
      ...common,
      serverName: text,
      toolName: text,
      toolTitle: maybe(text),
      args: anything,
      readOnly: maybe(flag),
    }),
    'custom-tool': object({
      kind: literal('custom-tool'),
      ...common,
      toolName: text,
      toolDescription: maybe(text),
      args: anything,
    }),
    hook: object({
      kind: literal('hook'),
      ...common,
      toolName: text,
      toolArgs: anything,
      hookMessage: maybe(text),
    }),
  } as const;
})();

/** A union that a `switch` on `kind` narrows. */
export type KnownPermissionRequest = {
  [K in keyof typeof kinds]: Infer<(typeof kinds)[K]>;
}[keyof typeof kinds];

/** The request with typed fields, or undefined if its kind is unknown or its fields are not as expected. */
export function asKnownPermissionRequest(request: PermissionRequest): KnownPermissionRequest | undefined {
  if (!Object.hasOwn(kinds, request.kind)) return undefined;
  const shape: Shape<KnownPermissionRequest> = kinds[request.kind as keyof typeof kinds];
  return tryTo(shape, request);
}

/** What an approval is remembered for. */
export type PermissionApproval =
  | { readonly kind: 'commands'; readonly commandIdentifiers: readonly string[] }
  | { readonly kind: 'write' }
  | { readonly kind: 'read' }
  | { readonly kind: 'mcp'; readonly serverName: string; readonly toolName: string | null }
  | { readonly kind: 'custom-tool'; readonly toolName: string }
  | { readonly kind: 'memory' };

/** The answer to a permission request. */
export type PermissionDecision =
  | { readonly kind: 'approve-once' }
  | { readonly kind: 'approve-for-session'; readonly approval: PermissionApproval }
  | {
      readonly kind: 'approve-for-location';
      readonly approval: PermissionApproval;
      readonly locationKey: string;
    }
  /** Without feedback the CLI ends the whole turn; with feedback the model goes on. */
  | { readonly kind: 'reject'; readonly feedback?: string }
  | { readonly kind: 'user-not-available' }
  /** Leaves the answer to another client. */
  | { readonly kind: 'no-result' };

/** What a permission request belongs to. */
export interface PermissionContext {
  readonly sessionId: string;
  readonly requestId: string;
  /** The display form: another `kind` than the request's (`path`) means access outside the allowed folders. */
  readonly promptRequest: PermissionRequest | undefined;
  /** Fires when the request is answered elsewhere, the turn is aborted, or the connection is lost. */
  readonly signal: AbortSignal;
}

export type PermissionHandler = (
  request: PermissionRequest,
  context: PermissionContext,
) => PermissionDecision | Promise<PermissionDecision>;

/** Allows everything once, except what only a managed policy may allow. */
export const approveAll: PermissionHandler = (request) =>
  request.managedApprovalRequired ? { kind: 'user-not-available' } : { kind: 'approve-once' };

/** Ready-made handlers, under the guide's name. */
export const PermissionHandler = { approveAll } as const;

/** A decision in the words that this version of the CLI knows; a wrong word makes the tool fail. */
export function decisionForCli(
  decision: PermissionDecision,
  version: string,
): Readonly<Record<string, unknown>> {
  if (!usesOldWords(version)) return decision;
  switch (decision.kind) {
    case 'approve-once':
    case 'approve-for-session':
    case 'approve-for-location':
      return { kind: 'approved' };
    case 'reject':
      return { kind: 'denied-interactively-by-user', feedback: decision.feedback };
    case 'user-not-available':
    case 'no-result':
      return { kind: 'denied-no-approval-rule-and-could-not-request-from-user' };
  }
}

/** The words changed with 1.0.35. */
export function usesOldWords(version: string): boolean {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (!match) return false;
  const [major = 0, minor = 0, patch = 0] = match.slice(1).map(Number);
  return major < 1 || (major === 1 && minor === 0 && patch < 35);
}
