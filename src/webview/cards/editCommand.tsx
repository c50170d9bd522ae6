import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PermissionRequest } from '../../protocol/toView';
import { useChat } from '../context';
import { Button, Icon, IconButton } from '../controls';
import { isComposing, keyLabels } from '../keys';
import { t } from '../l10n';

/** Opened by the person, so it may take the focus. */
export function CommandField({ request }: { request: PermissionRequest }) {
  const { dock } = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const text = dock.keptText('command') ?? request.text;
  const onKeyDown = (event: KeyboardEvent) => {
    const isSubmit = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isSubmit || isComposing(event)) return;
    event.preventDefault();
    dock.useOwnVersion();
  };
  return (
    <>
      <textarea
        ref={field}
        class="cmd"
        rows={Math.min(8, Math.max(2, text.split('\n').length))}
        aria-label={t('Command to run')}
        aria-describedby="own-version"
        spellcheck={false}
        value={text}
        onInput={(event) => dock.keep('command', event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ul class="hints">
        <li>
          <Icon name="info" />
          <span id="own-version">
            {t('The request is denied and the agent is asked to run your version.')}
          </span>
        </li>
      </ul>
    </>
  );
}

export function CommandFooter({ request }: { request: PermissionRequest }) {
  const { dock, platform } = useChat();
  const undo = () => {
    dock.keep('command', request.text);
    dock.mode.value = 'plain';
  };
  return (
    <footer>
      <button
        class="btn main"
        type="button"
        disabled={!dock.ownVersion.value}
        onClick={() => dock.useOwnVersion()}
      >
        {t('Use my version')} <kbd>{keyLabels(platform).submit}</kbd>
      </button>
      <Button onClick={() => dock.deny()}>
        {t('Deny')} <kbd>{keyLabels(platform).deny}</kbd>
      </Button>
      <IconButton icon="discard" label={t('Undo my edit')} onClick={undo} />
    </footer>
  );
}
