import { useSignalEffect } from '@preact/signals';
import type { PermissionRequest } from '../../protocol/toView';
import { say } from '../ui/say';
import { useChat } from '../state/context';
import { Icon } from '../ui/controls';
import { rich, t } from '../base/l10n';
import { VisibleText } from '../text/visible';
import { permissionHints } from './permissionWords';

/** What one should know before one answers. */
export function PermissionHints({ request }: { request: PermissionRequest }) {
  const { dock, spoken } = useChat();
  const own = dock.mode.value === 'edit' ? dock.keptText('command') : undefined;
  const hints = permissionHints(own === undefined ? request : { ...request, text: own });
  const waits = dock.waits.value;
  useSignalEffect(() => {
    if (dock.justSeen.value === request.id)
      say(spoken, t('You have seen the last line. It can be allowed now.'));
  });
  if (hints.length === 0 && !waits) return null;
  return (
    <ul class="hints">
      {hints.map(({ icon, words, saidBy }) => (
        <li key={words}>
          <Icon name={icon} />
          <span>{saidBy ? rich(saidBy, <VisibleText text={words} kind="prose" />) : words}</span>
        </li>
      ))}
      {waits && (
        <li>
          <Icon name="eye" />
          <span id="allow-waits">{t('Allow waits until you have seen the last line.')}</span>
        </li>
      )}
    </ul>
  );
}
