import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PermissionRequest } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Icon, IconButton } from '../ui/controls';
import { t } from '../base/l10n';
import { suspectsIn } from '../text/visibleText';
import { drawVisible } from '../text/visible';
import { Answer } from './answers';
import { watchSight } from './inSight';

const mostRows = 8;

/** Takes the focus when the person has opened it, not when what was typed comes back. */
export function CommandField({ request }: { request: PermissionRequest }) {
  const { dock } = useChat();
  const field = useRef<HTMLTextAreaElement>(null);
  const text = dock.keptText('command') ?? request.text;
  useLayoutEffect(() => {
    const area = field.current;
    if (!area || !dock.hasOpened) return;
    // The browser goes to the end of a text, which would then count as read to there.
    if (text.split('\n').length > mostRows) area.setSelectionRange(0, 0);
    area.focus();
    area.scrollTop = 0;
  }, []);
  useEndOfField(field, text);
  return (
    <>
      <textarea
        ref={field}
        class="cmd"
        rows={Math.min(mostRows, Math.max(2, text.split('\n').length))}
        aria-label={t('Command to run')}
        aria-describedby="own-version"
        spellcheck={false}
        value={text}
        onInput={(event) => dock.keep('command', event.currentTarget.value)}
      />
      <Preview text={text} />
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

/** A field cannot draw boxes. */
function Preview({ text }: { text: string }) {
  const { hidden, alike } = suspectsIn(text, 'code');
  if (hidden + alike === 0) return null;
  return (
    <pre class="well wrap" tabIndex={0} role="group" aria-label={t('Your version, as it reads')}>
      {drawVisible(text, 'code')}
    </pre>
  );
}

/** What is changed at its start only was not read to its end either. */
function useEndOfField(field: { readonly current: HTMLTextAreaElement | null }, text: string): void {
  const { dock } = useChat();
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return undefined;
    const look = () =>
      dock.noteSeen(area.scrollHeight > 0 && area.scrollTop + area.clientHeight >= area.scrollHeight - 4);
    dock.lead = () => {
      area.scrollTop += Math.max(18, area.clientHeight - 36);
      look();
    };
    return watchSight(area, look);
  }, [text]);
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
        waits={dock.waits.value}
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
