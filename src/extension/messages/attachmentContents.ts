import type { KeptAttachment } from '../transcript/attachments';
import { fieldsOf, listOf, wordsOf, type Fields, type SessionEvent } from '../base/fields';

/** Pasted things have no file once the window that kept them is forgotten; the CLI keeps a copy with the message. */
const withContent: ReadonlySet<KeptAttachment['kind']> = new Set([
  'image',
  'text',
  'problems',
  'terminal',
  'changes',
]);

/** Whether what goes to the agent is neither here nor in a file. */
export function lacksContent({ kind, path, data }: KeptAttachment): boolean {
  return withContent.has(kind) && path === '' && data === undefined;
}

/** The attachments with the contents that the session's history has of them. */
export async function withContents(
  attachments: readonly KeptAttachment[],
  history: () => Promise<readonly SessionEvent[]>,
): Promise<readonly KeptAttachment[]> {
  if (!attachments.some(lacksContent)) return attachments;
  const events = await history();
  return attachments.map((one) => (lacksContent(one) ? { ...one, ...contentOf(one.id, events) } : one));
}

/** `id` names the message and the place among its attachments, as they are read from the history. */
function contentOf(id: string, events: readonly SessionEvent[]): Partial<KeptAttachment> {
  const cut = id.lastIndexOf('/');
  const [messageId, index] = [id.slice(0, cut), Number(id.slice(cut + 1))];
  const message = events.find((event) => isMessage(event, messageId));
  const given = fieldsOf(listOf(fieldsOf(message?.data), 'attachments')[index]);
  const data = wordsOf(given, 'data') ?? assetOf(given, events);
  const mimeType = wordsOf(given, 'mimeType');
  const name = wordsOf(given, 'displayName');
  if (data === undefined) return {};
  return { data, ...(mimeType ? { mimeType } : {}), ...(name ? { name } : {}) };
}

function isMessage({ type, id, data }: SessionEvent, messageId: string): boolean {
  return type === 'user.message' && (wordsOf(fieldsOf(data), 'messageId') ?? id) === messageId;
}

/** Pictures stand beside the messages, each once. */
function assetOf(given: Fields, events: readonly SessionEvent[]): string | undefined {
  const assetId = wordsOf(given, 'assetId');
  const asset = events.find(
    ({ type, data }) =>
      type === 'session.binary_asset' &&
      wordsOf(fieldsOf(data), 'assetId') === assetId &&
      assetId !== undefined,
  );
  return asset && wordsOf(fieldsOf(asset.data), 'data');
}
