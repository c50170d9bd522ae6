import type { PermissionRequest, ToolCall } from '../../protocol/toView';
import { t } from '../base/l10n';

type Refused = NonNullable<NonNullable<ToolCall['sandbox']>['refused']>;

/** Where a step ran, in its line; only of commands, which could have run elsewhere. */
export function placeWords({ tool, sandbox }: ToolCall): string | undefined {
  if (tool !== 'shell' || !sandbox) return undefined;
  return sandbox.ran === 'inside' ? t('In sandbox') : t('Outside the sandbox');
}

/** Whether the sandbox kept a step from what it wanted, and it stayed so. */
export function isRefused({ sandbox }: ToolCall): boolean {
  return sandbox?.ran === 'inside' && sandbox.refused !== undefined;
}

/** What was refused, as a fact. */
export function refusedWords(refused: Refused, isCommand: boolean): string {
  switch (refused) {
    case 'network':
      return t('The network is off in the sandbox.');
    case 'host':
      return t('The sandbox lets only chosen hosts through.');
    case 'local':
      return t('The sandbox lets nothing through to this machine and its neighbors.');
    case 'read':
      return isCommand
        ? t('The sandbox hides what the command wanted to read.')
        : t('The sandbox hides this file.');
    case 'write':
      return t('The sandbox lets nothing be written there.');
    case 'other':
      return t('The sandbox refused something.');
    case 'unclear':
      return t('It looks as if the sandbox refused something.');
  }
}

/** Why a request leads out, and what that means. */
export function leavingWords({ permission, leaves }: PermissionRequest): string {
  const isCommand = permission === 'shell';
  const why = leaves?.refused
    ? refusedWords(leaves.refused, isCommand)
    : isCommand
      ? t('The sandbox cannot confine this command.')
      : t('The sandbox refuses this.');
  if (!isCommand) return `${why} ${t('Once allowed, it is done outside the sandbox.')}`;
  const reach = t('Outside, this command can reach any host and any file of yours.');
  // It was tried inside first.
  const again = leaves?.refused ? ` ${t('It starts again from the beginning.')}` : '';
  return `${why} ${reach}${again}`;
}
