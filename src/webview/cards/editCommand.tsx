import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PermissionRequest } from '../../protocol/toView';
import { useChat } from '../context';
import { Icon, IconButton } from '../controls';
import { t } from '../l10n';
import { Answer } from './answers';

/** Takes the focus when the person has opened it, not when what was typed comes back. */
export function CommandField({ request }: { request: PermissionRequest }) {
  const { dock } = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => (dock.hasOpened ? field.current?.focus() : undefined), []);
  const text = dock.keptText('command') ?? request.text;
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
  const { dock } = useChat();
  const undo = () => {
    dock.keep('command', request.text);
    dock.mode.value = 'plain';
  };
  return (
    <footer>
      <Answer
        rank="main"
        keyName="submit"
        disabled={!dock.ownVersion.value}
        onClick={() => dock.useOwnVersion()}
      >
        {t('Use my version')}
      </Answer>
      <Answer keyName="deny" onClick={() => dock.deny()}>
        {t('Deny')}
      </Answer>
      <IconButton icon="discard" label={t('Undo my edit')} onClick={undo} />
    </footer>
  );
}
