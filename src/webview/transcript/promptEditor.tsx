import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EditedFile, PromptEdit } from '../../protocol/toView';
import { useChat } from '../context';
import { Button, Icon } from '../controls';
import { isComposing } from '../keys';
import { plural, t } from '../l10n';
import { editButtonOf } from './editButton';
import { Checkbox } from '../checkbox';

/** Typing is told to the host at most this late. */
const tellAfterMs = 300;
/** More names than this are only counted. */
const namedFiles = 3;

interface PromptEditorProps {
  readonly edit: PromptEdit;
  /** As it was sent. */
  readonly prompt: string;
  readonly headingId: string;
}

/** The prompt as a field, with what sending it drops. */
export function PromptEditor({ edit, prompt, headingId }: PromptEditorProps) {
  const { send, store } = useChat();
  const area = useRef<HTMLTextAreaElement>(null);
  const { text } = edit;
  const type = useToldText(edit);
  const [restoresFiles, setRestoresFiles] = useState(false);
  const [keepsCopy, setKeepsCopy] = useState(false);
  const isReady = text.trim() !== '' && store.setup.value.kind === 'ready';
  // Opened by the person, so it may take the focus; not when the page comes back with it.
  useLayoutEffect(() => {
    if (store.askedEdit !== edit.turnId) return;
    store.askedEdit = undefined;
    area.current?.focus();
  }, []);
  const submit = () => {
    if (!isReady) return;
    send({ type: 'edit/send', text, restoresFiles, keepsCopy });
    document.querySelector<HTMLElement>('#message')?.focus();
  };
  const cancel = () => {
    const turn = area.current?.closest('.turn');
    send({ type: 'edit/cancel' });
    store.edit.value = undefined;
    requestAnimationFrame(() => editButtonOf(turn)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === 'Escape') cancel();
    else if (event.key === 'Enter' && !event.shiftKey && event.target === area.current) submit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form class="prompt edit" onKeyDown={onKeyDown} onSubmit={(event) => event.preventDefault()}>
      <h2 id={headingId} class="sr">
        {prompt}
      </h2>
      <div class="own">
        <textarea
          ref={area}
          dir="auto"
          rows={2}
          aria-label={t('Edit prompt')}
          aria-describedby={`${headingId}-drops`}
          value={text}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <ul class="hints" id={`${headingId}-drops`}>
          <Hint icon="history" words={dropWords(edit.laterTurns)} />
          <FilesHint files={edit.files} />
        </ul>
        {edit.files && edit.files.length > 0 && (
          <Checkbox isChecked={restoresFiles} onChange={setRestoresFiles}>
            {plural(edit.files.length, 'Put 1 file back as it was', 'Put {0} files back as they were')}
          </Checkbox>
        )}
        <Checkbox isChecked={keepsCopy} onChange={setKeepsCopy}>
          {t('Keep what is dropped as a session of its own')}
        </Checkbox>
        <footer>
          <Button rank="main" disabled={!isReady} onClick={submit}>
            {t('Send again')}
          </Button>
          <Button onClick={cancel}>{t('Cancel')}</Button>
        </footer>
      </div>
    </form>
  );
}

/** The text, kept where it outlives this element, and told to the host a moment after each change. */
function useToldText(edit: PromptEdit): (text: string) => void {
  const { send, store } = useChat();
  const told = useRef(edit.text);
  useEffect(() => {
    const tell = () => {
      if (told.current === edit.text) return;
      told.current = edit.text;
      send({ type: 'edit/changed', text: edit.text });
    };
    const timer = setTimeout(tell, tellAfterMs);
    window.addEventListener('pagehide', tell);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', tell);
      document.removeEventListener('visibilitychange', tell);
      if (store.edit.peek() === edit) tell(); // drawn no more, because one has scrolled far away
    };
  }, [edit]);
  return (text) => (store.edit.value = { ...edit, text });
}

function Hint({ icon, words }: { icon: string; words: string }) {
  return (
    <li>
      <Icon name={icon} />
      <span>{words}</span>
    </li>
  );
}

function FilesHint({ files }: { files: readonly EditedFile[] | undefined }) {
  if (!files)
    return <Hint icon="files" words={t('Files stay as they are now. The CLI cannot put them back.')} />;
  if (files.length === 0) return null;
  const names = files.slice(0, namedFiles).map((file) => file.path);
  const rest = files.length - names.length;
  const list = rest > 0 ? [...names, plural(rest, '1 more', '{0} more')] : names;
  return <Hint icon="files" words={t('Changed since: {0}.', list.join(', '))} />;
}

function dropWords(laterTurns: number): string {
  return laterTurns === 0
    ? t('Sending drops this answer.')
    : plural(
        laterTurns,
        'Sending drops this answer and 1 later turn.',
        'Sending drops this answer and {0} later turns.',
      );
}
