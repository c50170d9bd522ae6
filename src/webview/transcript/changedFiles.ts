import type { ChangedOnDisk, Item, ToolCall } from '../../protocol/toView';

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

/** The files that changed in a turn: those that its tools wrote in their order, then what else the disk tells. */
export function changedFiles(
  items: readonly Item[],
  onDisk: readonly ChangedOnDisk[] = [],
): readonly ChangedFile[] {
  const files = writtenFiles(items);
  for (const file of onDisk) {
    if (!files.has(file.path)) files.set(file.path, { ...file, author: authorOf(file.path, items) });
  }
  return [...files.values()];
}

function writtenFiles(items: readonly Item[]): Map<string, ChangedFile> {
  const files = new Map<string, ChangedFile>();
  for (const item of items) {
    if (item.kind !== 'tool' || item.state !== 'done' || !item.path) continue;
    if (item.tool !== 'edit' && item.tool !== 'create') continue;
    const known = files.get(item.path);
    const author = agentOf(item, items) ?? known?.author;
    files.set(item.path, {
      path: item.path,
      subject: item.subject,
      change: known?.change ?? (item.tool === 'create' ? 'created' : 'modified'),
      added: (known?.added ?? 0) + (item.linesAdded ?? 0),
      removed: (known?.removed ?? 0) + (item.linesRemoved ?? 0),
      ...(author ? { author } : {}),
    });
  }
  return files;
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
