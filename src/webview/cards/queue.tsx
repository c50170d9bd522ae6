import type { QueuedMessage } from '../../protocol/toView';
import { useChat } from '../context';
import { Button, Icon, IconButton } from '../controls';
import { t } from '../l10n';

/** Messages that wait for the running turn to end. */
export function QueueStrip() {
  const { store, send } = useChat();
  const { messages, isPaused } = store.queue.value;
  if (messages.length === 0) return null;
  return (
    <section class="strip" aria-label={t('Queued messages')} data-region>
      <header>
        <Icon name="list-ordered" />
        <h3>{t('Queued {0}', messages.length)}</h3>
        <span class="cut dim">{isPaused ? t('Paused after the stop') : null}</span>
        {isPaused && (
          <Button rank="quiet" onClick={() => send({ type: 'queue/resume' })}>
            {t('Resume')}
          </Button>
        )}
      </header>
      <ol>
        {messages.map((message) => (
          <QueueRow key={message.id} message={message} />
        ))}
      </ol>
    </section>
  );
}

function QueueRow({ message }: { message: QueuedMessage }) {
  const { send } = useChat();
  const edit = () => send({ type: 'queue/edit', id: message.id });
  const remove = () => send({ type: 'queue/remove', id: message.id });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete') return;
    event.preventDefault();
    remove();
  };
  return (
    <li onKeyDown={onKeyDown}>
      <Icon name={message.attachments.length > 0 ? 'attach' : 'comment'} />
      <span class="cut" dir="auto" title={message.text}>
        {message.text}
      </span>
      <span class="acts">
        <IconButton icon="edit" label={t('Edit message')} onClick={edit} />
        <IconButton icon="trash" label={t('Delete message')} onClick={remove} />
      </span>
    </li>
  );
}
