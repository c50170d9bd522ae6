import { useChat } from '../state/context';
import { IconButton } from '../ui/controls';
import { t } from '../base/l10n';

/** Has a place of its own, so that it is not hit for another, and is there whatever else fails. */
export function StopButton() {
  const { store, send } = useChat();
  if (!store.isBusy.value) return null;
  return (
    <IconButton
      className="stop"
      icon="stop-circle"
      label={t('Stop')}
      onClick={() => send({ type: 'turn/stop' })}
    />
  );
}
