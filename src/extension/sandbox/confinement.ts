import type { PermissionRequest } from '../../sdk/index';

/** How the sandbox of one session is; only `on` is proof, the others ask. */
export type SandboxState =
  | { readonly kind: 'off' }
  /** Wanted, and not confirmed by the CLI yet. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'on' }
  /** `detail` is the reason in the words of the CLI. */
  | { readonly kind: 'unavailable'; readonly why: SandboxLack; readonly detail?: string }
  /** A command did not run as it was told to: the CLI's word is not trusted until it is switched on anew. */
  | { readonly kind: 'broken' };

/**
 * No backend on the machine, none that lets single hosts through, a CLI that knows no sandbox, a system where none
 * was ever seen, or no clear answer.
 */
export type SandboxLack = 'no-backend' | 'no-hosts' | 'old-cli' | 'system' | 'unconfirmed';

/**
 * Whether this very command will run inside and nowhere else. The CLI has confirmed the sandbox for the session, fails
 * what it cannot confine, and marks each request that would lead out.
 */
export function isConfined(
  subject: { readonly kind: string },
  request: PermissionRequest | undefined,
  state: SandboxState = { kind: 'off' },
): boolean {
  return (
    state.kind === 'on' &&
    subject.kind === 'shell' &&
    request?.kind === 'shell' &&
    typeof request.toolCallId === 'string' &&
    !isSet(request['managedApprovalRequired']) &&
    !leavesSandbox(request)
  );
}

/** Allowing it takes it out of the sandbox: no rule and no mode does that, only a word on this one. */
export function leavesSandbox(request: PermissionRequest): boolean {
  return isSet(request['requestSandboxBypass']) || isSet(request['requestSandboxPermissive']);
}

/** A command that was to be confined and may not be: no mode lets it run. */
export function isUnconfirmed(
  subject: { readonly kind: string },
  state: SandboxState = { kind: 'off' },
): boolean {
  return subject.kind === 'shell' && state.kind !== 'off' && state.kind !== 'on';
}

/** Anything but a plain no counts, whatever a later CLI may send. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}
