import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { EditorFacade } from '../base/editorApi';
import { fieldsOf, listOf, textOf, textsOf } from '../base/fields';
import { shownPath } from '../base/folderPaths';
import { patchedFiles } from '../base/patchFiles';
import { realPathOf } from '../base/realPath';
import { isOpenFile } from '../rules/folderPlace';
import type { PermissionRequest } from '../../sdk/index';

/** What is asked of the editor. */
export type UnsavedEditor = Pick<EditorFacade, 'unsaved' | 'save' | 'savesByItself'>;

export interface UnsavedFilesOptions {
  readonly editor: UnsavedEditor;
  readonly folder: string;
  readonly folders: readonly string[];
  /** Asks whether these files, named as they are shown, are saved for the agent; undefined when the turn is over. */
  readonly ask: (names: readonly string[]) => Promise<'save' | 'leave' | undefined>;
}

/** A call of one of the CLI's tools, as its hooks tell of it. */
export interface ToolCallOfHook {
  readonly toolName: string;
  readonly toolArgs: unknown;
}

const writing = new Set(['edit', 'create', 'str_replace', 'apply_patch', 'write']);
const reading = new Set(['view', 'read']);

/**
 * Keeps the agent and the person on one text: the agent reads and writes the disk, the person sees the editor. Each
 * answer that is a text is for the agent.
 */
export class UnsavedFiles {
  /** Calls that come side by side ask once for each file. */
  private readonly asked = new Map<string, Promise<string | undefined>>();

  constructor(private readonly options: UnsavedFilesOptions) {}

  /** Said with each prompt while there are any. */
  get inPrompt(): string | undefined {
    const { editor, folders } = this.options;
    const names = editor
      .unsaved()
      .filter((file) => isOpenFile(file, folders))
      .map((file) => this.nameOf(file));
    if (names.length === 0) return undefined;
    return `The user has changes in the editor that are not saved. What you read on the disk is older in: ${names.join(', ')}`;
  }

  /** Before a tool runs: undefined when it may go on. */
  async beforeCall(call: ToolCallOfHook): Promise<string | undefined> {
    if (!writing.has(call.toolName)) return undefined;
    const files = this.unsavedOf(call);
    if (files.length === 0) return undefined;
    const key = files.join('\n');
    const answer = this.asked.get(key) ?? this.offerToSave(files).finally(() => this.asked.delete(key));
    this.asked.set(key, answer);
    return answer;
  }

  /** After a tool has read. */
  afterCall(call: ToolCallOfHook): string | undefined {
    const files = reading.has(call.toolName) ? this.unsavedOf(call) : [];
    if (files.length === 0) return undefined;
    return `${this.namesOf(files)} has changes in the editor that are not saved; this is the older text on the disk.`;
  }

  /** Holds on to the files of a write that is asked for; what comes back tells, once it is allowed, what it would take away. */
  async watch(request: PermissionRequest): Promise<() => Promise<string | undefined>> {
    const files = filesOf(request);
    const before = await Promise.all(files.map(bytesOf));
    return async () => {
      const unsaved = this.unsavedAmong(files);
      const now = await Promise.all(files.map(bytesOf));
      const changed = files.filter((_, at) => before[at] !== now[at]);
      const all = [...new Set([...unsaved, ...changed].map((file) => this.nameOf(file)))];
      if (all.length === 0) return undefined;
      return `The user has changed ${all.join(', ')} since you read it. Nothing was written. Read it again and make your change there.`;
    };
  }

  private async offerToSave(files: readonly string[]): Promise<string | undefined> {
    const { ask, editor } = this.options;
    const answer = editor.savesByItself ? 'save' : await ask(files.map((file) => this.nameOf(file)));
    if (answer === undefined) return 'The turn was stopped.';
    if (answer === 'leave')
      return `The user has changes in ${this.namesOf(files)} that are not saved, and keeps them for now. Nothing was written. Go on without it or ask.`;
    // What the person has saved meanwhile is saved.
    const saved = await Promise.all(this.unsavedAmong(files).map((file) => editor.save(file)));
    return saved.includes(false)
      ? `The user's changes in ${this.namesOf(files)} could not be saved. Nothing was written. Tell the user.`
      : undefined;
  }

  private unsavedOf({ toolArgs }: ToolCallOfHook): readonly string[] {
    const { folder } = this.options;
    if (typeof toolArgs === 'string')
      return this.unsavedAmong(
        patchedFiles(toolArgs, folder).flatMap((file) => [file.path, file.movedFrom ?? '']),
      );
    const given = fieldsOf(toolArgs);
    return this.unsavedAmong([
      textOf(given, 'path') ?? '',
      textOf(given, 'file_path') ?? '',
      ...textsOf(given, 'paths'),
    ]);
  }

  /** Those of them that the editor has not saved, as the editor names them. */
  private unsavedAmong(files: readonly string[]): readonly string[] {
    const unsaved = this.options.editor.unsaved();
    if (unsaved.length === 0) return [];
    const wanted = new Set(files.filter(Boolean).map((file) => this.placeOf(file)));
    return unsaved.filter((file) => wanted.has(this.placeOf(file)));
  }

  /** One name for a file that has several: relative, through a link, in another case where that makes no difference. */
  private placeOf(file: string): string {
    const whole = path.resolve(this.options.folder, file);
    const real = realPathOf(whole) ?? whole;
    return process.platform === 'win32' ? real.toLowerCase() : real;
  }

  private namesOf(files: readonly string[]): string {
    return files.map((file) => this.nameOf(file)).join(', ');
  }

  private nameOf(file: string): string {
    return shownPath(this.options.folder, file);
  }
}

function filesOf(request: PermissionRequest): readonly string[] {
  const edits = listOf(request, 'fileEdits').map(fieldsOf);
  const sides = edits.flatMap((edit) => [fieldsOf(edit['before']), fieldsOf(edit['after'])]);
  const named = [textOf(request, 'fileName'), ...sides.map((side) => textOf(side, 'path'))];
  return [...new Set(named.filter((file) => file !== undefined && file !== ''))] as readonly string[];
}

/** Undefined where there is no file, or none that can be read. */
async function bytesOf(file: string): Promise<string | undefined> {
  try {
    return await fs.readFile(file, 'latin1');
  } catch {
    return undefined;
  }
}
