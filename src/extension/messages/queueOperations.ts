import type { KeptMessage } from '../storage/sessionStorage';

/** What can be done to the list of messages that wait. Those handed to the agent stand first and stay there. */
export type Messages = readonly KeptMessage[];

export function isHandedOver(message: KeptMessage): boolean {
  return message.steeredAt !== undefined;
}

export function find(messages: Messages, id: string): KeptMessage | undefined {
  return messages.find((message) => message.id === id);
}

export function without(messages: Messages, id: string): Messages {
  return messages.filter((message) => message.id !== id);
}

/** Puts a message at a place, but never before one that was handed over. */
export function insert(messages: Messages, message: KeptMessage, at: number): Messages {
  const first = messages.filter(isHandedOver).length;
  return messages.toSpliced(Math.min(Math.max(at, first), messages.length), 0, message);
}

export function move(messages: Messages, id: string, to: number): Messages {
  const message = find(messages, id);
  return message && !isHandedOver(message) ? insert(without(messages, id), message, to) : messages;
}

export function duplicate(messages: Messages, id: string, newId: string): Messages {
  const message = find(messages, id);
  if (!message || isHandedOver(message)) return messages;
  return insert(messages, { ...message, id: newId }, messages.indexOf(message) + 1);
}

/** Takes an attachment out of the messages that are still the person's. */
export function withoutAttachment(messages: Messages, id: string): Messages {
  return messages.map((message) => {
    const attachments = message.attachments.filter((one) => one.id !== id);
    const isSame = isHandedOver(message) || attachments.length === message.attachments.length;
    return isSame ? message : { ...message, attachments };
  });
}

export function replace(messages: Messages, message: KeptMessage): Messages {
  return messages.map((one) => (one.id === message.id ? message : one));
}

export function rewrite(messages: Messages, id: string, text: string): Messages {
  return messages.map((message) =>
    message.id === id && !isHandedOver(message) && message.text !== text
      ? // What a command stood for is no more what it says.
        { ...message, text, prompt: undefined, isText: undefined }
      : message,
  );
}

/** Marks a message as handed over, after those that were before it. */
export function handOver(messages: Messages, message: KeptMessage, at: number): Messages {
  return insert(without(messages, message.id), { ...message, steeredAt: at }, 0);
}

export function named(messages: Messages, id: string, messageId: string): Messages {
  return messages.map((message) => (message.id === id ? { ...message, messageId } : message));
}

/** The agent did not take it in, or any of them: it waits as the others do. */
export function takenBack(messages: Messages, id?: string): Messages {
  const back = messages.map((message) =>
    isHandedOver(message) && message.id === (id ?? message.id) ? plain(message) : message,
  );
  return [...back.filter(isHandedOver), ...back.filter((message) => !isHandedOver(message))];
}

function plain(message: KeptMessage): KeptMessage {
  return { ...message, steeredAt: undefined, messageId: undefined };
}
