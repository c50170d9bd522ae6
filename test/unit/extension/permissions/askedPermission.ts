import type { AskedPermission } from '../../../../src/extension/permissions/askedPermission';
import { readRequest } from '../../../../src/extension/permissions/readRequest';

/** A request of the CLI as it is after it was read. */
export function askedPermission(
  id: string,
  request: unknown,
  prompt: unknown,
  folder: string,
): AskedPermission {
  const fields = typeof request === 'object' && request !== null ? request : {};
  const facts = readRequest({ kind: '', ...fields }, prompt, [folder]);
  return { id, facts, scopes: [], denials: [], signal: new AbortController().signal };
}
