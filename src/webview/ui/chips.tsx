import { useEffect } from 'preact/hooks';
import type { Attachment, EditorSelection } from '../../protocol/toView';
import { useChat } from '../state/context';
import { Icon, IconButton } from './controls';
import { plural, t } from '../base/l10n';
import { toggleSelectionKey } from './keys';
import { visibleString } from '../text/visibleText';
import { drawVisible } from '../text/visible';
import { attachmentIcon } from '../state/chipWords';

/** What goes with the next message. */
export function Chips() {
  const { store } = useChat();
  const attachments = store.attachments.value;
  const selection = unattached(store.selection.value, attachments);
  if (attachments.length === 0 && !selection) return null;
  return (
    <>
      <div class="chips">
        {selection && <SelectionChip selection={selection} />}
        {attachments.length > 0 && (
          <ul aria-label={t('Attachments')}>
            {attachments.map((one) => (
              <Chip key={one.id} attachment={one} />
            ))}
          </ul>
        )}
      </div>
      <UnseenPictures count={attachments.filter(({ kind }) => kind === 'image').length} />
    </>
  );
}

/** Said before they are sent, with a way out. Whether the model sees pictures stands in the list of models. */
function UnseenPictures({ count }: { count: number }) {
  const { store, send } = useChat();
  const { model, foot } = store.composer.value;
  const isUnknown = count > 0 && foot !== undefined && foot.takesImages === undefined;
  const isListed = store.models.value.groups.length > 0 || store.models.value.isLoading;
  useEffect(() => {
    if (isUnknown && !isListed) send({ type: 'models/load' });
  }, [isUnknown, isListed]);
  if (count === 0 || foot?.takesImages !== false) return null;
  return (
    <p class="unseen" role="status">
      <Icon name="warning" />
      <span>
        {plural(
          count,
          '{1} sees no pictures: 1 will not reach it.',
          '{1} sees no pictures: {0} will not reach it.',
          model,
        )}
      </span>
      <button
        class="btn quiet"
        type="button"
        onClick={() => store.apply([{ type: 'foot/open', what: 'model' }])}
      >
        {t('Choose another model')}
      </button>
    </p>
  );
}

/** Said while a message is being written. */
export function UnsavedFiles() {
  const { store, send, draft } = useChat();
  const files = store.unsaved.value;
  const [first = ''] = files;
  if (files.length === 0 || draft.text.value.trim() === '') return null;
  return (
    <p class="unseen" role="status">
      <Icon name="circle-filled" />
      <span title={files.map((file) => visibleString(file, 'line')).join('\n')}>
        {plural(
          files.length,
          '{1} is not saved: the agent reads what is on the disk.',
          '{0} files are not saved: the agent reads what is on the disk.',
          visibleString(first, 'line'),
        )}
      </span>
      <button class="btn quiet" type="button" onClick={() => send({ type: 'unsaved/save' })}>
        {plural(files.length, 'Save', 'Save all')}
      </button>
    </p>
  );
}

/** What is attached on purpose goes along anyway. */
function unattached(selection: EditorSelection | undefined, attachments: readonly Attachment[]) {
  const isSame = (one: Attachment) =>
    one.kind === 'selection' && one.path === selection?.path && one.label === selection.label;
  return attachments.some(isSame) ? undefined : selection;
}

/** Follows the editor; the eye says whether the agent gets it. */
function SelectionChip({ selection }: { selection: EditorSelection }) {
  const { send, platform } = useChat();
  const { label, path, isHidden } = selection;
  const words = t('Hide selection from the agent');
  return (
    <div
      class={isHidden ? 'chip off' : 'chip'}
      role="group"
      aria-label={t('Selection in the editor: {0}', visibleString(label, 'line'))}
    >
      <Icon name={attachmentIcon('selection')} />
      <span class="cut" title={visibleString(path, 'line')}>
        {drawVisible(label, 'line')}
      </span>
      {isHidden && <span class="dim">{t('hidden')}</span>}
      <button
        class="ib"
        type="button"
        aria-label={words}
        aria-pressed={isHidden}
        title={`${isHidden ? t('Show selection to the agent') : words} (${toggleSelectionKey(platform)})`}
        onClick={() => send({ type: 'selection/toggle' })}
      >
        <Icon name={isHidden ? 'eye-closed' : 'eye'} />
      </button>
    </div>
  );
}

function Chip({ attachment }: { attachment: Attachment }) {
  const { send } = useChat();
  const { id, kind } = attachment;
  const label = visibleString(attachment.label, 'line');
  const act = (type: 'attachment/remove' | 'attachment/unfold') => () => {
    send({ type, id });
    // The button goes with its chip; the focus would fall out of the page.
    document.getElementById('message')?.focus();
  };
  return (
    <li class="chip" title={visibleString(attachment.path, 'line') || undefined}>
      <Picture attachment={attachment} />
      <Name attachment={attachment} />
      {kind === 'text' && (
        <IconButton
          icon="unfold"
          label={t('Put {0} into the message', label)}
          onClick={act('attachment/unfold')}
        />
      )}
      <IconButton icon="close" label={t('Remove {0}', label)} onClick={act('attachment/remove')} />
    </li>
  );
}

export function Picture({ attachment: { kind, preview } }: { attachment: Attachment }) {
  return preview ? <img class="thumb" src={preview} alt="" /> : <Icon name={attachmentIcon(kind)} />;
}

/** What is sent can be looked at before it is sent. */
function Name({ attachment: { kind, label, path } }: { attachment: Attachment }) {
  const { send } = useChat();
  const text = <span class="cut">{drawVisible(kind === 'tool' ? `#${label}` : label, 'line')}</span>;
  if (kind === 'tool')
    return (
      <span class="name cut" title={t('The agent is told to use this tool')}>
        {text}
      </span>
    );
  if (kind === 'directory' || path === '') return text;
  return (
    <button
      class="name"
      type="button"
      aria-label={t('Open {0}', visibleString(label, 'line'))}
      onClick={() => send({ type: 'file/open', path })}
    >
      {text}
    </button>
  );
}
