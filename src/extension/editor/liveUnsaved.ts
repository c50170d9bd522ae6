import type { EditorFacade } from '../base/editorApi';
import { shownPath } from '../base/folderPaths';
import { whenChanged } from '../base/onlyWhenChanged';
import { isOpenFile } from '../rules/folderPlace';

/** Files of the folders that the editor has not saved: the agent reads what is on the disk. */
export class LiveUnsaved {
  private readonly tell: (names: readonly string[]) => void;

  constructor(
    private readonly editor: Pick<EditorFacade, 'unsaved' | 'save'>,
    private readonly folders: readonly string[],
    changed: (names: readonly string[]) => void,
  ) {
    this.tell = whenChanged(changed);
  }

  /** As they are named in the folder. */
  get current(): readonly string[] {
    return this.files.map((file) => this.nameOf(file));
  }

  /** A text of the editor may have changed or been saved. */
  refresh(): void {
    this.tell(this.current);
  }

  /** Saves them all; the editor says of each that it cannot save, which stays here. */
  async save(): Promise<void> {
    await Promise.all(this.files.map((file) => this.editor.save(file)));
    this.refresh();
  }

  private get files(): readonly string[] {
    return this.editor.unsaved().filter((file) => isOpenFile(file, this.folders));
  }

  private nameOf(file: string): string {
    return shownPath(this.folders[0] ?? '', file);
  }
}
