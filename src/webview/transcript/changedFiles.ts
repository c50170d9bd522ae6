import type { ChangedOnDisk, Item, PatchedFile, ToolCall } from '../../protocol/toView';

export interface ChangedFile {
  readonly path: string;
  readonly subject: string;
  readonly change: ChangedOnDisk['change'];
  readonly added: number;
  readonly removed: number;
  /** Undefined where the agent's own tools wrote it, which needs no word. */
  readonly author?: Author;
}

export type Author =
  | { readonly kind: 'agent'; readonly name: string }
  | { readonly kind: 'command'; readonly command: string }
  /** Several commands ran, and none of them names the file. */
  | { readonly kind: 'commands' }
  | { readonly kind: 'unknown' };

/**
 * The files that changed in a turn: those that its tools wrote in their order, then what else the disk tells. Counts
 * are what came of all changes together where the disk tells, else their sum.
 */
export function changedFiles(
  items: readonly Item[],
  onDisk: readonly ChangedOnDisk[] = [],
): readonly ChangedFile[] {
  const files = writtenFiles(items);
  const named = new Set(items.flatMap(filesOf).flatMap(({ path, movedFrom }) => [path, movedFrom]));
  for (const file of onDisk) {
    const known = files.get(file.path);
    const author = known || named.has(file.path) ? known?.author : authorOf(file.path, items);
    files.set(file.path, { ...file, ...(author && { author }) });
  }
  return [...files.values()];
}

function writtenFiles(items: readonly Item[]): Map<string, ChangedFile> {
  const files = new Map<string, ChangedFile>();
  for (const item of items) {
    if (item.kind !== 'tool' || item.state !== 'done') continue;
    for (const { path, subject, change, added, removed } of filesOf(item)) {
      const known = files.get(path);
      const author = agentOf(item, items) ?? known?.author;
      files.set(path, {
        path,
        subject,
        change: changeOf(known?.change, change),
        added: (known?.added ?? 0) + added,
        removed: (known?.removed ?? 0) + removed,
        ...(author ? { author } : {}),
      });
    }
  }
  return files;
}

/** What a step writes, also where it failed half-way. */
function filesOf(item: Item): readonly PatchedFile[] {
  if (item.kind !== 'tool' || (item.tool !== 'edit' && item.tool !== 'create')) return [];
  const { path, subject, files, tool, linesAdded = 0, linesRemoved = 0 } = item;
  if (path === undefined) return files ?? [];
  const change = tool === 'create' ? 'created' : 'modified';
  return [{ path, subject, change, added: linesAdded, removed: linesRemoved }];
}

/** What two changes of a file come to. */
function changeOf(before: ChangedOnDisk['change'] | undefined, now: ChangedOnDisk['change']) {
  if (before === undefined || now === 'deleted') return now;
  return before === 'created' ? 'created' : 'modified';
}

function agentOf({ parentId }: ToolCall, items: readonly Item[]): Author | undefined {
  const agent = items.find((item) => item.id === parentId);
  return agent?.kind === 'tool' ? { kind: 'agent', name: agent.subject || agent.name } : undefined;
}

/** The disk does not say who wrote: a command is named only when no other can have been it. */
function authorOf(path: string, items: readonly Item[]): Author {
  const commands = items.filter((item) => item.kind === 'tool').filter(hasRun);
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const naming = commands.filter(({ input }) => input.includes(name));
  const [only] = naming.length === 1 ? naming : commands;
  if (only === undefined) return { kind: 'unknown' };
  return naming.length === 1 || commands.length === 1
    ? { kind: 'command', command: only.subject }
    : { kind: 'commands' };
}

function hasRun({ tool, state }: ToolCall): boolean {
  return tool === 'shell' && state !== 'denied' && state !== 'waiting';
}
