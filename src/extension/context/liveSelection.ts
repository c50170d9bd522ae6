import { randomUUID } from 'node:crypto';
import type { EditorSelection } from '../../protocol/toView';
import { attachSelection, type KeptAttachment } from '../chat/attachments';
import type { KeyValueStore } from '../chat/storage';
import type { EditorFacade } from '../editorFacade';
import { whenChanged } from '../whenChanged';

const hiddenKey = 'selectionIsHidden';

/** The selection of the editor, which the agent gets with each message unless the person hides it. */
export class LiveSelection {
  private readonly tell: (current: EditorSelection | undefined) => void;

  constructor(
    private readonly editor: Pick<EditorFacade, 'selection'>,
    private readonly store: KeyValueStore,
    changed: (selection: EditorSelection | undefined) => void,
  ) {
    this.tell = whenChanged(changed);
  }

  get isHidden(): boolean {
    return this.store.get(hiddenKey) === true;
  }

  get current(): EditorSelection | undefined {
    const selected = this.read();
    return selected && { label: selected.label, path: selected.path, isHidden: this.isHidden };
  }

  /** What goes along now. */
  get attachments(): readonly KeptAttachment[] {
    const selected = this.isHidden ? undefined : this.read();
    return selected ? [{ ...selected, id: randomUUID() }] : [];
  }

  async toggle(): Promise<void> {
    await this.store.update(hiddenKey, !this.isHidden);
    this.refresh();
  }

  /** The editor, its selection or its text may have changed. */
  refresh(): void {
    this.tell(this.current);
  }

  private read(): KeptAttachment | undefined {
    const selected = this.editor.selection();
    return selected?.text.trim() ? attachSelection(selected.path, selected.text, selected.range) : undefined;
  }
}
