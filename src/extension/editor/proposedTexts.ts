import { applyPatch, parsePatch, type StructuredPatch } from 'diff';
import { fieldsOf, listOf, textOf } from '../base/fields';
import { asKnownPermissionRequest, type PermissionRequest } from '../../sdk/index';

/** A file as it is, and as it would be. */
export interface ProposedText {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * What a request to write would make of each file; undefined if it cannot be told. `read` gives the text of a file,
 * and nothing for one that is not there yet.
 */
export async function proposedTexts(
  request: PermissionRequest,
  read: (path: string) => Promise<string>,
): Promise<readonly ProposedText[] | undefined> {
  const known = asKnownPermissionRequest(request);
  if (known?.kind !== 'write') return undefined;
  const edits = listOf(request, 'fileEdits').map(fieldsOf).flatMap(editOf);
  if (edits.length > 0) return edits;
  const { fileName: path, newFileContents: after, diff } = known;
  if (after !== undefined) return [{ path, before: await read(path), after }];
  return diff === undefined ? undefined : patched(diff, path, read);
}

function editOf(edit: ReturnType<typeof fieldsOf>): readonly ProposedText[] {
  const [before, after] = [fieldsOf(edit['before']), fieldsOf(edit['after'])];
  const path = textOf(after, 'path') ?? textOf(before, 'path');
  if (path === undefined) return [];
  return [{ path, before: textOf(before, 'content') ?? '', after: textOf(after, 'content') ?? '' }];
}

async function patched(
  diff: string,
  path: string,
  read: (path: string) => Promise<string>,
): Promise<readonly ProposedText[] | undefined> {
  const before = await read(path);
  try {
    const [patch, ...others] = parsePatch(diff.replace(/^\n+/, ''));
    // Of several files only the first has its name in full.
    const isWhole = patch !== undefined && patch.hunks.length > 0 && others.length === 0;
    const after = isWhole ? applied(before, patch) : undefined;
    return after === undefined ? undefined : [{ path, before, after }];
  } catch {
    return undefined; // no diff that can be read
  }
}

/**
 * The CLI counts the empty rest behind the last line break as a line. Nothing is guessed: a hunk that is not where it
 * says is not shown where it might be.
 */
function applied(before: string, patch: StructuredPatch): string | undefined {
  const withRest = applyPatch(`${before}\n`, patch);
  if (withRest !== false) return withRest.replace(/\n$/, '');
  const plain = applyPatch(before, patch);
  return plain === false ? undefined : plain;
}
