import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EditedFile, PromptEdit } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Button, Icon } from '../ui/controls';
import { isComposing } from '../ui/keys';
import { plural, t } from '../base/l10n';
import { editButtonOf } from './editButton';
import { Checkbox } from '../ui/checkbox';

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

interface Ways {
  readonly restoresFiles: boolean;
  readonly keepsCopy: boolean;
}

type AreaRef = { readonly current: HTMLTextAreaElement | null };

/** The prompt as a field, with what sending it drops. */
export function PromptEditor({ edit, prompt, headingId }: PromptEditorProps) {
  const { send, store } = useChat();
  const area = useRef<HTMLTextAreaElement>(null);
  const [ways, setWays] = useState<Ways>({ restoresFiles: false, keepsCopy: false });
  const isReady = edit.text.trim() !== '' && store.setup.value.kind === 'ready';
  const submit = () => {
    if (!isReady) return;
    send({ type: 'edit/send', text: edit.text, ...ways });
    document.querySelector<HTMLElement>('#message')?.focus();
  };
  const cancel = () => {
    const turn = area.current?.closest('.turn');
    send({ type: 'edit/cancel' });
    store.edit.value = undefined;
    requestAnimationFrame(() => editButtonOf(turn)?.focus());
  };
  return (
    <form
      class="prompt edit"
      onKeyDown={(event) => onKey(event, area, submit, cancel)}
      onSubmit={(event) => event.preventDefault()}
    >
      <h2 id={headingId} class="sr">
        {prompt}
      </h2>
      <div class="own">
        <PromptArea edit={edit} area={area} describedBy={`${headingId}-drops`} />
        <Drops edit={edit} id={`${headingId}-drops`} />
        <WayBoxes files={edit.files} ways={ways} onChange={setWays} />
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

function onKey(event: KeyboardEvent, area: AreaRef, submit: () => void, cancel: () => void): void {
  if (isComposing(event)) return;
  if (event.key === 'Escape') cancel();
  else if (event.key === 'Enter' && !event.shiftKey && event.target === area.current) submit();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

interface PromptAreaProps {
  readonly edit: PromptEdit;
  readonly area: { current: HTMLTextAreaElement | null };
  readonly describedBy: string;
}

function PromptArea({ edit, area, describedBy }: PromptAreaProps) {
  const { store, scroll } = useChat();
  const type = useToldText(edit);
  // Opened by the person, so it may take the focus; not when the page comes back with it.
  useLayoutEffect(() => {
    if (store.askedEdit !== edit.turnId) return;
    store.askedEdit = undefined;
    // Below a long answer the transcript keeps its end in sight, and the field would open above it.
    scroll.letGo();
    area.current?.focus({ preventScroll: true });
    area.current?.closest('form')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <textarea
      ref={area}
      dir="auto"
      rows={2}
      aria-label={t('Edit prompt')}
      aria-describedby={describedBy}
      value={edit.text}
      onInput={(event) => type(event.currentTarget.value)}
    />
  );
}

interface WayBoxesProps {
  readonly files: readonly EditedFile[] | undefined;
  readonly ways: Ways;
  readonly onChange: (ways: Ways) => void;
}

function WayBoxes({ files, ways, onChange }: WayBoxesProps) {
  return (
    <>
      {files && files.length > 0 && (
        <Checkbox
          isChecked={ways.restoresFiles}
          onChange={(restoresFiles) => onChange({ ...ways, restoresFiles })}
        >
          {plural(files.length, 'Put 1 file back as it was', 'Put {0} files back as they were')}
        </Checkbox>
      )}
      <Checkbox isChecked={ways.keepsCopy} onChange={(keepsCopy) => onChange({ ...ways, keepsCopy })}>
        {t('Keep what is dropped as a session of its own')}
      </Checkbox>
    </>
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

/** What sending it drops, and what becomes of the files. */
function Drops({ edit, id }: { edit: PromptEdit; id: string }) {
  return (
    <ul class="hints" id={id}>
      <Hint icon="history" words={dropWords(edit.laterTurns)} />
      <FilesHint files={edit.files} />
    </ul>
  );
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
