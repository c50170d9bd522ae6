import type { AllowScope, DenyOffer } from '../../protocol/approvals';
import type { AskReason } from '../../protocol/requests';
import type { PermissionRequest } from '../../sdk/index';
import type { RequestFacts } from './readRequest';

/** An act that waits for the person's word. */
export interface AskedPermission {
  readonly id: string;
  readonly facts: RequestFacts;
  /** As the CLI made it, if it did. */
  readonly request?: PermissionRequest | undefined;
  readonly reason?: AskReason | undefined;
  readonly scopes: readonly AllowScope[];
  readonly denials: readonly DenyOffer[];
  readonly signal: AbortSignal;
}
