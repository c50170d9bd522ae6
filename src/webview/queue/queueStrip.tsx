import { useRef, useState } from 'preact/hooks';
import type { Queue } from '../../protocol/toView';
import { useChat, type Chat } from '../state/context';
import { CopyAsText } from '../ui/copyAsText';
import { ErrorEdge } from '../ui/errorEdge';
import { Button, Icon, IconButton } from '../ui/controls';
import { t } from '../base/l10n';
import { visibleString } from '../text/visibleText';
import { restore } from './queueActions';
import { useDrag } from './queueDrag';
import { useKeptFocus } from './queueFocus';
import { QueueRow } from './queueRow';

/** Messages that wait for the running turn to end. */
export function QueueStrip() {
  const chat = useChat();
  const queue = chat.store.queue.value;
  const { messages, deleted } = queue;
  const strip = useRef<HTMLElement>(null);
  const [wantedId, setActive] = useState<string>();
  const drag = useDrag(chat);
  useKeptFocus(
    strip,
    messages.map((message) => message.id),
  );
  if (messages.length === 0 && !deleted) return null;
  const active = messages.find((message) => message.id === wantedId) ?? messages[0];
  return (
    <section
      ref={strip}
      class="strip queue"
      aria-label={t('Queued messages')}
      data-region
      onKeyDown={(event) => onKey(event, chat)}
    >
      {messages.length > 0 && <Header queue={queue} />}
      {messages.length > 0 && (
        <ol>
          {messages.map((message, index) => (
            <ErrorEdge
              key={message.id}
              name={t('A queued message')}
              of={message}
              instead={<CopyAsText text={message.text} />}
            >
              <QueueRow
                message={message}
                index={index}
                isActive={message === active}
                activate={setActive}
                drag={drag}
              />
            </ErrorEdge>
          ))}
        </ol>
      )}
      {deleted && <Undo text={deleted.text} />}
    </section>
  );
}

/** Takes the last deletion back, unless it is a text that one is typing in. */
function onKey(event: KeyboardEvent, chat: Chat): void {
  const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  const { deleted } = chat.store.queue.value;
  if (!isUndo || !deleted || event.target instanceof HTMLTextAreaElement) return;
  event.preventDefault();
  event.stopPropagation();
  restore(chat);
}

function Header({ queue }: { queue: Queue }) {
  const { send } = useChat();
  const { messages, isPaused } = queue;
  const words = stateWords(queue);
  return (
    <header>
      <Icon name={isPaused ? 'debug-pause' : 'list-ordered'} />
      <h3>{t('Queued {0}', messages.length)}</h3>
      <span class="cut dim" title={words}>
        {words}
      </span>
      <Button rank="quiet" onClick={() => send({ type: isPaused ? 'queue/resume' : 'queue/pause' })}>
        {isPaused ? t('Resume') : t('Pause')}
      </Button>
    </header>
  );
}

function stateWords({ messages, isPaused, pausedBy }: Queue): string {
  if (!isPaused) return messages.some((message) => message.isEdited) ? t('Waits while you edit') : '';
  switch (pausedBy) {
    case 'stop':
      return t('Paused after the stop');
    case 'failure':
      return t('Paused after the failure');
    case 'reload':
      return t('Paused after the reload');
    default:
      return t('Paused');
  }
}

function Undo({ text }: { text: string }) {
  const chat = useChat();
  return (
    <p class="undo">
      <Icon name="trash" />
      <span class="cut" dir="auto" title={visibleString(text, 'prose')}>
        {t('Deleted: {0}', visibleString(text, 'prose'))}
      </span>
      <Button rank="quiet" onClick={() => restore(chat)}>
        {t('Undo')}
      </Button>
      <IconButton icon="close" label={t('Dismiss')} onClick={() => chat.send({ type: 'queue/forget' })} />
    </p>
  );
}
