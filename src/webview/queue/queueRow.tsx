import type { QueuedMessage } from '../../protocol/toView';
import { useChat, type Chat } from '../state/context';
import { Icon, IconButton } from '../ui/controls';
import { isComposing } from '../ui/keys';
import { plural, t } from '../base/l10n';
import { visibleString } from '../text/visibleText';
import { drawVisible } from '../text/visible';
import { duplicate, move, remove } from './queueActions';
import type { Drag } from './queueDrag';
import { QueueEditor } from './queueEditor';
import { rowOf } from './queueFocus';

interface QueueRowProps {
  readonly message: QueuedMessage;
  readonly index: number;
  /** The one row that Tab stops at. */
  readonly isActive: boolean;
  readonly activate: (id: string) => void;
  readonly drag: Drag;
}

export function QueueRow({ message, index, isActive, activate, drag }: QueueRowProps) {
  const chat = useChat();
  const { id, isEdited, isSteering } = message;
  const count = chat.store.queue.value.messages.length;
  const isLast = index === count - 1;
  return (
    <li
      data-queued={id}
      data-start={isActive || undefined}
      data-dragged={drag.id === id || undefined}
      data-drop={drag.before === index ? 'before' : isLast && drag.before === count ? 'after' : undefined}
      tabIndex={isActive ? 0 : -1}
      aria-label={labelOf(message)}
      aria-keyshortcuts={isSteering ? undefined : 'Enter Delete Alt+ArrowUp Alt+ArrowDown'}
      onFocusIn={() => activate(id)}
      onKeyDown={(event) => onKeyDown(event, chat, message, index)}
    >
      <Grip message={message} drag={drag} />
      {isEdited ? (
        <QueueEditor message={message} />
      ) : (
        <>
          <Words message={message} />
          {!isSteering && <Actions message={message} isActive={isActive} />}
        </>
      )}
    </li>
  );
}

function labelOf({ text, isSteering }: QueuedMessage): string {
  const words = visibleString(text, 'prose');
  return isSteering ? `${words}, ${t('Steers now')}` : words;
}

function onKeyDown(event: KeyboardEvent, chat: Chat, message: QueuedMessage, index: number): void {
  if (isComposing(event) || event.target instanceof HTMLTextAreaElement) return;
  if (!act(event, chat, message, index)) return;
  event.preventDefault();
  event.stopPropagation();
}

function act(event: KeyboardEvent, chat: Chat, { id, isSteering }: QueuedMessage, index: number): boolean {
  const { key, altKey, currentTarget, target } = event;
  const isPlain = !altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const step = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
  if (step !== 0 && altKey) move(chat, id, index + step);
  else if (!isPlain) return false;
  else if (step !== 0) focusRow(currentTarget, index + step);
  else if (key === 'Home') focusRow(currentTarget, 0);
  else if (key === 'End') focusRow(currentTarget, Infinity);
  else if (isSteering) return false;
  else if (key === 'Enter' && target === currentTarget) chat.send({ type: 'queue/edit', id });
  // Keyboards of a Mac have no other key that deletes.
  else if (key === 'Delete' || (key === 'Backspace' && chat.platform === 'mac')) remove(chat, id);
  else return false;
  return true;
}

function focusRow(row: EventTarget | null, index: number): void {
  const list = row instanceof Element ? rowOf(row)?.parentElement : undefined;
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-queued]') ?? [])];
  rows[Math.min(Math.max(index, 0), rows.length - 1)]?.focus();
}

function Grip({ message, drag }: { message: QueuedMessage; drag: Drag }) {
  if (message.isSteering) return <Icon name="debug-step-over" />;
  const words = t('Drag to reorder, or Alt+Up and Alt+Down');
  return (
    <span
      class="grip"
      title={words}
      role="img"
      aria-label={words}
      onPointerDown={(event) => drag.start(event, message.id)}
    >
      <Icon name="gripper" />
    </span>
  );
}

function Words({ message }: { message: QueuedMessage }) {
  const { text, attachments, isSteering } = message;
  const attached = plural(attachments.length, 'with 1 attachment', 'with {0} attachments');
  return (
    <span class="row">
      <span class="cut" dir="auto" title={visibleString(text, 'prose')}>
        {drawVisible(text, 'prose')}
      </span>
      {attachments.length > 0 && (
        <span class="with dim" title={attached}>
          <Icon name="attach" />
          <span class="sr">{attached}</span>
        </span>
      )}
      {isSteering && <span class="tag">{t('Steers now')}</span>}
    </span>
  );
}

function Actions({ message: { id }, isActive }: { message: QueuedMessage; isActive: boolean }) {
  const chat = useChat();
  const actions = [
    ['debug-step-over', t('Send now'), () => chat.send({ type: 'queue/sendNow', id })],
    ['edit', t('Edit message'), () => chat.send({ type: 'queue/edit', id })],
    ['copy', t('Duplicate message'), () => duplicate(chat, id)],
    ['trash', t('Delete message'), () => remove(chat, id)],
  ] as const;
  return (
    <span class="acts">
      {actions.map(([icon, label, onClick]) => (
        <IconButton key={icon} icon={icon} label={label} onClick={onClick} tabIndex={isActive ? 0 : -1} />
      ))}
    </span>
  );
}
