import type { PermissionLimit } from '../../protocol/foot';
import type { PermissionMode } from '../../protocol/toView';
import { fieldsOf, type SessionEvent } from '../base/fields';
import { ownValue } from '../../protocol/ownValue';

const order: readonly PermissionMode[] = ['ask', 'allow-reads', 'allow-all'];

/** The mode, or the most that is allowed. */
export function limitedMode(mode: PermissionMode, most: PermissionMode): PermissionMode {
  return order[Math.min(order.indexOf(mode), order.indexOf(most))] ?? 'ask';
}

/** The stricter of what the person or an organisation set and what the CLI was told by one. */
export function strictest(limit: PermissionLimit, managed: PermissionMode | undefined): PermissionLimit {
  if (managed === undefined) return limit;
  const most = limitedMode(limit.most, managed);
  return most === limit.most && most !== managed ? limit : { most, by: 'organization' };
}

/**
 * What an organisation leaves of the permissions, as the CLI resolved its managed settings. Where they could not be
 * read although there are some, it counts as forbidden. Undefined for another event.
 */
export function managedMost(event: SessionEvent): PermissionMode | undefined {
  if (event.type !== 'session.managed_settings_resolved') return undefined;
  const data = fieldsOf(event.data);
  const isOfOthers = ['serverManaged', 'deviceManaged', 'policyHelperManaged'].some(
    (name) => ownValue(data, name) === true,
  );
  // What the CLI has from this window alone is our own limit, which is known without it.
  const isForbidden = isOfOthers && data['bypassPermissionsDisabled'] === true;
  return isForbidden || data['failClosed'] === true ? 'allow-reads' : 'allow-all';
}
