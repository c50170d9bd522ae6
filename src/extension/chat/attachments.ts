import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Attachment } from '../../protocol/toView';
import type { Attachment as MessageAttachment } from '../../sdk/index';
import type { TextRange } from '../editorFacade';

/** An attachment with what only the host needs. */
export interface KeptAttachment extends Attachment {
  readonly text?: string;
  readonly range?: TextRange;
}

const imageEndings = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp', '.bmp']);

/** Rejects with the system's error when there is nothing at `file`. */
export async function attachPath(file: string): Promise<KeptAttachment> {
  const found = await fs.stat(file);
  const kind = found.isDirectory() ? 'directory' : isImage(file) ? 'image' : 'file';
  return { id: randomUUID(), kind, label: path.basename(file), path: file };
}

export function attachSelection(file: string, text: string, range: TextRange): KeptAttachment {
  const [first, last] = [range.start.line + 1, range.end.line + 1];
  const lines = first === last ? `${first}` : `${first}–${last}`;
  return {
    id: randomUUID(),
    kind: 'selection',
    label: `${path.basename(file)}:${lines}`,
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
    if (attachment.kind === 'selection') continue; // its text was taken when it was attached
    const exists = await fs.access(attachment.path).then(
      () => true,
      () => false,
    );
    if (!exists) return attachment;
  }
  return undefined;
}

export function forPage({ id, kind, label, path: file }: KeptAttachment): Attachment {
  return { id, kind, label, path: file };
}

export function forCli({ kind, label, path: file, text, range }: KeptAttachment): MessageAttachment {
  switch (kind) {
    case 'directory':
      return { type: 'directory', path: file, displayName: label };
    case 'file':
    case 'image':
      return { type: 'file', path: file, displayName: label };
    case 'selection':
      return {
        type: 'selection',
        filePath: file,
        displayName: label,
        text: text ?? '',
        selection: range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      };
  }
}

function isImage(file: string): boolean {
  return imageEndings.has(path.extname(file).toLowerCase());
}

function keyOf({ kind, path: file, label }: Attachment): string {
  return [kind, file, label].join('\n');
}
