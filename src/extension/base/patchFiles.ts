import type { PatchedFile } from '../../protocol/toView';
import { absolutePath, shownPath } from './folderPaths';
import type { LineCounts } from './unifiedDiff';

const fileLine = /^\*\*\* (Add|Update|Delete) File: (.+)$/;
const moveLine = /^\*\*\* Move to: (.+)$/;
const changes = { Add: 'created', Update: 'modified', Delete: 'deleted' } as const;

/** The files of a patch as the agent writes it, in their order. */
export function patchedFiles(patch: string, folder: string): readonly PatchedFile[] {
  const files: PatchedFile[] = [];
  for (const line of patch.split(/\r?\n/)) {
    const [, act, name] = fileLine.exec(line) ?? [];
    const moved = moveLine.exec(line)?.[1];
    if (name !== undefined) {
      const change = changes[act as keyof typeof changes];
      files.push({ ...placeOf(name, folder), change, added: 0, removed: 0 });
      continue;
    }
    const last = files.pop();
    if (!last) continue;
    files.push(
      moved === undefined
        ? { ...last, ...counted(last, line) }
        : { ...last, ...placeOf(moved, folder), movedFrom: last.path },
    );
  }
  return files;
}

/** The same files with what the parts of the diff say of each; its parts come in the patch's order. */
export function withCounts(
  files: readonly PatchedFile[],
  counts: readonly LineCounts[],
): readonly PatchedFile[] {
  return counts.length === files.length ? files.map((file, at) => ({ ...file, ...counts[at] })) : files;
}

function placeOf(name: string, folder: string): Pick<PatchedFile, 'path' | 'subject'> {
  const path = name.trim();
  return { path: absolutePath(folder, path), subject: shownPath(folder, path) };
}

function counted({ added, removed }: PatchedFile, line: string): LineCounts {
  return {
    added: added + Number(line.startsWith('+')),
    removed: removed + Number(line.startsWith('-')),
  };
}
