import type { PermissionMode } from '../../protocol/toView';

/** The parts of a permission request that a policy looks at. */
export interface AskedPermission {
  readonly kind?: unknown;
  readonly managedApprovalRequired?: unknown;
}

/**
 * Whether a request is allowed without asking. Reads outside the folder arrive with a `path`
 * prompt first, which `allow-reads` does not cover; a managed policy always asks.
 */
export function isAllowedByMode(
  mode: PermissionMode,
  request: AskedPermission,
  promptKind: unknown,
): boolean {
  if (request.managedApprovalRequired === true) return false;
  switch (mode) {
    case 'ask':
      return false;
    case 'allow-reads':
      return request.kind === 'read' && promptKind !== 'path';
    case 'allow-all':
      return true;
  }
}
