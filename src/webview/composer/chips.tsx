import type { Attachment } from '../../protocol/toView';
import { useChat } from '../context';
import { Icon, IconButton } from '../controls';
import { t } from '../l10n';

const icons: Readonly<Record<Attachment['kind'], string>> = {
  file: 'file',
  directory: 'folder',
  selection: 'list-selection',
  image: 'file-media',
};

export function attachmentIcon(kind: Attachment['kind']): string {
  return icons[kind];
}

/** What goes with the next message. */
export function Chips() {
  const { store } = useChat();
  const attachments = store.attachments.value;
  if (attachments.length === 0) return null;
  return (
    <ul class="chips" aria-label={t('Attachments')}>
      {attachments.map((one) => (
        <Chip key={one.id} attachment={one} />
      ))}
    </ul>
  );
}

function Chip({ attachment }: { attachment: Attachment }) {
  const { send } = useChat();
  const remove = () => {
    send({ type: 'attachment/remove', id: attachment.id });
    // The button goes with its chip; the focus would fall out of the page.
    document.getElementById('message')?.focus();
  };
  return (
    <li class="chip" title={attachment.path}>
      <Icon name={attachmentIcon(attachment.kind)} />
      <span class="cut">{attachment.label}</span>
      <IconButton icon="close" label={t('Remove {0}', attachment.label)} onClick={remove} />
    </li>
  );
}
