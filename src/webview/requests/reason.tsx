import { useLayoutEffect, useRef } from 'preact/hooks';
import { useChat } from '../state/context';
import { Button } from '../ui/controls';
import { isComposing } from '../ui/keys';
import { t } from '../base/l10n';

/** Takes the focus when the person has opened it, not when what was typed comes back. */
export function ReasonField() {
  const { dock } = useChat();
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => (dock.hasOpened ? input.current?.focus() : undefined), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isComposing(event)) return;
    event.preventDefault();
    dock.deny();
  };
  return (
    <div class="field">
      <label for="deny-reason">{t('Reason for the agent')}</label>
      <input
        ref={input}
        id="deny-reason"
        type="text"
        dir="auto"
        autocomplete="off"
        value={dock.keptText('reason') ?? ''}
        onInput={(event) => dock.keep('reason', event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

export function ReasonFooter() {
  const { dock } = useChat();
  return (
    <footer>
      <Button rank="main" onClick={() => dock.deny()}>
        {t('Deny with reason')}
      </Button>
      <Button rank="quiet" onClick={() => (dock.mode.value = 'plain')}>
        {t('Back')}
      </Button>
    </footer>
  );
}
