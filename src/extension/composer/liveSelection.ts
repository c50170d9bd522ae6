import { randomUUID } from 'node:crypto';
import type { EditorSelection } from '../../protocol/toView';
import { attachSelection, type KeptAttachment } from '../transcript/attachments';
import type { KeyValueStore } from '../base/keyValueStore';
import type { EditorFacade } from '../base/editorApi';
import { whenChanged } from '../base/onlyWhenChanged';

const hiddenKey = 'selectionIsHidden';

export interface LiveSelectionOptions {
  readonly editor: Pick<EditorFacade, 'selection'>;
  readonly store: KeyValueStore;
  /** Whether a file is one that the agent may read without a word: of the folder, and none of keys. */
  readonly isOpenFile: (path: string) => boolean;
  readonly changed: (selection: EditorSelection | undefined) => void;
}

/**
 * The selection of the editor, which the agent gets with each message unless the person hides it. One in a file
 * outside the folder, or of keys, is hidden until the person shows it.
 */
export class LiveSelection {
  private readonly tell: (current: EditorSelection | undefined) => void;
  /** Files that the agent may not read without a word, and whose selection the person shows it. */
  private readonly shown = new Set<string>();

  constructor(private readonly options: LiveSelectionOptions) {
    this.tell = whenChanged(options.changed);
  }

  /** The person hides what is selected in files that the agent may read. */
  get isHidden(): boolean {
    return this.options.store.get(hiddenKey) === true;
  }

  get current(): EditorSelection | undefined {
    const selected = this.read();
    return (
      selected && { label: selected.label, path: selected.path, isHidden: this.isHiddenIn(selected.path) }
    );
  }

  /** What goes along now. */
  get attachments(): readonly KeptAttachment[] {
    const selected = this.read();
    return selected && !this.isHiddenIn(selected.path) ? [{ ...selected, id: randomUUID() }] : [];
  }

  async toggle(): Promise<void> {
    const { isOpenFile, store } = this.options;
    const path = this.read()?.path;
    if (path === undefined || isOpenFile(path)) await store.update(hiddenKey, !this.isHidden);
    else if (!this.shown.delete(path)) this.shown.add(path);
    this.refresh();
  }

  /** The editor, its selection or its text may have changed. */
  refresh(): void {
    this.tell(this.current);
  }

  private isHiddenIn(path: string): boolean {
    return this.options.isOpenFile(path) ? this.isHidden : !this.shown.has(path);
  }

  private read(): KeptAttachment | undefined {
    const selected = this.options.editor.selection();
    return selected?.text.trim()
      ? attachSelection(selected.path, selected.text, selected.range, selected.cell)
      : undefined;
  }
}
