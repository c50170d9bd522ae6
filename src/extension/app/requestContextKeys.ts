import type { Request } from '../../protocol/toView';
import type { ContextKeys } from '../settings/contributions';

/** What can be done with the requests that wait, as the palette and the keys have to know it. */
export function requestKeys(
  waiting: readonly Request[],
): Pick<ContextKeys, 'hasRequest' | 'takesReason' | 'hasCommandRequest'> {
  return {
    hasRequest: waiting.length > 0,
    takesReason: waiting.some(({ kind }) => kind === 'permission' || kind === 'plan'),
    hasCommandRequest: waiting.some((one) => one.kind === 'permission' && one.permission === 'shell'),
  };
}
