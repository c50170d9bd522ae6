import type { Item } from '../../protocol/toView';

export interface ChangedFile {
  readonly path: string;
  readonly subject: string;
  readonly isNew: boolean;
  readonly added: number;
  readonly removed: number;
}

/** The files that the steps of a turn wrote, in the order of their first change. */
export function changedFiles(items: readonly Item[]): readonly ChangedFile[] {
  const files = new Map<string, ChangedFile>();
  for (const item of items) {
    if (item.kind !== 'tool' || item.state !== 'done' || !item.path) continue;
    if (item.tool !== 'edit' && item.tool !== 'create') continue;
    const known = files.get(item.path);
    files.set(item.path, {
      path: item.path,
      subject: item.subject,
      isNew: known?.isNew ?? item.tool === 'create',
      added: (known?.added ?? 0) + (item.linesAdded ?? 0),
      removed: (known?.removed ?? 0) + (item.linesRemoved ?? 0),
    });
  }
  return [...files.values()];
}
