import type { ToHost } from '../../protocol/toHost';
import type { Ground } from '../cli/readiness';
import type { CommandId } from '../settings/contributions';

/** What starts, sends, reads, writes and opens nothing, so that it may be wished where no CLI may run. */
const harmlessWishes = new Set<ToHost['type']>([
  'view/focus',
  'view/ready',
  'view/reveal',
  'draft/changed',
  'code/copy',
  'page/error',
  'setup/manageTrust',
  'setup/openFolder',
]);

const harmlessCommands = new Set<CommandId>(['focusChat', 'stop', 'stopCli', 'showLogs', 'openSettings']);

/** Whether the host carries this out here, whatever the page lets one do. */
export function mayWish(wish: ToHost, ground: Ground): boolean {
  const isNotice = wish.type === 'notice/act' && (wish.action === 'show-log' || wish.action === 'dismiss');
  return ground.kind === 'ok' || isNotice || harmlessWishes.has(wish.type);
}

export function mayRun(command: CommandId, ground: Ground): boolean {
  return ground.kind === 'ok' || harmlessCommands.has(command);
}
