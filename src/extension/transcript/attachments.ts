import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Attachment } from '../../protocol/toView';
import type { Attachment as MessageAttachment } from '../../sdk/index';
import type { TextRange } from '../base/editorApi';

/** An attachment with what only the host needs. */
export interface KeptAttachment extends Attachment {
  readonly text?: string;
  readonly range?: TextRange;
  /** How the agent hears of it, where that is not the label. */
  readonly name?: string;
  /** Of an image that was pasted: its content goes along, since its path means nothing to the agent. */
  readonly mimeType?: string;
  /** Its content, where only the CLI had kept it. */
  readonly data?: string;
}

const imageEndings = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp', '.bmp']);

/** Rejects with the system's error when there is nothing at `file`. */
export async function attachPath(file: string): Promise<KeptAttachment> {
  const found = await fs.stat(file);
  const kind = found.isDirectory() ? 'directory' : isImage(file) ? 'image' : 'file';
  return { id: randomUUID(), kind, label: path.basename(file), path: file };
}

/** Paths of those that lie on a disk: an unsaved text or an output has none. */
export function onDisk(
  places: readonly { readonly scheme: string; readonly fsPath: string }[],
): readonly string[] {
  return places.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
}

/** Lines in a notebook are those of a cell, which is counted from 1 as the person counts them. */
export function attachSelection(file: string, text: string, range: TextRange, cell?: number): KeptAttachment {
  const [first, last] = [range.start.line + 1, range.end.line + 1];
  const lines = first === last ? `${first}` : `${first}–${last}`;
  return {
    id: randomUUID(),
    kind: 'selection',
    label: `${path.basename(file)}${cell === undefined ? '' : ` [${cell}]`}:${lines}`,
    ...(cell === undefined
      ? {}
      : { name: `${path.basename(file)}, cell ${cell}, lines ${lines} of the cell` }),
    path: file,
    text,
    range,
  };
}

/** The attachments with the same content as one that is there already are left out. */
export function withoutDoubles(
  present: readonly KeptAttachment[],
  added: readonly KeptAttachment[],
): readonly KeptAttachment[] {
  const keys = new Set(present.map(keyOf));
  return added.filter((attachment) => !keys.has(keyOf(attachment)));
}

/** The first attachment whose file is gone. */
export async function findMissing(
  attachments: readonly KeptAttachment[],
): Promise<KeptAttachment | undefined> {
  for (const attachment of attachments) {
    // A selection's text was taken when it was attached; a tool is no file.
    if (attachment.kind === 'selection' || attachment.kind === 'tool' || attachment.data) continue;
    const exists = await fs.access(attachment.path).then(
      () => true,
      () => false,
    );
    if (!exists) return attachment;
  }
  return undefined;
}

export function forPage({ id, kind, label, path: file, preview, omitted }: KeptAttachment): Attachment {
  return {
    id,
    kind,
    label,
    path: file,
    ...(preview === undefined ? {} : { preview }),
    ...(omitted === undefined ? {} : { omitted }),
  };
}

/** Reads what is kept on the disk; rejects when that is gone. A model that sees no pictures gets none. */
export function forCli(
  attachments: readonly KeptAttachment[],
  takesImages: boolean | undefined,
): Promise<MessageAttachment[]> {
  const isForIt = ({ kind }: KeptAttachment) => kind !== 'image' || takesImages !== false;
  return Promise.all(attachments.filter(isForIt).map(oneForCli));
}

async function oneForCli(attachment: KeptAttachment): Promise<MessageAttachment> {
  const { kind, label, path: file, range } = attachment;
  switch (kind) {
    case 'directory':
      return { type: 'directory', path: file, displayName: label };
    case 'file':
      return { type: 'file', path: file, displayName: label };
    case 'image':
      return attachment.mimeType
        ? blob(await contentOf(attachment), attachment.mimeType, label)
        : { type: 'file', path: file, displayName: label };
    case 'symbol': {
      const lineRange = range && { start: range.start.line + 1, end: range.end.line + 1 };
      return { type: 'file', path: file, displayName: label, ...(lineRange ? { lineRange } : {}) };
    }
    case 'selection':
      return selectionForCli(attachment);
    case 'tool':
      return blob(Buffer.from(`Use the tool "${label}" for this message.`), 'text/plain', `#${label}`);
    case 'problems':
    case 'terminal':
    case 'changes':
    case 'text':
      return blob(await contentOf(attachment), 'text/plain', attachment.name ?? label);
  }
}

function contentOf({ path: file, data }: KeptAttachment): Promise<Buffer> {
  return data === undefined ? fs.readFile(file) : Promise.resolve(Buffer.from(data, 'base64'));
}

function selectionForCli({ path: file, label, name, text, range }: KeptAttachment): MessageAttachment {
  const start = { line: 0, character: 0 };
  const selection = range ?? { start, end: start };
  return { type: 'selection', filePath: file, displayName: name ?? label, text: text ?? '', selection };
}

function blob(data: Buffer, mimeType: string, displayName: string): MessageAttachment {
  return { type: 'blob', data: data.toString('base64'), mimeType, displayName };
}

export function isImage(file: string): boolean {
  return imageEndings.has(path.extname(file).toLowerCase());
}

function keyOf({ kind, path: file, label }: Attachment): string {
  return [kind, file, label].join('\n');
}
