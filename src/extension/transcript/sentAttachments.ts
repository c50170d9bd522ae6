import type { Attachment } from '../../protocol/toView';
import type { KeptAttachment } from './attachments';
import type { TextRange } from '../base/editorApi';
import { absolutePath } from '../base/folderPaths';
import { fieldsOf, listOf, numberOf, textOf, wordsOf } from '../base/fields';
import type { Fields } from '../base/fields';
import { posix, win32 } from 'node:path';

/** Attachments of a message that did not come from this composer, as chips. */
export function attachmentsOf(data: Fields, messageId: string, folder: string): readonly KeptAttachment[] {
  return listOf(data, 'attachments')
    .map(fieldsOf)
    .map((attachment, index) => attachmentOf(attachment, `${messageId}/${String(index)}`, folder))
    .filter((attachment) => attachment !== undefined);
}

const textKinds = ['problems', 'terminal', 'changes'] as const;

function attachmentOf(given: Fields, id: string, folder: string): KeptAttachment | undefined {
  const path = wordsOf(given, 'path') ?? wordsOf(given, 'filePath');
  const kind = kindOf(given);
  if (kind === undefined || (path === undefined && given['type'] !== 'blob')) {
    return undefined;
  }
  const name = wordsOf(given, 'displayName') ?? nameOf(path ?? '');
  const label = kind === 'tool' ? name.slice(1) : name;
  return {
    id,
    kind,
    label: label.includes(':') ? label : label + linesOf(given),
    path: path === undefined ? '' : absolutePath(folder, path),
    ...(kind === 'selection' ? selectedText(given) : {}),
    ...omittedOf(given),
  };
}

/** The CLI has left the content out, or has lost it. */
function omittedOf(given: Fields): Pick<Attachment, 'omitted'> {
  const reason = wordsOf(given, 'omittedReason');
  if (reason === undefined) return {};
  return { omitted: reason === 'too_large' ? 'too-large' : 'unavailable' };
}

function selectedText(given: Fields): Pick<KeptAttachment, 'text' | 'range'> {
  const { start, end } = fieldsOf(given['selection']);
  const text = textOf(given, 'text');
  const range = { start: placeOf(fieldsOf(start)), end: placeOf(fieldsOf(end)) };
  return text === undefined ? {} : { text, range };
}

function placeOf(position: Fields): TextRange['start'] {
  return { line: numberOf(position, 'line') ?? 0, character: numberOf(position, 'character') ?? 0 };
}

function kindOf(given: Fields): Attachment['kind'] | undefined {
  const isImage = textOf(given, 'mimeType')?.startsWith('image/') === true;
  switch (given['type']) {
    case 'file':
      return isImage ? 'image' : 'file';
    case 'directory':
      return 'directory';
    case 'selection':
      return 'selection';
    case 'blob':
      return isImage ? 'image' : textKind(wordsOf(given, 'displayName') ?? '');
    default:
      return undefined;
  }
}

/** Texts go to the CLI under names that tell what they are; others come from elsewhere, or were pasted. */
function textKind(name: string): Attachment['kind'] {
  const kind = textKinds.find((one) => name === `@${one}`);
  return kind ?? (name.startsWith('#') ? 'tool' : 'text');
}

function linesOf(given: Fields): string {
  const range = fieldsOf(given['lineRange']);
  const selection = fieldsOf(given['selection']);
  const first = numberOf(range, 'start') ?? oneBased(fieldsOf(selection['start']));
  const last = numberOf(range, 'end') ?? oneBased(fieldsOf(selection['end']));
  if (first === undefined || last === undefined) {
    return '';
  }
  return first === last ? `:${String(first)}` : `:${String(first)}–${String(last)}`;
}

function oneBased(position: Fields): number | undefined {
  const line = numberOf(position, 'line');
  return line === undefined ? undefined : line + 1;
}

function nameOf(path: string): string {
  return (path.includes('\\') ? win32 : posix).basename(path);
}
