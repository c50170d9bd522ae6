import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { useChat } from '../context';
import { Button } from '../controls';
import { isComposing } from '../keys';
import { t } from '../l10n';

type Input = RefObject<HTMLInputElement | null>;

/** Opened by the person, so it may take the focus. */
export function ReasonField({ input }: { input: Input }) {
  const { dock } = useChat();
  useLayoutEffect(() => input.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || isComposing(event)) return;
    event.preventDefault();
    dock.deny(input.current?.value);
  };
  return (
    <div class="field">
      <label for="deny-reason">{t('Reason for the agent')}</label>
      <input ref={input} id="deny-reason" type="text" dir="auto" autocomplete="off" onKeyDown={onKeyDown} />
    </div>
  );
}

export function ReasonFooter({ input }: { input: Input }) {
  const { dock } = useChat();
  return (
    <footer>
      <Button rank="main" onClick={() => dock.deny(input.current?.value)}>
        {t('Deny with reason')}
      </Button>
      <Button rank="quiet" onClick={() => (dock.mode.value = 'plain')}>
        {t('Back')}
      </Button>
    </footer>
  );
}
