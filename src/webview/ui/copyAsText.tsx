import { useChat } from '../state/context';
import { Button } from './controls';
import { t } from '../base/l10n';

/** For what cannot be drawn: its words, or all that is known of it. */
export function CopyAsText({ of, text }: { of?: unknown; text?: string | undefined }) {
  const { send } = useChat();
  const copy = () => send({ type: 'code/copy', text: text ?? JSON.stringify(of, undefined, 2) });
  return (
    <Button rank="quiet" icon="copy" onClick={copy}>
      {t('Copy as text')}
    </Button>
  );
}
