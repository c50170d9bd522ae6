import { say } from '../ui/say';
import type { Chat } from '../state/context';
import { t } from '../base/l10n';

/** Moves a message; the page does not wait for the host, so that keys pressed fast all count. */
export function move(chat: Chat, id: string, to: number): void {
  const { queue } = chat.store;
  const { messages } = queue.value;
  const from = messages.findIndex((message) => message.id === id);
  const first = messages.filter((message) => message.isSteering).length;
  const target = Math.min(Math.max(to, first), messages.length - 1);
  const message = messages[from];
  if (!message || message.isSteering || target === from) return;
  queue.value = { ...queue.value, messages: messages.toSpliced(from, 1).toSpliced(target, 0, message) };
  chat.send({ type: 'queue/move', id, to: target });
  say(chat.spoken, t('Moved to {0} of {1}', target + 1, messages.length));
}

export function remove(chat: Chat, id: string): void {
  chat.send({ type: 'queue/remove', id });
  say(chat.spoken, t('Message deleted. Undo brings it back.'));
}

export function restore(chat: Chat): void {
  chat.send({ type: 'queue/restore' });
  say(chat.spoken, t('Message is back in the queue.'));
}

export function duplicate(chat: Chat, id: string): void {
  chat.send({ type: 'queue/duplicate', id });
  say(chat.spoken, t('Message duplicated.'));
}
